/**
 * The engine that node-nlp wraps, with node-nlp's settings (node-nlp itself brings 128 MB of other things). It has no package
 * for Vietnamese, so it works with its plain tokeniser, which drops diacritics on its own. It is told the language of every line.
 */
import { Nlp } from "@nlpjs/nlp";
import { areas, lexicon } from "../../understand/world.ts";
import { threadSeconds } from "../processor-seconds.ts";
import { type Baseline, lessons } from "./baseline.ts";

export interface Nlpjs {
  readonly guess: Baseline;
  /** From now on it looks for things and places, too, as a bot of this kind would have it do. */
  readonly alsoFindEntities: () => Baseline;
  readonly trainingSeconds: number;
}

export async function trainNlpjs(): Promise<Nlpjs> {
  const begun = threadSeconds();
  const nlp = new Nlp({
    languages: ["vi", "en"],
    autoSave: false,
    forceNER: false,
    calculateSentiment: true,
    nlu: { log: false, useNoneFeature: true },
  });
  for (const { text, language, intent } of lessons) nlp.addDocument(language, text, intent);
  await nlp.train();
  const trainingSeconds = Math.round(10 * (threadSeconds() - begun)) / 10;
  const guess: Baseline = async ({ text, language }) => {
    const { intent, score } = await nlp.process(language, text);
    // It says None to what it knows no word of; out_of_scope is among its lessons, too.
    return { intent: intent === "None" ? "out_of_scope" : intent, confidence: score };
  };
  const alsoFindEntities = (): Baseline => {
    for (const { id, vi, en } of lexicon.items) {
      nlp.addNerRuleOptionTexts(
        ["vi"],
        "item",
        id,
        vi.map(({ say }) => say),
      );
      nlp.addNerRuleOptionTexts(
        ["en"],
        "item",
        id,
        en.map(({ say }) => say),
      );
    }
    for (const { id, name } of areas) nlp.addNerRuleOptionTexts(["vi", "en"], "area", id, [name]);
    nlp.forceNER = true;
    return guess;
  };
  return { guess, alsoFindEntities, trainingSeconds };
}
