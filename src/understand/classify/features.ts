/**
 * A sentence as hashed features: words and word pairs of several views (without diacritics, with entities replaced by
 * their kind, as ideas) and letter runs. Which of the hashes mean something is for the vocabulary to say.
 */
import type { Entity } from "../entities/entity.ts";
import type { Token } from "../tokens.ts";
import { feed, letterSeed, mixed, seed } from "./hash.ts";
import { createHashSet, type HashSet } from "./hash-set.ts";

export interface Sentence {
  readonly tokens: readonly Token[];
  readonly entities: readonly Entity[];
  /** The kind of each entity, as one word. */
  readonly labels: readonly string[];
  /** For each token the entity that covers it. */
  readonly cover: readonly (Entity | null)[];
  /** From `createFindIdeas`. */
  readonly ideas: readonly string[];
  /** Of the ideas those that no other word may stand for. */
  readonly certain: ReadonlySet<string>;
}

/** Longer texts are judged by their beginning: an intent is said early. */
const mostTokens = 120;
const mostIdeas = 16;
/** Runs of more letters cost time, and lift no line of other authors. */
const mostLetters = 60;

export interface Features {
  readonly hashes: Int32Array;
  /** Up to here one sentence is enough to learn from: single words, and pairs around entities. */
  readonly telling: number;
  /** From here on the hashes are letter runs: they help against typos, and count little beside words. */
  readonly letters: number;
}

export function featuresOf({ tokens, entities, labels, ideas }: Sentence): Features {
  const plain = tokens
    .slice(0, mostTokens)
    .filter(isTelling)
    .map((token) => token.bare);
  const shape = delexicalise(tokens, entities, labels).slice(0, mostTokens);
  const meant = ideas.slice(0, mostIdeas);
  const text = ` ${plain.join(" ")} `.slice(0, mostLetters);
  const found = createHashSet(
    3 * (plain.length + shape.length + meant.length + 1) + meant.length ** 2 + 2 * text.length,
  );
  addSingles(found, "b", plain);
  addSingles(found, "d", shape);
  addSingles(found, "i", meant);
  addNeighbours(found, "d", shape);
  const telling = found.size();
  addNeighbours(found, "b", plain);
  addNeighbours(found, "i", meant);
  addSkips(found, shape);
  addPairs(found, meant);
  const letters = found.size();
  addLetters(found, text);
  return { hashes: found.values(), telling, letters };
}

/** Of all marks only the one of a question says something. */
function isTelling({ kind, full }: Token): boolean {
  return kind !== "mark" || full === "?";
}

/** "tặng 50 áo ấm cho Giang Thành" → "tang <goods> cho <place>". */
function delexicalise(
  tokens: readonly Token[],
  entities: readonly Entity[],
  labels: readonly string[],
): readonly string[] {
  const words: string[] = [];
  const pushUntil = (from: number, to: number): void => {
    for (let at = from; at < to; at += 1) {
      const token = tokens[at];
      // Markup is nobody's sentence: its brackets make it a strange one.
      if (token && (isTelling(token) || token.full === "<")) words.push(token.bare);
    }
  };
  let at = 0;
  for (const [i, entity] of entities.entries()) {
    pushUntil(at, entity.start);
    words.push(labels[i] ?? "");
    at = entity.end;
  }
  pushUntil(at, tokens.length);
  return words;
}

function addSingles(found: HashSet, view: string, words: readonly string[]): void {
  const begun = feed(seed, `${view}1`);
  for (const word of words) found.add(mixed(feed(begun, word)));
}

function addNeighbours(found: HashSet, view: string, words: readonly string[]): void {
  const begun = feed(seed, `${view}2`);
  let before = feed(begun, "^ ");
  for (const word of words) {
    found.add(mixed(feed(before, word)));
    before = feed(feed(begun, word), " ");
  }
  found.add(mixed(feed(before, "$")));
}

/** Pairs with one word between: "đổi <pledge> thành <goods>". */
function addSkips(found: HashSet, words: readonly string[]): void {
  const begun = feed(seed, "s");
  for (let i = 2; i < words.length; i += 1)
    found.add(mixed(feed(feed(feed(begun, words[i - 2] ?? ""), " "), words[i] ?? "")));
}

/** Ideas that occur together, in whatever order: "withdraw" with a pledge, "need" with "what". */
function addPairs(found: HashSet, ideas: readonly string[]): void {
  const begun = feed(seed, "p");
  const different = [...new Set(ideas)].toSorted();
  for (const [i, first] of different.entries()) {
    const before = feed(feed(begun, first), " ");
    for (let j = i + 1; j < different.length; j += 1) found.add(mixed(feed(before, different[j] ?? "")));
  }
}

/** Letter runs of 3 and 4: typos and glued words still share most of them. */
function addLetters(found: HashSet, text: string): void {
  for (let at = 0; at + 3 <= text.length; at += 1) {
    const three = feed(letterSeed, text, at, at + 3);
    found.add(mixed(three));
    if (at + 4 <= text.length) found.add(mixed(feed(three, text, at + 3, at + 4)));
  }
}
