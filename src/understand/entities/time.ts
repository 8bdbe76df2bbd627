/** Reads days and periods: a bound ("trước", "by"), then what it bounds. The words are in `calendar.yaml`, the arithmetic in `day.ts`. */
import type { Language } from "../../model/message.ts";
import type { Token } from "../tokens.ts";
import { type CalendarDate, readCalendarDate } from "./calendar-date.ts";
import { isoDay, partsOf, weekday } from "./day.ts";
import { createReadDistance, createReadHoliday, createReadRelative } from "./near-time.ts";
import type { ReadNumber } from "./number.ts";
import { createReadPeriod } from "./period-time.ts";
import { oneDay, type ReadTimeCore, saysUntilNow, type TimeCore, timeCore } from "./time-core.ts";
import type { Bound, TimeWords } from "./time-words.ts";
import { createReadWeekday } from "./weekday-time.ts";

export interface TimeFound extends TimeCore {
  readonly bound: Bound | null;
}

export type ReadTime = (tokens: readonly Token[], at: number, today: string) => TimeFound | null;

export function createReadTime(words: TimeWords, readNumber: ReadNumber, language: Language | null): ReadTime {
  const readDate: ReadTimeCore = (tokens, at, today) => {
    const after = words.filler.first(tokens, at)?.end;
    const date =
      readCalendarDate(tokens, at, words, readNumber) ??
      (after === undefined ? null : readCalendarDate(tokens, after, words, readNumber));
    return date && withYear(date, today, language);
  };

  const readWeekday = createReadWeekday(words, language);

  const readers: readonly ReadTimeCore[] = [
    createReadRelative(words),
    readDate,
    (tokens, at, today) => readDated(tokens, at, today),
    createReadPeriod(words, language),
    createReadDistance(words, readNumber),
    createReadHoliday(words),
  ];

  /** The longest reading; of equal ones the first: "ngày mốt" is no first day of a month. */
  const readCore: ReadTimeCore = (tokens, at, today) => {
    let best: TimeCore | null = null;
    for (const reader of readers) {
      const found = reader(tokens, at, today);
      if (found && (!best || found.end > best.end)) best = found;
    }
    return best;
  };

  /** "thứ 6 ngày 20/11", "Friday, 20 November": the date counts; where the two disagree, ask. */
  const readDated: ReadTimeCore = (tokens, at, today) => {
    const day = readWeekday(tokens, at, today);
    if (day?.unsaid !== "week") return day;
    const comma = tokens[day.end]?.full === "," ? day.end + 1 : day.end;
    const date = readDate(tokens, comma, today);
    if (!date || date.end === comma) return day;
    return weekday(date.from) === weekday(day.from) ? date : { ...date, others: [...date.others, oneDay(day.from)] };
  };

  /** "hạn trước ngày", "chậm nhất là": up to three such words; the strictest one counts. */
  const readBound = (tokens: readonly Token[], at: number): { bound: Bound; end: number } | null => {
    let bound: Bound | null = null;
    let end = at;
    for (let i = 0; i < 3; i += 1) {
      const word = words.bound.from(tokens, end).find((match) => match.wrong === 0);
      const filler = bound ? words.filler.first(tokens, end) : null;
      const next = word ?? filler;
      if (!next) break;
      if (word && bound !== "before") bound = word.value;
      end = next.end;
    }
    return bound ? { bound, end } : null;
  };

  /** "từ 1/11 đến 5/11", "từ đầu năm tới nay": one interval. */
  const upTo = (tokens: readonly Token[], found: TimeFound, today: string): TimeFound => {
    if (found.bound !== "after") return found;
    const whole = { ...found, bound: null, unsaid: null, others: [] };
    if (saysUntilNow(tokens, found.end)) return { ...whole, to: today, end: found.end + 2 };
    const second = readBound(tokens, found.end);
    const last = second?.bound === "by" ? readCore(tokens, second.end, today) : null;
    return last && last.to >= found.from ? { ...whole, to: last.to, end: last.end } : found;
  };

  return (tokens, at, today) => {
    const token = tokens[at];
    if (!token || token.kind === "mark") return null;
    const bounded = readBound(tokens, at);
    const core = bounded && readCore(tokens, bounded.end, today);
    const plain = readCore(tokens, at, today);
    if (core && core.end > (plain?.end ?? 0)) return upTo(tokens, { ...core, bound: bounded.bound }, today);
    return plain && { ...plain, bound: null };
  };
}

/** Gives a date its year: the written one, else this year's; which number is the month in English is asked about. */
function withYear(date: CalendarDate, today: string, language: Language | null): TimeCore | null {
  const { year, month } = partsOf(today);
  const said = date.year ?? year;
  const day = isoDay(said, date.month ?? month, date.day);
  if (!day) return null;
  const swapped = language === "en" && date.slashed && date.month ? isoDay(said, date.day, date.month) : null;
  return {
    ...timeCore(oneDay(day), "day", date.end),
    unsaid: date.month === null ? "month" : date.year === null ? "year" : null,
    others: swapped && swapped !== day ? [oneDay(swapped)] : [],
  };
}
