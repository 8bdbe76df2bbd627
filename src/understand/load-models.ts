/** Everything that was learned: what sentences mean (`classify/`), and which slots their values belong to (`second-reader/`). */
import type { Model } from "./classify/classifier.ts";
import { loadModel } from "./classify/model.ts";
import { createReadLesson, type Lessons } from "./read-lesson.ts";
import { loadSecondModels } from "./second-reader/second-model.ts";
import type { SecondModels } from "./second-reader/second-reader.ts";

export interface Models {
  readonly model: Model;
  readonly second: SecondModels;
}

/** `cache` is where artefacts are kept. */
export function loadModels(lessons: Lessons, cache: string): Models {
  const read = createReadLesson(lessons);
  return { model: loadModel(lessons, read, cache), second: loadSecondModels(lessons, read, cache) };
}
