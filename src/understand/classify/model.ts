/** Gets the classifier for a set of intents: from the cache folder when it was learned before, else by learning it now (seconds). */
import { kept } from "../kept.ts";
import type { Lessons, ReadLesson } from "../read-lesson.ts";
import { fromBytes, toBytes } from "./artefact.ts";
import type { Model } from "./classifier.ts";
import { examplesOf } from "./examples.ts";
import { train } from "./train.ts";

/** Rare intents count as much as frequent ones, up to three times. */
const training = { epochs: 3, mostWeight: 3 };

/** `folder` is where artefacts are kept, one per content of the lessons. */
export function loadModel({ intents, lexicon, areas }: Lessons, read: ReadLesson, folder: string): Model {
  const taught = intents.map(({ intent, examples, near_miss }) => [intent, examples, near_miss]);
  // In whatever order the units come, they teach the same.
  const names = areas.map(({ name, level, validTo }) => [name, level, validTo].join("|")).toSorted();
  return kept({
    folder,
    name: "intents",
    from: [JSON.stringify([taught, lexicon, names])],
    make: () => train(examplesOf(intents, read), training),
    toBytes,
    fromBytes,
  });
}
