/** What stands around each word of a sentence, as hashed features: from that the second reader says to whose words it belongs. */
import type { Features } from "../classify/features.ts";
import { feed, mixed, seed } from "../classify/hash.ts";
import { createHashSet } from "../classify/hash-set.ts";
import type { ReadText } from "../read-sentence.ts";

/** Words of the clause that are looked at, before and behind. */
const before = 8;
const behind = 4;
/** Beyond this it does not matter how far something is. */
const far = 6;
const mostClauses = 3;
const fixed = 21;
/** Longer texts are read up to here. */
const mostTokens = 120;

const views = ["own", "last", "next", "last but one", "next but one"] as const;
const offsets = [0, -1, 1, -2, 2] as const;
const begun = feed(seed, "word");

export interface WordSeen {
  readonly at: number;
  readonly features: Features;
}

/** One for each word or number; marks belong to nothing. */
export function wordsAround(sentence: ReadText, intent: string): readonly WordSeen[] {
  const shape = shapeOf(sentence);
  const { tokens, entities } = sentence;
  const meant = feed(feed(begun, intent), " ");
  const code = entities.find(({ type }) => type === "code")?.start ?? -1;
  const isMark = (at: number): boolean => tokens[at]?.kind === "mark";
  const seen: WordSeen[] = [];
  let clauses = 0;
  let start = 0;
  let end = -1;
  for (let at = 0; at < Math.min(mostTokens, tokens.length); at += 1) {
    if (isMark(at)) {
      clauses += 1;
      start = at + 1;
      continue;
    }
    if (end < at) for (end = at; end < tokens.length && !isMark(end);) end += 1;
    const found = createHashSet(fixed + before + behind);
    const add = (from: number, name: string, first = "", second = ""): void =>
      found.add(mixed(feed(feed(feed(feed(from, name), first), " "), second)));
    add(meant, "intent");
    for (const [i, view] of views.entries()) {
      const word = shape[at + (offsets[i] ?? 0)] ?? "";
      add(begun, view, word);
      add(meant, view, word);
    }
    add(begun, "pair", shape[at - 1], shape[at]);
    add(begun, "pair", shape[at], shape[at + 1]);
    add(begun, "head", shape[start]);
    add(begun, "head", shape[start], shape[start + 1]);
    add(meant, "opened", shape[start - 1], String(Math.min(mostClauses, clauses)));
    add(meant, "closed", shape[end]);
    add(meant, "from", String(Math.min(far, at - start)));
    add(begun, "to", String(Math.min(far, end - at)));
    add(meant, "code", code < 0 ? "none" : code < at ? "told" : "to come", code >= start && code < at ? "here" : "");
    for (let other = Math.max(start, at - before); other < at; other += 1) add(begun, "before", shape[other]);
    for (let other = at + 1; other <= Math.min(end - 1, at + behind); other += 1) add(begun, "behind", shape[other]);
    const hashes = found.values();
    seen.push({ at, features: { hashes, telling: 0, letters: hashes.length } });
  }
  return seen;
}

/** Words without diacritics; what was found, by its kind. */
function shapeOf({ tokens, entities, labels }: ReadText): readonly string[] {
  const shape = tokens.slice(0, mostTokens + behind).map(({ bare }) => bare);
  for (const [i, { start, end }] of entities.entries()) shape.fill(labels[i] ?? "", start, end);
  return shape;
}
