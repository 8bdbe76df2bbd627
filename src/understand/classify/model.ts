/** Gets the classifier for a set of intents: from the cache folder when it was learned before, else by learning it now (seconds). */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { threadId } from "node:worker_threads";
import type { Area } from "../../model/area.ts";
import type { Intent } from "../../model/intent.ts";
import type { Lexicon } from "../lexicon.ts";
import { fromBytes, toBytes } from "./artefact.ts";
import type { Model } from "./classifier.ts";
import { examplesOf } from "./examples.ts";
import { fingerprint } from "./fingerprint.ts";
import { train } from "./train.ts";

const mostKept = 4;

export interface ModelSource {
  readonly intents: readonly Intent[];
  readonly lexicon: Lexicon;
  readonly areas: readonly Area[];
}

/** `folder` is where artefacts are kept, one per content of `source`. */
export function loadModel(source: ModelSource, folder: string): Model {
  const path = join(folder, `intents-${fingerprint(source)}.bin`);
  const kept = read(path);
  if (kept) return kept;
  const model = train(examplesOf(source));
  mkdirSync(folder, { recursive: true });
  // Written aside and moved: a second process never reads half of it.
  const aside = `${path}.${process.pid}-${threadId}`;
  writeFileSync(aside, toBytes(model));
  renameSync(aside, path);
  prune(folder);
  return model;
}

/** Null when there is none, or when it is damaged: then it is learned again. */
function read(path: string): Model | null {
  try {
    return fromBytes(readFileSync(path));
  } catch {
    return null;
  }
}

/** Every change of an example makes a new artefact of some megabytes; only the newest few are worth keeping. */
function prune(folder: string): void {
  const artefacts = readdirSync(folder)
    .filter((name) => /^intents-[0-9a-f]+\.bin$/u.test(name))
    .map((name) => ({
      path: join(folder, name),
      at: statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0,
    }));
  for (const { path } of artefacts.toSorted((a, b) => b.at - a.at).slice(mostKept)) rmSync(path, { force: true });
}
