/** Reads numbers as people write them: digits, words ("hai chục", "ba trăm tư"), and mixtures ("1tr5", "2 triệu rưỡi", "5 thousand"). */
import type { Language } from "../../model/message.ts";
import type { Lexicon } from "../lexicon.ts";
import type { Token } from "../tokens.ts";
import { clamp, type NumberFound, readDigits, readMinus } from "./digits.ts";
import { createNumberWords, type NumberWords } from "./number-words.ts";

export type { NumberFound } from "./digits.ts";
export type ReadNumber = (tokens: readonly Token[], at: number) => NumberFound | null;

interface Part {
  readonly value: number;
  readonly end: number;
  readonly others: readonly number[];
  readonly digits: boolean;
}

/** A number of more parts than this is a list of numbers. */
const mostParts = 8;

export function createReadNumber(numerals: Lexicon["numerals"], language: Language | null): ReadNumber {
  const words = createNumberWords(language === "en" ? numerals.en : numerals.vi);
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
    let total = 0;
    let others: readonly number[] = [];
    let last = Number.POSITIVE_INFINITY;
    let end = at;
    let scaled = false;
    let digitsOnly = true;
    for (let parts = 0; parts < mostParts; parts += 1) {
      const start = parts > 0 ? skipOdd(tokens, end) : end;
      const small = readSmall(tokens, start, words, language) ?? (parts === 0 ? impliedOne(tokens, start) : null);
      if (!small) break;
      const scale = readScale(tokens, small.end);
      const factor = scale?.value ?? 1;
      // Parts shrink from left to right: "2 triệu 500 ngàn" is one number, "3 5" are two.
      if (factor >= last || (parts > 0 && small.value * factor >= last)) break;
      if (parts > 0 && !scale && small.digits && !joins(tokens, start, small, last)) break;
      digitsOnly &&= small.digits;
      if (!scale) {
        total += parts > 0 && start === end && isShort(small, last) ? (small.value * last) / 10 : small.value;
        end = small.end;
        if (parts === 0) others = small.others;
        break;
      }
      scaled = true;
      const tail = readTail(tokens, scale.end, factor);
      total += small.value * factor + tail.value;
      end = tail.end;
      last = factor;
      if (parts === 0) others = small.others.map((other) => other * factor);
      if (tail.end > scale.end) break;
    }
    if (end === at) return null;
    const form = scaled ? "scaled" : digitsOnly ? "digits" : isBareWord(tokens, at, end) ? "bare" : "words";
    return { value: clamp(round(total)), end, others, form };
  };

  /** The "ba" of "hai triệu ba" is 300,000; "lẻ ba" would be 3. */
  const isShort = (small: Part, last: number): boolean =>
    language !== "en" && last >= 1000 && small.value > 0 && small.value < 10;

  /** "nửa tấn", "half a million". */
  const readHalf: ReadNumber = (tokens, at) => {
    const scale = readScale(tokens, at) ?? hundredAt(tokens, at);
    return {
      value: scale ? scale.value / 2 : 0.5,
      end: scale?.end ?? at,
      others: [],
      form: scale ? "scaled" : "words",
    };
  };

  /** "triệu rưỡi", "a hundred": the one is not said. */
  const impliedOne = (tokens: readonly Token[], at: number): Part | null => {
    const article = language === "en" && (tokens[at]?.full === "a" || tokens[at]?.full === "an") ? 1 : 0;
    const word = words.at(tokens, at + article, "scale");
    const certain = article > 0 || (word !== null && words.at(tokens, word.end, "half", "unit") !== null);
    return word && certain ? { value: 1, end: at + article, others: [], digits: false } : null;
  };

  const hundredAt = (tokens: readonly Token[], at: number): { value: number; end: number } | null => {
    const word = words.at(tokens, at, "hundred");
    return word ? { value: word.value.value, end: word.end } : null;
  };

  const readScale = (tokens: readonly Token[], at: number): { value: number; end: number } | null => {
    const token = tokens[at];
    if (token?.kind !== "word") return null;
    const before = tokens[at - 1];
    const suffix = suffixes.get(token.raw) ?? suffixes.get(token.raw.toLowerCase());
    // "5 m" and "6 t" may be anything; "tr" and "k" after a gap are still money in chat.
    const mayStandApart = token.bare === "tr" || token.bare === "k" || token.bare === "trieu" || token.bare === "ty";
    if (suffix !== undefined && before?.kind === "number" && (token.glued || mayStandApart))
      return { value: suffix, end: at + 1 };
    const word = words.at(tokens, at, "scale");
    return word ? { value: word.value.value, end: word.end } : null;
  };

  /** What may follow a scale without one of its own: "rưỡi", the 5 of "1tr5", the 500 of "1tr500", the "hai" of "triệu hai". */
  const readTail = (tokens: readonly Token[], at: number, factor: number): { value: number; end: number } => {
    const half = words.at(tokens, at, "half");
    if (half) return { value: factor / 2, end: half.end };
    const next = tokens[at];
    if (next?.kind === "number" && next.glued && next.full.length <= 3)
      return { value: (Number(next.full) * factor) / 10 ** next.full.length, end: at + 1 };
    return { value: 0, end: at };
  };

  const skipOdd = (tokens: readonly Token[], at: number): number => words.at(tokens, at, "odd")?.end ?? at;

  /** Digits after a scale belong to it only when nothing else can claim them: "2 triệu 5", but not "2 triệu 5 bộ". */
  const joins = (tokens: readonly Token[], at: number, small: Part, last: number): boolean =>
    last >= 1000 && small.end === at + 1 && small.value > 0 && small.value < 10 && !tokens[small.end];

  const isBareWord = (tokens: readonly Token[], at: number, end: number): boolean =>
    end === at + 1 &&
    (words.at(tokens, at, "unit") !== null || tokens[at]?.full === "mười" || tokens[at]?.bare === "muoi");

  return read;
}

/** A number below a thousand in words, or one in digits with what multiplies it ("3 chục", "2 trăm rưỡi"). */
function readSmall(tokens: readonly Token[], at: number, words: NumberWords, language: Language | null): Part | null {
  const digits = readDigits(tokens, at, language);
  const unit = digits ?? wordPart(words.at(tokens, at, "unit", "ten", "whole"));
  const a = language === "en" && (tokens[at]?.full === "a" || tokens[at]?.full === "an");
  const head =
    unit ?? (words.at(tokens, a ? at + 1 : at, "hundred", "tens", "whole") ? { value: 1, end: a ? at + 1 : at } : null);
  if (!head) return null;
  const others = digits?.others ?? [];
  const spoken = { others, digits: false };
  const role = words.at(tokens, at, "ten") ? "ten" : "unit";

  const hundred = words.at(tokens, head.end, "hundred");
  if (hundred) return { ...readBelowHundred(tokens, hundred.end, head.value * 100, words), ...spoken };
  const tens = words.at(tokens, head.end, "tens", "whole");
  if (tens) {
    const value = head.value * tens.value.value;
    if (tens.value.role === "whole") return { value, end: tens.end, ...spoken };
    const half = words.at(tokens, tens.end, "half");
    if (half) return { value: value + 5, end: half.end, ...spoken };
    const last = words.at(tokens, tens.end, "unit");
    return last && last.value.value > 0 && !digits
      ? { value: value + last.value.value, end: last.end, ...spoken }
      : { value, end: tens.end, ...spoken };
  }
  if (digits) return { value: digits.value, end: digits.end, others, digits: true };
  const last = words.at(tokens, head.end, "unit");
  // "mười lăm", "twenty five"; and "hai lăm", "ba mốt", where lăm and mốt can only follow tens.
  if (last && last.value.value > 0 && role === "ten" && head.value >= 10 && head.value % 10 === 0)
    return { value: head.value + last.value.value, end: last.end, ...spoken };
  if (last && role === "unit" && head.value > 1 && /^(?:lăm|nhăm|mốt)$/u.test(tokens[head.end]?.full ?? ""))
    return { value: head.value * 10 + last.value.value, end: last.end, ...spoken };
  return unit ? { value: head.value, end: head.end, ...spoken } : null;
}

/** After "N trăm": "linh năm", "hai mươi", "mười", "rưỡi", or the single "hai" of "trăm hai" that means twenty. */
function readBelowHundred(
  tokens: readonly Token[],
  at: number,
  base: number,
  words: NumberWords,
): { value: number; end: number } {
  const half = words.at(tokens, at, "half");
  if (half) return { value: base + 50, end: half.end };
  const odd = words.at(tokens, at, "odd");
  if (odd) {
    const unit = words.at(tokens, odd.end, "unit", "ten");
    if (!unit) return { value: base, end: at };
    const more = unit.value.role === "ten" ? words.at(tokens, unit.end, "unit") : null;
    return { value: base + unit.value.value + (more?.value.value ?? 0), end: more?.end ?? unit.end };
  }
  const ten = words.at(tokens, at, "ten");
  if (ten) {
    const unit = words.at(tokens, ten.end, "unit");
    return { value: base + ten.value.value + (unit?.value.value ?? 0), end: unit?.end ?? ten.end };
  }
  const unit = words.at(tokens, at, "unit");
  if (!unit) return { value: base, end: at };
  const tens = words.at(tokens, unit.end, "tens");
  if (tens) {
    const last = words.at(tokens, tens.end, "unit");
    return { value: base + unit.value.value * 10 + (last?.value.value ?? 0), end: last?.end ?? tens.end };
  }
  // "không trăm linh hai" is arithmetic; "trăm hai" is market talk for 120.
  return { value: base + unit.value.value * 10, end: unit.end };
}

function wordPart(match: { value: { value: number }; end: number } | null): { value: number; end: number } | null {
  return match ? { value: match.value.value, end: match.end } : null;
}

function negate(found: NumberFound | null): NumberFound | null {
  return found && { ...found, value: -found.value, others: found.others.map((other) => -other) };
}

/** 1.1 × 1,000,000 and its like leave a tail of binary dust. */
function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
