/** What a learned model depends on, as one hash: the examples, the words, the places, and the very code that reads them. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ModelSource } from "./model.ts";

/** The grammar decides what the features are; a model that was learned under another grammar judges by the wrong ones. */
const code = join(import.meta.dirname, "..");

export function fingerprint({ intents, lexicon, areas }: ModelSource): string {
  const names = areas.map((area) => [area.name, area.level, area.validTo]);
  const taught = intents.map(({ intent, examples, near_miss }) => [intent, examples, near_miss]);
  const hash = createHash("sha256").update(JSON.stringify([taught, lexicon, names]));
  for (const file of readdirSync(code, { recursive: true, encoding: "utf8" }).toSorted())
    if (file.endsWith(".ts")) hash.update(file).update(readFileSync(join(code, file)));
  return hash.digest("hex").slice(0, 24);
}
