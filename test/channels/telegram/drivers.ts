/** The Telegram channel beside a local Bot API server, in both of its ways to receive. */
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createTelegram } from "../../../src/channels/telegram/telegram.ts";
import type { TelegramOptions } from "../../../src/channels/telegram/telegram.ts";
import type { Channel, SendFailure } from "../../../src/model/channel.ts";
import type { ChannelDriver } from "../../contracts/channel-contract.ts";
import { startTelegramServer } from "../../support/telegram/server.ts";
import { readBody } from "../../support/telegram/request.ts";
import type { Person } from "../../support/telegram/person.ts";
import type { TelegramServer, TelegramServerOptions } from "../../support/telegram/server.ts";

export interface Rig extends ChannelDriver {
  readonly server: TelegramServer;
  readonly lan: Person;
  /** What the channel logged, as JSON lines. */
  readonly logged: readonly string[];
}

export interface RigOptions extends Partial<TelegramOptions> {
  readonly server?: TelegramServerOptions;
}

const secret = "local-secret_for-tests";

export const profile = {
  commands: [{ command: "help", description: { vi: "Hướng dẫn", en: "How this works" } }],
  description: { vi: "Chào bạn", en: "Welcome" },
  shortDescription: { vi: "Cùng giúp", en: "Help together" },
};

export async function startPollingRig(options: RigOptions = {}): Promise<Rig> {
  const server = await startTelegramServer(options.server);
  return rigOf(server, options, {});
}

/** With a small web server in front of the channel, as in the product. */
export async function startWebhookRig(options: RigOptions = {}): Promise<Rig & { readonly webhookUrl: string }> {
  const server = await startTelegramServer(options.server);
  let channel: Channel | null = null;
  const receive = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await readBody(request);
    const headers = new Headers(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    response.writeHead((await channel?.webhook?.receive(headers, body)) ?? 503).end();
  };
  const web = createServer((request, response) => void receive(request, response));
  await new Promise<void>((resolve) => web.listen(0, "127.0.0.1", resolve));
  const webhookUrl = `http://127.0.0.1:${(web.address() as AddressInfo).port}/webhooks/telegram`;
  const rig = rigOf(
    server,
    { webhook: { url: webhookUrl, secret }, ...options },
    { "x-telegram-bot-api-secret-token": secret },
  );
  channel = rig.channel;
  return {
    ...rig,
    webhookUrl,
    async close() {
      await rig.close();
      web.closeAllConnections();
      await new Promise((resolve) => web.close(resolve));
    },
  };
}

function rigOf(server: TelegramServer, options: RigOptions, secretHeader: Record<string, string>): Rig {
  const logged: string[] = [];
  const log = (facts: object, text: string) => void logged.push(JSON.stringify({ ...facts, text }));
  const { server: _, ...overrides } = options;
  const channel = createTelegram({
    token: server.token,
    apiRoot: server.apiRoot,
    lease: { acquire: async () => true },
    profile,
    logger: { debug: log, info: log, warn: log, error: log },
    now: () => new Date(),
    random: () => 0.5,
    timing: { pauses: { firstMs: 10, capMs: 40 }, callMs: 5_000, standbyMs: 10 },
    ...overrides,
  });
  const lan = server.person({ id: 7_001_234_567, firstName: "Lan", language: "vi" });
  const address = String(lan.id);
  const fail = (code: number, description: string) => () => {
    server.fail("sendMessage", { type: "refused", code, description });
    return address;
  };
  const failing: Partial<Record<SendFailure, () => string>> = {
    throttled() {
      server.fail("sendMessage", { type: "throttled", retryAfter: 3 });
      return address;
    },
    unavailable() {
      server.fail("sendMessage", { type: "html", status: 502 });
      return address;
    },
    blocked() {
      lan.blocks();
      return address;
    },
    rejected: () => "4040404",
    misconfigured: fail(401, "Unauthorized"),
  };
  return {
    server,
    lan,
    logged,
    channel,
    address,
    failing,
    says: (text) => void lan.says(text),
    pending: () => server.pending,
    retry: () => server.push.flush(),
    repeat: () => server.redeliver(),
    async deliverNonsense() {
      for (const payload of nonsense) server.deliver("message", payload);
      server.deliver("purchased_paid_media", { from: { id: 1 } });
      await sendRaw(server, secretHeader);
      await server.push.settled();
    },
    reads: async () => (await lan.next()).text,
    async readsFile() {
      const { document } = await lan.next();
      return { name: document?.filename ?? "", content: document?.bytes ?? "" };
    },
    async close() {
      await server.close();
      if (server.violations.length > 0) throw new Error(`against the Bot API: ${JSON.stringify(server.violations)}`);
    },
  };
}

/** Bodies that no update is: only a webhook can be sent them. */
async function sendRaw(server: TelegramServer, secretHeader: Record<string, string>): Promise<void> {
  const url = server.settings.webhook?.url;
  if (url === undefined) return;
  for (const body of ["", "{", "null", "[]", '"text"', "\u0000", "{}", '{"update_id":"1"}']) {
    await fetch(url, { method: "POST", headers: secretHeader, body });
  }
}

const nonsense: unknown[] = [
  null,
  [],
  "text",
  {},
  { chat: null, text: "x" },
  { chat: { id: "7001234567", type: "private" }, text: "x" },
  { chat: { id: 1.5, type: "private" }, text: "x" },
  { chat: { id: 7_001_234_567, type: "private" }, text: { a: 1 } },
  { chat: { id: 7_001_234_567, type: "private" }, photo: [], contact: 3, document: "x" },
  { chat: { id: -100_123, type: "supergroup" }, from: { id: 7_001_234_567 }, text: "in a group" },
];
