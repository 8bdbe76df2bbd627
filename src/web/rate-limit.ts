/** A soft limit: everybody has a bucket that refills; an empty one means "a little slower, please". */
export interface RateLimit {
  /** Takes one from the bucket; `false` when it is empty. */
  take(key: string): boolean;
}

export interface RateLimitRules {
  readonly burst: number;
  readonly perSecond: number;
}

/** Buckets are forgotten, oldest first, beyond this many; a forgotten one starts full. */
const maxBuckets = 10_000;

export function createRateLimit({ burst, perSecond }: RateLimitRules, now: () => number): RateLimit {
  const buckets = new Map<string, { left: number; at: number }>();
  return {
    take(key) {
      const at = now();
      const bucket = buckets.get(key) ?? { left: burst, at };
      // A clock that is set back must not make anybody wait for it.
      const passedMs = Math.max(0, at - bucket.at);
      const left = Math.min(burst, bucket.left + (passedMs / 1_000) * perSecond);
      buckets.delete(key);
      buckets.set(key, { left: left < 1 ? left : left - 1, at });
      const oldest = buckets.size > maxBuckets ? buckets.keys().next().value : undefined;
      if (oldest !== undefined) buckets.delete(oldest);
      return left >= 1;
    },
  };
}
