/** Reads days and periods: a bound ("trước", "by"), then what it bounds. The arithmetic is in `day.ts`, the words in `calendar.yaml`. */
import type { Language } from "../../model/message.ts";
import type { Token } from "../tokens.ts";
import { addDays, addMonths, type Days, type Grain, isoDay, partsOf, spanOf, weekday } from "./day.ts";
import type { ReadNumber } from "./number.ts";
import { type CalendarDate, readCalendarDate } from "./calendar-date.ts";
import type { Bound, Edge, Holiday, TimeWords } from "./time-words.ts";

export interface TimeFound extends Days {
  readonly grain: Grain;
  readonly bound: Bound | null;
  readonly end: number;
  /** What was left to be understood: "10/12" says no year, "ngày 10" no month, "thứ sáu" no week. It may be moved to where the sentence points. */
  readonly unsaid: "year" | "month" | "week" | null;
  /** Other readings of the same words. */
  readonly others: readonly Days[];
}

export type ReadTime = (tokens: readonly Token[], at: number, today: string) => TimeFound | null;
type Core = Omit<TimeFound, "bound">;

export function createReadTime(words: TimeWords, readNumber: ReadNumber, language: Language | null): ReadTime {
  const read: ReadTime = (tokens, at, today) => {
    const token = tokens[at];
    if (!token || (token.kind === "mark" && token.full !== "-")) return null;
    const bounded = readBound(tokens, at);
    const bare = readCore(tokens, at, today);
    const core = bounded ? readCore(tokens, bounded.end, today) : null;
    if (core && bounded && core.end > (bare?.end ?? 0)) return upTo(tokens, { ...core, bound: bounded.bound }, today);
    return bare ? upTo(tokens, { ...bare, bound: null }, today) : null;
  };

  /** "hạn trước ngày", "chậm nhất là": up to three such words; the strictest one counts. */
  const readBound = (tokens: readonly Token[], at: number): { bound: Bound; end: number } | null => {
    let bound: Bound | null = null;
    let end = at;
    for (let i = 0; i < 3; i += 1) {
      const word = words.bound.from(tokens, end).find((match) => match.wrong === 0);
      const filler: { end: number } | undefined = word ?? (bound ? words.filler.from(tokens, end)[0] : undefined);
      if (!filler) break;
      if (word && bound !== "before") bound = word.value;
      end = filler.end;
    }
    return bound ? { bound, end } : null;
  };

  /** "từ 1/11 đến 5/11": one interval. */
  const upTo = (tokens: readonly Token[], found: TimeFound, today: string): TimeFound => {
    if (found.bound !== "after") return found;
    const second = readBound(tokens, found.end);
    const core = second?.bound === "by" ? readCore(tokens, second.end, today) : null;
    const now = /^(?:toi|den) (?:nay|gio)$/u.test(bareOf(tokens, found.end, 2));
    if (now) return { ...found, to: today, end: found.end + 2, bound: null, unsaid: null, others: [] };
    if (!core || core.to < found.from) return found;
    return { ...found, to: core.to, end: core.end, bound: null, unsaid: null, others: [] };
  };

  const readCore = (tokens: readonly Token[], at: number, today: string): Core | null => {
    let best: Core | null = null;
    for (const reader of readers) {
      const found = reader(tokens, at, today);
      if (found && (!best || found.end > best.end)) best = found;
    }
    return best;
  };

  const readDate = (tokens: readonly Token[], at: number, today: string): Core | null => {
    const filler = words.filler.first(tokens, at);
    const date =
      readCalendarDate(tokens, at, words, readNumber) ??
      (filler ? readCalendarDate(tokens, filler.end, words, readNumber) : null);
    return date && place(date, today, language);
  };

  const readRelative = (tokens: readonly Token[], at: number, today: string): Core | null => {
    const word = words.relative.from(tokens, at).find((match) => match.wrong === 0);
    // "nay", "mai", "mot" typed bare and alone are more often other words ("mot" = one).
    if (!word || (word.end === at + 1 && word.cost > 0)) return null;
    return core(spanOf(today, "day", word.value), "day", word.end);
  };

  const readWeekday = (tokens: readonly Token[], at: number, today: string): Core | null => {
    const lead = words.shift.first(tokens, at);
    const day = words.weekday.from(tokens, lead?.end ?? at)[0] ?? null;
    if (!day || (lead && language !== "en") || (day.cost > 0 && day.end === at + 1)) return null;
    if (lead) return shiftedWeekday(day.value, lead.value, day.end, today);
    const span = words.span.first(tokens, day.end);
    const trail = span?.value === "week" ? words.shift.first(tokens, span.end) : words.shift.first(tokens, day.end);
    if (span?.value === "week" && trail) return inWeek(day.value, trail.value, trail.end, today);
    const englishWeek = trail && language === "en" ? words.span.first(tokens, trail.end) : null;
    if (trail && englishWeek?.value === "week") return inWeek(day.value, trail.value, englishWeek.end, today);
    if (!trail || language === "en")
      return { ...core(spanOf(nextWeekday(day.value, today, 0), "day", 0), "day", day.end), unsaid: "week" };
    // "thứ sáu này" and "thứ sáu tới" are the coming one; "thứ sáu sau" that of next week.
    if (trail.value < 0) return core(spanOf(addDays(nextWeekday(day.value, today, 0), -7), "day", 0), "day", trail.end);
    const said = tokens[trail.end - 1]?.bare;
    if (said === "sau") return { ...inWeek(day.value, 1, trail.end, today), others: [] };
    return core(spanOf(nextWeekday(day.value, today, trail.value > 0 ? 1 : 0), "day", 0), "day", trail.end);
  };

  /** "next Friday" is this week's or next week's, depending on who speaks: next week's, but ask. */
  const shiftedWeekday = (day: number, shift: number, end: number, today: string): Core => {
    if (shift === 0) return core(spanOf(nextWeekday(day, today, 0), "day", 0), "day", end);
    const said = inWeek(day, shift, end, today);
    const near = nextWeekday(day, today, 1);
    return shift > 0 && near !== said.from ? { ...said, others: [{ from: near, to: near }] } : said;
  };

  /** "tháng sau", "next week", "quý 3", "năm 2026", "tháng 11 năm 2026", "cuối tháng 11". */
  const readPeriod = (tokens: readonly Token[], at: number, today: string): Core | null => {
    const edge = words.edge.from(tokens, at).find((match) => match.wrong === 0);
    const period = edge
      ? (readSpan(tokens, skipFiller(tokens, edge.end), today) ?? loneSpan(tokens, edge.end, today))
      : readSpan(tokens, at, today);
    return period && (edge ? atEdge(period, edge.value) : period);
  };

  const readSpan = (tokens: readonly Token[], at: number, today: string): Core | null => {
    const lead = words.shift.first(tokens, at);
    const ledSpan = lead && language === "en" ? words.span.first(tokens, lead.end) : null;
    if (lead && ledSpan) return core(spanOf(today, ledSpan.value, lead.value), ledSpan.value, ledSpan.end);
    const span = words.span.from(tokens, at).find((match) => match.wrong === 0) ?? null;
    if (span && span.value !== "day") {
      const shift =
        language === "en" || /^(?:toi|den) (?:nay|gio|hien)$/u.test(bareOf(tokens, span.end, 2))
          ? null
          : words.shift.first(tokens, span.end);
      // Bare "thang sau" is next month or June; "nam sau" stays a year.
      if (shift) {
        const days = spanOf(today, span.value, shift.value);
        const june = span.value === "month" && tokens[shift.end - 1]?.full === "sau" && tokens[at]?.full === "thang";
        return { ...core(days, span.value, shift.end), others: june ? [monthOf(6, today)] : [] };
      }
    }
    return readNamed(tokens, at, today, span?.value ?? null, span?.end ?? at);
  };

  /** Months, quarters and years by number or name. */
  const readNamed = (
    tokens: readonly Token[],
    at: number,
    today: string,
    span: Grain | null,
    after: number,
  ): Core | null => {
    const named = words.month.from(tokens, at).find((match) => match.wrong === 0);
    const token = tokens[after];
    const number = token?.kind === "number" && token.full.length <= 4 ? Number(token.full) : null;
    if (named && !(named.cost > 0 && named.end === at + 1 && language !== "en"))
      return withYear(tokens, named.end, today, (year) => spanOf(monthDay(year, named.value), "month", 0), "month");
    if (span === "month" && number !== null && number >= 1 && number <= 12)
      return withYear(tokens, after + 1, today, (year) => spanOf(monthDay(year, number), "month", 0), "month");
    if (span === "quarter" && number !== null && number >= 1 && number <= 4)
      return withYear(tokens, after + 1, today, (year) => spanOf(monthDay(year, number * 3), "quarter", 0), "quarter");
    const q = tokens[at]?.bare === "q" && tokens[at + 1]?.glued === true ? Number(tokens[at + 1]?.full) : 0;
    if (q >= 1 && q <= 4)
      return withYear(tokens, at + 2, today, (year) => spanOf(monthDay(year, q * 3), "quarter", 0), "quarter");
    if (span === "year" && number !== null && number >= 1900 && number <= 2200)
      return core(spanOf(monthDay(number, 1), "year", 0), "year", after + 1);
    return null;
  };

  const withYear = (
    tokens: readonly Token[],
    at: number,
    today: string,
    days: (year: number) => Days,
    grain: Grain,
  ): Core => {
    const year = yearAt(tokens, at, words);
    const mine = partsOf(today).year;
    if (year) return core(days(year.value), grain, year.end);
    return { ...core(days(mine), grain, at), unsaid: "year" };
  };

  /** "cuối tháng", "cuối tuần", "end of the month": the running one. */
  const loneSpan = (tokens: readonly Token[], at: number, today: string): Core | null => {
    const span = words.span.first(tokens, skipFiller(tokens, at));
    return span && span.value !== "day" ? core(spanOf(today, span.value, 0), span.value, span.end) : null;
  };

  /** "3 ngày nữa", "in 2 weeks", "2 ngày trước", "trong 2 tuần". */
  const readDistance = (tokens: readonly Token[], at: number, today: string): Core | null => {
    const number = readNumber(tokens, at);
    if (!number || number.value < 0 || number.value > 5000 || !Number.isInteger(number.value)) return null;
    const span = words.span.first(tokens, number.end);
    if (!span || (span.cost > 0 && number.form === "bare")) return null;
    const ahead = words.ahead.first(tokens, span.end);
    const ago = words.ago.first(tokens, span.end);
    const within = /^(?:trong|vong|in|within)$/u.test(tokens[at - 1]?.bare ?? "");
    if (!ahead && !ago && !within) return null;
    const day = move(today, span.value, ago && !ahead ? -number.value : number.value);
    return core({ from: day, to: day }, "day", (ago ?? ahead)?.end ?? span.end);
  };

  const readHoliday = (tokens: readonly Token[], at: number, today: string): Core | null => {
    const word = words.holiday
      .from(tokens, at)
      .find((match) => match.wrong === 0 && (match.cost === 0 || match.end > at + 1 || tokens[at]?.bare === "tet"));
    if (!word) return null;
    const day = holidayAfter(word.value, today);
    return day ? core({ from: day, to: day }, "day", word.end) : null;
  };

  const skipFiller = (tokens: readonly Token[], at: number): number => words.filler.first(tokens, at)?.end ?? at;

  const readers = [readDate, readRelative, readWeekday, readPeriod, readDistance, readHoliday];
  return read;
}

function bareOf(tokens: readonly Token[], at: number, count: number): string {
  return tokens
    .slice(at, at + count)
    .map((token) => token.bare)
    .join(" ");
}

function core(days: Days, grain: Grain, end: number): Core {
  return { ...days, grain, end, unsaid: null, others: [] };
}

/** Gives a date its year: the written one, else this year's; which day comes first in English is asked about. */
function place(date: CalendarDate, today: string, language: Language | null): Core | null {
  const { year, month } = partsOf(today);
  const day = isoDay(date.year ?? year, date.month ?? month, date.day);
  if (!day) return null;
  const swapped =
    language === "en" && date.slashed && date.month ? isoDay(date.year ?? year, date.day, date.month) : null;
  return {
    ...core({ from: day, to: day }, "day", date.end),
    unsaid: date.month === null ? "month" : date.year === null ? "year" : null,
    others: swapped && swapped !== day ? [{ from: swapped, to: swapped }] : [],
  };
}

function nextWeekday(day: number, today: string, atLeast: number): string {
  const ahead = (day - weekday(today) + 7) % 7;
  return addDays(today, ahead < atLeast ? ahead + 7 : ahead);
}

function inWeek(day: number, shift: number, end: number, today: string): Core {
  const at = addDays(spanOf(today, "week", shift).from, day - 1);
  return core({ from: at, to: at }, "day", end);
}

function monthDay(year: number, month: number): string {
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-01`;
}

function monthOf(month: number, today: string): Days {
  return spanOf(monthDay(partsOf(today).year, month), "month", 0);
}

function yearAt(tokens: readonly Token[], at: number, words: TimeWords): { value: number; end: number } | null {
  const mark = /^[/-]$/u.test(tokens[at]?.full ?? "") && tokens[at + 1]?.glued ? at + 1 : at;
  const of = tokens[mark]?.bare === "cua" || tokens[mark]?.full === "of" ? mark + 1 : mark;
  const word = words.span.first(tokens, of);
  const from = word?.value === "year" ? word.end : of;
  const token = tokens[from];
  if (token?.kind !== "number" || token.full.length !== 4) return null;
  const value = Number(token.full);
  return value >= 1900 && value <= 2200 ? { value, end: from + 1 } : null;
}

/** "đầu tháng" is its first ten days, "giữa" its middle, "cuối" its last day; a deadline there is the last of those days. */
function atEdge(period: Core, edge: Edge): Core {
  const { from, to, grain } = period;
  if (grain === "week") {
    const days = { start: [0, 2], middle: [2, 3], end: [5, 6] }[edge];
    return { ...period, from: addDays(from, days[0] ?? 0), to: addDays(from, days[1] ?? 0), grain: "day" };
  }
  if (grain === "month") {
    const days = { start: [0, 9], middle: [10, 19], end: [31, 31] }[edge];
    const first = addDays(from, days[0] ?? 0);
    const last = addDays(from, days[1] ?? 0);
    return { ...period, from: first < to ? first : to, to: last < to ? last : to, grain: "day" };
  }
  const third = { start: [0, 2], middle: [4, 6], end: [9, 11] }[edge];
  if (grain !== "year") return edge === "end" ? { ...period, from: spanOf(to, "month", 0).from, grain: "day" } : period;
  const last = spanOf(addMonths(from, third[1] ?? 0), "month", 0).to;
  return { ...period, from: addMonths(from, third[0] ?? 0), to: last, grain: "day" };
}

function move(day: string, grain: Grain, count: number): string {
  if (grain === "day" || grain === "week") return addDays(day, count * (grain === "week" ? 7 : 1));
  return addMonths(day, count * { month: 1, quarter: 3, year: 12 }[grain]);
}

function holidayAfter(holiday: Holiday, today: string): string | null {
  if (holiday.days) return holiday.days.find((day) => day >= today) ?? null;
  const { year } = partsOf(today);
  const days = [year, year + 1].map((each) => `${each}-${holiday.month_day ?? "01-01"}`);
  return days.find((day) => day >= today) ?? null;
}
