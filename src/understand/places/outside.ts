/** Places of other provinces that people are likely to name: told as unknown, never taken for something similar of ours. */
import { tokenise, type Token } from "../tokens.ts";
import type { PlaceWords } from "./place-words.ts";
import { syllableOf, fit, type Syllable } from "./syllable.ts";

export interface OutsideName {
  readonly name: string;
  readonly end: number;
  /** Typed in full or with capitals, or no other words look like it. */
  readonly sure: boolean;
}

export type ReadOutside = (typed: readonly Token[], at: number) => OutsideName | null;

export function createReadOutside({ outside, outsideWords }: PlaceWords): ReadOutside {
  const byFirst = new Map<string, { readonly name: string; readonly syllables: readonly Syllable[] }[]>();
  for (const name of outside) {
    const syllables = tokenise(name).map((token) => syllableOf(token.full));
    const first = syllables[0]?.bare ?? "";
    byFirst.set(first, [...(byFirst.get(first) ?? []), { name, syllables }]);
  }
  return (typed, at) => {
    let best: OutsideName | null = null;
    for (const { name, syllables } of byFirst.get(typed[at]?.bare ?? "") ?? []) {
      const said = typed.slice(at, at + syllables.length);
      const fits = syllables.every((syllable, i) => {
        const token = said[i];
        return token?.bare === syllable.bare && fit(token, syllable).slips === 0;
      });
      if (!fits || (best && best.end >= at + syllables.length)) continue;
      const capital = said.every((token) => token.capital);
      const plain = syllables.map((syllable) => syllable.bare).join(" ");
      const full = said.every((token, i) => token.full === syllables[i]?.full);
      best = {
        name,
        end: at + syllables.length,
        sure: capital || !outsideWords.has(plain) || (full && plain !== "hoa binh"),
      };
    }
    return best;
  };
}
