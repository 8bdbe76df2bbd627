/** Cuts a piece out of a longer time: its second week, its first six months, its end. */
import { add, floor, type Grain, type Span, type Step, unitAt, weekdayOf } from "./moment.ts";
import type { Edge, Side } from "./time.ts";

const day = 86_400_000;

/** Weeks count when they lie wholly inside. */
export function resolveNth(unit: Grain | { readonly weekday: number }, n: number, of: Span): Span | null {
  const grain = typeof unit === "string" ? unit : "day";
  const step = typeof unit === "string" ? { grain, count: 1 } : { grain, count: 7 };
  const first = typeof unit === "string" ? firstInside(of.from, grain) : weekdayFrom(of.from, unit.weekday);
  if (n > 0) return inside(unitAt(add(first, { ...step, count: step.count * (n - 1) }), grain), of);
  const after = typeof unit === "string" ? floor(of.to, grain) : weekdayFrom(of.to - 7 * day, unit.weekday) + 7 * day;
  return inside(unitAt(add(after, { ...step, count: step.count * n }), grain), of);
}

function firstInside(from: number, grain: Grain): number {
  const start = floor(from, grain);
  return start === from ? start : add(start, { grain, count: 1 });
}

function weekdayFrom(from: number, weekday: number): number {
  return from + ((weekday - weekdayOf(from) + 7) % 7) * day;
}

function inside(span: Span, of: Span): Span | null {
  return span.from >= of.from && span.to <= of.to ? span : null;
}

export function resolveSlice({ grain, count }: Step, side: Side, of: Span): Span | null {
  const [from, to] =
    side === "first" ? [of.from, add(of.from, { grain, count })] : [add(of.to, { grain, count: -count }), of.to];
  return from >= of.from && to <= of.to ? { from, to, grain, type: "interval" } : null;
}

/** Years and quarters are halved by months, months on their 15th. */
export function resolveHalf(side: Side, { from, to, grain }: Span): Span | null {
  const halves: Partial<Record<Grain, number>> = {
    year: add(from, { grain: "month", count: 6 }),
    quarter: from + 45 * day,
    month: from + 15 * day,
    week: from + 3 * day,
    day: from + day / 2,
  };
  const middle = halves[grain] ?? floor((from + to) / 2, "day");
  const fine = grain === "year" ? "month" : grain === "day" ? "hour" : "day";
  return side === "first"
    ? { from, to: middle, grain: fine, type: "interval" }
    : { from: middle, to, grain: fine, type: "interval" };
}

/** The tens of a month, the thirds of a year's months; where a week begins and ends; the first and last tenth of anything else. */
export function resolveEdge(edge: Edge, { from, to, grain, type }: Span): Span {
  const days = (first: number, last: number): Span => ({
    from: from + first * day,
    to: Math.min(from + last * day, to),
    grain: "day",
    type: "interval",
  });
  const months = (first: number, count: number): Span => {
    const start = add(from, { grain: "month", count: first });
    return { from: start, to: add(start, { grain: "month", count }), grain: "month", type: "interval" };
  };
  if (type === "value" && grain === "week") return { start: days(0, 2), middle: days(2, 4), end: days(5, 7) }[edge];
  if (type === "value" && grain === "month")
    return { start: days(0, 10), middle: days(10, 20), end: days(20, 31) }[edge];
  if (type === "value" && grain === "quarter")
    return { start: months(0, 1), middle: months(1, 1), end: months(2, 1) }[edge];
  if (type === "value" && grain === "year")
    return { start: months(0, 3), middle: months(4, 3), end: months(9, 3) }[edge];
  const length = Math.round((to - from) / day);
  const piece = Math.max(1, Math.round(length / (length > 60 ? 9 : 3)));
  const first = { start: 0, middle: Math.floor((length - piece) / 2), end: length - piece }[edge];
  return days(first, first + piece);
}
