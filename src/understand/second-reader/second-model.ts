/** Gets what the second reader has learned: from the cache folder when it was learned before, else by learning it now (a second). */
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Slots } from "../../model/frame.ts";
import type { Intent } from "../../model/intent.ts";
import { fromBytes, toBytes } from "../classify/artefact.ts";
import type { Model } from "../classify/classifier.ts";
import type { ModelSource } from "../classify/model.ts";
import { type Example, train, type Training } from "../classify/train.ts";
import { kept } from "../kept.ts";
import { createReadSentence, type ReadText } from "../read-sentence.ts";
import { readAnnotated } from "./annotated.ts";
import { filledBy } from "./filled-by.ts";
import type { SecondModels } from "./second-reader.ts";
import { surroundingsOf } from "./surroundings.ts";
import { wordsAround } from "./word-surroundings.ts";
import { placeOf, wordedSlotsOf } from "./wording.ts";

export interface SecondSource extends ModelSource {
  /** Folder of the annotated sentences. */
  readonly annotated: string;
}

/** The days in the annotations are those that were meant at this instant. */
const clock = "2026-10-15T09:00:00";

/** `folder` is where artefacts are kept, one of each per content of `source`. */
export function loadSecondModels(source: SecondSource, folder: string): SecondModels {
  const { annotated, lexicon, areas, intents } = source;
  const files = readdirSync(annotated).toSorted();
  const slots = intents.map((intent) => [intent.intent, Object.keys(intent.slots)]);
  const from = [...files.map((file) => readFileSync(join(annotated, file))), JSON.stringify([slots, lexicon, areas])];
  let pupils: readonly Pupil[] | null = null;
  const load = (name: string, lessons: (pupil: Pupil) => readonly Example[], training: Training): Model =>
    kept({
      folder,
      name,
      from,
      make: () => train((pupils ??= pupilsOf(source)).flatMap(lessons), training),
      toBytes,
      fromBytes,
    });
  // How often something is a value says something, so rare slots count no more than others; found on lines of other authors.
  return {
    taught: new Set(files.map((file) => basename(file, ".yaml"))),
    things: load("second-things", thingsOf, { epochs: 10, mostWeight: 1 }),
    words: load("second-words", wordsOf, { epochs: 4, mostWeight: 1 }),
  };
}

/** A sentence as it is read, with what a clerk noted of it. */
export interface Pupil {
  readonly intent: Intent;
  readonly sentence: ReadText;
  readonly slots: Slots;
}

function pupilsOf({ intents, lexicon, areas, annotated }: SecondSource): readonly Pupil[] {
  const readSentence = createReadSentence(intents, lexicon, areas);
  const byName = new Map(intents.map((intent) => [intent.intent, intent]));
  return readAnnotated(annotated).flatMap(({ intent: name, text, slots }) => {
    const intent = byName.get(name);
    return intent ? [{ intent, slots, sentence: readSentence(text, clock, null) }] : [];
  });
}

/** One lesson for each thing that was found: where it stood, and which slot the clerk put its value into. */
export function thingsOf({ intent, sentence, slots }: Pupil): readonly Example[] {
  return sentence.entities.flatMap((entity, at) => {
    const [label] = filledBy(entity, slots, sentence) ?? [];
    return label === undefined ? [] : [{ label, features: surroundingsOf(sentence, at, intent.intent) }];
  });
}

/** And one for each word: what of it the clerk wrote down as it was said. */
export function wordsOf({ intent, sentence, slots }: Pupil): readonly Example[] {
  const wanted = wordedSlotsOf(intent);
  if (wanted.length === 0) return [];
  const places = wanted.flatMap((slot) => {
    const place = placeOf(sentence, slots, slot);
    return place ? [{ slot, ...place }] : [];
  });
  return wordsAround(sentence, intent.intent).map(({ at, features }) => ({
    label: places.find(({ start, end }) => at >= start && at < end)?.slot ?? "none",
    features,
  }));
}
