/** The arithmetic of the scorecard: shares with their uncertainty, and how honest a confidence is. */
import { createRandom } from "../../src/understand/classify/random.ts";

export interface Share {
  readonly right: number;
  readonly of: number;
  /** In percent; 100 of nothing, because nothing was wrong. */
  readonly percent: number;
}

export interface Judged {
  readonly confidence: number;
  readonly right: boolean;
}

const resamples = 2000;
const bins = 15;

export function share(outcomes: readonly boolean[]): Share {
  const right = outcomes.filter(Boolean).length;
  return {
    right,
    of: outcomes.length,
    percent: outcomes.length === 0 ? 100 : rounded((100 * right) / outcomes.length),
  };
}

/** 95 % of the shares that samples as large as this one would have shown (percentile bootstrap). */
export function interval(outcomes: readonly boolean[], seed = 588): readonly [number, number] {
  if (outcomes.length === 0) return [100, 100];
  const random = createRandom(seed);
  const shares = Array.from({ length: resamples }, () => {
    let right = 0;
    for (let drawn = 0; drawn < outcomes.length; drawn += 1)
      if (outcomes[Math.floor(random() * outcomes.length)]) right += 1;
    return (100 * right) / outcomes.length;
  }).toSorted((a, b) => a - b);
  return [rounded(percentile(shares, 0.025)), rounded(percentile(shares, 0.975))];
}

/** Of values in ascending order. */
export function percentile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
}

/** The largest share that may be answered, surest first, while at least `precision` of the answers are right. */
export function coverageAt(precision: number, judged: readonly Judged[]): number {
  const surest = judged.toSorted((a, b) => b.confidence - a.confidence);
  let right = 0;
  let covered = 0;
  for (const [at, each] of surest.entries()) {
    if (each.right) right += 1;
    // A threshold cannot part equals.
    if (surest[at + 1]?.confidence === each.confidence) continue;
    if (right / (at + 1) >= precision) covered = at + 1;
  }
  return judged.length === 0 ? 0 : rounded((100 * covered) / judged.length);
}

/** Expected calibration error: how far confidence is from the share that is right, over bins of equal width. */
export function calibrationError(judged: readonly Judged[]): number {
  const groups = Map.groupBy(judged, ({ confidence }) => Math.min(bins - 1, Math.floor(confidence * bins)));
  let error = 0;
  for (const group of groups.values()) {
    const sure = group.reduce((sum, { confidence }) => sum + confidence, 0);
    error += Math.abs(sure - group.filter(({ right }) => right).length);
  }
  return judged.length === 0 ? 0 : Math.round((1000 * error) / judged.length) / 1000;
}

/** The chance that a right answer is surer than a wrong one. */
export function areaUnderCurve(judged: readonly Judged[]): number | null {
  const right = judged.filter((each) => each.right);
  const wrong = judged.filter((each) => !each.right);
  if (right.length === 0 || wrong.length === 0) return null;
  let above = 0;
  for (const one of right)
    for (const other of wrong)
      above += one.confidence > other.confidence ? 1 : one.confidence === other.confidence ? 0.5 : 0;
  return Math.round((1000 * above) / (right.length * wrong.length)) / 1000;
}

function rounded(percent: number): number {
  return Math.round(percent * 100) / 100;
}
