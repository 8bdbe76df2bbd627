/** What a baseline is: something that learns from the same lines as the engine and then names the intent of a line. */
import { intents } from "../../understand/world.ts";
import type { HeldOutLine } from "../held-out.ts";

export interface Lesson {
  readonly text: string;
  readonly language: "vi" | "en";
  readonly intent: string;
}

export type Baseline = (line: Pick<HeldOutLine, "text" | "language">) => Promise<Guess> | Guess;

export interface Guess {
  readonly intent: string;
  readonly confidence: number;
}

/** The lines that the engine learns from. */
export const lessons: readonly Lesson[] = intents.flatMap(({ intent, examples, near_miss }) => [
  ...examples.vi.map((text): Lesson => ({ text, language: "vi", intent })),
  ...examples.en.map((text): Lesson => ({ text, language: "en", intent })),
  ...near_miss.map((miss): Lesson => ({ text: miss.text, language: languageOf(miss.text), intent: miss.intent })),
]);

/** Near misses do not say their language; Vietnamese ones have diacritics. */
function languageOf(text: string): "vi" | "en" {
  return /[^\p{ASCII}]/u.test(text) ? "vi" : "en";
}
