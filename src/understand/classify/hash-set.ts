/** A set of hashes in the order in which they came. A hundred are put in for every sentence, which is what a `Set` is slow at. */
export interface HashSet {
  add(hash: number): void;
  size(): number;
  values(): Int32Array;
}

/** `most` is how many may be added. */
export function createHashSet(most: number): HashSet {
  const slots = 2 ** Math.ceil(Math.log2(2 * most + 2));
  const table = new Int32Array(slots);
  const found = new Int32Array(most);
  let size = 0;
  return {
    add: (hash) => {
      // An empty slot holds 0; a hash that is 0 is seldom enough to be called 1.
      const value = hash === 0 ? 1 : hash;
      let at = value & (slots - 1);
      while (table[at] !== 0 && table[at] !== value) at = (at + 1) & (slots - 1);
      if (table[at] === value) return;
      table[at] = value;
      found[size] = value;
      size += 1;
    },
    size: () => size,
    values: () => found.slice(0, size),
  };
}
