/** The clock that people mean when they say "tomorrow" or "at 3": local, without an offset, as `2026-10-15T09:00:00`. */

const vietnam = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Asia/Ho_Chi_Minh",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});

/** What the clock shows in Vietnam at an instant. */
export function wallClockOf(instant: Date): string {
  return vietnam.format(instant).replace(" ", "T");
}

export function dayOf(wallClock: string): string {
  return wallClock.slice(0, 10);
}
