/** The rest that is said in tenths of the measure before it: "rưỡi", the 2 of "3 củ 2", the "mốt" of "hai tấn mốt". */
import type { Lexicon } from "../lexicon.ts";
import { bareAt, type Token } from "../tokens.ts";
import { createNumberWords } from "./number-words.ts";

export interface Tenth {
  readonly value: number;
  readonly end: number;
}

/** `closes` tells whether nothing but the measure can claim a small number that ends before a token. */
export type ReadTenth = (
  tokens: readonly Token[],
  at: number,
  closes: (tokens: readonly Token[], at: number) => boolean,
) => Tenth;

const smallDigit = /^[1-9]$/u;

export function createReadTenth({ vi }: Lexicon["numerals"]): ReadTenth {
  const words = createNumberWords(vi);

  const tenthsAt = (tokens: readonly Token[], at: number): number | null => {
    const token = tokens[at];
    if (token?.kind === "number") return smallDigit.test(token.full) ? Number(token.full) : null;
    const said = words.as(tokens, at, "tail") ?? words.as(tokens, at, "unit");
    // "một tấn một" is said of prices: a ton each.
    return said && said.value > 0 && token?.full !== "một" ? said.value : null;
  };

  return (tokens, at, closes) => {
    if (bareAt(tokens, at) === "ruoi") return { value: 0.5, end: at + 1 };
    const tenths = tenthsAt(tokens, at);
    return tenths !== null && closes(tokens, at + 1) ? { value: tenths / 10, end: at + 1 } : { value: 0, end: at };
  };
}
