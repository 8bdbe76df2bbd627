/**
 * Learns the classifier from the examples: softmax regression by stochastic gradient steps with AdaGrad, one step size for each
 * feature. Seeded, so the same examples give the same weights. Loops are plain, for speed.
 */
import { lengthValue, letterValue, type Model } from "./classifier.ts";
import { commonOf } from "./frequent.ts";
import { guess } from "./guess.ts";
import { createRandom, shuffle } from "./random.ts";
import type { Features } from "./features.ts";
import { createVocabulary, rowOf, type Vocabulary } from "./vocabulary.ts";

/** The first rounds still move much; the mean of the others depends less on the order of the lessons, and errs less on lines of other authors. */
const leftOut = 1;
const rate = 0.4;
/** Chances closer to the truth than this are near enough: to move them further takes time and helps no line of other authors. */
const negligible = 0.05;

export interface Example {
  readonly label: string;
  readonly features: Features;
}

interface Lesson {
  /** Rows of the features, words before letter runs. */
  readonly rows: Int32Array;
  readonly words: number;
  readonly value: number;
  readonly truth: number;
  readonly weight: number;
}

/** `epochs`: rounds over all examples; `mostWeight`: how much more an example of a rare label may count than one of a common label. */
export interface Training {
  readonly epochs: number;
  readonly mostWeight: number;
  readonly seed?: number;
}

export function train(examples: readonly Example[], { epochs, mostWeight, seed = 588 }: Training): Model {
  const labels = [...new Set(examples.map((example) => example.label))].toSorted();
  const vocabulary = createVocabulary(commonOf(examples.map(({ features }) => features)));
  const lessons = lessonsOf(examples, { labels, vocabulary, mostWeight });
  const bench = createWorkbench(guess(lessons, labels.length, vocabulary.hashes.length), labels.length);
  const random = createRandom(seed);
  const order = Int32Array.from(lessons.keys());
  const sum = new Float32Array(bench.weights.length);
  const known = new Uint8Array(lessons.length);
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    shuffle(order, random);
    for (const i of order) {
      const lesson = lessons[i];
      // What was known in one round is left out of the next.
      if (lesson) known[i] = known[i] === 0 && !learn(bench, lesson) ? 1 : 0;
    }
    if (epoch >= leftOut) addTo(sum, bench.weights);
  }
  return { labels, vocabulary, biases: bench.biases, ...quantise(sum, labels.length, epochs - leftOut) };
}

interface Course {
  readonly labels: readonly string[];
  readonly vocabulary: Vocabulary;
  readonly mostWeight: number;
}

function lessonsOf(examples: readonly Example[], { labels, vocabulary, mostWeight }: Course): readonly Lesson[] {
  const indexOf = new Map(labels.map((label, i) => [label, i]));
  const sizes = new Map<string, number>();
  for (const { label } of examples) sizes.set(label, (sizes.get(label) ?? 0) + 1);
  const mean = examples.length / labels.length;
  const rowsOf = (hashes: Int32Array): Int32Array =>
    hashes.map((hash) => rowOf(vocabulary, hash)).filter((row) => row >= 0);
  return examples.map(({ label, features: { hashes, letters } }) => {
    const words = rowsOf(hashes.subarray(0, letters));
    const runs = rowsOf(hashes.subarray(letters));
    const rows = new Int32Array(words.length + runs.length);
    rows.set(words);
    rows.set(runs, words.length);
    return {
      rows,
      words: words.length,
      value: lengthValue(letters, hashes.length - letters),
      truth: indexOf.get(label) ?? 0,
      weight: Math.min(mostWeight, mean / (sizes.get(label) ?? 1)),
    };
  });
}

/** What a gradient step works on; made once, since a step is made some hundred thousand times. */
interface Workbench {
  readonly weights: Float32Array;
  readonly biases: Float32Array;
  /** For each row the sum of its squared gradients. */
  readonly squares: Float32Array;
  readonly odds: Float64Array;
  /** The labels that are worth a step, and how far. */
  readonly moved: Int32Array;
  readonly slopes: Float64Array;
}

function createWorkbench(weights: Float32Array, count: number): Workbench {
  return {
    weights,
    biases: new Float32Array(count),
    squares: new Float32Array(weights.length / count).fill(1e-3),
    odds: new Float64Array(count),
    moved: new Int32Array(count),
    slopes: new Float64Array(count),
  };
}

/** Whether there was anything to learn. */
function learn(bench: Workbench, lesson: Lesson): boolean {
  addUp(bench, lesson);
  const sum = toPowers(bench.odds);
  const steps = judge(bench, lesson, sum);
  if (steps > 0) move(bench, lesson, steps);
  return steps > 0;
}

function addUp({ weights, biases, odds }: Workbench, { rows, words, value }: Lesson): void {
  const count = odds.length;
  odds.set(biases);
  for (let i = 0; i < rows.length; i += 1) {
    const factor = i < words ? value : value * letterValue;
    const from = (rows[i] ?? 0) * count;
    for (let label = 0; label < count; label += 1)
      odds[label] = (odds[label] ?? 0) + factor * (weights[from + label] ?? 0);
  }
}

function toPowers(odds: Float64Array): number {
  let peak = Number.NEGATIVE_INFINITY;
  for (let label = 0; label < odds.length; label += 1) peak = Math.max(peak, odds[label] ?? 0);
  let sum = 0;
  for (let label = 0; label < odds.length; label += 1) sum += odds[label] = Math.exp((odds[label] ?? 0) - peak);
  return sum;
}

function judge({ odds, moved, slopes }: Workbench, { truth, weight }: Lesson, sum: number): number {
  let steps = 0;
  for (let label = 0; label < odds.length; label += 1) {
    const slope = ((odds[label] ?? 0) / sum - (label === truth ? 1 : 0)) * weight;
    if (Math.abs(slope) < negligible) continue;
    moved[steps] = label;
    slopes[steps] = slope;
    steps += 1;
  }
  return steps;
}

function move(bench: Workbench, { rows, words, value }: Lesson, steps: number): void {
  const { weights, biases, squares, moved, slopes } = bench;
  const count = biases.length;
  let square = 0;
  for (let step = 0; step < steps; step += 1) square += (slopes[step] ?? 0) ** 2;
  for (let i = 0; i < rows.length; i += 1) {
    const factor = i < words ? value : value * letterValue;
    const row = rows[i] ?? 0;
    const total = (squares[row] ?? 0) + factor * factor * square;
    squares[row] = total;
    const pace = (rate * factor) / Math.sqrt(total);
    for (let step = 0; step < steps; step += 1) {
      const at = row * count + (moved[step] ?? 0);
      weights[at] = (weights[at] ?? 0) - pace * (slopes[step] ?? 0);
    }
  }
  for (let step = 0; step < steps; step += 1) {
    const label = moved[step] ?? 0;
    biases[label] = (biases[label] ?? 0) - 0.01 * (slopes[step] ?? 0);
  }
}

function addTo(sum: Float32Array, weights: Float32Array): void {
  for (let i = 0; i < sum.length; i += 1) sum[i] = (sum[i] ?? 0) + (weights[i] ?? 0);
}

/** A byte for each weight is exact enough for a linear score, and a quarter of the size. */
function quantise(sum: Float32Array, count: number, rounds: number): Pick<Model, "weights" | "scales"> {
  const weights = new Int8Array(sum.length);
  const scales = new Float32Array(sum.length / count);
  for (let row = 0; row < scales.length; row += 1) {
    const from = row * count;
    let most = 0;
    for (let at = from; at < from + count; at += 1) most = Math.max(most, Math.abs(sum[at] ?? 0));
    const scale = most / 127;
    scales[row] = scale / rounds;
    if (scale === 0) continue;
    for (let at = from; at < from + count; at += 1) weights[at] = Math.round((sum[at] ?? 0) / scale);
  }
  return { weights, scales };
}
