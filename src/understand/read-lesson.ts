/** Reads what is learned from, as any message is read. What both readers learn from is read once, and nothing when all was learned before. */
import type { Area } from "../model/area.ts";
import type { Intent } from "../model/intent.ts";
import type { Annotated } from "./annotated.ts";
import type { Lexicon } from "./lexicon.ts";
import { createReadSentence, type ReadSentence, type ReadText } from "./read-sentence.ts";

export interface Lessons {
  readonly intents: readonly Intent[];
  readonly lexicon: Lexicon;
  readonly areas: readonly Area[];
  readonly annotated: readonly Annotated[];
}

export type ReadLesson = (text: string) => ReadText;

/** Lessons are read as of this instant, so that the same files give the same weights tomorrow; days in annotations were meant then. */
const clock = "2026-10-15T09:00:00";

export function createReadLesson({ intents, lexicon, areas, annotated }: Lessons): ReadLesson {
  const known = new Map<string, ReadText | null>(annotated.map(({ text }) => [text, null]));
  let readSentence: ReadSentence | null = null;
  return (text) => {
    const before = known.get(text);
    if (before) return before;
    readSentence ??= createReadSentence(intents, lexicon, areas);
    const sentence = readSentence(text, clock, null);
    if (before === null) known.set(text, sentence);
    return sentence;
  };
}
