/**
 * Arithmetic on what clocks and calendars show. A moment is a number of milliseconds as if it were UTC, so that no time zone
 * enters: a day always has 24 hours.
 */

export const grains = ["second", "minute", "hour", "day", "week", "month", "quarter", "year"] as const;
export type Grain = (typeof grains)[number];

export interface Span {
  readonly from: number;
  /** The first moment that no longer belongs to it. */
  readonly to: number;
  readonly grain: Grain;
  /** One unit of its grain ("tuần sau"), or a stretch that was said as such ("3 ngày tới", "tối nay"). */
  readonly type: "value" | "interval";
}

/** A step of a calendar: 3 weeks, -2 months. */
export interface Step {
  readonly grain: Grain;
  readonly count: number;
}

const lengths: Partial<Record<Grain, number>> = {
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
};
const msPerDay = 86_400_000;
const monthsOf: Partial<Record<Grain, number>> = { month: 1, quarter: 3, year: 12 };
/** Nobody plans further; it also keeps every date one that can be written. */
const furthest: Record<Grain, number> = {
  second: 1e9,
  minute: 1e8,
  hour: 1e7,
  day: 500_000,
  week: 70_000,
  month: 16_000,
  quarter: 5000,
  year: 1400,
};

/** Null for days that no calendar has. Years before the first are negative. */
export function dayAt(year: number, month: number, day: number): number | null {
  const at = utc(year, month - 1, day);
  const date = new Date(at);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? at : null;
}

function utc(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month, day);
}

export function partsOf(at: number): { year: number; month: number; day: number } {
  const date = new Date(at);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** Monday = 1 … Sunday = 7. */
export function weekdayOf(at: number): number {
  return new Date(at).getUTCDay() || 7;
}

/** The beginning of the unit that a moment is in. Weeks begin on Monday. */
export function floor(at: number, grain: Grain): number {
  const length = lengths[grain];
  if (grain === "week") return floor(at, "day") - (weekdayOf(at) - 1) * msPerDay;
  if (length !== undefined) return Math.floor(at / length) * length;
  const { year, month } = partsOf(at);
  const size = monthsOf[grain] ?? 1;
  return utc(year, Math.floor((month - 1) / size) * size, 1);
}

/** In months and longer units the day stays, or becomes the last one of a shorter month. */
export function add(at: number, { grain, count }: Step): number {
  const steps = Math.max(-furthest[grain], Math.min(furthest[grain], count));
  const length = lengths[grain];
  if (length !== undefined) return at + steps * length;
  const { year, month, day } = partsOf(at);
  const index = year * 12 + month - 1 + Math.round(steps * (monthsOf[grain] ?? 1));
  const last = partsOf(utc(Math.floor(index / 12), (index % 12) + 1, 0)).day;
  return utc(Math.floor(index / 12), ((index % 12) + 12) % 12, Math.min(day, last)) + (at - floor(at, "day"));
}

/** The unit around a moment, or the one that is so many further. */
export function unitAt(at: number, grain: Grain, shift = 0): Span {
  const from = add(floor(at, grain), { grain, count: shift });
  return { from, to: add(from, { grain, count: 1 }), grain, type: "value" };
}

export function isFiner(a: Grain, b: Grain): boolean {
  return grains.indexOf(a) < grains.indexOf(b);
}

/** `2026-10-15T09:00:00`, with any offset left aside. */
export function momentOf(wallClock: string): number {
  return Date.parse(`${wallClock.slice(0, 19)}Z`);
}

export function writeMoment(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/u, "");
}

export function writeDay(at: number): string {
  return writeMoment(at).replace(/T.*$/u, "");
}
