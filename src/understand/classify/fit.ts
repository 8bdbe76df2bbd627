/** One run of learning: stochastic gradient steps with AdaGrad, one step size for each feature. Loops are plain, for speed. */
import { lengthValue, letterValue, type Model } from "./classifier.ts";
import { guess } from "./guess.ts";
import { createRandom, shuffle } from "./random.ts";
import type { Example } from "./train.ts";
import { createVocabulary, rowOf, type Vocabulary } from "./vocabulary.ts";

const epochs = 6;
const rate = 0.4;
/** A letter run of a single sentence teaches little, and such runs would make half of the table. */
const leastLetterGroups = 2;
/** The artefact stays under 5 MB; rarer features than these change no result by cross-check on other people's lines. */
const mostRows = 50_000;
/** Gradients smaller than this move nothing worth the time. */
const negligible = 0.005;

interface Lesson {
  /** Rows of the features, words before letter runs. */
  readonly rows: Int32Array;
  readonly words: number;
  readonly value: number;
  readonly truth: number;
  readonly weight: number;
}

export function fit(examples: readonly Example[], seed: number): Omit<Model, "temperature"> {
  const labels = [...new Set(examples.map((example) => example.label))].toSorted();
  const vocabulary = createVocabulary(commonOf(examples));
  const lessons = lessonsOf(examples, labels, vocabulary);
  const weights = guess(lessons, labels.length, vocabulary.hashes.length);
  const biases = new Float32Array(labels.length);
  const learn = createStep(weights, biases);
  const random = createRandom(seed);
  const order = Int32Array.from(lessons.keys());
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    shuffle(order, random);
    for (const i of order) {
      const lesson = lessons[i];
      if (lesson) learn(lesson);
    }
  }
  return { labels, vocabulary, biases, ...quantise(weights, labels.length) };
}

/** Frequent ones first, so that their rows stay close together in memory. */
function commonOf(examples: readonly Example[]): Int32Array {
  const seen = new Map<number, { group: number; groups: number; word: boolean }>();
  for (const { features, group } of examples)
    for (const [i, hash] of features.hashes.entries()) {
      const word = i < features.letters;
      const known = seen.get(hash);
      if (!known) seen.set(hash, { group, groups: 1, word });
      else if (known.group !== group) {
        known.group = group;
        known.groups += 1;
      }
    }
  const common = [...seen].filter(([, { groups, word }]) => word || groups >= leastLetterGroups);
  const sorted = common.toSorted((a, b) => b[1].groups - a[1].groups).slice(0, mostRows);
  return Int32Array.from(sorted.map(([hash]) => hash));
}

function lessonsOf(examples: readonly Example[], labels: readonly string[], vocabulary: Vocabulary): readonly Lesson[] {
  const indexOf = new Map(labels.map((label, i) => [label, i]));
  // Rare intents count as much as frequent ones.
  const sizes = new Map<string, number>();
  for (const { label } of examples) sizes.set(label, (sizes.get(label) ?? 0) + 1);
  const mean = examples.length / labels.length;
  return examples.map(({ label, features: { hashes, letters } }) => {
    const rowsOf = (some: Int32Array): number[] =>
      [...some].map((hash) => rowOf(vocabulary, hash)).filter((row) => row >= 0);
    const words = rowsOf(hashes.subarray(0, letters));
    return {
      rows: Int32Array.from([...words, ...rowsOf(hashes.subarray(letters))]),
      words: words.length,
      value: lengthValue(letters, hashes.length - letters),
      truth: indexOf.get(label) ?? 0,
      weight: Math.min(3, Math.sqrt(mean / (sizes.get(label) ?? 1))),
    };
  });
}

/** One gradient step; the arrays are made once, since this runs some hundred thousand times. */
function createStep(weights: Float32Array, biases: Float32Array): (lesson: Lesson) => void {
  const count = biases.length;
  const squares = new Float32Array(weights.length / count).fill(1e-3);
  const odds = new Float64Array(count);
  const moved = new Int32Array(count);
  const slopes = new Float64Array(count);

  const addUp = ({ rows, words, value }: Lesson): void => {
    odds.set(biases);
    for (let i = 0; i < rows.length; i += 1) {
      const factor = i < words ? value : value * letterValue;
      const from = (rows[i] ?? 0) * count;
      for (let label = 0; label < count; label += 1)
        odds[label] = (odds[label] ?? 0) + factor * (weights[from + label] ?? 0);
    }
  };

  /** Fills `moved` and `slopes` with the labels that are worth a step; tells how many. */
  const judge = ({ truth, weight }: Lesson): number => {
    let peak = Number.NEGATIVE_INFINITY;
    for (let label = 0; label < count; label += 1) peak = Math.max(peak, odds[label] ?? 0);
    let sum = 0;
    for (let label = 0; label < count; label += 1) sum += odds[label] = Math.exp((odds[label] ?? 0) - peak);
    let steps = 0;
    for (let label = 0; label < count; label += 1) {
      const slope = ((odds[label] ?? 0) / sum - (label === truth ? 1 : 0)) * weight;
      if (Math.abs(slope) < negligible) continue;
      moved[steps] = label;
      slopes[steps] = slope;
      steps += 1;
    }
    return steps;
  };

  const move = ({ rows, words, value }: Lesson, steps: number): void => {
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
  };

  return (lesson) => {
    addUp(lesson);
    const steps = judge(lesson);
    if (steps > 0) move(lesson, steps);
  };
}

/** A byte for each weight is exact enough for a linear score, and a quarter of the size. */
function quantise(exact: Float32Array, count: number): Pick<Model, "weights" | "scales"> {
  const weights = new Int8Array(exact.length);
  const scales = new Float32Array(exact.length / count);
  for (let row = 0; row < scales.length; row += 1) {
    const own = exact.subarray(row * count, (row + 1) * count);
    const scale = own.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / 127;
    scales[row] = scale;
    if (scale === 0) continue;
    for (let label = 0; label < count; label += 1) weights[row * count + label] = Math.round((own[label] ?? 0) / scale);
  }
  return { weights, scales };
}
