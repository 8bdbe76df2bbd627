/** The whole product, put together from its settings: one ledger, the channels that are switched on, the web server, the ear for commands. */
import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Logger } from "./log.ts";
import en from "../locales/en.json" with { type: "json" };
import vi from "../locales/vi.json" with { type: "json" };
import { type App, createApp } from "./app.ts";
import type { AuthoriseRequest, AuthoriseResult } from "./command/run-zalo-authorise.ts";
import { createWebChannel } from "./channels/web/channel.ts";
import { createFolderUploads } from "./channels/web/uploads.ts";
import type { Clock } from "./clock.ts";
import type { Config } from "./config.ts";
import { loadDemo } from "./demo.ts";
import { createDocuments, type Documents } from "./documents.ts";
import { drawCode, type Invitation, invite, type Invited } from "./invite.ts";
import type { Channel } from "./model/channel.ts";
import type { WebChannel } from "./model/web-chat.ts";
import type { Store } from "./model/store.ts";
import { openStore } from "./open-store.ts";
import { openTelegram, type Telegram } from "./open-telegram.ts";
import { openZaloBot } from "./open-zalo-bot.ts";
import { openZaloOa } from "./open-zalo-oa.ts";
import { openZaloTokens } from "./open-zalo-tokens.ts";
import { openZaloZns } from "./open-zalo-zns.ts";
import { countProduct, type ProductMetrics } from "./product-metrics.ts";
import { createReply, type Reply } from "./reply/create-reply.ts";
import { openOutside } from "./open-outside.ts";
import { createWorld, findAreas, hashCode, type Knowledge } from "./world.ts";
import type { World } from "./converse/turn.ts";

export interface Product {
  readonly app: App;
  readonly store: Store;
  readonly world: World & Knowledge;
  readonly reply: Reply;
  readonly web: WebChannel | null;
  readonly telegram: Telegram | null;
  readonly channels: readonly Channel[];
  readonly metrics: ProductMetrics;
  readonly documents: Documents;
  invite(request: Invitation): Promise<Invited>;
  /** Rejects when the Official Account is off. */
  authoriseZalo(request: AuthoriseRequest): Promise<AuthoriseResult>;
  /** Closes the ledger; the app is stopped first by whoever started it. */
  close(): Promise<void>;
}

export interface ProductDeps {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Logger;
  /** In [0, 1). */
  readonly random: () => number;
  /** Wraps the ledger: to trace calls, or to end the process between two of them. */
  readonly around?: (store: Store) => Store;
  /** Channels of this process alone, for example the terminal. */
  readonly own?: readonly Channel[];
}

const newCode = (): string => drawCode(() => randomBytes(16).toString("base64url"));

/** Opens everything; nothing is received or sent before `app.start()`. */
export async function openProduct({
  config,
  clock,
  log,
  random,
  around = (store) => store,
  own = [],
}: ProductDeps): Promise<Product> {
  const now = () => clock.now();
  const ledger = await openStore(config, now, (error) => log.warn({ err: error }, "A connection to PostgreSQL broke"));
  try {
    const store = around(ledger.store);
    if (config.demo) await ledger.furnish(() => loadDemo({ store, now: now(), randomCode: newCode, hash: hashCode }));
    const reply = createReply({
      resources: { vi, en },
      onMissing: (problem) => log.error({ problem }, "A sentence is missing"),
    });
    const { contact, helplines, controller } = config;
    const world = await createWorld({ store, reply, contact, helplines, controller });
    const metrics = countProduct(store, now);
    const telegram = config.telegram ? openTelegram(config.telegram, { store, reply, log, now, random }) : null;
    const { dataDir } = config;
    const zaloBot = config.zaloBot ? openZaloBot(config.zaloBot, { store, log, now, random, dataDir }) : null;
    const web = config.demo || config.store.type === "embedded" ? openWebChannel(config, now) : null;
    const tokens = config.zaloOa ? openZaloTokens(config.zaloOa, { store, log, now, dataDir }) : null;
    const zaloOa = config.zaloOa && tokens ? openZaloOa(config.zaloOa, { store, tokens, log, now }) : null;
    const templates = config.zaloOa && tokens ? openZaloZns(config.zaloOa, { tokens, log, now }) : null;
    const channels = [telegram?.channel, zaloBot, zaloOa, web, ...own].filter(
      (channel) => channel !== null && channel !== undefined,
    );
    const outside = openOutside(config.model, {
      intents: [...world.intents.values()],
      lexicon: world.lexicon,
      areas: world.areas,
      now,
      log,
      count: metrics.count,
    });
    const documents = createDocuments({
      store,
      say: reply.say,
      now,
      randomToken: newCode,
      hash: hashCode,
      publicUrl: config.web.publicUrl?.replace(/\/$/, "") ?? null,
    });
    const app = createApp({
      store,
      world,
      channels,
      templates,
      outside,
      render: (message, language, channel) => reply.render(message, language, channel.capabilities),
      attach: documents.attach,
      now,
      random,
      newId: () => randomBytes(6).toString("base64url"),
      logger: log,
      count: metrics.count,
      timeTurn: metrics.timeTurn,
      ...(tokens && { chore: { look: () => tokens.look(), stop: () => tokens.stop() } }),
    });
    const inviteDeps = {
      store,
      now,
      randomCode: newCode,
      hash: hashCode,
      findAreas: (name: string) => findAreas(world.understand, name, now()),
      say: reply.say,
      botLink: async () => (await telegram?.findLink()) ?? null,
    };
    return {
      app,
      store,
      world,
      reply,
      web,
      telegram,
      channels,
      metrics,
      documents,
      invite: (request) => invite(request, inviteDeps),
      async authoriseZalo({ code, verifier }) {
        if (!tokens) throw new Error("ZALO_OA_APP_ID is not set");
        return await tokens.authorise(code, verifier);
      },
      close: () => ledger.close(),
    };
  } catch (error) {
    await ledger.close();
    throw error;
  }
}

/** Enough for a demonstration in a classroom; older lines are forgotten first. */
const historyLimits = { lines: 300, conversations: 500 };
const maxUploadBytes = 200 * 1_024 * 1_024;

function openWebChannel(config: Config, now: () => Date): WebChannel {
  const folder = join(config.dataDir === "" ? tmpdir() : config.dataDir, "uploads");
  return createWebChannel({
    limits: historyLimits,
    uploads: createFolderUploads(folder, maxUploadBytes),
    now,
    randomId: () => randomBytes(12).toString("base64url"),
  });
}
