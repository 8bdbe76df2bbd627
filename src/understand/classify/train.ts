/** Learns the classifier from the examples: softmax regression, calibrated on examples it has not seen. Seeded, so the same examples give the same weights. */
import { type Model, score, softmax } from "./classifier.ts";
import { fit } from "./fit.ts";
import type { Features } from "./features.ts";

export interface Example {
  readonly label: string;
  readonly features: Features;
}

export function train(examples: readonly Example[], seed = 588): Model {
  // Every fifth example judges how sure a learner may be of itself; half of the others are enough for that. Then all of them teach.
  const held = examples.filter((_, i) => i % 5 === 0);
  const trial = fit(
    examples.filter((_, i) => i % 5 !== 0 && i % 2 === 0),
    seed,
  );
  return { ...fit(examples, seed), temperature: calibrate(trial, held) };
}

/** The temperature with the smallest log loss on examples that were not learned from. */
function calibrate(model: Omit<Model, "temperature">, held: readonly Example[]): number {
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
