/** Turns a time that was said into the day or period that a slot wants, and keeps the readings that should be asked about. */
import type { Period } from "../../model/frame.ts";
import { addDays, addMonths, partsOf, weekday } from "../entities/day.ts";
import type { TimeFound } from "../entities/time.ts";

export interface DayRead {
  readonly day: string;
  /** All readings, `day` first, when there is more than one. */
  readonly readings: readonly string[];
}

/** The last acceptable day: "trước 10/12" ends on the 9th, "tháng 12" on the 31st. Null when only a beginning was said. */
export function dueOf(time: TimeFound, today: string): DayRead | null {
  if (time.bound === "after") return null;
  const last = (days: { from: string; to: string }): string =>
    time.bound === "before" ? addDays(days.from, -1) : days.to;
  const said = last(time);
  if (said >= today || time.unsaid === null) return withOthers(said, time.others.map(last));
  if (time.unsaid === "month") return withOthers(addMonths(said, 1), []);
  // A day that has gone by this year is next year's, or a slip: asked about.
  return withOthers(addMonths(said, 12), [said]);
}

/** The day on which something happened: what was left unsaid is filled so that it lies in the past. Null for longer spans. */
export function pastDayOf(time: TimeFound, today: string): DayRead | null {
  if (time.grain !== "day" || time.bound === "before" || time.from !== time.to) return null;
  const others = time.others.map((days) => days.from);
  if (time.from <= today || time.unsaid === null) return withOthers(time.from, others);
  const back = {
    year: () => addMonths(time.from, -12),
    month: () => addMonths(time.from, -1),
    week: () => addDays(time.from, -7),
  };
  return withOthers(back[time.unsaid](), []);
}

export function periodOf(time: TimeFound): Period {
  const { year, month } = partsOf(time.from);
  switch (time.grain) {
    case "year":
      return String(year);
    case "quarter":
      return `${year}-Q${Math.ceil(month / 3)}`;
    case "month":
      return time.to.slice(0, 7) === time.from.slice(0, 7) ? time.from.slice(0, 7) : { from: time.from, to: time.to };
    case "week":
      return isoWeek(time.from);
    case "day":
      return { from: time.from, to: time.to };
  }
}

/** Weeks are counted as ISO 8601 does: the first one holds the year's first Thursday. */
function isoWeek(day: string): string {
  const thursday = addDays(day, 4 - weekday(day));
  const { year } = partsOf(thursday);
  const ordinal = (Date.parse(thursday) - Date.parse(`${year}-01-01`)) / 86_400_000;
  return `${year}-W${String(Math.floor(ordinal / 7) + 1).padStart(2, "0")}`;
}

function withOthers(day: string, others: readonly string[]): DayRead {
  const different = others.filter((other) => other !== day);
  return { day, readings: different.length > 0 ? [day, ...different] : [] };
}
