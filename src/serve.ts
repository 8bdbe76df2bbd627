/** The product as a server: the app with its workers, the web server, the ear for commands. */
import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import type { Logger } from "./log.ts";
import { z } from "zod";
import type { Clock } from "./clock.ts";
import { authoriseSchema } from "./command/run-zalo-authorise.ts";
import type { Config } from "./config.ts";
import { createChatHandlers } from "./control/chat-handlers.ts";
import { controlPath } from "./control/control-path.ts";
import { createControlServer, type ControlHandler } from "./control/control-server.ts";
import { demoPersonas } from "./demo.ts";
import { roles } from "./model/intent.ts";
import { languages } from "./model/message.ts";
import type { Product } from "./product.ts";
import { createOpenData, openThanks } from "./open-data.ts";
import { settled } from "./settled.ts";
import { createWebServer } from "./web/server.ts";

export interface Served {
  readonly url: string;
  /** Graceful: no new messages, what is under way is finished, the ledger is closed. Safe to call twice. */
  stop(): Promise<void>;
}

export interface ServeDeps {
  readonly config: Config;
  readonly product: Product;
  readonly clock: Clock;
  readonly log: Logger;
}

const inviteSchema = z.object({ role: z.enum(roles), area: z.string().nullable(), locale: z.enum(languages) });
const tickSchema = z.object({ now: z.string().nullable() });

/** Closes the product when it cannot be served, so that the ledger is free for the next start. */
export async function serve(deps: ServeDeps): Promise<Served> {
  try {
    return await open(deps);
  } catch (error) {
    await deps.product.close();
    throw error;
  }
}

async function open({ config, product, clock, log }: ServeDeps): Promise<Served> {
  const { app, store, reply, telegram, web, channels, metrics, world } = product;
  const now = () => clock.now();
  const personas = async () =>
    config.demo ? demoPersonas((id) => world.areas.find((area) => area.id === id)?.name) : [];

  let address = "";
  const handlers: Record<string, ControlHandler> = {
    invite: (body) => product.invite(inviteSchema.parse(body)),
    "zalo.authorise": (body) => product.authoriseZalo(authoriseSchema.parse(body)),
    tick: (body) => app.tick(instantOf(tickSchema.parse(body).now, clock)),
    ...(web
      ? createChatHandlers({ channel: web, personas, settled: () => settled(store, now), baseUrl: () => address })
      : {}),
  };
  const control = createControlServer(
    controlPath(config.dataDir, { platform: process.platform, temporaryFolder: tmpdir() }),
    handlers,
  );
  const server = createWebServer({
    ...config.web,
    channels,
    openData: createOpenData(store),
    thanks: () => openThanks(store),
    health: { ready: async () => health(store, now, channels) },
    metrics: () => metrics.text(),
    ...(web ? { chat: { channel: web, personas } } : {}),
    openFile: (token) => product.documents.open(token),
    telegramLink: () => telegram?.link() ?? null,
    say: reply.say,
    now,
    randomId: () => randomBytes(16).toString("base64url"),
    logger: log,
  });

  const { url } = await server.start();
  address = url;
  await control.start();
  await app.start();
  void telegram?.findLink();

  let stopping: Promise<void> | null = null;
  return {
    url,
    stop() {
      stopping ??= (async () => {
        await Promise.all([server.stop(), control.stop()]);
        await app.stop();
        await product.close();
      })();
      return stopping;
    },
  };
}

export function instantOf(iso: string | null, clock: Clock): Date {
  return iso === null ? clock.now() : new Date(iso);
}

async function health(store: Product["store"], now: () => Date, channels: Product["channels"]) {
  const depths = await store.call({ as: "worker" }, "queue_depths", { p_now: now() }).catch(() => null);
  const states = Object.fromEntries(channels.map((channel) => [channel.name, channel.ready()]));
  const database = depths?.ok === true;
  return { ready: database && Object.values(states).every(Boolean), database, channels: states };
}
