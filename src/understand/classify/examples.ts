/** Turns the examples of the intents into lessons, each read as any message is. */
import { createReadSentence } from "../read-sentence.ts";
import { featuresOf } from "./features.ts";
import type { ModelSource } from "./model.ts";
import type { Example } from "./train.ts";

/** Examples are read as of this instant, so that the same files give the same weights tomorrow. */
const clock = "2026-10-15T09:00:00";

export function examplesOf({ intents, lexicon, areas }: ModelSource): readonly Example[] {
  const readSentence = createReadSentence(intents, lexicon, areas);
  const lesson = (label: string, text: string): Example => ({
    label,
    features: featuresOf(readSentence(text, clock, null)),
  });
  return intents.flatMap(({ intent, examples, near_miss }) => [
    ...[...examples.vi, ...examples.en].map((text) => lesson(intent, text)),
    ...near_miss.map((miss) => lesson(miss.intent, miss.text)),
  ]);
}
