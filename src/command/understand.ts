/** `npm run --silent understand [-- --entities]`: what sentences mean, from standard input. Touches no ledger of a running product. */
import { join } from "node:path";
import { createInterface } from "node:readline";
import { openModel } from "../open-outside.ts";
import { findAll } from "../understand/entities/listed.ts";
import { loadModels } from "../understand/load-models.ts";
import { readKnowledge } from "../understand/read-knowledge.ts";
import { createReadSentence } from "../understand/read-sentence.ts";
import { createUnderstand } from "../understand/understand.ts";
import { readGazetteer } from "./gazetteer.ts";
import { runUnderstand } from "./run-understand.ts";
import { runCommand } from "./surroundings.ts";

const root = join(import.meta.dirname, "../..");

await runCommand(async (args, { clock, config }) => {
  const areas = await readGazetteer(() => clock.now());
  const cache = join(root, "node_modules/.cache/nhip-cau");
  const { intents, lexicon, annotated } = readKnowledge(join(root, "intents"), cache);
  const models = loadModels({ intents, lexicon, areas, annotated }, cache);
  const readSentence = createReadSentence(intents, lexicon, areas);
  const now = () => clock.now();
  const askModel = openModel(config.model, { intents, lexicon, areas, now, onOutcome: () => undefined });
  return await runUnderstand(args, {
    understand: createUnderstand({ intents, lexicon, areas, ...models }),
    ...(askModel ? { askModel } : {}),
    listEntities: (text, now, locale) => findAll(readSentence(text, now, locale)),
    lines: createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY }),
    out: (line) => process.stdout.write(`${line}\n`),
    now: () => clock.now(),
  });
});
