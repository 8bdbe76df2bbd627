/** A linear softmax classifier over hashed features: what is learned, and how a sentence is scored with it. */
import type { Features } from "./features.ts";

export interface Model {
  readonly labels: readonly string[];
  /** Row per bucket: the weight of that feature for each label. */
  readonly weights: Float32Array;
  readonly biases: Float32Array;
  /** Divides the scores before the softmax, so that confidence is an honest probability; found on held-out examples. */
  readonly temperature: number;
}

/** How much one letter run counts; a word counts 1. */
const letterValue = 0.25;

/** Untempered scores, one for each label. */
export function score(model: Pick<Model, "labels" | "weights" | "biases">, features: Features): Float64Array {
  const count = model.labels.length;
  const scores = Float64Array.from(model.biases);
  for (const { value, buckets } of valuesOf(features))
    for (const bucket of buckets) {
      const row = bucket * count;
      for (let label = 0; label < count; label += 1)
        scores[label] = (scores[label] ?? 0) + value * (model.weights[row + label] ?? 0);
    }
  return scores;
}

/** The buckets with what each of them adds; scaled so that long and short sentences weigh the same. */
export function valuesOf({ buckets, letters }: Features): readonly { value: number; buckets: Uint32Array }[] {
  const length = Math.sqrt(letters + (buckets.length - letters) * letterValue * letterValue);
  const value = length === 0 ? 0 : 1 / length;
  return [
    { value, buckets: buckets.subarray(0, letters) },
    { value: value * letterValue, buckets: buckets.subarray(letters) },
  ];
}

export function softmax(scores: Float64Array, temperature = 1): Float64Array {
  const peak = Math.max(...scores);
  const powers = scores.map((value) => Math.exp((value - peak) / temperature));
  const sum = powers.reduce((total, value) => total + value, 0);
  return powers.map((value) => value / sum);
}
