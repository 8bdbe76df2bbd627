/** A sentence as a row of ideas: kinds of entities and groups of words that mean alike ("rút", "hủy" and "thu lại" are one). */
import type { Entity } from "../entities/entity.ts";
import type { Lexicon } from "../lexicon.ts";
import { createPhrases } from "../phrases.ts";
import type { Token } from "../tokens.ts";
import { labelOf } from "./label.ts";

export type FindIdeas = (tokens: readonly Token[], entities: readonly Entity[]) => readonly string[];

export function createFindIdeas({ concepts }: Lexicon): FindIdeas {
  const phrases = createPhrases(
    concepts.flatMap(({ id, vi, en }) => [...vi, ...en].map((say): [string, string] => [say, id])),
  );

  return (tokens, entities) => {
    const ideas: string[] = [];
    let next = 0;
    for (let at = 0; at < tokens.length;) {
      while ((entities[next]?.end ?? tokens.length + 1) <= at) next += 1;
      const entity = entities[next];
      // Named words ("còn thiếu", "tiếng Anh") are ideas themselves.
      if (entity && entity.start <= at && entity.type !== "named") {
        ideas.push(labelOf(entity));
        at = entity.end;
        continue;
      }
      const matches = phrases.from(tokens, at).filter((match) => match.wrong === 0);
      const end = matches[0]?.end ?? at + 1;
      for (const match of matches) if (match.end === end) ideas.push(match.value);
      at = end;
    }
    return ideas;
  };
}
