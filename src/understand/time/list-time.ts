/** Times and lengths as `npm run understand -- --entities` lists them: ISO clocks without an offset, ends exclusive. */
import type { Json } from "../../model/message.ts";
import { isFiner, type Span, writeMoment } from "./moment.ts";
import { eyesOf } from "./eyes.ts";
import type { LengthFound, TimeFound } from "./read-time.ts";
import { resolve } from "./resolve.ts";
import type { Bound } from "./time.ts";

/** The likeliest reading, and others in the same shape; null for a day that does not exist. */
export function listTime(
  found: TimeFound,
  now: string,
): { readonly value: Json; readonly alternatives?: readonly Json[] } | null {
  const eyes = eyesOf(now);
  const values = found.readings.flatMap(({ time, bound }) => {
    const span = resolve(time, eyes);
    return span ? [timeValue(span, bound)] : [];
  });
  const [value, ...alternatives] = values;
  if (value === undefined) return null;
  return alternatives.length > 0 ? { value, alternatives } : { value };
}

function timeValue({ from, to, grain, type }: Span, bound: Bound | null): Json {
  const [start, end] = [writeMoment(from), writeMoment(to)];
  switch (bound) {
    case "before":
      return { type: "interval", from: null, to: start };
    case "by":
      return { type: "interval", from: null, to: end };
    case "after":
      // After 8 o'clock begins at 8, after Monday on Tuesday.
      return { type: "interval", from: isFiner(grain, "day") && type === "value" ? start : end, to: null };
    case "from":
      return { type: "interval", from: start, to: null };
    case null:
      return type === "value" ? { type, value: start, grain } : { type, from: start, to: end };
  }
}

/** Years count in months, weeks in days; all else in its finest unit. */
export function listLength({ steps }: LengthFound): Json {
  const [first, ...rest] = steps;
  if (!first) return null;
  if (rest.length === 0) return { value: first.count, unit: first.grain };
  const months = steps.every(({ grain }) => grain === "year" || grain === "quarter" || grain === "month");
  const sizes = {
    second: 1,
    minute: 60,
    hour: 3600,
    day: 86_400,
    week: 604_800,
    month: 2_592_000,
    quarter: 7_776_000,
    year: 31_536_000,
  };
  if (months)
    return {
      value: steps.reduce(
        (sum, { grain, count }) => sum + count * (grain === "year" ? 12 : grain === "quarter" ? 3 : 1),
        0,
      ),
      unit: "month",
    };
  const unit = steps.at(-1)?.grain ?? "day";
  return {
    value: Math.round(steps.reduce((sum, { grain, count }) => sum + count * sizes[grain], 0) / sizes[unit]),
    unit,
  };
}
