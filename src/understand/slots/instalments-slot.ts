/** Reads how a promise is split: "làm 3 đợt", "mỗi tháng … trong 6 tháng", "in 4 instalments". */
import type { Lexicon } from "../lexicon.ts";
import { createPhrases, type Phrases } from "../phrases.ts";
import type { ReadText } from "../read-sentence.ts";

export interface Instalments {
  readonly count: number;
  /** The quantity was said for each of them: "mỗi đợt 50 bộ". */
  readonly each: boolean;
  /** The token of the number; a time that covers it is a duration, not a deadline. */
  readonly at: number;
}

export type ReadInstalments = (sentence: ReadText) => Instalments | null;

/** Nobody gives in more parts; larger numbers are something else. */
const most = 60;

export function createReadInstalments({ chat }: Lexicon): ReadInstalments {
  const list = ({ vi, en }: { vi: readonly string[]; en: readonly string[] }): Phrases<true> =>
    createPhrases([...vi, ...en].map((say): [string, true] => [say, true]));
  const parts = list(chat.instalment);
  const each = list(chat.each);
  const rhythm = list(chat.rhythm);

  const countBefore = ({ tokens }: ReadText, words: Phrases<true>, from: number): number | null => {
    for (let at = from; at < tokens.length - 1; at += 1) {
      const token = tokens[at];
      if (token?.kind === "number" && token.full.length <= 2 && words.first(tokens, at + 1)?.wrong === 0) return at;
    }
    return null;
  };

  const read = (sentence: ReadText): Instalments | null => {
    const { tokens } = sentence;
    const eachAt = tokens.findIndex((_, at) => {
      const end = each.first(tokens, at)?.end;
      return end !== undefined && (parts.first(tokens, end) !== null || rhythm.first(tokens, end) !== null);
    });
    const at = countBefore(sentence, parts, 0) ?? (eachAt < 0 ? null : countBefore(sentence, rhythm, 0));
    const count = at === null ? 0 : Number(tokens[at]?.full);
    return at === null || count < 2 || count > most ? null : { count, each: eachAt >= 0, at };
  };

  return read;
}
