/**
 * npm runs this behind `npm ci`: builds the database template and teaches the classifier, so that the first start answers in
 * seconds. Nothing depends on it; where it cannot run, the first start does the same.
 */
import { join } from "node:path";
import { loadModels } from "../understand/load-models.ts";
import { readKnowledge } from "../understand/read-knowledge.ts";
import { readGazetteer } from "./gazetteer.ts";

const root = join(import.meta.dirname, "../..");
const cache = join(root, "node_modules/.cache/nhip-cau");

try {
  const areas = await readGazetteer(() => new Date());
  loadModels({ ...readKnowledge(join(root, "intents"), cache), areas }, cache);
} catch (error) {
  process.stderr.write(`Left to the first start: ${error instanceof Error ? error.message : String(error)}\n`);
}
