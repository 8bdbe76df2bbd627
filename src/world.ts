/** What conversations may know: the intents, the understanding trained from them, the words for options, the settings that are said aloud. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import type { World } from "./converse/turn.ts";
import type { Area, AreaCandidate } from "./model/area.ts";
import type { Understand } from "./model/frame.ts";
import type { Store } from "./model/store.ts";
import type { Reply } from "./reply/create-reply.ts";
import { createReadAlarm } from "./understand/alarm.ts";
import type { Lexicon } from "./understand/lexicon.ts";
import { loadModels } from "./understand/load-models.ts";
import { createScanPrivacy } from "./understand/privacy.ts";
import { createReadManner } from "./understand/manner.ts";
import { readKnowledge } from "./understand/read-knowledge.ts";
import { createUnderstand } from "./understand/understand.ts";

export interface WorldDeps {
  readonly store: Store;
  readonly reply: Reply;
  readonly contact: World["contact"];
  readonly helplines: World["helplines"];
  readonly controller: string | null;
}

/** What else the understanding was made of. */
export interface Knowledge {
  readonly areas: readonly Area[];
  readonly lexicon: Lexicon;
}

const root = join(import.meta.dirname, "..");

/** Reads the units from the ledger and the intents from their files, and trains the classifier or takes it from the cache. */
export async function createWorld({
  store,
  reply,
  contact,
  helplines,
  controller,
}: WorldDeps): Promise<World & Knowledge> {
  const gazetteer = await store.call<readonly Area[]>({ as: "public" }, "gazetteer", {});
  const areas = gazetteer.ok ? gazetteer.value : [];
  const cache = join(root, "node_modules/.cache/nhip-cau");
  const { intents, lexicon, annotated } = readKnowledge(join(root, "intents"), cache);
  const models = loadModels({ intents, lexicon, areas, annotated }, cache);
  const scanPrivacy = createScanPrivacy(lexicon);
  const { urgent, waits } = createReadManner(lexicon);
  const facts = new Map(lexicon.items.map(({ id, sector, unit }) => [id, { sector, unit }]));
  return {
    areas,
    lexicon,
    intents: new Map(intents.map((intent) => [intent.intent, intent])),
    understand: createUnderstand({ intents, lexicon, areas, ...models }),
    privacyRisk: (text) => scanPrivacy(text).found,
    isPhone: (text) => scanPrivacy(text).kinds.join() === "phone",
    alarm: createReadAlarm(lexicon),
    urgent,
    waits,
    itemFacts: (item) => facts.get(item),
    optionWords: (option, language) => reply.optionWords(option, language),
    hash: hashCode,
    contact,
    helplines,
    controller,
  };
}

/** SHA-256 in hex: what the ledger keeps of an invitation. */
export function hashCode(code: string): string {
  return createHash("sha256").update(code).digest("hex");
}

/** The units of today that a name alone may mean. */
export function findAreas(understand: Understand, name: string, now: Date): readonly AreaCandidate[] {
  const listening = { now, role: "commune_officer", locale: null, awaiting: "area", running: "need.create" } as const;
  return understand(name, listening).areas ?? [];
}
