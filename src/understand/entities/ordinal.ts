/** Reads places in the list shown last: "cái thứ hai", "mục 3", "số 2", "the second one", "the last one", "#2". */
import type { Lexicon } from "../lexicon.ts";
import { createPhrases } from "../phrases.ts";
import { bareAt, fullAt, type Token } from "../tokens.ts";
import type { ReadNumber } from "./number.ts";

export type ReadOrdinal = (tokens: readonly Token[], at: number) => { position: number; end: number } | null;

/** A list that was shown is never longer. */
const longestList = 50;

/** `counts` tells whether goods or children begin at a token ("nhu cầu 45 cặp" is no place in a list), `names` whether any name of a thing may. */
export function createReadOrdinal(
  { ordinals, list_nouns }: Lexicon["chat"],
  readNumber: ReadNumber,
  counts: (tokens: readonly Token[], at: number) => boolean,
  names: (tokens: readonly Token[], at: number) => boolean,
): ReadOrdinal {
  const words = createPhrases(
    ordinals.flatMap(({ position, vi, en }) => [...vi, ...en].map((say): [string, number] => [say, position])),
  );
  const nouns = createPhrases([...list_nouns.vi, ...list_nouns.en].map((say): [string, true] => [say, true]));

  return (tokens, at) => {
    const noun = nouns.from(tokens, at).find((match) => match.wrong === 0);
    // "số hai" is an ordinal by itself; "thứ hai" alone is Monday, so it needs its noun.
    const word = words.from(tokens, noun?.end ?? at).find((match) => match.wrong === 0);
    if (
      word &&
      (noun ||
        /^(?:so|first|second|third|last)$/u.test(bareAt(tokens, at)) ||
        /^(?:đầu tiên|cuối cùng)$/u.test(`${tokens[at]?.full} ${tokens[at + 1]?.full}`))
    )
      return { position: word.value, end: skipOne(tokens, word.end) };
    const number = noun ? readNumber(tokens, noun.end) : null;
    if (!number || number.form === "bare" || !Number.isInteger(number.value)) return null;
    if (number.value < 1 || number.value > longestList) return null;
    // After "số" or "mục" a number is a place in the list; after "nhu cầu" it may count what follows.
    const certain = /^(?:so|thu|muc|cai|#|number|no|option|item)$/u.test(bareAt(tokens, noun ? noun.end - 1 : at));
    return counts(tokens, number.end) || (!certain && names(tokens, number.end))
      ? null
      : { position: number.value, end: number.end };
  };
}

function skipOne(tokens: readonly Token[], at: number): number {
  return fullAt(tokens, at) === "one" ? at + 1 : at;
}
