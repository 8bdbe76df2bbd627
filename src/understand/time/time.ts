/**
 * What a time means before anybody looks at a clock: constraints that are built by the grammar, put inside one another
 * ("3 giờ" in "chiều" in "thứ sáu" in "tuần sau"), and resolved last.
 */
import type { Grain, Span, Step } from "./moment.ts";

/** Where to look for a day that was not said in full: a deadline lies ahead, a delivery behind, a period where we are. */
export type Toward = "ahead" | "back" | "here";
export type Edge = "start" | "middle" | "end";
export type Side = "first" | "last";
/** Which half of the day a part of it puts a clock into. */
export type Half = "am" | "pm" | "noon" | "night";

export interface YearDay {
  readonly month: number;
  readonly day: number;
}

export interface DateTime {
  readonly type: "date";
  readonly year: number | null;
  readonly month: number | null;
  readonly day: number | null;
  readonly lunar: boolean;
}

export interface ClockTime {
  readonly type: "clock";
  /** 0 to 24, already in its half of the day. */
  readonly hour: number;
  readonly minute: number | null;
  readonly second: number | null;
  /** Nobody said in which half. */
  readonly open: boolean;
  /** Minutes ahead of Greenwich, when a zone was said. */
  readonly zone: number | null;
}

/** Hours of a day. */
export interface PartTime {
  readonly type: "part";
  readonly from: number;
  readonly to: number;
  readonly half: Half;
}

export type Time =
  | { readonly type: "now" }
  /** The unit around now, or one further on. */
  | { readonly type: "cycle"; readonly grain: Grain; readonly shift: number }
  /** Days counted from today, both included: -7 to -1 is the last week of days. */
  | { readonly type: "days"; readonly from: number; readonly to: number }
  | { readonly type: "weekday"; readonly weekday: number }
  | DateTime
  | ClockTime
  | PartTime
  /** Between two days of every year, both included; `year` when it is the one that begins then. */
  | { readonly type: "season"; readonly from: YearDay; readonly to: YearDay; readonly year: number | null }
  /** Counted as ISO 8601 does: the first one holds the first Thursday. */
  | { readonly type: "week"; readonly week: number; readonly year: number | null }
  | { readonly type: "quarter"; readonly quarter: number; readonly year: number | null }
  /** A feast: a day of the sun's or the moon's year, or days that are listed. */
  | {
      readonly type: "holiday";
      readonly on: YearDay | readonly string[];
      readonly lunar: boolean;
      readonly daysBefore: number;
      readonly year: number | null;
    }
  | { readonly type: "in"; readonly inner: Time; readonly outer: Time }
  | { readonly type: "toward"; readonly time: Time; readonly toward: Toward; readonly strict: boolean }
  /** The second week, the last Sunday (-1) of something. */
  | { readonly type: "nth"; readonly unit: Grain | { readonly weekday: number }; readonly n: number; readonly of: Time }
  | { readonly type: "slice"; readonly step: Step; readonly side: Side; readonly of: Time }
  | { readonly type: "half"; readonly side: Side; readonly of: Time }
  | { readonly type: "edge"; readonly edge: Edge; readonly of: Time }
  /** So far from now, or from a time. */
  | { readonly type: "move"; readonly steps: readonly Step[]; readonly from: Time | null }
  /** So many whole units that touch the one around now. */
  | { readonly type: "roll"; readonly step: Step }
  | { readonly type: "within"; readonly steps: readonly Step[] }
  | { readonly type: "until_now"; readonly from: Time }
  | { readonly type: "range"; readonly from: Time; readonly to: Time }
  | { readonly type: "fixed"; readonly span: Span }
  /** Said like a day, but no calendar has it: 31/2. */
  | { readonly type: "impossible" };

/** Before it, until its end, behind it, from its beginning on. */
export type Bound = "before" | "by" | "after" | "from";

export interface Reading {
  readonly time: Time;
  readonly bound: Bound | null;
}

export function date(parts: Partial<Omit<DateTime, "type">>): DateTime {
  return { type: "date", year: null, month: null, day: null, lunar: false, ...parts };
}

/** Whether a time could be another one, were it said on another day. */
export function isFloating(time: Time): boolean {
  if ("year" in time) return time.year === null;
  if (time.type === "in") return isFloating(time.outer);
  if ("of" in time) return isFloating(time.of);
  if (time.type === "range") return isFloating(time.from);
  return time.type === "weekday" || time.type === "clock" || time.type === "part";
}

/** Gives a year to what was said without one. */
export function withYear(time: Time, year: number): Time | null {
  if ("year" in time) return time.year === null ? { ...time, year } : null;
  if (time.type === "in") {
    const outer = withYear(time.outer, year);
    return outer && { ...time, outer };
  }
  if (!("of" in time)) return null;
  const of = withYear(time.of, year);
  return of && { ...time, of };
}
