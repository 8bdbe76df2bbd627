/** Turns a time into moments, seen from a clock. Null where no such time exists. */
import { add, floor, isFiner, type Span, type Step, unitAt } from "./moment.ts";
import { resolveClock, resolvePart, resolveWeekday } from "./resolve-day.ts";
import { resolveEdge, resolveHalf, resolveNth, resolveSlice } from "./resolve-part.ts";
import { resolveYearly } from "./resolve-yearly.ts";
import type { Eyes } from "./eyes.ts";
import { isFloating, type Time } from "./time.ts";

export function resolve(time: Time, eyes: Eyes, within: Span | null = null): Span | null {
  const { now } = eyes;
  if ("year" in time) return resolveYearly(time, eyes, within);
  if ("of" in time) return resolveOf(time, eyes, within);
  switch (time.type) {
    case "now":
      return { from: floor(now, "second"), to: floor(now, "second") + 1000, grain: "second", type: "value" };
    case "cycle":
      return unitAt(now, time.grain, time.shift);
    case "days": {
      const [first, last] = [unitAt(now, "day", time.from), unitAt(now, "day", time.to)];
      return { from: first.from, to: last.to, grain: "day", type: "interval" };
    }
    case "weekday":
      return resolveWeekday(time.weekday, eyes, within);
    case "clock":
      return resolveClock(time, eyes, within);
    case "part":
      return resolvePart(time, eyes, within);
    case "in":
      return resolveIn(time.inner, time.outer, eyes, within);
    case "toward":
      return resolve(time.time, { ...eyes, toward: time.toward, strict: time.strict }, within);
    case "move":
    case "roll":
    case "within":
    case "until_now":
      return resolveDistance(time, eyes);
    case "range":
      return resolveRange(time.from, time.to, eyes);
    case "fixed":
      return time.span;
    case "impossible":
      return null;
  }
}

function resolveDistance(
  time: Extract<Time, { readonly type: "move" | "roll" | "within" | "until_now" }>,
  eyes: Eyes,
): Span | null {
  switch (time.type) {
    case "move":
      return resolveMove(time.steps, time.from, eyes);
    case "roll":
      return resolveRoll(time.step, eyes.now);
    case "within": {
      const to = resolveMove(time.steps, null, eyes)?.from ?? eyes.now;
      return { from: eyes.now, to, grain: "second", type: "interval" };
    }
    case "until_now":
      return resolveUntilNow(time.from, eyes);
  }
}

/** The inner time is looked for inside the outer one; "hôm nay 15/10" may also be the same day twice. */
function resolveIn(inner: Time, outer: Time, eyes: Eyes, within: Span | null): Span | null {
  const around = resolve(outer, eyes, within);
  const found = around && resolve(inner, eyes, around);
  if (!around || !found) return null;
  // Midnight at the end of a day still belongs to it: "12 giờ đêm thứ sáu".
  const inside = found.from >= around.from && found.from <= around.to;
  return inside && (found.to <= around.to || found.from === around.to || inner.type === "clock") ? found : null;
}

function resolveOf(time: Extract<Time, { readonly of: Time }>, eyes: Eyes, within: Span | null): Span | null {
  const of = resolve(time.of, eyes, within);
  if (!of) return null;
  switch (time.type) {
    case "nth":
      return resolveNth(time.unit, time.n, of);
    case "slice":
      return resolveSlice(time.step, time.side, of);
    case "half":
      return resolveHalf(time.side, of);
    case "edge":
      return resolveEdge(time.edge, of);
  }
}

/** From days on the result is a day; hours are told to the minute, minutes to the second. */
function resolveMove(steps: readonly Step[], from: Time | null, eyes: Eyes): Span | null {
  const base = from ? resolve(from, eyes) : null;
  if (from && !base) return null;
  const finest = steps.reduce<Step["grain"]>((least, { grain }) => (isFiner(grain, least) ? grain : least), "year");
  const grain = finest === "hour" ? "minute" : isFiner(finest, "hour") ? "second" : "day";
  const at = steps.reduce((moment, step) => add(moment, step), base ? base.from : eyes.now);
  return unitAt(at, grain);
}

/** "3 ngày tới" begins tomorrow, "3 ngày qua" ends yesterday. */
function resolveRoll({ grain, count }: Step, now: number): Span {
  const here = floor(now, grain);
  const next = add(here, { grain, count: 1 });
  return count > 0
    ? { from: next, to: add(next, { grain, count }), grain, type: "interval" }
    : { from: add(here, { grain, count }), to: here, grain, type: "interval" };
}

/** The end comes after the beginning: "thứ 2 - thứ 6" said on a Wednesday, "20/12 - 5/1". */
function resolveRange(from: Time, to: Time, eyes: Eyes): Span | null {
  const start = resolve(from, eyes);
  if (!start) return null;
  let end = resolve(to, eyes);
  if (end && end.from < start.from && isFloating(to))
    end = resolve(to, { ...eyes, now: start.from, toward: "ahead", strict: false });
  if (!end) return null;
  if (end.from >= start.from) return between(start, end);
  const earlier = isFloating(from) ? resolve(from, { ...eyes, toward: "back" }) : null;
  return earlier && earlier.from <= end.from ? between(earlier, end) : null;
}

/** Days are counted in, hours are where it ends: from 8 to 10 o'clock. */
function between(start: Span, end: Span): Span {
  const clock = isFiner(end.grain, "day") && end.type === "value";
  const to = clock ? end.from : end.to;
  const grain = isFiner(start.grain, end.grain) ? start.grain : end.grain;
  return { from: start.from, to: Math.max(to, start.from), grain, type: "interval" };
}

function resolveUntilNow(from: Time, eyes: Eyes): Span | null {
  const today = unitAt(eyes.now, "day");
  const here = resolve(from, { ...eyes, toward: "here" });
  const start = here && here.from <= today.from ? here : resolve(from, { ...eyes, toward: "back" });
  return start && start.from <= today.from ? { from: start.from, to: today.to, grain: "day", type: "interval" } : null;
}
