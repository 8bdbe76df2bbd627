/** What each method of the Bot API does here, and what a correct client never asks of it. */
import type { Chat } from "./people.ts";
import { Refusal, Violation } from "./refusal.ts";
import type { Updates } from "./updates.ts";
import type { WebhookTarget } from "./push.ts";

export type Params = Readonly<Record<string, unknown>>;

export interface World {
  readonly chats: ReadonlyMap<string, Chat>;
  readonly updates: Updates;
  readonly now: () => Date;
  /** Two messages to one chat within less than this are too fast; 0: anything goes. */
  readonly pauseMs: number;
  webhook: WebhookTarget | null;
  /** Given to a poller that has not asked again yet, so it may not be stored. */
  inHand: number;
  polling: number;
  readonly newId: () => string;
  readonly webhookChanged: () => void;
}

export type Method = (params: Params, world: World, gone: AbortSignal) => unknown;

const lastSent = new WeakMap<Chat, number>();

export const methods: Readonly<Record<string, Method>> = {
  getMe: () => ({
    id: "1459232241454765289",
    account_name: "bot.NhipCau",
    account_type: "BASIC",
    can_join_groups: false,
  }),

  async getUpdates(params, world, gone) {
    only(params, ["timeout"]);
    const { timeout } = params;
    if (typeof timeout !== "string" || !/^\d{1,3}$/.test(timeout)) throw new Violation(400, "timeout must be a string");
    if (world.webhook) throw new Refusal(400, "getUpdates does not work while a webhook is set");
    world.inHand = 0;
    world.polling += 1;
    try {
      await somethingOrLate(world.updates, Number(timeout) * 1_000, gone);
    } finally {
      world.polling -= 1;
    }
    // A client that has left takes nothing; whether that is so at Zalo is unknown.
    if (gone.aborted || world.updates.size === 0) throw new Refusal(408, "Request timeout");
    world.inHand = 1;
    return world.updates.take();
  },

  setWebhook(params, world) {
    only(params, ["url", "secret_token"]);
    const { url, secret_token: secret } = params;
    if (typeof url !== "string" || !/^https?:\/\/./.test(url)) throw new Violation(400, "url is missing");
    if (typeof secret !== "string" || secret.length < 8 || secret.length > 256)
      throw new Violation(400, "secret_token must have 8 to 256 characters");
    world.webhook = { url, secret };
    world.webhookChanged();
    return { url, updated_at: world.now().getTime() };
  },

  deleteWebhook(params, world) {
    only(params, []);
    world.webhook = null;
    return { url: "", updated_at: world.now().getTime() };
  },

  sendMessage(params, world) {
    only(params, ["chat_id", "text"]);
    const { chat_id: chatId, text } = params;
    // How Zalo counts is unknown: UTF-16 units are the stricter way.
    if (typeof text !== "string" || text.length < 1 || text.length > 2_000)
      throw new Violation(400, "text must have 1 to 2000 characters");
    if (!text.isWellFormed()) throw new Violation(400, "text must be well-formed");
    const chat = typeof chatId === "string" ? world.chats.get(chatId) : undefined;
    if (!chat?.started) throw new Refusal(400, "chat not found");
    if (chat.blocked) throw new Refusal(403, "the user does not want to hear from this bot");
    const at = performance.now();
    if (at - (lastSent.get(chat) ?? -Infinity) < world.pauseMs) throw new Violation(429, "too fast for one chat");
    lastSent.set(chat, at);
    const messageId = world.newId();
    chat.seen.push({ messageId, text });
    for (const look of chat.watchers) look();
    return { message_id: messageId, date: world.now().getTime() };
  },
};

function only(params: Params, names: readonly string[]): void {
  const unknown = Object.keys(params).filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new Violation(400, `no such parameter: ${unknown.join(", ")}`);
}

function somethingOrLate(updates: Updates, timeoutMs: number, gone: AbortSignal): Promise<void> {
  if (updates.size > 0) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(end, timeoutMs);
    const unwatch = updates.watch(end);
    gone.addEventListener("abort", end, { once: true });
    if (gone.aborted) end();

    function end(): void {
      clearTimeout(timer);
      unwatch();
      gone.removeEventListener("abort", end);
      resolve();
    }
  });
}
