/** Arithmetic on calendar days, written `2026-10-15`. No time zone enters: a day is a day. */

const msPerDay = 86_400_000;

export interface Days {
  readonly from: string;
  /** The last day, inclusive. */
  readonly to: string;
}
export type Grain = "day" | "week" | "month" | "quarter" | "year";

export function isoDay(year: number, month: number, day: number): string | null {
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, day);
  const exists = year >= 1 && year <= 9999 && at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
  return exists ? format(at) : null;
}

export function addDays(day: string, count: number): string {
  return format(new Date(toMs(day) + clampDays(count) * msPerDay));
}

/** Monday = 1 … Sunday = 7. */
export function weekday(day: string): number {
  return new Date(toMs(day)).getUTCDay() || 7;
}

export function partsOf(day: string): { year: number; month: number; day: number } {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  return { year, month, day: date };
}

/** The week (from Monday), month, quarter or year that is `shift` away from the one of `day`. */
export function spanOf(day: string, grain: Grain, shift: number): Days {
  const { year, month } = partsOf(day);
  switch (grain) {
    case "day": {
      const at = addDays(day, shift);
      return { from: at, to: at };
    }
    case "week": {
      const monday = addDays(day, 1 - weekday(day) + 7 * shift);
      return { from: monday, to: addDays(monday, 6) };
    }
    case "month":
      return months(year, month + shift, 1);
    case "quarter":
      return months(year, Math.floor((month - 1) / 3) * 3 + 1 + 3 * shift, 3);
    case "year":
      return months(year + shift, 1, 12);
  }
}

/** The same day some months later, or the last of a shorter month. */
export function addMonths(day: string, count: number): string {
  const parts = partsOf(day);
  const { from, to } = months(parts.year, parts.month + count, 1);
  return isoDay(partsOf(from).year, partsOf(from).month, parts.day) ?? to;
}

function months(year: number, month: number, count: number): Days {
  const index = Math.min(Math.max(year * 12 + month - 1, 12), 9998 * 12);
  const from = new Date(0);
  from.setUTCFullYear(Math.floor(index / 12), index % 12, 1);
  const to = new Date(0);
  to.setUTCFullYear(Math.floor(index / 12), (index % 12) + count, 0);
  return { from: format(from), to: format(to) };
}

function clampDays(count: number): number {
  return Math.max(-500_000, Math.min(500_000, Math.round(count)));
}

function toMs(day: string): number {
  const at = new Date(0);
  const { year, month, day: date } = partsOf(day);
  at.setUTCFullYear(year, month - 1, date);
  return at.getTime();
}

function format(at: Date): string {
  const year = Math.min(Math.max(at.getUTCFullYear(), 1), 9999);
  return `${String(year).padStart(4, "0")}-${String(at.getUTCMonth() + 1).padStart(2, "0")}-${String(at.getUTCDate()).padStart(2, "0")}`;
}
