/** The files that pages load: our own from `page/`, and the chat element from its package. A closed list, so no path can lead elsewhere. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { Hono } from "hono";
import { compress } from "hono/compress";

const types = { css: "text/css", js: "text/javascript", svg: "image/svg+xml" } as const;

const everywhere = ["site.css", "board.css", "icon.svg"];
const forChat = ["chat.css", "chat.js", "pane.js", "sending.js", "listening.js", "bubbles.js", "look.js"];

export function assetRoutes(hasChat: boolean): Hono {
  const app = new Hono();
  app.use("/assets/*", compress());
  app.use("/vendor/*", compress());

  function serve(path: string, file: URL): void {
    const body = readFileSync(file);
    const tag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 16)}"`;
    const type = types[path.slice(path.lastIndexOf(".") + 1) as keyof typeof types];
    app.get(path, (c) => {
      // Asked again every time and mostly answered with 304: an upgrade is seen at once.
      const headers = { etag: tag, "cache-control": "no-cache", "content-type": `${type}; charset=utf-8` };
      return c.req.header("if-none-match") === tag ? c.body(null, 304, headers) : c.body(body, 200, headers);
    });
  }

  for (const name of hasChat ? [...everywhere, ...forChat] : everywhere) {
    serve(`/assets/${name}`, new URL(`./page/${name}`, import.meta.url));
  }
  if (hasChat) serve("/vendor/deep-chat.js", new URL("./deepChat.bundle.js", import.meta.resolve("deep-chat")));
  return app;
}
