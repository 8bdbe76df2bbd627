/**
 * The engine that node-nlp wraps (node-nlp itself brings 128 MB of other things). It has no package for Vietnamese, so it
 * works with its plain tokeniser, which drops diacritics on its own. It is told the language of every line.
 */
import { Nlp } from "@nlpjs/nlp";
import type { Baseline, Lesson } from "./baseline.ts";

export async function learnNlpjs(lessons: readonly Lesson[]): Promise<Baseline> {
  // Its own "None" would answer for what it has seen nothing of; our out_of_scope lines are its lessons, too.
  const nlp = new Nlp({
    languages: ["vi", "en"],
    autoSave: false,
    forceNER: false,
    calculateSentiment: false,
    nlu: { log: false, useNoneFeature: true },
  });
  for (const { text, language, intent } of lessons) nlp.addDocument(language, text, intent);
  await nlp.train();
  return async ({ text, language }) => {
    const { intent, score } = await nlp.process(language, text);
    return { intent: intent === "None" ? "out_of_scope" : intent, confidence: score };
  };
}
