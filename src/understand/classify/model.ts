/** Gets the classifier for a set of intents: from the cache folder when it was learned before, else by learning it now (seconds). */
import type { Area } from "../../model/area.ts";
import type { Intent } from "../../model/intent.ts";
import { kept } from "../kept.ts";
import type { Lexicon } from "../lexicon.ts";
import { fromBytes, toBytes } from "./artefact.ts";
import type { Model } from "./classifier.ts";
import { examplesOf } from "./examples.ts";
import { train } from "./train.ts";

/** Rare intents count as much as frequent ones, up to three times. */
const training = { epochs: 4, mostWeight: 3 };

export interface ModelSource {
  readonly intents: readonly Intent[];
  readonly lexicon: Lexicon;
  readonly areas: readonly Area[];
}

/** `folder` is where artefacts are kept, one per content of `source`. */
export function loadModel(source: ModelSource, folder: string): Model {
  const { intents, lexicon, areas } = source;
  const taught = intents.map(({ intent, examples, near_miss }) => [intent, examples, near_miss]);
  // In whatever order the units come, they teach the same.
  const names = areas.map(({ name, level, validTo }) => [name, level, validTo].join("|")).toSorted();
  return kept({
    folder,
    name: "intents",
    from: [JSON.stringify([taught, lexicon, names])],
    make: () => train(examplesOf(source), training),
    toBytes,
    fromBytes,
  });
}
