/** A linear softmax classifier over hashed features: what is learned, and how a sentence is scored with it. */
import { buckets } from "./features.ts";

export interface Model {
  readonly labels: readonly string[];
  /** Row per bucket: the weight of that feature for each label. */
  readonly weights: Float32Array;
  readonly biases: Float32Array;
  /** Divides the scores before the softmax, so that confidence is an honest probability; found on held-out examples. */
  readonly temperature: number;
}

/** Untempered scores, one for each label. Long sentences have more features, so they are scaled by their number. */
export function score(model: Pick<Model, "labels" | "weights" | "biases">, features: Uint32Array): Float64Array {
  const count = model.labels.length;
  const scores = new Float64Array(count);
  const scale = scaleOf(features);
  for (const bucket of features) {
    const row = (bucket % buckets) * count;
    for (let label = 0; label < count; label += 1)
      scores[label] = (scores[label] ?? 0) + (model.weights[row + label] ?? 0);
  }
  for (let label = 0; label < count; label += 1)
    scores[label] = (scores[label] ?? 0) * scale + (model.biases[label] ?? 0);
  return scores;
}

export function scaleOf(features: Uint32Array): number {
  return features.length === 0 ? 0 : 1 / Math.sqrt(features.length);
}

export function softmax(scores: Float64Array, temperature = 1): Float64Array {
  const peak = Math.max(...scores);
  const powers = scores.map((value) => Math.exp((value - peak) / temperature));
  const sum = powers.reduce((total, value) => total + value, 0);
  return powers.map((value) => value / sum);
}
