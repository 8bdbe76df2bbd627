/** The features that were learned: an open-addressing table from the hash of a feature to its row. What is not in it says nothing. */
export interface Vocabulary {
  /** Row by row. */
  readonly hashes: Int32Array;
  readonly rows: Int32Array;
}

/** `hashes` are all different. */
export function createVocabulary(hashes: Int32Array): Vocabulary {
  // At least half of the table is empty, so that a search ends after a step or two.
  const size = 2 << Math.ceil(Math.log2(Math.max(2, hashes.length)));
  const rows = new Int32Array(size).fill(-1);
  for (let row = 0; row < hashes.length; row += 1) {
    let at = (hashes[row] ?? 0) & (size - 1);
    while ((rows[at] ?? -1) >= 0) at = (at + 1) & (size - 1);
    rows[at] = row;
  }
  return { hashes, rows };
}

/** The row of a feature, or -1. */
export function rowOf({ hashes, rows }: Vocabulary, hash: number): number {
  const last = rows.length - 1;
  for (let at = hash & last; ; at = (at + 1) & last) {
    const row = rows[at] ?? -1;
    if (row < 0 || hashes[row] === hash) return row;
  }
}
