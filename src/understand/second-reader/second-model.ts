/** Gets what the second reader has learned: from the cache folder when it was learned before, else by learning it now (a second). */
import type { Slots } from "../../model/frame.ts";
import type { Intent } from "../../model/intent.ts";
import { fromBytes, toBytes } from "../classify/artefact.ts";
import type { Model } from "../classify/classifier.ts";
import { type Example, train, type Training } from "../classify/train.ts";
import { kept } from "../kept.ts";
import type { Lessons, ReadLesson } from "../read-lesson.ts";
import type { ReadText } from "../read-sentence.ts";
import { filledBy } from "./filled-by.ts";
import type { SecondModels } from "./second-reader.ts";
import { surroundingsOf } from "./surroundings.ts";
import { wordsAround } from "./word-surroundings.ts";
import { placeOf, wordedSlotsOf } from "./wording.ts";

/** `folder` is where artefacts are kept, one of each per content of the lessons. */
export function loadSecondModels(lessons: Lessons, read: ReadLesson, folder: string): SecondModels {
  const { annotated, lexicon, areas, intents } = lessons;
  const slots = intents.map((intent) => [intent.intent, Object.keys(intent.slots)]);
  const from = [JSON.stringify([annotated, slots, lexicon, areas])];
  const pupils = (): readonly Pupil[] => pupilsOf(lessons, read);
  const load = (name: string, examplesOf: (pupil: Pupil) => readonly Example[], training: Training): Model =>
    kept({ folder, name, from, make: () => train(pupils().flatMap(examplesOf), training), toBytes, fromBytes });
  // How often something is a value says something, so rare slots count no more than others; found on lines of other authors.
  return {
    taught: new Set(annotated.map(({ intent }) => intent)),
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

function pupilsOf({ intents, annotated }: Lessons, read: ReadLesson): readonly Pupil[] {
  const byName = new Map(intents.map((intent) => [intent.intent, intent]));
  return annotated.flatMap(({ intent: name, text, slots }) => {
    const intent = byName.get(name);
    return intent ? [{ intent, slots, sentence: read(text) }] : [];
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
