/** The platform's clock: runs with the machine's until a test sets it. */
export interface Clock {
  now(): Date;
  /** Stands still at this instant from now on. */
  set(at: Date | string): void;
  advance(ms: number): void;
}

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

export function createClock(start?: Date | string): Clock {
  let fixed = start === undefined ? null : new Date(start).getTime();
  let ahead = 0;
  return {
    now: () => new Date((fixed ?? Date.now()) + ahead),
    set(at) {
      fixed = new Date(at).getTime();
      ahead = 0;
    },
    advance(ms) {
      ahead += ms;
    },
  };
}

/** 22:00 to 06:00 in Vietnam. */
export function isNight(at: Date): boolean {
  const clock = (at.getUTCHours() + 7) % 24;
  return clock >= 22 || clock < 6;
}
