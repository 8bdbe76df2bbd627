/** A period as people name it ("2026", "2026-Q3", "2026-10", a week, a span) as its first and last day. */
import type { Period } from "../model/frame.ts";

export interface Span {
  readonly from: string;
  readonly to: string;
}

const dayMs = 86_400_000;

/** Null for what is none. */
export function spanOf(period: Period): Span | null {
  if (typeof period !== "string") return period;
  const [, year = "", rest = ""] = /^(\d{4})(?:-(\w+))?$/.exec(period) ?? [];
  if (year === "") return null;
  if (rest === "") return { from: `${year}-01-01`, to: `${year}-12-31` };
  const week = /^W(\d{2})$/.exec(rest)?.[1];
  if (week) return weekOf(Number(year), Number(week));
  const quarter = /^Q([1-4])$/.exec(rest)?.[1];
  const first = quarter ? Number(quarter) * 3 - 2 : Number(rest);
  return monthsOf(Number(year), first, quarter ? 3 : 1);
}

function monthsOf(year: number, first: number, count: number): Span | null {
  if (!Number.isInteger(first) || first < 1 || first > 12) return null;
  return { from: isoDay(Date.UTC(year, first - 1, 1)), to: isoDay(Date.UTC(year, first - 1 + count, 0)) };
}

/** ISO 8601: the first week is the one with 4 January. */
function weekOf(year: number, week: number): Span {
  const fourth = Date.UTC(year, 0, 4);
  const monday = fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * dayMs + (week - 1) * 7 * dayMs;
  return { from: isoDay(monday), to: isoDay(monday + 6 * dayMs) };
}

function isoDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
