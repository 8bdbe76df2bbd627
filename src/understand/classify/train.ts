/** Learns the classifier from the examples: softmax regression with AdaGrad. Seeded, so the same examples give the same weights. */
import { type Model, score, softmax, valuesOf } from "./classifier.ts";
import { buckets, type Features } from "./features.ts";

export interface Example {
  readonly label: string;
  readonly features: Features;
  /** Copies of one sentence (with and without diacritics) share a group and are never split. */
  readonly group: number;
}

const epochs = 10;
const rate = 0.4;
/** Gradients smaller than this move nothing worth the time. */
const negligible = 0.002;

export function train(examples: readonly Example[], seed = 588): Model {
  const labels = [...new Set(examples.map((example) => example.label))].toSorted();
  // Every fifth example judges how sure the learner may be of itself; then all of them teach.
  const held = examples.filter(({ group }) => group % 5 === 0);
  const trial = fit(
    labels,
    examples.filter(({ group }) => group % 5 !== 0),
    seed,
    Math.ceil(epochs / 2),
  );
  return { ...fit(labels, examples, seed, epochs), temperature: calibrate(trial, held) };
}

function fit(labels: readonly string[], examples: readonly Example[], seed: number, rounds: number): Model {
  const count = labels.length;
  const model = {
    labels,
    weights: new Float32Array(buckets * count),
    biases: new Float32Array(count),
    temperature: 1,
  };
  const squares = new Float32Array(buckets * count).fill(1e-3);
  const indexOf = new Map(labels.map((label, i) => [label, i]));
  const random = mulberry(seed);
  const order = examples.map((_, i) => i);
  // Rare intents count as much as frequent ones.
  const sizes = new Map<string, number>();
  for (const { label } of examples) sizes.set(label, (sizes.get(label) ?? 0) + 1);
  const mean = examples.length / count;

  for (let round = 0; round < rounds; round += 1) {
    shuffle(order, random);
    for (const i of order) {
      const example = examples[i];
      if (!example) continue;
      const weight = Math.min(3, Math.sqrt(mean / (sizes.get(example.label) ?? 1)));
      step(model, squares, example.features, indexOf.get(example.label) ?? 0, weight);
    }
  }
  return model;
}

function step(
  model: { labels: readonly string[]; weights: Float32Array; biases: Float32Array },
  squares: Float32Array,
  features: Features,
  truth: number,
  weight: number,
): void {
  const count = model.labels.length;
  const probabilities = softmax(score(model, features));
  const values = valuesOf(features);
  for (let label = 0; label < count; label += 1) {
    const slope = ((probabilities[label] ?? 0) - (label === truth ? 1 : 0)) * weight;
    if (Math.abs(slope) < negligible) continue;
    for (const { value, buckets: rows } of values) {
      const gradient = slope * value;
      for (const row of rows) {
        const at = row * count + label;
        squares[at] = (squares[at] ?? 0) + gradient * gradient;
        model.weights[at] = (model.weights[at] ?? 0) - (rate * gradient) / Math.sqrt(squares[at] ?? 1);
      }
    }
    model.biases[label] = (model.biases[label] ?? 0) - 0.01 * slope;
  }
}

/** The temperature with the smallest log loss on examples that were not learned from. */
function calibrate(model: Model, held: readonly Example[]): number {
  const scored = held.map((example) => ({
    scores: score(model, example.features),
    truth: model.labels.indexOf(example.label),
  }));
  let best = { temperature: 1, loss: Number.POSITIVE_INFINITY };
  for (let temperature = 0.4; temperature <= 3; temperature += 0.1) {
    const loss = scored.reduce(
      (sum, { scores, truth }) => sum - Math.log(softmax(scores, temperature)[truth] ?? 1e-9),
      0,
    );
    if (loss < best.loss) best = { temperature, loss };
  }
  return best.temperature;
}

function shuffle(order: number[], random: () => number): void {
  for (let i = order.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    const kept = order[i] ?? 0;
    order[i] = order[j] ?? 0;
    order[j] = kept;
  }
}

/** Mulberry32: small, seeded, good enough to shuffle. */
function mulberry(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
