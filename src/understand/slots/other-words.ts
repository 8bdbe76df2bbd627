/** Typed without diacritics "tai" is "tại" and also the beginning of "tài trợ": small words inside longer ones lead to nothing. */
import type { Lexicon } from "../lexicon.ts";
import type { ReadText } from "../read-sentence.ts";
import { endOf } from "./own-words.ts";
import { listOf } from "../phrases.ts";

/** "nha tai tro": so far before a word a longer one may begin. */
const reach = 1;

export function createIsOtherWord({ other_words }: Lexicon["told"]): (sentence: ReadText, at: number) => boolean {
  const words = listOf(other_words);
  return (sentence, at) => {
    for (let start = Math.max(0, at - reach); start <= at; start += 1)
      if ((endOf(words, sentence, start) ?? 0) > at) return true;
    return false;
  };
}
