/** The real app over a real database, with channels that live in this process, worked on step by step. */
import { randomBytes } from "node:crypto";
import { type App, createApp } from "../../src/app.ts";
import { nothingOutside, type Outside } from "../../src/carry-out.ts";
import { demoPersonas, loadDemo } from "../../src/demo.ts";
import { createDocuments, type Documents } from "../../src/documents.ts";
import type { World } from "../../src/converse/turn.ts";
import type { Capabilities, Channel, ChannelName } from "../../src/model/channel.ts";
import type { Store } from "../../src/model/store.ts";
import { drawCode } from "../../src/invite.ts";
import { createReply } from "../../src/reply/create-reply.ts";
import { createWorld, hashCode, type Knowledge } from "../../src/world.ts";
import en from "../../locales/en.json" with { type: "json" };
import vi from "../../locales/vi.json" with { type: "json" };
import { openTestDatabase, type TestDatabase, type TestDatabaseOptions } from "./database.ts";
import { madeOnce } from "./made-once.ts";
import { createMemoryChannel, type MemoryChannel } from "./memory-channel.ts";

export interface TestApp {
  readonly app: App;
  readonly web: MemoryChannel;
  /** Those in this process, the web first. */
  readonly inMemory: readonly MemoryChannel[];
  readonly database: TestDatabase;
  readonly store: Store;
  readonly world: World & Knowledge;
  readonly documents: Documents;
  /** What was logged as an error: a turn that broke is tried again later, and a test should hear of it. */
  readonly faults: unknown[];
  close(): Promise<void>;
}

export interface TestAppOptions {
  readonly database?: TestDatabase;
  /** Wraps the ledger, to make it break. */
  readonly around?: (store: Store) => Store;
  /** In a database of the test's own the demo was just loaded; else everybody has also heard its news. */
  readonly demo?: boolean;
  readonly now?: Date;
  readonly channels?: readonly Channel[];
  /** More channels in this process, beside the web. */
  readonly also?: readonly ChannelName[];
  /** What the channel in this process can show. Default: all that the chat page can. */
  readonly can?: Partial<Capabilities>;
  readonly contact?: World["contact"];
  /** What another app over the same units made: understanding takes longest to get ready. */
  readonly world?: World & Knowledge;
  readonly publicUrl?: string;
  /** Services that are not in this process. Default: none. */
  readonly outside?: (known: Knowledge & Pick<World, "intents">) => Outside;
}

export const reply = createReply({ resources: { vi, en } });

export async function openTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const database = options.database ?? (await openOwnDatabase(options));
  const store = options.around?.(database.store) ?? database.store;
  const now = () => database.clock.now;
  const web = createMemoryChannel("web", options.can);
  const inMemory = [web, ...(options.also ?? []).map((name) => createMemoryChannel(name, options.can))];
  if (options.demo && options.database)
    await loadDemo({ store: database.store, now: now(), randomCode: newCode, hash: hashCode });
  const contact = options.contact ?? { name: null, phone: null };
  const known = options.world ?? (await worldOf(database.store, options.database === undefined));
  const world = { ...known, contact };
  const documents = createDocuments({
    store,
    say: reply.say,
    now,
    randomToken: newCode,
    hash: hashCode,
    publicUrl: options.publicUrl ?? null,
  });
  const faults: unknown[] = [];
  const app = createApp({
    store,
    world,
    channels: [...inMemory, ...(options.channels ?? [])],
    outside: options.outside?.(world) ?? nothingOutside,
    render: (message, language, channel) => reply.render(message, language, channel.capabilities),
    attach: documents.attach,
    now,
    random: () => 0.5,
    newId: () => randomBytes(4).toString("hex"),
    logger: { info: () => {}, warn: () => {}, error: (fields) => faults.push(fields) },
    count: () => {},
    timeTurn: () => {},
  });
  return { app, web, inMemory, database, store, world, documents, faults, close: () => database.close() };
}

async function openOwnDatabase({ demo = false, now }: TestAppOptions): Promise<TestDatabase> {
  const plain = { seed: true, ...(now ? { now } : {}) };
  if (!demo) return await openTestDatabase(plain);
  const name = `demo-${now?.getTime() ?? "usual"}.tar`;
  return await openTestDatabase({ ...plain, template: await madeOnce(name, () => dumpToldDemo(plain)) });
}

/** Loading the demo and telling its news takes three times as long as opening a copy. */
async function dumpToldDemo(plain: TestDatabaseOptions): Promise<Uint8Array> {
  const opened = await openTestApp({ database: await openTestDatabase(plain), demo: true });
  const { app, database, faults } = opened;
  await app.tick(database.clock.now);
  await app.drain();
  if (faults.length > 0) throw new Error("The news of the demo could not be told", { cause: faults[0] });
  const { dump } = database.runner;
  if (!dump) throw new Error("The demo is kept from a database in this process");
  const dumped = await dump();
  await opened.close();
  return dumped;
}

let seeded: Promise<World & Knowledge> | undefined;

/** Understanding takes longest to get ready, and is the same for every database that holds the seed and nothing else. */
async function worldOf(store: Store, onlySeed: boolean): Promise<World & Knowledge> {
  const create = () =>
    createWorld({
      store,
      reply,
      contact: { name: null, phone: null },
      helplines: { children: "111", rescue: "112", police: "113", fire: "114", ambulance: "115" },
      controller: null,
    });
  return onlySeed ? await (seeded ??= create()) : await create();
}

export const personas = demoPersonas(() => undefined);

export function newCode(): string {
  return drawCode(() => randomBytes(16).toString("base64url"));
}
