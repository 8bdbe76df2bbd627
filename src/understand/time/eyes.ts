/** Where a time is seen from: the clock, the direction in which to look, and how far the clock is ahead of Greenwich. */
import { momentOf } from "./moment.ts";
import type { Toward } from "./time.ts";

export interface Eyes {
  readonly now: number;
  readonly toward: Toward;
  /** The unit around now does not count: "tháng 3 tới". */
  readonly strict: boolean;
  /** Minutes that the clock is ahead of Greenwich. */
  readonly offset: number;
}

/** Vietnam's, where the clock tells none. */
const usualOffset = 420;
/** From a wall clock, with an offset or without. */
export function eyesOf(now: string): Eyes {
  const sign = /([+-])(\d\d):(\d\d)$/u.exec(now);
  const offset = sign ? (sign[1] === "-" ? -1 : 1) * (Number(sign[2]) * 60 + Number(sign[3])) : usualOffset;
  return { now: momentOf(now), toward: "ahead", strict: false, offset: now.endsWith("Z") ? 0 : offset };
}
