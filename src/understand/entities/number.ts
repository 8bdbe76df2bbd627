/** Reads numbers as people write them: digits, words ("hai chục", "ba trăm tư"), and mixtures ("1tr5", "2 triệu rưỡi", "5 thousand"). */
import type { Language } from "../../model/message.ts";
import type { Lexicon } from "../lexicon.ts";
import { accented, bareAt, fullAt, isGlued, type Token } from "../tokens.ts";
import { clamp, type NumberFound, readMinus } from "./digits.ts";
import { createScales, type Scale } from "./number-scale.ts";
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

/** The parts read so far. */
interface Sum {
  readonly total: number;
  readonly greatest: number;
  readonly last: Part;
  /** What the last part may add instead. */
  readonly others: readonly number[];
}

/** A number of more parts than this is a list of numbers. */
const mostParts = 8;
/** Vietnamese leaves out a scale only where thousands of it are said: "2 triệu 500". */
const shortened = 1000;
/** Behind the "tu" of "2 trieu tu". */
const afterTail = /^(?:[,.;!)]|cho|cua|nha|nhe|nghen|roi|dong|thoi|vao|ck\d*)$/u;
/** "2 trieu tu ck26-045" and "2tr tu hom qua" may be "từ", too. */
const tailOrFrom = /^(?:ck\d*|hom|sang|chieu|toi)$/u;
/** Sums of money are no finer than this: "triệu mười" is 1.010.000, "1 triệu 050" 1.050.000. */
const inThousands = 1_000_000;

export function createReadNumber(numerals: Lexicon["numerals"], language: Language | null): ReadNumber {
  const tongue = language === "en" ? "en" : "vi";
  const words = createNumberWords(numerals[tongue]);
  const readSmall = createReadSmall(words, language);
  const scales = createScales(words, numerals.suffix[tongue], language);

  const read: ReadNumber = (tokens, at) => {
    const token = tokens[at];
    if (!token || (token.kind === "word" && token.bare !== "tr" && !words.knows(token))) return null;
    if (readMinus(tokens, at)) return negate(readPositive(tokens, at + 1));
    const minus = words.as(tokens, at, "minus");
    // "50 cái trừ 2 cái hỏng" and "áo am 50" count no less than nothing.
    if (minus && (at === 0 || (minus.exact && fullAt(tokens, at) !== "trừ"))) {
      const rest = readPositive(tokens, at + 1);
      return rest && (rest.form !== "bare" || rest.end === tokens.length) ? negate(rest) : null;
    }
    // "cơ sở may 60 bộ": nobody guesses at digits.
    const isGuess = token.kind === "word" && at > 0 && words.as(tokens, at - 1, "vague") !== null;
    const number = isGuess ? null : readPositive(tokens, at);
    return number && leftOpen(tokens, number);
  };

  /** "40 mấy em" is a guess; "2 triệu mấy" lies between two and three. */
  const leftOpen = (tokens: readonly Token[], found: NumberFound): NumberFound | null => {
    const { value, end, form, factor } = found;
    const said = fullAt(tokens, end);
    if (!/^(?:mấy|may)$/u.test(said) || value <= 0) return found;
    if (form !== "scaled") return said === "mấy" && value >= 10 && value % 10 === 0 ? null : found;
    const after = tokens[end + 1];
    const closed = after?.kind !== "word" || /^(?:dong|chuc|tram|ngan|nghin|nha|nhe)$/u.test(after.bare);
    return closed ? { ...found, end: end + 1, others: [...found.others, value + factor] } : found;
  };

  const readPositive: ReadNumber = (tokens, at) => {
    if (words.as(tokens, at, "half_of")) return readHalf(tokens, at);
    const first = readPart(tokens, readSmall(tokens, at) ?? impliedOne(tokens, at));
    if (!first) return null;
    let sum: Sum = { total: first.value * first.factor, greatest: first.factor, last: first, others: [] };
    for (let parts = 1; parts < mostParts; parts += 1) {
      const next = scaleUp(tokens, sum) ?? addPart(tokens, sum);
      if (!next) break;
      sum = next;
    }
    return {
      value: clamp(round(sum.total)),
      end: sum.last.end,
      others: [...first.others.map((other) => other * first.factor), ...sum.others],
      form: formOf(tokens, at, first, sum.last.end),
      factor: sum.greatest,
    };
  };

  /** "năm nghìn tỷ": a greater scale multiplies all before it. */
  const scaleUp = (tokens: readonly Token[], { total, greatest, last }: Sum): Sum | null => {
    const scale = greatest > 1 && last.factor > 1 && !last.closed ? words.as(tokens, last.end, "scale") : null;
    if (!scale || scale.value <= greatest) return null;
    return {
      total: total * scale.value,
      greatest: scale.value,
      last: { ...last, factor: scale.value, end: last.end + 1 },
      others: [],
    };
  };

  const addPart = (tokens: readonly Token[], { total, greatest, last }: Sum): Sum | null => {
    if (last.factor === 1 || last.closed) return null;
    const odd = words.as(tokens, last.end, "odd") !== null;
    const start = last.end + (odd ? 1 : 0);
    const next = readPart(tokens, readSmall(tokens, start) ?? lastUnit(tokens, start));
    if (!next || isPerOne(tokens, start, next)) return null;
    // "hai nghìn ba trăm tỷ"
    if (next.factor > last.factor && next.value >= 100 && next.value < last.factor)
      return { total: (total + next.value) * next.factor, greatest: next.factor, last: next, others: [] };
    // Parts shrink from left to right: "2 triệu 500 ngàn" is one number, "3 5" are two.
    if (next.factor >= last.factor || next.value * next.factor >= last.factor) return null;
    if (next.factor === 1 && next.digits && !closes(tokens, next, last.factor)) return null;
    if (isOtherWord(tokens, start, next, last)) return null;
    const fine = next.value >= 10 && last.factor >= inThousands;
    const short = next.factor === 1 && (!odd || fine);
    const value = short ? unsaidScale(next, last.factor, next.end === start + 1) : next.value * next.factor;
    return { total: total + value, greatest, last: next, others: othersOf(tokens, start, next, { total, last }) };
  };

  /** "1 triệu 25" is 25 thousand or a quarter of a million; "2 trieu tu hom qua" may say since when. */
  const othersOf = (
    tokens: readonly Token[],
    at: number,
    { value, factor, digits }: Part,
    { total, last }: Pick<Sum, "total" | "last">,
  ): readonly number[] => {
    const short = digits && factor === 1 && value >= 10 && value < 100 && fullAt(tokens, at).length === 2;
    if (short && fullAt(tokens, at - 1) !== "lẻ") return [total + (value * last.factor) / 100];
    return fullAt(tokens, at) === "tu" && tailOrFrom.test(bareAt(tokens, at + 1)) ? [total] : [];
  };

  /** "989k sau khi trừ phí", "chuyen 5 trieu nam ngoai": without its marks a digit in words closes a sum only where it ends. */
  const isOtherWord = (tokens: readonly Token[], at: number, { end, factor }: Part, last: Part): boolean => {
    const word = tokens[at];
    if (factor !== 1 || end !== at + 1 || word?.kind !== "word" || accented(word) || !words.as(tokens, at, "unit"))
      return false;
    if (words.as(tokens, at, "unit")?.exact) return false;
    if (last.factor < inThousands && bareAt(tokens, last.end - 1) === "k") return true;
    const after = tokens[end];
    return after?.kind === "word" && !afterTail.test(after.bare) && words.as(tokens, end, "closing") === null;
  };

  const readPart = (tokens: readonly Token[], small: Small | null): Part | null => {
    if (!small) return null;
    // "two and a half million", "3 rưỡi".
    const halved = small.value < 100 && small.others.length === 0 ? scales.half(tokens, small.end) : null;
    const counted = halved === null ? small : { ...small, value: small.value + 0.5, end: halved, digits: false };
    const scale = scales.after(tokens, counted.end);
    if (!scale) return { ...counted, factor: 1, closed: true };
    const rest = halved === null ? scales.rest(tokens, scale.end) : { value: 0, end: scale.end };
    return {
      ...counted,
      value: counted.value + rest.value,
      end: rest.end,
      factor: scale.value,
      closed: rest.end > scale.end,
    };
  };

  /** "nửa triệu", "half a million", "half a dozen"; "nửa" alone waits for its unit. */
  const readHalf: ReadNumber = (tokens, at) => {
    let from = at + 1;
    while (fullAt(tokens, from) === "of" || words.as(tokens, from, "article")) from += 1;
    const scale = scales.after(tokens, from) ?? multiplier(tokens, from);
    if (scale) return { value: scale.value / 2, end: scale.end, others: [], form: "scaled", factor: scale.value };
    // "nữa" is "more" far more often than a slip of "nửa".
    return accented(tokens[at] as Token) && fullAt(tokens, at) !== "nửa"
      ? null
      : { value: 0.5, end: from, others: [], form: tokens.length === 1 ? "words" : "bare", factor: 1 };
  };

  const multiplier = (tokens: readonly Token[], at: number): Scale | null => {
    const word =
      words.as(tokens, at, "hundred") ??
      words.as(tokens, at, "whole") ??
      (language === "en" ? null : words.as(tokens, at, "tens"));
    return word?.exact || bareAt(tokens, at) === "chuc" ? { value: word?.value ?? 0, end: at + 1 } : null;
  };

  const impliedOne = (tokens: readonly Token[], at: number): Small | null => {
    const scale = scales.startsAt(tokens, at);
    return scale === null ? null : { value: 1, end: scale, others: [], digits: false };
  };

  /** "triệu mốt", "hai triệu tư". */
  const lastUnit = (tokens: readonly Token[], at: number): Small | null => {
    const tail = words.as(tokens, at, "tail");
    // "2 trieu tu cho quy" closes the sum, "2 trieu tu cong ty" tells where it is from.
    const next = bareAt(tokens, at + 1);
    const closed = tail?.value === 4 && (!tokens[at + 1] || afterTail.test(next) || tailOrFrom.test(next));
    return tail?.exact || (tail && closed) ? { value: tail.value, end: at + 1, others: [], digits: false } : null;
  };

  /** The "ba" of "hai triệu ba" is 300,000, the "500" of "2 triệu 500" as much; "lẻ ba" would be 3. */
  const unsaidScale = ({ value, digits }: Part, factor: number, single: boolean): number => {
    if (language === "en" || value <= 0 || !Number.isInteger(value)) return value;
    if (value < 10) return single ? (value * factor) / 10 : value;
    if (factor >= inThousands) return (value * factor) / shortened;
    const hundreds = value >= 100 && value % (digits ? 5 : 10) === 0;
    return hundreds && factor > shortened ? (value * factor) / shortened : value;
  };

  /** Digits after a scale belong to it only where nothing else can claim them: "2 triệu 5" at the end, not "2 triệu 5 bộ". */
  const closes = (tokens: readonly Token[], { value, end }: Part, factor: number): boolean => {
    const after = tokens[end];
    const least = factor >= inThousands ? 10 : 100;
    const plain = tokens[end - 1]?.kind === "number" && value > 0 && (value < 10 || (value >= least && value < 1000));
    if (!plain) return false;
    return (
      !after ||
      (after.kind === "mark"
        ? !/^[-/%:#+]$/u.test(after.full) && !isGlued(tokens, end + 1)
        : words.as(tokens, end, "closing")?.exact === true || /^(?:cua|ck\d*)$/u.test(after.full))
    );
  };

  /** "632 ngàn một thẻ", "200 nghìn một tháng": for one of them; "triệu mốt" is a million and a hundred thousand. */
  const isPerOne = (tokens: readonly Token[], at: number, { end }: Part): boolean =>
    /^(?:một|mot)$/u.test(fullAt(tokens, at)) &&
    end === at + 1 &&
    tokens[end]?.kind === "word" &&
    words.as(tokens, end, "closing")?.exact !== true;

  const formOf = (tokens: readonly Token[], at: number, head: Part, end: number): NumberFound["form"] => {
    if (head.factor > 1) return "scaled";
    if (head.digits) return "digits";
    const lone = end === at + 1 && (words.as(tokens, at, "unit") !== null || bareAt(tokens, at) === "muoi");
    return lone ? "bare" : "words";
  };

  return read;
}

function negate(found: NumberFound | null): NumberFound | null {
  return found && { ...found, value: -found.value, others: found.others.map((other) => -other) };
}

/** 1.1 × 1,000,000 and its like leave a tail of binary dust. */
function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
