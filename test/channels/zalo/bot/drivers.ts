/** The Zalo bot channel beside a local Bot Platform, in both of its ways to receive. */
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { nothingUnstored } from "../../../../src/channels/zalo/bot/unstored.ts";
import { createZaloBot, type ZaloBotOptions } from "../../../../src/channels/zalo/bot/zalo-bot.ts";
import type { Channel, SendFailure } from "../../../../src/model/channel.ts";
import type { ChannelDriver } from "../../../contracts/channel-contract.ts";
import { readBody } from "../../../support/telegram/request.ts";
import type { Person } from "../../../support/zalo/bot/person.ts";
import { startZaloBotServer, type ZaloBotServer, type ZaloBotServerOptions } from "../../../support/zalo/bot/server.ts";

export interface Rig extends ChannelDriver {
  readonly server: ZaloBotServer;
  readonly lan: Person;
  /** What the channel logged, as JSON lines. */
  readonly logged: readonly string[];
}

export interface RigOptions extends Partial<ZaloBotOptions> {
  readonly server?: ZaloBotServerOptions;
}

export const secret = "local-secret_for-tests";
export const hurried = { pauses: { firstMs: 10, capMs: 40 }, callMs: 5_000, standbyMs: 10, perAddressMs: 0 } as const;

export async function startPollingRig(options: RigOptions = {}): Promise<Rig> {
  return rigOf(await startZaloBotServer(options.server), options);
}

/** With a small web server in front of the channel, as in the product. */
export async function startWebhookRig(options: RigOptions = {}): Promise<Rig & { readonly webhookUrl: string }> {
  const server = await startZaloBotServer(options.server);
  let channel: Channel | null = null;
  const receive = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await readBody(request);
    const headers = new Headers(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    response.writeHead((await channel?.webhook?.receive(headers, body)) ?? 503).end();
  };
  const web = createServer((request, response) => void receive(request, response));
  await new Promise<void>((resolve) => web.listen(0, "127.0.0.1", resolve));
  const webhookUrl = `http://127.0.0.1:${(web.address() as AddressInfo).port}/webhooks/zalo/bot`;
  const rig = rigOf(server, { webhook: { url: webhookUrl, secret }, ...options });
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

function rigOf(server: ZaloBotServer, options: RigOptions): Rig {
  const { server: _, ...overrides } = options;
  const logged: string[] = [];
  const log = (facts: object, text: string) => void logged.push(JSON.stringify({ ...facts, text }));
  const channel = createZaloBot({
    token: server.token,
    apiRoot: server.apiRoot,
    lease: { acquire: async () => true },
    unstored: nothingUnstored,
    logger: { debug: log, info: log, warn: log, error: log },
    elapsedMs: () => performance.now(),
    random: () => 0.5,
    ...overrides,
    timing: { ...hurried, ...overrides.timing },
  });
  const lan = server.person({ id: "6ede9afa66b88fe6d6a9", name: "Lan" });
  const address = lan.id;
  const refuse = (code: number) => () => {
    server.fail("sendMessage", { type: "refused", code });
    return address;
  };
  const failing: Partial<Record<SendFailure, () => string>> = {
    throttled: refuse(429),
    unavailable: refuse(502),
    misconfigured: refuse(401),
    rejected: () => "0000000000000000dead",
    blocked() {
      lan.blocks();
      return address;
    },
  };
  return {
    server,
    lan,
    logged,
    channel,
    address,
    failing,
    says: (text) => lan.says(text),
    pending: () => server.pending,
    retry: () => server.push.flush(),
    repeat: () => server.repeat(),
    async deliverNonsense() {
      for (const update of nonsense) server.deliver(update);
      await sendRaw(server);
      await server.push.settled();
    },
    reads: async () => (await lan.next()).text,
    async close() {
      await server.close();
      if (server.violations.length > 0) throw new Error(`against the platform: ${JSON.stringify(server.violations)}`);
    },
  };
}

/** Bodies that no update is: only a webhook can be sent them. */
async function sendRaw({ webhookUrl }: ZaloBotServer): Promise<void> {
  if (webhookUrl === null) return;
  for (const body of ["", "{", "null", "[]", '"text"', "\u0000", "{}", '{"ok":true}', '{"ok":true,"result":null}']) {
    await fetch(webhookUrl, { method: "POST", headers: { "x-bot-api-secret-token": secret }, body });
  }
}

const chat = { id: "6ede9afa66b88fe6d6a9", chat_type: "PRIVATE" };

const nonsense: unknown[] = [
  [],
  "text",
  17,
  {},
  { event_name: 4 },
  { event_name: "message.text.received" },
  { event_name: "message.text.received", message: null },
  { event_name: "message.text.received", message: { text: "x" } },
  { event_name: "message.text.received", message: { chat: null, text: "x" } },
  { event_name: "message.text.received", message: { chat: { id: "a b", chat_type: "PRIVATE" }, text: "x" } },
  { event_name: "message.text.received", message: { chat: { ...chat, chat_type: "GROUP" }, text: "in a group" } },
  { event_name: "message.unsupported.received" },
  { event_name: "bot.renamed", message: { chat, text: "x" } },
];
