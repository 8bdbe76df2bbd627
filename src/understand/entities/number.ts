/** Reads numbers as people write them: digits, words ("hai chục", "ba trăm tư"), and mixtures ("1tr5", "2 triệu rưỡi", "5 thousand"). */
import type { Language } from "../../model/message.ts";
import type { Lexicon } from "../lexicon.ts";
import { bareAt, fullAt, isGlued, type Token } from "../tokens.ts";
import { clamp, type NumberFound, readMinus } from "./digits.ts";
import { createNumberWords } from "./number-words.ts";
import { createReadSmall, type Small } from "./small-number.ts";

export type { NumberFound } from "./digits.ts";
export type ReadNumber = (tokens: readonly Token[], at: number) => NumberFound | null;

/** "2 triệu rưỡi", "500 ngàn", or just "5": one part of a number. */
interface Part extends Small {
  /** What was said after it, 1 when nothing was. */
  readonly factor: number;
  /** Ends in "rưỡi" or in the 5 of "1tr5": nothing may follow. */
  readonly closed: boolean;
}

/** A number of more parts than this is a list of numbers. */
const mostParts = 8;

export function createReadNumber(numerals: Lexicon["numerals"], language: Language | null): ReadNumber {
  const words = createNumberWords(language === "en" ? numerals.en : numerals.vi);
  const readSmall = createReadSmall(words, language);
  const suffixes = new Map(Object.entries(numerals.suffix));

  const read: ReadNumber = (tokens, at) => {
    if (readMinus(tokens, at)) return negate(readPositive(tokens, at + 1));
    const minus = words.at(tokens, at, "minus");
    if (minus) {
      const rest = readPositive(tokens, minus.end);
      return rest && rest.form !== "bare" ? negate(rest) : null;
    }
    return at > 0 && words.at(tokens, at - 1, "vague") ? null : readPositive(tokens, at);
  };

  const readPositive: ReadNumber = (tokens, at) => {
    const half = words.at(tokens, at, "half_of");
    if (half) return readHalf(tokens, half.end);
    const head = readPart(tokens, readSmall(tokens, at) ?? impliedOne(tokens, at));
    if (!head) return null;
    let total = head.value * head.factor;
    let last = head;
    for (let parts = 1; parts < mostParts && last.factor > 1 && !last.closed; parts += 1) {
      const start = words.at(tokens, last.end, "odd")?.end ?? last.end;
      const next = readPart(tokens, readSmall(tokens, start));
      // Parts shrink from left to right: "2 triệu 500 ngàn" is one number, "3 5" are two.
      if (!next || next.factor >= last.factor || next.value * next.factor >= last.factor) break;
      if (next.factor === 1 && next.digits && !closes(tokens, start, next)) break;
      const short = start === last.end && next.factor === 1 && isShort(next, last.factor);
      total += short ? (next.value * last.factor) / 10 : next.value * next.factor;
      last = next;
    }
    return {
      value: clamp(round(total)),
      end: last.end,
      others: head.others.map((other) => other * head.factor),
      form: formOf(tokens, at, head, last.end),
    };
  };

  const readPart = (tokens: readonly Token[], small: Small | null): Part | null => {
    if (!small) return null;
    const scale = readScale(tokens, small.end);
    if (!scale) return { ...small, factor: 1, closed: true };
    const tail = readTail(tokens, scale.end);
    return {
      ...small,
      value: small.value + tail.value,
      end: tail.end,
      factor: scale.value,
      closed: tail.end > scale.end,
    };
  };

  /** "nửa tấn", "half a million". */
  const readHalf: ReadNumber = (tokens, at) => {
    const hundred = words.at(tokens, at, "hundred");
    const scale = readScale(tokens, at) ?? (hundred && { value: hundred.value.value, end: hundred.end });
    return {
      value: scale ? scale.value / 2 : 0.5,
      end: scale?.end ?? at,
      others: [],
      form: scale ? "scaled" : "words",
    };
  };

  /** "triệu rưỡi", "a thousand": the one is not said. */
  const impliedOne = (tokens: readonly Token[], at: number): Small | null => {
    const article = language === "en" && /^an?$/u.test(fullAt(tokens, at)) ? 1 : 0;
    const word = words.at(tokens, at + article, "scale");
    const certain = article > 0 || (word !== null && words.at(tokens, word.end, "half", "unit") !== null);
    return word && certain ? { value: 1, end: at + article, others: [], digits: false } : null;
  };

  const readScale = (tokens: readonly Token[], at: number): { value: number; end: number } | null => {
    const token = tokens[at];
    if (token?.kind !== "word") return null;
    const suffix = suffixes.get(token.raw) ?? suffixes.get(token.raw.toLowerCase());
    // "5 m" and "6 t" may be anything; "tr" and "k" after a gap are still money in chat.
    const apart = /^(?:tr|k|trieu|ty)$/u.test(token.bare);
    if (suffix !== undefined && tokens[at - 1]?.kind === "number" && (token.glued || apart))
      return { value: suffix, end: at + 1 };
    const word = words.at(tokens, at, "scale");
    return word && { value: word.value.value, end: word.end };
  };

  /** In units of the scale before it: "rưỡi", the 5 of "1tr5", the 500 of "1tr500". */
  const readTail = (tokens: readonly Token[], at: number): { value: number; end: number } => {
    const half = words.at(tokens, at, "half");
    if (half) return { value: 0.5, end: half.end };
    const digits = tokens[at]?.kind === "number" && isGlued(tokens, at) ? fullAt(tokens, at) : "";
    return digits !== "" && digits.length <= 3
      ? { value: Number(digits) / 10 ** digits.length, end: at + 1 }
      : { value: 0, end: at };
  };

  /** The "ba" of "hai triệu ba" is 300,000; "lẻ ba" would be 3. */
  const isShort = (small: Small, factor: number): boolean =>
    language !== "en" && factor >= 1000 && small.value > 0 && small.value < 10;

  const formOf = (tokens: readonly Token[], at: number, head: Part, end: number): NumberFound["form"] => {
    if (head.factor > 1) return "scaled";
    if (head.digits) return "digits";
    const lone = end === at + 1 && (words.at(tokens, at, "unit") !== null || bareAt(tokens, at) === "muoi");
    return lone ? "bare" : "words";
  };

  return read;
}

/** Digits after a scale belong to it only where nothing else can claim them: "2 triệu 5" at the end, not "2 triệu 5 bộ". */
function closes(tokens: readonly Token[], start: number, small: Small): boolean {
  return small.end === start + 1 && small.value > 0 && small.value < 10 && tokens[small.end] === undefined;
}

function negate(found: NumberFound | null): NumberFound | null {
  return found && { ...found, value: -found.value, others: found.others.map((other) => -other) };
}

/** 1.1 × 1,000,000 and its like leave a tail of binary dust. */
function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
