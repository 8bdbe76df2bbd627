/**
 * What stands around a thing that was found, as hashed features: its neighbours without diacritics, what else was said, what
 * the sentence is about. From that alone the second reader says which slot it belongs to.
 */
import type { Features } from "../classify/features.ts";
import { feed, mixed, seed } from "../classify/hash.ts";
import { createHashSet } from "../classify/hash-set.ts";
import type { Entity } from "../entities/entity.ts";
import type { ReadText } from "../read-sentence.ts";
import { bareAt, fullAt } from "../tokens.ts";

/** Words that are looked at on either side. */
const reach = 3;
const mostOthers = 12;
const mostIdeas = 16;
/** Twins beyond the third say nothing new. */
const mostTwins = 3;
const fixed = 31;

/** `at` is its place among the entities. */
export function surroundingsOf(sentence: ReadText, at: number, intent: string): Features {
  const { tokens, entities, labels, ideas } = sentence;
  const entity = entities[at];
  if (!entity) throw new RangeError(`There is no entity ${at}`);
  const found = createHashSet(fixed + 2 * mostOthers + mostIdeas);
  const own = feed(seed, entity.type);
  const meant = feed(feed(own, " "), intent);
  const add = (begun: number, name: string, ...words: readonly string[]): void => {
    let fed = feed(begun, name);
    for (const word of words) fed = feed(feed(fed, " "), word);
    found.add(mixed(fed));
  };
  add(own, "");
  add(meant, "");
  const [first = "", second = "", third = ""] = around(sentence, entity.start - 1, -1);
  const [next = "", after = "", last = ""] = around(sentence, entity.end, 1);
  for (const [name, ...words] of [
    ["-1", first],
    ["-2", second],
    ["-3", third],
    ["-21", second, first],
    ["+1", next],
    ["+2", after],
    ["+3", last],
    ["+12", next, after],
    ["-+", first, next],
  ] as const)
    add(own, name, ...words);
  add(meant, "-1", first);
  add(meant, "+1", next);
  const twins = entities.filter(({ type }) => type === entity.type);
  const rank = twins.indexOf(entity);
  const among = [String(Math.min(mostTwins, twins.length)), String(Math.min(mostTwins - 1, rank))];
  add(own, "of", ...among);
  add(meant, "of", ...among);
  if (rank === twins.length - 1) add(own, "last");
  add(own, "before", labels[at - 1] ?? "");
  add(own, "behind", labels[at + 1] ?? "");
  for (const other of new Set(labels.slice(0, mostOthers))) {
    add(own, "with", other);
    add(meant, "with", other);
  }
  for (const trait of traitsOf(entity, labels[at] ?? "")) {
    add(own, "is", trait);
    add(meant, "is", trait);
  }
  for (const idea of ideas.slice(0, mostIdeas)) add(own, "idea", idea);
  const { start, end } = clauseOf(sentence, entity);
  add(own, "head", wordAt(sentence, start));
  add(own, "heads", wordAt(sentence, start), wordAt(sentence, start + 1));
  add(own, "tail", wordAt(sentence, end - 1));
  add(own, "marks", fullAt(tokens, start - 1), fullAt(tokens, end));
  add(meant, "clause", start === 0 ? "first" : "later", end >= tokens.length - 1 ? "last" : "not last");
  const hashes = found.values();
  return { hashes, telling: 0, letters: hashes.length };
}

/** What stands beside, one after the other. */
function around(sentence: ReadText, from: number, step: 1 | -1): readonly string[] {
  return Array.from({ length: reach }, (_, i) => wordAt(sentence, from + i * step));
}

/** A word as it is, what was found by its kind. */
function wordAt({ tokens, cover, entities, labels }: ReadText, at: number): string {
  const other = cover[at];
  return other ? (labels[entities.indexOf(other)] ?? "") : bareAt(tokens, at);
}

/** From mark to mark. */
function clauseOf({ tokens }: ReadText, entity: Entity): { readonly start: number; readonly end: number } {
  let { start, end } = entity;
  while (start > 0 && tokens[start - 1]?.kind !== "mark") start -= 1;
  while (end < tokens.length && tokens[end]?.kind !== "mark") end += 1;
  return { start, end };
}

/** At most three: `fixed` counts them twice. */
function traitsOf(entity: Entity, label: string): readonly string[] {
  switch (entity.type) {
    case "time":
      return [label, entity.time.bound ?? "open", entity.time.readings[0]?.time.type ?? "no day"];
    case "goods":
      return [label, entity.unit ?? "no unit", entity.free ? "unlisted" : (entity.item ?? "nameless")];
    case "number":
      return [entity.form, entity.aside ? "aside" : "plain"];
    case "age":
    case "children":
    case "code":
    case "duration":
    case "money":
    case "named":
    case "ordinal":
    case "phone":
    case "place":
      return [label];
  }
}
