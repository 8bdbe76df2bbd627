/** The roles of number words in one language, looked up by token: full spelling first, then without diacritics. */
import type { Lexicon } from "../lexicon.ts";
import { createPhrases, type Match } from "../phrases.ts";
import type { Token } from "../tokens.ts";

export type Role =
  | "unit"
  | "ten"
  | "tens"
  | "whole"
  | "hundred"
  | "scale"
  | "odd"
  | "half"
  | "half_of"
  | "minus"
  | "vague";
type Word = { readonly role: Role; readonly value: number };

export interface NumberWords {
  /** The word at `at` in one of these roles. */
  at(tokens: readonly Token[], at: number, ...roles: readonly Role[]): Match<Word> | null;
}

export function createNumberWords(numerals: Lexicon["numerals"]["vi"]): NumberWords {
  const entries: [string, Word][] = [];
  for (const role of ["unit", "ten", "tens", "whole", "hundred", "scale"] as const)
    for (const [say, value] of Object.entries(numerals[role])) entries.push([say, { role, value }]);
  for (const role of ["odd", "half", "half_of", "minus", "vague"] as const)
    for (const say of numerals[role]) entries.push([say, { role, value: 0 }]);
  const phrases = createPhrases(entries);
  return {
    at: (tokens, at, ...roles) => {
      if (tokens[at]?.kind !== "word") return null;
      return (
        phrases
          .from(tokens, at)
          .find(
            (match) =>
              match.wrong === 0 &&
              roles.includes(match.value.role) &&
              (match.value.role !== "whole" || match.cost === 0),
          ) ?? null
      );
    },
  };
}
