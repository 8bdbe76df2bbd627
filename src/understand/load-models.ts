/** Everything that was learned: what sentences mean (`classify/`), and which slots their values belong to (`second-reader/`). */
import { join } from "node:path";
import type { Model } from "./classify/classifier.ts";
import { loadModel, type ModelSource } from "./classify/model.ts";
import type { SecondModels } from "./second-reader/second-reader.ts";
import { loadSecondModels } from "./second-reader/second-model.ts";

export interface Models {
  readonly model: Model;
  readonly second: SecondModels;
}

/** `folder` is `intents`; `cache` is where artefacts are kept. */
export function loadModels(source: ModelSource, folder: string, cache: string): Models {
  return {
    model: loadModel(source, cache),
    second: loadSecondModels({ ...source, annotated: join(folder, "annotated") }, cache),
  };
}
