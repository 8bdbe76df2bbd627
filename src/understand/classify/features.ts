/**
 * A sentence as hashed features: words and word pairs of several views (without diacritics, with entities replaced by
 * their kind, as ideas) and letter runs. Which of the hashes mean something is for the vocabulary to say.
 */
import type { Entity } from "../entities/entity.ts";
import { bareAt, type Token } from "../tokens.ts";

export interface Sentence {
  readonly tokens: readonly Token[];
  readonly entities: readonly Entity[];
  /** The kind of each entity, as one word. */
  readonly labels: readonly string[];
  /** For each token the entity that covers it. */
  readonly cover: readonly (Entity | null)[];
  /** From `createFindIdeas`. */
  readonly ideas: readonly string[];
}

/** Longer texts are judged by their beginning: an intent is said early. */
const mostTokens = 120;
const mostIdeas = 16;

export interface Features {
  readonly hashes: Int32Array;
  /** Up to here one sentence is enough to learn from: single words, and pairs around entities. */
  readonly telling: number;
  /** From here on the hashes are letter runs: they help against typos, and count little beside words. */
  readonly letters: number;
}

export function featuresOf({ tokens, entities, labels, ideas }: Sentence): Features {
  const said = tokens.slice(0, mostTokens).filter((token) => token.kind !== "mark" || token.full === "?");
  const plain = said.map((token) => token.bare);
  const shape = delexicalise(tokens, entities, labels).slice(0, mostTokens);
  const meant = ideas.slice(0, mostIdeas);
  const found = new Set<number>();
  addSingles(found, "b", plain);
  addSingles(found, "d", shape);
  addSingles(found, "i", meant);
  addNeighbours(found, "d", shape);
  const telling = found.size;
  addNeighbours(found, "b", plain);
  addNeighbours(found, "i", meant);
  addSkips(found, shape);
  addPairs(found, meant);
  const letters = found.size;
  addLetters(found, ` ${plain.join(" ")} `);
  return { hashes: Int32Array.from(found), telling, letters };
}

/** "tặng 50 áo ấm cho Giang Thành" → "tang <goods> cho <place>". */
function delexicalise(
  tokens: readonly Token[],
  entities: readonly Entity[],
  labels: readonly string[],
): readonly string[] {
  const words: string[] = [];
  let at = 0;
  for (const [i, entity] of entities.entries()) {
    for (; at < entity.start; at += 1) words.push(bareAt(tokens, at));
    words.push(labels[i] ?? "");
    at = entity.end;
  }
  for (; at < tokens.length; at += 1) words.push(bareAt(tokens, at));
  return words.filter((word) => /[\p{L}\p{N}<?]/u.test(word));
}

function addSingles(found: Set<number>, view: string, words: readonly string[]): void {
  for (const word of words) found.add(hash(`${view}1${word}`));
}

function addNeighbours(found: Set<number>, view: string, words: readonly string[]): void {
  let before = "^";
  for (const word of [...words, "$"]) {
    found.add(hash(`${view}2${before} ${word}`));
    before = word;
  }
}

/** Pairs with one word between: "đổi <pledge> thành <goods>". */
function addSkips(found: Set<number>, words: readonly string[]): void {
  for (let i = 2; i < words.length; i += 1) found.add(hash(`s${words[i - 2] ?? ""} ${words[i] ?? ""}`));
}

/** Ideas that occur together, in whatever order: "withdraw" with a pledge, "need" with "what". */
function addPairs(found: Set<number>, ideas: readonly string[]): void {
  const different = [...new Set(ideas)].toSorted();
  for (const [i, first] of different.entries())
    for (const second of different.slice(i + 1)) found.add(hash(`p${first} ${second}`));
}

/** Letter runs of 3 and 4: typos and glued words still share most of them. */
function addLetters(found: Set<number>, text: string): void {
  const last = Math.min(text.length, 400);
  for (let at = 0; at < last; at += 1)
    for (let size = 3; size <= 4 && at + size <= last; size += 1) found.add(hashRange(text, at, at + size));
}

function hash(text: string): number {
  return hashRange(text, 0, text.length, 0x9747b28c);
}

/** FNV-1a with a final mix, so that the low bits are usable. */
function hashRange(text: string, from: number, to: number, seed = 0x811c9dc5): number {
  let value = seed;
  for (let i = from; i < to; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  value ^= value >>> 15;
  value = Math.imul(value, 0x2c1b3c6d);
  return value ^ (value >>> 13);
}
