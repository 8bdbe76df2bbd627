/** The chat page's API without a socket: a site, the talker behind it, and a clock that only the test moves. */
import type { WebChannel } from "../../../src/model/web-chat.ts";
import type { RateLimitRules } from "../../../src/web/rate-limit.ts";
import { createSite } from "../../../src/web/site.ts";
import { instant, personas, siteDeps, startTalker, type Talker, webChannel } from "./site.ts";

export interface Room {
  readonly channel: WebChannel;
  readonly heard: Talker;
  readonly log: readonly object[];
  ask(path: string, init?: RequestInit): Promise<Response>;
  say(message: unknown, headers?: Record<string, string>): Promise<Response>;
  tickMs(ms: number): void;
}

export async function enterRoom(rateLimit?: RateLimitRules): Promise<Room> {
  const channel = webChannel();
  const heard = await startTalker(channel);
  let now = instant.getTime();
  const chat = { channel, personas: async () => personas, ...(rateLimit ? { rateLimit } : {}) };
  const deps = siteDeps({ chat, now: () => new Date(now) });
  const { app } = createSite(deps);
  return {
    channel,
    heard,
    log: deps.log,
    ask: async (path, init) => app.request(path, init),
    say: async (message, headers = {}) =>
      app.request("/chat/messages", {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: typeof message === "string" ? message : JSON.stringify(message),
      }),
    tickMs: (ms) => (now += ms),
  };
}
