/** A linear softmax classifier over hashed features: what is learned, and how a sentence is scored with it. */
import type { Features } from "./features.ts";
import { rowOf, type Vocabulary } from "./vocabulary.ts";

export interface Model {
  readonly labels: readonly string[];
  readonly vocabulary: Vocabulary;
  /** Row by row of the vocabulary, the weight of that feature for each label, in units of the row's scale. */
  readonly weights: Int8Array;
  readonly scales: Float32Array;
  readonly biases: Float32Array;
}

/** How much one letter run counts; a word counts 1. */
export const letterValue = 0.25;

/** Untempered scores, one for each label. */
export function score(model: Model, { hashes, letters }: Features): Float64Array {
  const { vocabulary, weights, scales } = model;
  const scores = new Float64Array(model.biases);
  const count = scores.length;
  const value = lengthValue(letters, hashes.length - letters);
  for (let i = 0; i < hashes.length; i += 1) {
    const row = rowOf(vocabulary, hashes[i] ?? 0);
    if (row < 0) continue;
    const factor = value * (i < letters ? 1 : letterValue) * (scales[row] ?? 0);
    const from = row * count;
    for (let label = 0; label < count; label += 1)
      scores[label] = (scores[label] ?? 0) + factor * (weights[from + label] ?? 0);
  }
  return scores;
}

/** What one word adds: scaled so that long and short sentences weigh the same. */
export function lengthValue(words: number, letters: number): number {
  const length = Math.sqrt(words + letters * letterValue * letterValue);
  return length === 0 ? 0 : 1 / length;
}

/**
 * Divides the scores, so that confidence is an honest probability; found on development lines, which have other authors
 * than the examples. `npm run eval` measures how honest it is (expected calibration error).
 */
const temperature = 0.5;

/** Probabilities that sum to 1. */
export function softmax(scores: Float64Array): Float64Array {
  const powers = new Float64Array(scores.length);
  let peak = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < scores.length; i += 1) peak = Math.max(peak, scores[i] ?? 0);
  let sum = 0;
  for (let i = 0; i < scores.length; i += 1) sum += powers[i] = Math.exp(((scores[i] ?? 0) - peak) / temperature);
  for (let i = 0; i < scores.length; i += 1) powers[i] = (powers[i] ?? 0) / sum;
  return powers;
}
