/**
 * A sentence as hashed features: words and word pairs of three views (as typed, without diacritics, with entities replaced
 * by their kind) and letter runs. No vocabulary is kept, so the artefact has a fixed size and unknown words cost nothing.
 */
import type { Entity } from "../entities/entity.ts";
import type { Token } from "../tokens.ts";

/** 2^16 buckets × about 30 intents × 4 bytes is an artefact of 8 MB. */
export const buckets = 1 << 16;

export interface Sentence {
  readonly tokens: readonly Token[];
  readonly entities: readonly Entity[];
}

/** Longer texts are judged by their beginning: an intent is said early. */
const mostTokens = 120;

export function featuresOf({ tokens, entities }: Sentence): Uint32Array {
  const said = tokens.slice(0, mostTokens).filter((token) => token.kind !== "mark" || token.full === "?");
  const full = said.map((token) => token.full);
  const plain = said.map((token) => token.bare);
  const shape = delexicalise(tokens, entities).slice(0, mostTokens);
  const found = new Set<number>();
  addWords(found, "f", full);
  addWords(found, "b", plain);
  addWords(found, "d", shape);
  addSkips(found, shape);
  addLetters(found, ` ${plain.join(" ")} `);
  return Uint32Array.from(found);
}

/** "tặng 50 áo ấm cho Giang Thành" → "tang <goods> cho <place>". */
function delexicalise(tokens: readonly Token[], entities: readonly Entity[]): readonly string[] {
  const words: string[] = [];
  let at = 0;
  for (const entity of entities) {
    for (; at < entity.start; at += 1) words.push(tokens[at]?.bare ?? "");
    words.push(labelOf(entity));
    at = entity.end;
  }
  for (; at < tokens.length; at += 1) words.push(tokens[at]?.bare ?? "");
  return words.filter((word) => /[\p{L}\p{N}<?]/u.test(word));
}

function labelOf(entity: Entity): string {
  switch (entity.type) {
    case "code":
      return `<${entity.kind}>`;
    case "named":
      return `<${entity.slot}>`;
    case "goods":
      return entity.quantity === null ? "<thing>" : "<goods>";
    case "time":
      return entity.time.bound === "before" || entity.time.bound === "by" ? "<due>" : "<time>";
    case "age":
    case "children":
    case "money":
    case "number":
    case "ordinal":
    case "phone":
    case "place":
      return `<${entity.type}>`;
  }
}

function addWords(found: Set<number>, view: string, words: readonly string[]): void {
  let before = "^";
  for (const word of [...words, "$"]) {
    if (word !== "$") found.add(hash(`${view}1${word}`));
    found.add(hash(`${view}2${before} ${word}`));
    before = word;
  }
}

/** Pairs with one word between: "đổi <pledge> thành <goods>". */
function addSkips(found: Set<number>, words: readonly string[]): void {
  for (let i = 2; i < words.length; i += 1) found.add(hash(`s${words[i - 2] ?? ""} ${words[i] ?? ""}`));
}

/** Letter runs of 3 to 5: typos and glued words still share most of them. */
function addLetters(found: Set<number>, text: string): void {
  const last = Math.min(text.length, 400);
  for (let at = 0; at < last; at += 1)
    for (let size = 3; size <= 5 && at + size <= last; size += 1) found.add(hashRange(text, at, at + size));
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
  return (value ^ (value >>> 13)) & (buckets - 1);
}
