/** Seeded chance: the same run gives the same figures. */

/** Mulberry32: small and good enough to draw samples. */
export function createChance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function pick<Each>(chance: () => number, from: readonly Each[]): Each {
  const found = from[Math.floor(chance() * from.length)];
  if (found === undefined) throw new RangeError("nothing to pick from");
  return found;
}
