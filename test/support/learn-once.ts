/** Before any test: the classifier is learned once and kept, so that no test waits for it while another learns the same. */
import { join } from "node:path";
import { loadModel } from "../../src/understand/classify/model.ts";
import { areas, intents, lexicon, root } from "../understand/world.ts";

export function setup(): void {
  loadModel({ intents, lexicon, areas }, join(root, "node_modules/.cache/nhip-cau"));
}
