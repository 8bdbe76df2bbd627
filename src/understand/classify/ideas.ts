/** A sentence as a row of ideas: kinds of entities and groups of words that mean alike ("rút", "hủy" and "thu lại" are one). */
import type { Entity } from "../entities/entity.ts";
import type { Lexicon } from "../lexicon.ts";
import { createPhrases, type Match } from "../phrases.ts";
import { accented, type Token } from "../tokens.ts";

export interface Ideas {
  readonly ideas: readonly string[];
  /** Those that no other word may stand for: alone and without its diacritics, "may" is "mấy", "may" and "máy". */
  readonly certain: ReadonlySet<string>;
}

/** `labels` tell the kind of each entity. */
export type FindIdeas = (tokens: readonly Token[], entities: readonly Entity[], labels: readonly string[]) => Ideas;

type Concept = Lexicon["concepts"][number];

interface Said {
  readonly id: string;
  /** A Vietnamese word by itself. */
  readonly lone: boolean;
}

export function createFindIdeas({ concepts, chat }: Lexicon): FindIdeas {
  const phrasesOf = (some: readonly Concept[]) =>
    createPhrases(
      some.flatMap(({ id, vi, en }) => [
        ...vi.map((say): [string, Said] => [say, { id, lone: !say.includes(" ") }]),
        ...en.map((say): [string, Said] => [say, { id, lone: false }]),
      ]),
    );
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
    const certain = new Set<string>();
    const isMarked = tokens.some(accented);
    const add = ({ value: { id, lone }, cost }: Match<Said>): void => {
      ideas.push(id);
      if (!lone || (isMarked && cost === 0)) certain.add(id);
    };
    const { first, last } = frame(tokens);
    for (const match of starts.from(tokens, first)) add(match);
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
      for (const match of matches) if (match.end === end) add(match);
      at = end;
    }
    for (let at = Math.max(first, last - 3); at < last; at += 1)
      for (const match of ends.from(tokens, at)) if (match.end === last && match.wrong === 0) add(match);
    return { ideas, certain };
  };
}
