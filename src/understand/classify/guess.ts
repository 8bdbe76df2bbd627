/**
 * Where learning starts: not at nothing, but at what counting alone would say (naive Bayes). Rare words of few examples keep
 * that say, which lifts unseen wording by one to two points; the steps of `train.ts` then mend what counting gets wrong.
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
  const meanLeast = least.reduce((sum, each) => sum + each, 0) / labels;
  for (let row = 0; row < rows; row += 1)
    weigh(weights.subarray(row * labels, (row + 1) * labels), { least, mean: meanLeast });
  return weights;
}

interface Odds {
  readonly least: Float64Array;
  readonly mean: number;
}

const never = Math.log(unseen);

/** Counts become log odds against the mean label. Most labels never saw a word, so few logarithms are drawn. */
function weigh(counts: Float32Array, { least, mean }: Odds): void {
  let sum = 0;
  let seen = false;
  for (let label = 0; label < counts.length; label += 1) {
    const count = counts[label] ?? 0;
    const chance = count === 0 ? never : Math.log(count + unseen);
    seen ||= count > 0;
    counts[label] = chance;
    sum += chance;
  }
  const middle = sum / counts.length - mean;
  for (let label = 0; label < counts.length; label += 1)
    counts[label] = seen ? trust * ((counts[label] ?? 0) - (least[label] ?? 0) - middle) : 0;
}
