/** Which features are worth a row: those that enough sentences have. Millions of hashes are counted, so they are sorted and their runs measured. */
import type { Features } from "./features.ts";

/** What only one sentence has teaches little, and would be most of the table. */
const leastExamples = { telling: 1, words: 2, letters: 3 } as const;
type Kind = keyof typeof leastExamples;

interface Counted {
  readonly hash: number;
  readonly count: number;
}

/** Frequent ones first, so that their rows stay close together in memory. */
export function commonOf(all: readonly Features[]): Int32Array {
  const common = (Object.keys(leastExamples) as Kind[]).flatMap((kind) => frequent(all, kind));
  return Int32Array.from(common.toSorted((a, b) => b.count - a.count).map(({ hash }) => hash));
}

function frequent(all: readonly Features[], kind: Kind): readonly Counted[] {
  const parts = all.map((features) => partOf(features, kind));
  const hashes = new Int32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    hashes.set(part, at);
    at += part.length;
  }
  return runsOf(hashes.toSorted(), leastExamples[kind]);
}

function partOf({ hashes, telling, letters }: Features, kind: Kind): Int32Array {
  if (kind === "telling") return hashes.subarray(0, telling);
  return kind === "words" ? hashes.subarray(telling, letters) : hashes.subarray(letters);
}

function runsOf(sorted: Int32Array, least: number): readonly Counted[] {
  const runs: Counted[] = [];
  for (let from = 0; from < sorted.length;) {
    const hash = sorted[from] ?? 0;
    let to = from + 1;
    while (to < sorted.length && sorted[to] === hash) to += 1;
    if (to - from >= least) runs.push({ hash, count: to - from });
    from = to;
  }
  return runs;
}
