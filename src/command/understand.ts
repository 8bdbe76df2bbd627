/** `npm run --silent understand [-- --entities]`: what sentences mean, from standard input. Touches no ledger of a running product. */
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { openDatabase } from "../act/open-database.ts";
import { createStore } from "../act/store.ts";
import type { Area } from "../model/area.ts";
import { openModel } from "../open-outside.ts";
import { loadModel } from "../understand/classify/model.ts";
import { findAll } from "../understand/entities/listed.ts";
import { readKnowledge } from "../understand/read-knowledge.ts";
import { createReadSentence } from "../understand/read-sentence.ts";
import { createUnderstand } from "../understand/understand.ts";
import { runUnderstand } from "./run-understand.ts";
import { runCommand } from "./surroundings.ts";

const root = join(import.meta.dirname, "../..");

await runCommand(async (args, { clock, config }) => {
  const areas = await readGazetteer(() => clock.now());
  const cache = join(root, "node_modules/.cache/nhip-cau");
  const { intents, lexicon } = readKnowledge(join(root, "intents"), cache);
  const model = loadModel({ intents, lexicon, areas }, cache);
  const readSentence = createReadSentence(intents, lexicon, areas);
  const now = () => clock.now();
  const askModel = openModel(config.model, { intents, lexicon, areas, now, onOutcome: () => undefined });
  return await runUnderstand(args, {
    understand: createUnderstand({ intents, lexicon, areas, model }),
    ...(askModel ? { askModel } : {}),
    listEntities: (text, now, locale) => findAll(readSentence(text, now, locale)),
    lines: createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY }),
    out: (line) => process.stdout.write(`${line}\n`),
    now: () => clock.now(),
  });
});

/** The units that the product starts with, from a database in memory: the one in the data folder belongs to the running product. */
async function readGazetteer(now: () => Date): Promise<readonly Area[]> {
  const filesFolder = mkdtempSync(join(tmpdir(), "nhip-cau-understand-"));
  const jwtSecret = randomBytes(32).toString("base64url");
  const anonKey = randomBytes(16).toString("base64url");
  const supabase = join(root, "supabase");
  const database = await openDatabase({
    source: { type: "memory", filesFolder },
    jwtSecret,
    anonKey,
    now,
    migrationsFolder: join(supabase, "migrations"),
    seedFile: join(supabase, "seed.sql"),
  });
  try {
    const store = createStore({ url: "http://embedded.invalid", key: anonKey, jwtSecret, fetch: database.fetch, now });
    const gazetteer = await store.call<readonly Area[]>({ as: "public" }, "gazetteer", {});
    return gazetteer.ok ? gazetteer.value : [];
  } finally {
    await database.close();
    rmSync(filesFolder, { recursive: true, force: true });
  }
}
