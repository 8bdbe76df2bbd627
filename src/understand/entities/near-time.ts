/** Reads days by their distance or their name: "hôm qua", "mốt", "3 ngày nữa", "in 2 weeks", "Tết", "khai giảng". */
import { bareAt } from "../tokens.ts";
import { addDays, addMonths, type Grain, partsOf, spanOf } from "./day.ts";
import type { ReadNumber } from "./number.ts";
import { oneDay, type ReadTimeCore, timeCore } from "./time-core.ts";
import type { Holiday, TimeWords } from "./time-words.ts";

/** Nobody plans further in days, weeks or months. */
const furthest = 5000;

export function createReadRelative(words: TimeWords): ReadTimeCore {
  return (tokens, at, today) => {
    const word = words.relative.from(tokens, at).find((match) => match.wrong === 0);
    // "nay", "mot" typed bare and alone are more often other words ("mot" = one).
    if (!word || (word.end === at + 1 && word.cost > 0)) return null;
    return timeCore(spanOf(today, "day", word.value), "day", word.end);
  };
}

/** A bare number of days is a duration; it becomes a day with "nữa", "trước", "ago", or after "trong", "within". */
export function createReadDistance(words: TimeWords, readNumber: ReadNumber): ReadTimeCore {
  return (tokens, at, today) => {
    const number = readNumber(tokens, at);
    if (!number || number.value < 0 || number.value > furthest || !Number.isInteger(number.value)) return null;
    const span = words.span.first(tokens, number.end);
    if (!span || (span.cost > 0 && number.form === "bare")) return null;
    const ahead = words.ahead.first(tokens, span.end);
    const ago = ahead ? null : words.ago.first(tokens, span.end);
    const within = /^(?:trong|vong|in|within)$/u.test(bareAt(tokens, at - 1));
    if (!ahead && !ago && !within) return null;
    const day = move(today, span.value, ago ? -number.value : number.value);
    return timeCore(oneDay(day), "day", (ago ?? ahead)?.end ?? span.end);
  };
}

export function createReadHoliday(words: TimeWords): ReadTimeCore {
  return (tokens, at, today) => {
    // One bare syllable is too little for a holiday, but for "tet", which is nothing else.
    const word = words.holiday
      .from(tokens, at)
      .find((match) => match.wrong === 0 && (match.cost === 0 || match.end > at + 1 || bareAt(tokens, at) === "tet"));
    const day = word && nextHoliday(word.value, today);
    return word && day ? timeCore(oneDay(day), "day", word.end) : null;
  };
}

function nextHoliday(holiday: Holiday, today: string): string | null {
  const { year } = partsOf(today);
  const days = holiday.days ?? [year, year + 1].map((each) => `${each}-${holiday.month_day ?? "01-01"}`);
  return days.find((day) => day >= today) ?? null;
}

function move(day: string, grain: Grain, count: number): string {
  switch (grain) {
    case "day":
      return addDays(day, count);
    case "week":
      return addDays(day, 7 * count);
    case "month":
      return addMonths(day, count);
    case "quarter":
      return addMonths(day, 3 * count);
    case "year":
      return addMonths(day, 12 * count);
  }
}
