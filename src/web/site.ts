/** All routes of the product in one place, without a socket: tests ask it directly, `server.ts` listens. */
import { type Context, Hono } from "hono";
import type { Channel } from "../model/channel.ts";
import type { Persona, WebChannel } from "../model/web-chat.ts";
import { assetRoutes } from "./assets.ts";
import { boardRoutes } from "./board.ts";
import type { Thanks } from "./board-page.ts";
import { createChatApi } from "./chat-api.ts";
import { chatPage } from "./chat-page.ts";
import { fileRoutes, type OpenFile } from "./files.ts";
import { type Health, healthRoutes } from "./health.ts";
import { languageOf } from "./language.ts";
import type { Logger } from "./logger.ts";
import { type OpenData, openDataRoutes } from "./open-data.ts";
import { createRateLimit, type RateLimitRules } from "./rate-limit.ts";
import { chatPolicy, securityHeaders } from "./security-headers.ts";
import { createVisitors } from "./visitor.ts";
import { webhookRoutes } from "./webhooks.ts";
import { type Say, wordsIn } from "./words.ts";

export interface SiteDeps {
  /** Those with a webhook get their route. */
  readonly channels: readonly Channel[];
  readonly openData: OpenData;
  /** Gifts that arrived from those who agreed to be named, newest first. */
  readonly thanks: () => Promise<readonly Thanks[]>;
  readonly health: Health;
  /** Prometheus text. */
  readonly metrics: () => Promise<string> | string;
  /** Absent: no chat page. */
  readonly chat?: {
    readonly channel: WebChannel;
    readonly personas: () => Promise<readonly Persona[]>;
    readonly rateLimit?: RateLimitRules;
    /** Keeps idle streams open through proxies. */
    readonly pingEveryMs?: number;
  };
  /** Absent: no documents. */
  readonly openFile?: OpenFile;
  readonly telegramLink: () => string | null;
  readonly say: Say;
  readonly now: () => Date;
  readonly randomId: () => string;
  readonly logger: Logger;
  /** Who is connected; only used to be fair to others. */
  readonly remote?: (c: Context) => string;
}

/** A person types slower than this; two panes and a presenter who clicks fast fit. */
const chatRateLimit: RateLimitRules = { burst: 40, perSecond: 4 };
const pingEveryMs = 20_000;

export function createSite(deps: SiteDeps): { app: Hono; endStreams(): void } {
  const { chat, logger } = deps;
  const app = new Hono();
  app.use(securityHeaders());
  app.route("/", webhookRoutes(deps.channels, logger));
  app.route("/", healthRoutes(deps.health, deps.metrics));
  app.route("/", openDataRoutes(deps.openData, logger));
  if (deps.openFile) app.route("/", fileRoutes(deps.openFile, logger));
  app.route("/", assetRoutes(chat !== undefined));
  app.route("/", boardRoutes({ ...deps, needs: (filter) => deps.openData.needs(filter), hasChat: chat !== undefined }));
  const endStreams = chat ? addChat(app, deps, chat) : () => {};

  app.notFound((c) => c.json({ error: "not_found" }, 404));
  app.onError((error, c) => {
    logger.error({ error, path: c.req.path }, "A request failed");
    return c.json({ error: "internal" }, 500);
  });
  return { app, endStreams };
}

function addChat(app: Hono, deps: SiteDeps, chat: NonNullable<SiteDeps["chat"]>): () => void {
  const visitors = createVisitors(chat.personas, deps.randomId);
  const api = createChatApi({
    channel: chat.channel,
    visitors,
    rateLimit: createRateLimit(chat.rateLimit ?? chatRateLimit, () => deps.now().getTime()),
    logger: deps.logger,
    remote: deps.remote ?? (() => "anybody"),
    pingEveryMs: chat.pingEveryMs ?? pingEveryMs,
  });
  app.get("/chat", async (c) => {
    visitors.welcome(c);
    c.header("content-security-policy", chatPolicy);
    c.header("cache-control", "no-store");
    const words = wordsIn(languageOf(c), deps.say);
    return c.html(chatPage({ words, personas: await chat.personas(), now: deps.now() }));
  });
  app.route("/", api.routes);
  return () => api.endStreams();
}
