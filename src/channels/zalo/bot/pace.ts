/** How fast messages leave. Zalo publishes no limit, so this keeps to what every messenger allows: one a second to a person, twenty to all. */

export interface Pace {
  /** Takes the next free instant for this address: how long to wait for it, in ms. Null: later than `longestMs`, and nothing is taken. */
  take(address: string, longestMs: number): number | null;
  /** The call has ended. It may have been slow, and the platform counts from when it arrived. */
  ended(address: string): void;
}

interface PaceParts {
  readonly perAddressMs: number;
  readonly overallMs: number;
  /** Milliseconds that only grow, whatever happens to the time of day. */
  readonly elapsedMs: () => number;
}

export function createPace({ perAddressMs, overallMs, elapsedMs }: PaceParts): Pace {
  /** Numbers of instants, `overallMs` apart, in which a message leaves. */
  const taken = new Set<number>();
  const freeFor = new Map<string, number>();

  function forget(now: number): void {
    const slot = Math.floor(now / overallMs);
    for (const old of taken) if (old < slot) taken.delete(old);
    for (const [address, at] of freeFor) if (at <= now) freeFor.delete(address);
  }

  return {
    take(address, longestMs) {
      const now = elapsedMs();
      forget(now);
      const soonest = Math.max(now, freeFor.get(address) ?? 0);
      let slot = Math.floor(soonest / overallMs);
      while (taken.has(slot)) slot += 1;
      const at = Math.max(soonest, slot * overallMs);
      if (at - now > longestMs) return null;
      taken.add(slot);
      freeFor.set(address, at + perAddressMs);
      return at - now;
    },
    ended(address) {
      freeFor.set(address, Math.max(freeFor.get(address) ?? 0, elapsedMs() + perAddressMs));
    },
  };
}
