/**
 * Where learning starts: not at nothing, but at what counting alone would say (naive Bayes). Rare words of few examples keep
 * that say, which lifts unseen wording by one to two points; the steps of `fit.ts` then mend what counting gets wrong.
 */
interface Counted {
  /** Rows of the features, the first `words` of them words. */
  readonly rows: Int32Array;
  readonly words: number;
  readonly truth: number;
}

/** How much the count is believed, and how often a word is taken to have been seen with every label; found on lines of other authors. */
const trust = 0.2;
const unseen = 0.05;

/** Row per feature, a weight for each label; letter runs start at zero. */
export function guess(lessons: readonly Counted[], labels: number, rows: number): Float32Array {
  const weights = new Float32Array(rows * labels);
  const totals = new Float64Array(labels);
  for (const { rows: own, words, truth } of lessons)
    for (let i = 0; i < words; i += 1) {
      const at = (own[i] ?? 0) * labels + truth;
      weights[at] = (weights[at] ?? 0) + 1;
      totals[truth] = (totals[truth] ?? 0) + 1;
    }
  const least = totals.map((total) => Math.log(total + unseen * rows));
  for (let row = 0; row < rows; row += 1) weigh(weights.subarray(row * labels, (row + 1) * labels), least);
  return weights;
}

/** Counts become log odds against the mean label. */
function weigh(counts: Float32Array, least: Float64Array): void {
  if (counts.every((count) => count === 0)) return;
  let mean = 0;
  for (let label = 0; label < counts.length; label += 1) {
    const chance = Math.log((counts[label] ?? 0) + unseen) - (least[label] ?? 0);
    counts[label] = chance;
    mean += chance / counts.length;
  }
  for (let label = 0; label < counts.length; label += 1) counts[label] = trust * ((counts[label] ?? 0) - mean);
}
