/** The words of all examples, cut once: what tells languages apart, what is usual, what is no place, all count the same thousands of lines. */
import type { Intent } from "../model/intent.ts";
import { type Language, languages } from "../model/message.ts";
import { type Spelling, spellingsIn } from "./tokens.ts";

export interface SaidLine {
  readonly intent: string;
  readonly language: Language;
  readonly words: readonly Spelling[];
}

const known = new WeakMap<readonly Intent[], readonly SaidLine[]>();

/** The same answer for the same list of intents. */
export function saidLines(intents: readonly Intent[]): readonly SaidLine[] {
  const before = known.get(intents);
  if (before) return before;
  const lines = intents.flatMap(({ intent, examples }) =>
    languages.flatMap((language) => examples[language].map((text) => ({ intent, language, words: spellingsIn(text) }))),
  );
  known.set(intents, lines);
  return lines;
}
