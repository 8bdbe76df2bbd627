/** How a difficulty is told: as one that does not wait, or with an answer that is none yet. */
import { createCanonise } from "./canonise.ts";
import type { Lexicon } from "./lexicon.ts";
import { type Both, listOf } from "./phrases.ts";
import { tokenise } from "./tokens.ts";

export interface ReadManner {
  /** Whether it is said not to wait. */
  urgent(text: string): boolean;
  /** Whether what is said is that something is still waited for. */
  waits(text: string): boolean;
}

export function createReadManner({ told, teencode }: Lexicon): ReadManner {
  const canonise = createCanonise(teencode);
  const says = (words: Both) => {
    const phrases = listOf(words);
    return (text: string): boolean => {
      const tokens = canonise(tokenise(text), "vi");
      return tokens.some((_, at) =>
        phrases.from(tokens, at).some(({ wrong, cost, end }) => wrong === 0 && (cost === 0 || end - at > 1)),
      );
    };
  };
  return { urgent: says(told.urgent), waits: says(told.waiting) };
}
