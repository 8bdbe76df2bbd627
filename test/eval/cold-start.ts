/** A process that gets ready and understands one sentence, for latency.ts; its argument is the folder for artefacts. */
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { loadModels } from "../../src/understand/load-models.ts";
import { createUnderstand } from "../../src/understand/understand.ts";
import { processSeconds, threadSeconds } from "./processor-seconds.ts";
import { annotated, areas, intents, lexicon } from "../understand/world.ts";

const folder = process.argv[2] ?? "";
const begun = threadSeconds();
const allBegun = processSeconds();
const models = loadModels({ intents, lexicon, areas, annotated }, folder);
const understand = createUnderstand({ intents, lexicon, areas, ...models });
const ready = threadSeconds();
const allReady = processSeconds();
const asked = performance.now();
understand("tôi muốn tặng 50 áo ấm cho xã Vĩnh Điều trước 15/12", {
  now: new Date("2026-10-15T09:00:00+07:00"),
  role: "donor",
  locale: null,
  awaiting: null,
  running: null,
});
const artefacts = readdirSync(folder).map((name) => statSync(join(folder, name)).size);
process.stdout.write(
  JSON.stringify({
    readySeconds: hundredths(ready - begun),
    processSeconds: hundredths(allReady - allBegun),
    sentenceMs: Math.round(performance.now() - asked),
    megabytes: Math.round(process.memoryUsage().rss / 1e6),
    artefactBytes: artefacts.reduce((sum, size) => sum + size, 0),
  }),
);

function hundredths(value: number): number {
  return Math.round(100 * value) / 100;
}
