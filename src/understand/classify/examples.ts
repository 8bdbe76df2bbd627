/** Turns the examples of the intents into lessons, each read as any message is. */
import type { Intent } from "../../model/intent.ts";
import type { ReadLesson } from "../read-lesson.ts";
import { featuresOf } from "./features.ts";
import type { Example } from "./train.ts";

export function examplesOf(intents: readonly Intent[], read: ReadLesson): readonly Example[] {
  const lesson = (label: string, text: string): Example => ({ label, features: featuresOf(read(text)) });
  return intents.flatMap(({ intent, examples, near_miss }) => [
    ...[...examples.vi, ...examples.en].map((text) => lesson(intent, text)),
    ...near_miss.map((miss) => lesson(miss.intent, miss.text)),
  ]);
}
