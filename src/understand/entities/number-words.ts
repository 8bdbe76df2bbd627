/** The roles of number words in one language, looked up by token: full spelling, or without diacritics where none were typed. */
import type { Lexicon } from "../lexicon.ts";
import { accented, type Token } from "../tokens.ts";
import { bare } from "../views.ts";

type Numerals = Lexicon["numerals"]["vi"];
export type Role = keyof Numerals;

export interface NumberWord {
  readonly role: Role;
  readonly value: number;
  /** Spelled as in the list; without its diacritics a word may be another one. */
  readonly exact: boolean;
}

export interface NumberWords {
  /** The word at `at` in this role. */
  as(tokens: readonly Token[], at: number, role: Role): NumberWord | null;
  /** Most words of a sentence are no number words at all. */
  knows(token: Token): boolean;
}

export function createNumberWords(numerals: Numerals): NumberWords {
  const full = new Map<string, NumberWord[]>();
  const plain = new Map<string, NumberWord[]>();
  const add = (table: Map<string, NumberWord[]>, say: string, word: NumberWord): void => {
    const known = table.get(say);
    if (known) known.push(word);
    else table.set(say, [word]);
  };
  for (const [role, listed] of Object.entries(numerals) as [Role, Numerals[Role]][])
    for (const [say, value] of Array.isArray(listed)
      ? listed.map((word): [string, number] => [word, 0])
      : Object.entries(listed)) {
      const without = bare(say);
      add(full, say, { role, value, exact: true });
      add(plain, without, { role, value, exact: without === say });
    }

  const find = (token: Token): readonly NumberWord[] | undefined =>
    accented(token) ? full.get(token.full) : plain.get(token.bare);

  return {
    as: (tokens, at, role) => {
      const token = tokens[at];
      const words = token?.kind === "word" ? find(token) : undefined;
      // What is listed without its marks is meant so: the "roi" of "2 trieu 4 roi".
      return (
        words?.find((word) => word.role === role && word.exact) ?? words?.find((word) => word.role === role) ?? null
      );
    },
    knows: (token) => find(token) !== undefined,
  };
}
