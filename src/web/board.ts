/** The public board: open data for people. No script, no cookie; what was promised and what arrived stand apart. */
import { Hono } from "hono";
import { boardPage, type Thanks } from "./board-page.ts";
import { languageOf } from "./language.ts";
import type { Logger } from "./logger.ts";
import { type OpenData, needFilters, type NeedFilter } from "./open-data.ts";
import { boardPolicy } from "./security-headers.ts";
import { type Say, wordsIn } from "./words.ts";

export interface BoardDeps {
  readonly needs: OpenData["needs"];
  /** Gifts that arrived from those who agreed to be named, newest first. */
  readonly thanks: () => Promise<readonly Thanks[]>;
  readonly say: Say;
  readonly logger: Logger;
  readonly hasChat: boolean;
  /** `https://t.me/…`, once the platform has told the bot's name. */
  readonly telegramLink: () => string | null;
}

const shownFilter = /^[\p{L}\p{N}_ .-]{1,60}$/u;

export function boardRoutes(deps: BoardDeps): Hono {
  const app = new Hono();
  app.get("/", async (c) => {
    const filter: NeedFilter = {};
    for (const name of needFilters) {
      const value = c.req.query(name)?.trim();
      if (value && shownFilter.test(value)) filter[name] = value;
    }
    const read = await Promise.all([deps.needs(filter), deps.thanks()]).catch((error: unknown) => {
      deps.logger.error({ error }, "The board could not be read");
      return null;
    });
    const words = wordsIn(languageOf(c), deps.say);
    const [needs, thanks] = read ?? [[], []];
    const page = boardPage({
      words,
      filter,
      needs,
      thanks,
      failed: read === null,
      hasChat: deps.hasChat,
      telegramLink: deps.telegramLink(),
    });
    c.header("content-security-policy", boardPolicy);
    c.header("cache-control", read ? "public, max-age=15" : "no-store");
    c.header("vary", "accept-language");
    return c.html(page, read ? 200 : 503);
  });
  return app;
}
