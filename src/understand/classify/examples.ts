/** Turns the examples of the intents into lessons: each as it was written and once more as it is typed in haste, read as any message is. */
import { createReadSentence } from "../read-sentence.ts";
import { bare } from "../views.ts";
import { featuresOf } from "./features.ts";
import type { ModelSource } from "./model.ts";
import { slip } from "./noise.ts";
import { createRandom } from "./random.ts";
import type { Example } from "./train.ts";

/** Examples are read as of this instant, so that the same files give the same weights tomorrow. */
const clock = "2026-10-15T09:00:00";
const seed = 588;
/** Of what is typed in haste, the part that keeps its diacritics. */
const half = 0.4;

export function examplesOf({ intents, lexicon, areas }: ModelSource): readonly Example[] {
  const readSentence = createReadSentence(intents, lexicon, areas);
  const examples: Example[] = [];
  let group = 0;
  const random = createRandom(seed);
  const add = (label: string, text: string): void => {
    const typed = text.toLowerCase().normalize("NFC");
    const hasty = slip(random() < half ? typed : bare(typed), random);
    for (const copy of new Set([text, hasty]))
      examples.push({ label, group, features: featuresOf(readSentence(copy, clock, null)) });
    group += 1;
  };
  for (const { intent, examples: said, near_miss } of intents) {
    for (const text of [...said.vi, ...said.en]) add(intent, text);
    for (const miss of near_miss) add(miss.intent, miss.text);
  }
  return examples;
}
