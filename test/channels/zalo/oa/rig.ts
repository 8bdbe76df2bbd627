/** The Official Account channel beside a local server of the platform, with a small web server in front, as in the product. */
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Receipt } from "../../../../src/channels/zalo/oa/receipt.ts";
import type { AccessTokens } from "../../../../src/channels/zalo/oa/tokens.ts";
import { createZaloOa, type ZaloOaOptions } from "../../../../src/channels/zalo/oa/zalo-oa.ts";
import type { Channel, SendFailure } from "../../../../src/model/channel.ts";
import type { ChannelDriver } from "../../../contracts/channel-contract.ts";
import type { Person } from "../../../support/zalo/oa/person.ts";
import { startZaloOaServer, type ZaloOaServer, type ZaloOaServerOptions } from "../../../support/zalo/oa/server.ts";
import { readBody } from "../../../support/zalo/oa/request.ts";

export interface TestTokens extends AccessTokens {
  /** How often a refused token was to be replaced. */
  readonly renewals: readonly string[];
  /** From now on there is no token until somebody acts. */
  lose(): void;
}

export interface Rig extends ChannelDriver {
  readonly server: ZaloOaServer;
  readonly lan: Person;
  readonly tokens: TestTokens;
  readonly receipts: readonly Receipt[];
  readonly webhookUrl: string;
  /** What the channel logged, as JSON lines. */
  readonly logged: readonly string[];
}

export interface RigOptions extends Partial<ZaloOaOptions> {
  readonly server?: ZaloOaServerOptions;
}

export async function startRig({ server: serverOptions, ...overrides }: RigOptions = {}): Promise<Rig> {
  const server = await startZaloOaServer({ schedule: () => () => undefined, ...serverOptions });
  const tokens = createTokens(server);
  const logged: string[] = [];
  const receipts: Receipt[] = [];
  const log = (facts: object, text: string) => void logged.push(JSON.stringify({ ...facts, text }));
  const channel = createZaloOa({
    appId: server.appId,
    secretKey: server.secretKey,
    apiRoot: server.root,
    tokens,
    onReceipt: async (receipt) => void receipts.push(receipt),
    logger: { debug: log, info: log, warn: log, error: log },
    now: () => server.clock.now(),
    timeoutMs: 15_000,
    ...overrides,
  });
  const web = createServer((request, response) => void pass(channel, request, response));
  await new Promise<void>((resolve) => web.listen(0, "127.0.0.1", resolve));
  const webhookUrl = `http://127.0.0.1:${(web.address() as AddressInfo).port}/webhooks/zalo/oa`;
  await server.saveWebhook(webhookUrl);
  const lan = server.person();

  return {
    channel,
    server,
    tokens,
    receipts,
    webhookUrl,
    logged,
    lan,
    address: lan.id,
    failing: failuresOf(server, lan),
    says: (text) => lan.says(text),
    pending: () => server.push.pending,
    retry: () => server.push.flush(),
    repeat: () => server.push.repeat(),
    async deliverNonsense() {
      for (const [name, fields] of nonsense) lan.causes(name, fields);
      await server.push.settled();
      for (const body of ["", "{", "null", "[]", '"text"', "\u0000", "{}"])
        await fetch(webhookUrl, { method: "POST", headers: { "x-zevent-signature": "mac=00" }, body });
    },
    reads: async () => (await lan.next()).text,
    async readsFile() {
      const { file = "" } = await lan.next();
      return { name: file.split("/")[1] ?? "", content: server.uploads.get(file) ?? "" };
    },
    async close() {
      await server.close();
      web.closeAllConnections();
      await new Promise((resolve) => web.close(resolve));
      if (server.violations.length > 0) throw new Error(`against the API: ${JSON.stringify(server.violations)}`);
    },
  };
}

async function pass(channel: Channel, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === "GET") return void response.writeHead(200).end();
  const body = await readBody(request);
  const headers = new Headers(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  response.writeHead((await channel.webhook?.receive(headers, body)) ?? 503).end();
}

/** Keeps the tokens in this process alone: what the product may not do. */
function createTokens(server: ZaloOaServer): TestTokens {
  const renewals: string[] = [];
  let { access } = server.oauth.issue();
  let lost = false;
  const have = async (token: () => string) => {
    if (lost) throw new Error("an operator must act");
    return token();
  };
  return {
    renewals,
    current: () => have(() => access),
    refreshed: (stale) =>
      have(() => {
        renewals.push(stale);
        if (stale === access) ({ access } = server.oauth.issue());
        return access;
      }),
    usable: () => !lost,
    lose() {
      lost = true;
    },
  };
}

function failuresOf(server: ZaloOaServer, lan: Person): Record<SendFailure, () => string> {
  const refusing = (code: number) => () => {
    server.fail("cs", { type: "refused", code });
    return lan.id;
  };
  return {
    throttled: refusing(-32),
    unavailable() {
      server.fail("cs", { type: "html", status: 502 });
      return lan.id;
    },
    blocked() {
      lan.unfollows();
      return lan.id;
    },
    rejected: () => "not-an-id",
    misconfigured: refusing(-224),
    window_closed() {
      server.clock.advance(8 * 24 * 3_600_000);
      return lan.id;
    },
    out_of_quota() {
      server.bought.remain = 0;
      server.clock.advance(3 * 24 * 3_600_000);
      return lan.id;
    },
  };
}

const nonsense: readonly (readonly [string, Record<string, unknown>])[] = [
  ["user_send_text", {}],
  ["user_send_text", { sender: null, message: 7 }],
  ["user_send_text", { sender: { id: { a: 1 } }, message: { text: "x" } }],
  ["user_send_text", { sender: { id: "1" }, message: { text: { a: 1 } } }],
  ["user_submit_info", { sender: { id: "1" }, info: { phone: null } }],
  ["follow", { follower: "1" }],
  ["user_received_message", {}],
  ["a_thing_of_tomorrow", { sender: { id: "1" } }],
  ["user_send_group_text", { sender: { id: "1" }, message: { msg_id: "g1", text: "in a group" } }],
  ["anonymous_send_text", { sender: { id: "1" }, message: { msg_id: "a1", text: "a guest", conversation_id: "c" } }],
];
