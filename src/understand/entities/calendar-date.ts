/** Reads the day of a month as written: `10/12`, `10-12-2026`, `2026-12-10`, "ngày 10 tháng 12 năm 2026", "mùng 5", "Dec 10th, 2026". */
import { bareAt, fullAt, isGlued, type Token } from "../tokens.ts";
import type { ReadNumber } from "./number.ts";
import type { TimeWords } from "./time-words.ts";

export interface CalendarDate {
  readonly day: number;
  /** Null: the running month. */
  readonly month: number | null;
  readonly year: number | null;
  readonly end: number;
  /** Written with a slash between two small numbers, which English readers may swap. */
  readonly slashed: boolean;
}

const dayWords = new Set(["ngay", "mung", "mong", "hom"]);

export function readCalendarDate(
  tokens: readonly Token[],
  at: number,
  words: TimeWords,
  readNumber: ReadNumber,
): CalendarDate | null {
  const led = dayWords.has(bareAt(tokens, at));
  const from = led ? at + 1 : at;
  return (
    readIso(tokens, from) ??
    readNumeric(tokens, from, led) ??
    readEnglish(tokens, from, words) ??
    readSpoken(tokens, from, led, words, readNumber)
  );
}

function digits(token: Token | undefined, most: number): number | null {
  return token?.kind === "number" && token.full.length <= most ? Number(token.full) : null;
}

function readIso(tokens: readonly Token[], at: number): CalendarDate | null {
  const [year, first, month, second, day] = [0, 1, 2, 3, 4].map((step) => tokens[at + step]);
  if (year?.full.length !== 4 || first?.full !== "-" || second?.full !== "-" || !month?.glued || !day?.glued)
    return null;
  const date = { year: digits(year, 4), month: digits(month, 2), day: digits(day, 2) };
  if (date.year === null || date.month === null || date.day === null) return null;
  return { year: date.year, month: date.month, day: date.day, end: at + 5, slashed: false };
}

function readNumeric(tokens: readonly Token[], at: number, led: boolean): CalendarDate | null {
  const day = digits(tokens[at], 2);
  const mark = fullAt(tokens, at + 1);
  const month = digits(tokens[at + 2], 2);
  if (day === null || month === null || !/^[/.-]$/u.test(mark) || !tokens[at + 2]?.glued) return null;
  if (day < 1 || day > 31 || month < 1 || month > 12) return null;
  const year = fullAt(tokens, at + 3) === mark && tokens[at + 4]?.glued ? readYear(tokens[at + 4]) : null;
  if (year !== null) return { day, month, year, end: at + 5, slashed: mark === "/" };
  // "1-2" is a range and "1.5" a number unless the word for day stands before.
  if (mark !== "/" && !led) return null;
  if (mark === "/" && fullAt(tokens, at + 3) === "/") return null;
  return { day, month, year: null, end: at + 3, slashed: mark === "/" };
}

function readYear(token: Token | undefined): number | null {
  const value = digits(token, 4);
  if (value === null || token?.full.length === 3 || token?.full.length === 1) return null;
  return value < 100 ? 2000 + value : value;
}

/** "10 Dec", "10th of December 2026", "December 10, 2026", "the 10th". */
function readEnglish(tokens: readonly Token[], at: number, words: TimeWords): CalendarDate | null {
  const first = readDayNumber(tokens, at);
  if (first) {
    const of = fullAt(tokens, first.end) === "of" ? first.end + 1 : first.end;
    const month = words.month.from(tokens, of).find((match) => match.cost === 0);
    if (month && fullAt(tokens, of) !== "tháng")
      return { day: first.day, month: month.value, ...yearAfter(tokens, month.end), slashed: false };
    if (first.ordinal && (fullAt(tokens, at - 1) === "the" || fullAt(tokens, at - 1) === "by"))
      return { day: first.day, month: null, year: null, end: first.end, slashed: false };
    return null;
  }
  const month = words.month.from(tokens, at).find((match) => match.cost === 0);
  const the = month && fullAt(tokens, month.end) === "the" ? month.end + 1 : (month?.end ?? at);
  const day = month && fullAt(tokens, at) !== "tháng" ? readDayNumber(tokens, the) : null;
  return month && day ? { day: day.day, month: month.value, ...yearAfter(tokens, day.end), slashed: false } : null;
}

function readDayNumber(tokens: readonly Token[], at: number): { day: number; end: number; ordinal: boolean } | null {
  const day = digits(tokens[at], 2);
  if (day === null || day < 1 || day > 31) return null;
  const ordinal = isGlued(tokens, at + 1) && /^(?:st|nd|rd|th)$/u.test(bareAt(tokens, at + 1));
  return { day, end: ordinal ? at + 2 : at + 1, ordinal };
}

function yearAfter(tokens: readonly Token[], at: number): { year: number | null; end: number } {
  const from = fullAt(tokens, at) === "," ? at + 1 : at;
  const token = tokens[from];
  return token?.kind === "number" && /^20\d\d$/u.test(token.full)
    ? { year: Number(token.full), end: from + 1 }
    : { year: null, end: at };
}

/** "10 tháng 12", "ngày mười tháng chạp"; a lone day needs its word: "ngày 10", "mùng 5". */
function readSpoken(
  tokens: readonly Token[],
  at: number,
  led: boolean,
  words: TimeWords,
  readNumber: ReadNumber,
): CalendarDate | null {
  const number = readNumber(tokens, at);
  if (!number || number.value < 1 || number.value > 31 || !Number.isInteger(number.value)) return null;
  const month = readMonth(tokens, number.end, words);
  if (month) {
    const yearWord = bareAt(tokens, month.end) === "nam" ? month.end + 1 : month.end;
    const mark = fullAt(tokens, month.end) === "/" ? month.end + 1 : yearWord;
    const token = tokens[mark];
    const year = token?.kind === "number" && /^(?:19|20|21)\d\d$/u.test(token.full) ? Number(token.full) : null;
    return { day: number.value, month: month.value, year, end: year === null ? month.end : mark + 1, slashed: false };
  }
  // "ngày 31/2" does not exist; its 31 is no day either.
  if (/^[/-]$/u.test(fullAt(tokens, number.end)) && isGlued(tokens, number.end)) return null;
  const alone = led && number.form !== "scaled" && words.span.first(tokens, number.end) === null;
  return alone ? { day: number.value, month: null, year: null, end: number.end, slashed: false } : null;
}

function readMonth(tokens: readonly Token[], at: number, words: TimeWords): { value: number; end: number } | null {
  const named = words.month.from(tokens, at).find((match) => match.wrong === 0);
  if (named) return { value: named.value, end: named.end };
  const value = bareAt(tokens, at) === "thang" ? digits(tokens[at + 1], 2) : null;
  return value !== null && value >= 1 && value <= 12 ? { value, end: at + 2 } : null;
}
