/** The hashes of features: FNV-1a, fed step by step, so that what begins alike is fed once. */
export const seed = 0x9747b28c;
export const letterSeed = 0x811c9dc5;

export function feed(value: number, text: string, from = 0, to = text.length): number {
  let fed = value;
  for (let i = from; i < to; i += 1) fed = Math.imul(fed ^ text.charCodeAt(i), 0x01000193);
  return fed;
}

/** Mixes the bits at the end, so that the low ones are usable. */
export function mixed(value: number): number {
  const spread = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return spread ^ (spread >>> 13);
}
