/** What every reader of time gives: days, how coarse they were said, and what was left unsaid. */
import { bareAt, type Token } from "../tokens.ts";
import type { Days, Grain } from "./day.ts";

export interface TimeCore extends Days {
  readonly grain: Grain;
  readonly end: number;
  /** What was left to be understood: "10/12" says no year, "ngày 10" no month, "thứ sáu" no week. It may be moved to where the sentence points. */
  readonly unsaid: "year" | "month" | "week" | null;
  /** Other readings of the same words. */
  readonly others: readonly Days[];
}

export type ReadTimeCore = (tokens: readonly Token[], at: number, today: string) => TimeCore | null;

export function timeCore(days: Days, grain: Grain, end: number): TimeCore {
  return { from: days.from, to: days.to, grain, end, unsaid: null, others: [] };
}

export function oneDay(day: string): Days {
  return { from: day, to: day };
}

/** "tới nay", "đến giờ": up to today. */
export function saysUntilNow(tokens: readonly Token[], at: number): boolean {
  return /^(?:toi|den)$/u.test(bareAt(tokens, at)) && /^(?:nay|gio|hien)$/u.test(bareAt(tokens, at + 1));
}
