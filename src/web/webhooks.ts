/** The door for platforms that push: one route for each channel that has a webhook. The channel checks and stores; this keeps the limit. */
import { Hono } from "hono";
import type { Channel } from "../model/channel.ts";
import { readBody, refuseBody } from "./body.ts";
import type { Logger } from "./logger.ts";

const maxBodyBytes = 1_048_576;

export function webhookRoutes(channels: readonly Channel[], logger: Logger): Hono {
  const app = new Hono();
  for (const { name, webhook } of channels) {
    if (!webhook) continue;
    app.post(webhook.path, async (c) => {
      const body = await readBody(c.req.raw, maxBodyBytes);
      if (typeof body === "string") return refuseBody(c, body);
      try {
        return c.body(null, await webhook.receive(c.req.raw.headers, body));
      } catch (error) {
        // The platform delivers again: nothing is lost.
        logger.error({ error, channel: name }, "A webhook could not be stored");
        return c.body(null, 503);
      }
    });
    if (webhook.answersGet) app.get(webhook.path, (c) => c.text("ok"));
    app.all(webhook.path, (c) => c.json({ error: "method_not_allowed" }, 405, { allow: "POST" }));
  }
  return app;
}
