/** Finds weekdays, clock times and parts of the day: inside a time that was said, else the next or the last ones. */
import { floor, type Grain, type Span, unitAt, weekdayOf } from "./moment.ts";
import type { Eyes } from "./eyes.ts";
import type { ClockTime } from "./time.ts";

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];

/** Said on a Thursday, Thursday is the one of next week. */
export function resolveWeekday(weekday: number, { now, toward }: Eyes, within: Span | null): Span | null {
  if (within) {
    const first = floor(within.from, "day");
    const from = first + ((weekday - weekdayOf(first) + 7) % 7) * day;
    return from < within.to ? unitAt(from, "day") : null;
  }
  const today = floor(now, "day");
  const since = (weekdayOf(today) - weekday + 7) % 7;
  return unitAt(toward === "back" ? today - since * day : today + (7 - since) * day, "day");
}

export function resolveClock(clock: ClockTime, { now, toward, offset }: Eyes, within: Span | null): Span | null {
  const { grain, length } = grainOf(clock);
  const inDay = clock.hour * hour + (clock.minute ?? 0) * minute + (clock.second ?? 0) * 1000;
  const shift = clock.zone === null ? 0 : (offset - clock.zone) * minute;
  const on = (base: number): Span => {
    const from = base + inDay + shift;
    return { from, to: from + length, grain, type: "value" };
  };
  if (within) return within.to - within.from <= day ? on(floor(within.from, "day")) : null;
  const days = [-1, 0, 1, 2].map((step) => on(floor(now, "day") + step * day));
  return (toward === "back" ? days.findLast(({ from }) => from <= now) : days.find(({ to }) => to > now)) ?? null;
}

/** A zone is of interest to those who meet to the minute. */
function grainOf({ minute: said, second, zone }: ClockTime): { grain: Grain; length: number } {
  if (second !== null) return { grain: "second", length: 1000 };
  return said !== null || zone !== null ? { grain: "minute", length: minute } : { grain: "hour", length: hour };
}

export function resolvePart(
  { from, to }: { readonly from: number; readonly to: number },
  { now, toward }: Eyes,
  within: Span | null,
): Span | null {
  const on = (base: number): Span => ({
    from: base + from * hour,
    to: base + to * hour,
    grain: "hour",
    type: "interval",
  });
  if (within) return within.to - within.from <= day ? on(floor(within.from, "day")) : null;
  const days = [-1, 0, 1].map((step) => on(floor(now, "day") + step * day));
  return (toward === "back" ? days.findLast((span) => span.from <= now) : days.find((span) => span.to > now)) ?? null;
}
