/** Gets the classifier for a set of intents: from the cache folder when it was learned before, else by learning it now (seconds). */
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { threadId } from "node:worker_threads";
import { z } from "zod";
import type { Area } from "../../model/area.ts";
import type { Intent } from "../../model/intent.ts";
import type { Lexicon } from "../lexicon.ts";
import { createReadSentence } from "../read-sentence.ts";
import { bare } from "../views.ts";
import type { Model } from "./classifier.ts";
import { buckets, featuresOf } from "./features.ts";
import { type Example, train } from "./train.ts";

/** Raise it when the grammar, the features or the training change: older artefacts are then not read. */
const version = 4;
/** Examples are read as of this day, so that the same files give the same weights tomorrow. */
const clock = "2026-10-15T09:00:00";

const mostKept = 4;

const header = z.object({ labels: z.array(z.string()), temperature: z.number() });

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

/** Every change of an example makes a new artefact of several megabytes; only the newest few are worth keeping. */
function prune(folder: string): void {
  const artefacts = readdirSync(folder)
    .filter((name) => /^intents-[0-9a-f]+\.bin$/u.test(name))
    .map((name) => ({
      path: join(folder, name),
      at: statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0,
    }));
  for (const { path } of artefacts.toSorted((a, b) => b.at - a.at).slice(mostKept)) rmSync(path, { force: true });
}

function examplesOf({ intents, lexicon, areas }: ModelSource): readonly Example[] {
  const readSentence = createReadSentence(intents, lexicon, areas);
  const examples: Example[] = [];
  let group = 0;
  const add = (label: string, text: string): void => {
    const typed = text.toLowerCase();
    for (const copy of new Set([text, typed, bare(typed.normalize("NFC"))]))
      examples.push({ label, group, features: featuresOf(readSentence(copy, clock, null)) });
    group += 1;
  };
  for (const { intent, examples: said, near_miss } of intents) {
    for (const text of [...said.vi, ...said.en]) add(intent, text);
    for (const miss of near_miss) add(miss.intent, miss.text);
  }
  return examples;
}

function fingerprint({ intents, lexicon, areas }: ModelSource): string {
  const names = areas.map((area) => [area.name, area.level, area.validTo]);
  return createHash("sha256")
    .update(JSON.stringify([version, buckets, intents, lexicon, names]))
    .digest("hex")
    .slice(0, 24);
}

/** A line of JSON, then biases and weights as 32-bit floats. */
function toBytes(model: Model): Uint8Array {
  const head = Buffer.from(`${JSON.stringify({ labels: model.labels, temperature: model.temperature })}\n`);
  // Floats must begin at a multiple of four bytes.
  const padding = Buffer.alloc((4 - ((head.length + 4) % 4)) % 4, " ");
  const length = Buffer.alloc(4);
  length.writeUInt32LE(head.length + padding.length);
  return Buffer.concat([length, padding, head, bytesOf(model.biases), bytesOf(model.weights)]);
}

function bytesOf(values: Float32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

/** Null when there is none, or when it is damaged: then it is learned again. */
function read(path: string): Model | null {
  try {
    const bytes = readFileSync(path);
    const start = 4 + bytes.readUInt32LE(0);
    const head = header.parse(JSON.parse(bytes.subarray(4, start).toString("utf8")));
    const count = head.labels.length;
    const floats = new Float32Array(new Uint8Array(bytes.subarray(start)).buffer);
    if (floats.length !== count * (buckets + 1)) return null;
    return { ...head, biases: floats.subarray(0, count), weights: floats.subarray(count) };
  } catch {
    return null;
  }
}
