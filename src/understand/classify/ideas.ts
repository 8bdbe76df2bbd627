/** A sentence as a row of ideas: kinds of entities and groups of words that mean alike ("rút", "hủy" and "thu lại" are one). */
import type { Entity } from "../entities/entity.ts";
import type { Lexicon } from "../lexicon.ts";
import { createPhrases } from "../phrases.ts";
import { type Token } from "../tokens.ts";

/** `labels` tell the kind of each entity. */
export type FindIdeas = (
  tokens: readonly Token[],
  entities: readonly Entity[],
  labels: readonly string[],
) => readonly string[];

type Concept = Lexicon["concepts"][number];

export function createFindIdeas({ concepts, chat }: Lexicon): FindIdeas {
  const phrasesOf = (some: readonly Concept[]) =>
    createPhrases(some.flatMap(({ id, vi, en }) => [...vi, ...en].map((say): [string, string] => [say, id])));
  const anywhere = phrasesOf(concepts.filter(({ at }) => at === undefined));
  const starts = phrasesOf(concepts.filter(({ at }) => at === "start"));
  const ends = phrasesOf(concepts.filter(({ at }) => at === "end"));
  const polite = createPhrases(chat.polite.map((say): [string, true] => [say, true]));

  /** The first and the last words are no greeting and no "ạ". */
  const frame = (tokens: readonly Token[]): { first: number; last: number } => {
    const isNothing = (at: number): boolean => tokens[at]?.kind === "mark" || polite.from(tokens, at).length > 0;
    let first = 0;
    while (first < tokens.length && isNothing(first)) first += 1;
    let last = tokens.length;
    while (last > first && tokens[last - 1]?.full !== "?" && isNothing(last - 1)) last -= 1;
    return { first, last };
  };

  return (tokens, entities, labels) => {
    const ideas: string[] = [];
    const { first, last } = frame(tokens);
    for (const { value } of starts.from(tokens, first)) ideas.push(value);
    let next = 0;
    for (let at = 0; at < tokens.length;) {
      while ((entities[next]?.end ?? tokens.length + 1) <= at) next += 1;
      const entity = entities[next];
      // Named words ("còn thiếu", "tiếng Anh") are ideas themselves.
      if (entity && entity.start <= at && entity.type !== "named") {
        ideas.push(labels[next] ?? "");
        at = entity.end;
        continue;
      }
      const matches = anywhere.from(tokens, at).filter((match) => match.wrong === 0);
      const end = matches[0]?.end ?? at + 1;
      for (const match of matches) if (match.end === end) ideas.push(match.value);
      at = end;
    }
    for (let at = Math.max(first, last - 3); at < last; at += 1)
      for (const { value, end, wrong } of ends.from(tokens, at)) if (end === last && wrong === 0) ideas.push(value);
    return ideas;
  };
}
