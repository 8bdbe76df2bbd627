/** Documents behind links that cannot be guessed and do not last; whoever holds one gets the file, and no proxy keeps it. */
import { Hono } from "hono";
import type { Logger } from "./logger.ts";

export interface FileHeld {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
}

/** Null: there is none, or none any more. */
export type OpenFile = (token: string) => Promise<FileHeld | null>;

const tokenPattern = /^[A-Za-z0-9_-]{20,100}$/;

export function fileRoutes(open: OpenFile, logger: Logger): Hono {
  const app = new Hono();
  app.get("/files/:token", async (c) => {
    const token = c.req.param("token");
    const file = tokenPattern.test(token) ? await open(token) : null;
    if (!file) return c.text("404 Not Found", 404, { "cache-control": "no-store" });
    return c.body(new Uint8Array(file.bytes), 200, {
      "content-type": file.mime,
      "content-disposition": `attachment; filename="${file.name}"`,
      "cache-control": "no-store",
      "x-robots-tag": "noindex",
    });
  });
  app.onError((error, c) => {
    logger.error({ error }, "A document could not be made");
    return c.text("503 Service Unavailable", 503, { "retry-after": "5" });
  });
  return app;
}
