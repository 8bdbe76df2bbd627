/**
 * The chat page's way in (POST) and out (server-sent events). What comes in is checked and stored by the web channel
 * before it is answered; what goes out is the channel's history from the page's last line on, so nothing is lost or doubled.
 */
import { type Context, Hono } from "hono";
import { z } from "zod";
import { languages } from "../model/message.ts";
import type { Said, WebChannel } from "../model/web-chat.ts";
import { readBody, refuseBody } from "./body.ts";
import { createChatStreams } from "./chat-stream.ts";
import type { Logger } from "./logger.ts";
import type { RateLimit } from "./rate-limit.ts";
import { mimeOf } from "./upload-kind.ts";
import { isFromElsewhere, type Visitors } from "./visitor.ts";

const maxJsonBytes = 65_536;
const maxFileBytes = 10 * 1_048_576;

const about = {
  conversation: z.string().max(60),
  /** The page's own id of the message: a repeated request has one effect. */
  id: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/),
  language: z.enum(languages).optional(),
};
const messageSchema = z.discriminatedUnion("type", [
  z.strictObject({ ...about, type: z.literal("text"), text: z.string().trim().min(1).max(10_000) }),
  z.strictObject({ ...about, type: z.literal("press"), data: z.string().min(1).max(64) }),
  z.strictObject({ ...about, type: z.literal("start") }),
]);
const fileSchema = z.object({ ...about, caption: z.string().trim().max(1_000).optional() });

export interface ChatApiDeps {
  readonly channel: WebChannel;
  readonly visitors: Visitors;
  readonly rateLimit: RateLimit;
  readonly logger: Logger;
  /** Who is connected, for the rate limit. */
  readonly remote: (c: Context) => string;
  readonly pingEveryMs: number;
}

export function createChatApi(deps: ChatApiDeps): { routes: Hono; endStreams(): void } {
  const { channel, visitors, rateLimit, logger, remote } = deps;
  const streams = createChatStreams(channel, deps.pingEveryMs);
  const app = new Hono();

  app.use("/chat/*", async (c, next) => {
    if (isFromElsewhere(c)) return c.json({ error: "cross_site" }, 403);
    if (c.req.method === "POST" && !rateLimit.take(remote(c)))
      return c.json({ error: "slow_down" }, 429, { "retry-after": "1" });
    return await next();
  });

  async function take(c: Context, to: z.infer<typeof fileSchema>, said: Said): Promise<Response> {
    const address = await visitors.addressOf(c, to.conversation);
    if (!address) return c.json({ error: "not_found" }, 404);
    await channel.receive(address, to.id, said, to.language);
    return c.json({ stored: true }, 202);
  }

  app.post("/chat/messages", async (c) => {
    if (!c.req.header("content-type")?.startsWith("application/json"))
      return c.json({ error: "unsupported_type" }, 415);
    const body = await readBody(c.req.raw, maxJsonBytes);
    if (typeof body === "string") return refuseBody(c, body);
    const message = messageSchema.safeParse(parsed(body)).data;
    return message ? await take(c, message, message) : c.json({ error: "invalid" }, 400);
  });

  app.post("/chat/files", async (c) => {
    const to = fileSchema.safeParse(c.req.query()).data;
    if (!to) return c.json({ error: "invalid" }, 400);
    const bytes = await readBody(c.req.raw, maxFileBytes);
    if (typeof bytes === "string") return refuseBody(c, bytes);
    const mime = mimeOf(bytes);
    if (!mime) return c.json({ error: "unsupported_type" }, 415);
    return await take(c, to, { type: "file", bytes, mime, ...(to.caption ? { caption: to.caption } : {}) });
  });

  app.get("/chat/events", async (c) => {
    const address = await visitors.addressOf(c, c.req.query("conversation") ?? "");
    if (!address) return c.json({ error: "not_found" }, 404);
    return streams.open(c, address, c.req.header("last-event-id") ?? c.req.query("after"));
  });

  app.onError((error, c) => {
    logger.error({ error, path: c.req.path }, "A message of the chat page could not be stored");
    return c.json({ error: "unavailable" }, 503, { "retry-after": "2" });
  });
  return { routes: app, endStreams: () => streams.end() };
}

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    return null;
  }
}
