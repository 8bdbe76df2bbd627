/** The product's one clock. With CLOCK it starts at that instant and runs on from there; nothing else may ask the machine for the time. */

export interface Clock {
  now(): Date;
}

/** `real` tells the machine's time in milliseconds, usually `Date.now`. */
export function createClock({ start, real }: { start?: Date; real: () => number }): Clock {
  const ahead = start ? start.getTime() - real() : 0;
  return { now: () => new Date(real() + ahead) };
}
