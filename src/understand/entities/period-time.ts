/** Reads weeks, months, quarters and years, and their edges: "tháng sau", "quý 3", "cuối tháng 11 năm 2026", "end of next month". */
import type { Language } from "../../model/message.ts";
import { bareAt, fullAt, isGlued, type Token } from "../tokens.ts";
import { addDays, addMonths, type Days, type Grain, partsOf, spanOf } from "./day.ts";
import { type ReadTimeCore, saysUntilNow, type TimeCore, timeCore } from "./time-core.ts";
import type { Edge, TimeWords } from "./time-words.ts";

export function createReadPeriod(words: TimeWords, language: Language | null): ReadTimeCore {
  const readPeriod: ReadTimeCore = (tokens, at, today) => {
    const edge = words.edge.from(tokens, at).find((match) => match.wrong === 0);
    if (!edge) return readSpan(tokens, at, today);
    const from = words.filler.first(tokens, edge.end)?.end ?? edge.end;
    const period = readSpan(tokens, from, today) ?? runningSpan(tokens, from, today);
    return period && atEdge(period, edge.value);
  };

  const readSpan: ReadTimeCore = (tokens, at, today) =>
    (language === "en" ? shiftedEnglish(tokens, at, today) : shiftedVietnamese(tokens, at, today)) ??
    readMonth(tokens, at, today) ??
    readNumbered(tokens, at, today);

  const shiftedEnglish: ReadTimeCore = (tokens, at, today) => {
    const shift = words.shift.first(tokens, at);
    const span = shift && words.span.first(tokens, shift.end);
    return shift && span ? timeCore(spanOf(today, span.value, shift.value), span.value, span.end) : null;
  };

  const shiftedVietnamese: ReadTimeCore = (tokens, at, today) => {
    const span = words.span.from(tokens, at).find((match) => match.wrong === 0);
    if (!span || span.value === "day" || saysUntilNow(tokens, span.end)) return null;
    const shift = words.shift.first(tokens, span.end);
    if (!shift) return null;
    const period = timeCore(spanOf(today, span.value, shift.value), span.value, shift.end);
    // Bare "thang sau" is next month or June.
    const june = span.value === "month" && fullAt(tokens, at) === "thang" && fullAt(tokens, span.end) === "sau";
    return june ? { ...period, others: [spanOf(monthDay(partsOf(today).year, 6), "month", 0)] } : period;
  };

  const readMonth: ReadTimeCore = (tokens, at, today) => {
    const month = words.month.from(tokens, at).find((match) => match.wrong === 0);
    return month ? withYear(tokens, month.end, today, "month", (year) => monthDay(year, month.value)) : null;
  };

  /** "tháng 11", "quý 3", "Q3", "năm 2026". */
  const readNumbered: ReadTimeCore = (tokens, at, today) => {
    const q = bareAt(tokens, at) === "q" && isGlued(tokens, at + 1);
    const span = q
      ? { value: "quarter" as const, end: at + 1 }
      : words.span.from(tokens, at).find((match) => match.wrong === 0);
    const token = span && tokens[span.end];
    if (!span || token?.kind !== "number" || token.full.length > 4) return null;
    const number = Number(token.full);
    const most: Partial<Record<Grain, number>> = { month: 12, quarter: 4 };
    if (span.value === "year" && isYear(number))
      return timeCore(spanOf(monthDay(number, 1), "year", 0), "year", span.end + 1);
    if (number < 1 || number > (most[span.value] ?? 0)) return null;
    const { value } = span;
    return withYear(tokens, span.end + 1, today, value, (year) =>
      monthDay(year, value === "quarter" ? number * 3 : number),
    );
  };

  const withYear = (
    tokens: readonly Token[],
    at: number,
    today: string,
    grain: Grain,
    day: (year: number) => string,
  ): TimeCore => {
    const year = readYear(tokens, at);
    if (year) return timeCore(spanOf(day(year.value), grain, 0), grain, year.end);
    return { ...timeCore(spanOf(day(partsOf(today).year), grain, 0), grain, at), unsaid: "year" };
  };

  /** "/2026", "năm 2026", "của năm 2026", "2026". */
  const readYear = (tokens: readonly Token[], at: number): { value: number; end: number } | null => {
    const mark = /^[/-]$/u.test(fullAt(tokens, at)) && isGlued(tokens, at + 1) ? at + 1 : at;
    const of = /^(?:cua|of)$/u.test(bareAt(tokens, mark)) ? mark + 1 : mark;
    const word = words.span.first(tokens, of);
    const from = word?.value === "year" ? word.end : of;
    const value = tokens[from]?.kind === "number" ? Number(fullAt(tokens, from)) : 0;
    return isYear(value) ? { value, end: from + 1 } : null;
  };

  /** "cuối tháng", "end of the week": the running one. */
  const runningSpan: ReadTimeCore = (tokens, at, today) => {
    const span = words.span.first(tokens, at);
    return span && span.value !== "day" ? timeCore(spanOf(today, span.value, 0), span.value, span.end) : null;
  };

  return readPeriod;
}

function isYear(value: number): boolean {
  return Number.isInteger(value) && value >= 1900 && value <= 2200;
}

function monthDay(year: number, month: number): string {
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-01`;
}

/** "đầu tháng" is its first ten days, "giữa" its middle, "cuối" its last day; a deadline there is the last of those days. */
function atEdge(period: TimeCore, edge: Edge): TimeCore {
  return { ...period, ...edgeOf(period, edge), grain: "day" };
}

function edgeOf({ from, to, grain }: TimeCore, edge: Edge): Days {
  switch (grain) {
    case "day":
      return { from, to };
    case "week": {
      const [first, last] = { start: [0, 2], middle: [2, 3], end: [5, 6] }[edge];
      return { from: addDays(from, first ?? 0), to: addDays(from, last ?? 0) };
    }
    case "month": {
      const [first, last] = { start: [0, 9], middle: [10, 19], end: [31, 31] }[edge];
      return { from: earlier(addDays(from, first ?? 0), to), to: earlier(addDays(from, last ?? 0), to) };
    }
    case "quarter":
    case "year": {
      const length = grain === "year" ? 12 : 3;
      const part = grain === "year" ? 3 : 1;
      const start = { start: 0, middle: Math.floor((length - part) / 2), end: length - part }[edge];
      return { from: addMonths(from, start), to: spanOf(addMonths(from, start + part - 1), "month", 0).to };
    }
  }
}

function earlier(a: string, b: string): string {
  return a < b ? a : b;
}
