/** The clock that people mean when they say "tomorrow" or "at 3": local, without an offset, as `2026-10-15T09:00:00`. */

/** Asia/Ho_Chi_Minh has kept UTC+7 without summer time since 13/06/1975; nothing older is asked for. */
const vietnamOffsetMs = 7 * 3_600_000;

/** What the clock shows in Vietnam at an instant. */
export function wallClockOf(instant: Date): string {
  return new Date(instant.getTime() + vietnamOffsetMs).toISOString().slice(0, 19);
}

export function dayOf(wallClock: string): string {
  return wallClock.slice(0, 10);
}

/** The day that the calendar shows in Vietnam at an instant. */
export function dayInVietnam(instant: Date): string {
  return dayOf(wallClockOf(instant));
}
