/**
 * A local server that speaks the Official Account's API to the product and lends phones to the tests: tokens, consultation messages
 * with their windows and quotas, templates, and the signed webhook. A correct product leaves `violations` empty.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Clock, createClock } from "./clock.ts";
import { type Call, createEndpoint } from "./endpoint.ts";
import { createFaults, type Endpoint, type Faults } from "./faults.ts";
import { createOauth, type Oauth } from "./oauth.ts";
import type { Account, Package } from "./people.ts";
import { createPerson, type Person } from "./person.ts";
import { createPush, type Push, type Schedule } from "./push.ts";
import type { Settings, World } from "./world.ts";
import type { Template, ZnsSent } from "./zns.ts";

export interface ZaloOaServer extends Pick<Faults, "fail"> {
  /** One address for the API, for OAuth and for templates. */
  readonly root: string;
  readonly appId: string;
  readonly appSecret: string;
  readonly secretKey: string;
  readonly oaId: string;
  readonly clock: Clock;
  readonly oauth: Oauth;
  readonly push: Push;
  /** What a correct client never does; tests end with `expect(server.violations).toEqual([])`. */
  readonly violations: readonly (Call & { readonly problem: string })[];
  readonly calls: readonly Call[];
  /** Messages that were bought; 100 at the start. */
  readonly bought: Package;
  readonly uploads: ReadonlyMap<string, Uint8Array>;
  readonly templatesSent: readonly ZnsSent[];
  readonly dailyTemplates: { remain: number; readonly total: number };
  readonly settings: Settings;
  template(id: string, template: Template): void;
  /** Saves the address as the operator does in the console: the platform looks at it and calls it once, unsigned. Answers both statuses. */
  saveWebhook(url: string): Promise<readonly [number, number]>;
  person(options?: { id?: string; phone?: string }): Person;
  /** Resolves at the n-th call of an endpoint, counted from the start of the server. */
  called(endpoint: Endpoint, times?: number): Promise<Call>;
  close(): Promise<void>;
}

export interface ZaloOaServerOptions {
  /** Absent: the clock of the machine, until it is set. */
  readonly now?: Date | string;
  readonly schedule?: Schedule;
  /** Whether every message is told to the webhook again, as sent and as received; on by default. */
  readonly echoes?: boolean;
}

const realSchedule: Schedule = (delayMs, task) => {
  const timer = setTimeout(task, delayMs);
  return () => clearTimeout(timer);
};

/** Above what a number holds exactly. */
const firstUserId = 2_468_000_000_000_000_001n;

export async function startZaloOaServer(options: ZaloOaServerOptions = {}): Promise<ZaloOaServer> {
  const { schedule = realSchedule, echoes = true } = options;
  const clock = createClock(options.now);
  const now = () => clock.now();
  const app = { appId: "431234567890123456", appSecret: "test-app-secret", oaId: "1357000000000000001" };
  const secretKey = "test-oa-secret";
  const faults = createFaults();
  const calls: Call[] = [];
  const violations: (Call & { problem: string })[] = [];
  const watchers = new Set<() => void>();
  let webhook: string | null = null;
  let ids = 0;

  const settings: Settings = { closedAtNight: false, answerWithinMs: 20_000, withoutZalo: new Set() };
  const answerWithinMs = () => settings.answerWithinMs;
  const push = createPush({ target: () => webhook, secretKey, answerWithinMs, schedule });
  const tell = (eventName: string, fields: object, lane: string) => {
    if (!echoes) return;
    const timestamp = String(now().getTime());
    push.deliver({ app_id: app.appId, event_name: eventName, timestamp, ...fields }, `echo:${lane}`);
  };
  const world: World = {
    now,
    oaId: app.oaId,
    newId: (kind) => `${kind}-${(ids += 1).toString().padStart(8, "0")}`,
    oauth: createOauth({ ...app, now }),
    accounts: new Map<string, Account>(),
    bought: { remain: 100 },
    uploads: new Map(),
    files: new Map(),
    templates: new Map(),
    templatesSent: [],
    dailyTemplates: { remain: 500, total: 500 },
    settings,
    delivered(userId, messageId, text) {
      const between = { sender: { id: app.oaId }, recipient: { id: userId } };
      tell("oa_send_text", { ...between, message: { msg_id: messageId, text } }, userId);
      const message = { msg_id: messageId, delivery_time: String(now().getTime()) };
      tell("user_received_message", { ...between, message }, userId);
    },
    templateDelivered(phone, messageId, trackingId) {
      const message = {
        msg_id: messageId,
        delivery_time: String(now().getTime()),
        ...(trackingId !== undefined && { tracking_id: trackingId }),
      };
      tell("user_received_message", { sender: { id: app.oaId }, recipient: { id: phone }, message }, phone);
    },
  };
  const answer = createEndpoint({
    world,
    faults,
    called(call) {
      calls.push(call);
      for (const changed of watchers) changed();
    },
    violated: (call, problem) => violations.push({ ...call, problem }),
  });
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    root,
    ...app,
    secretKey,
    clock,
    oauth: world.oauth,
    push,
    violations,
    calls,
    bought: world.bought,
    uploads: world.uploads,
    templatesSent: world.templatesSent,
    dailyTemplates: world.dailyTemplates,
    settings,
    fail: (endpoint, fault, times) => faults.fail(endpoint, fault, times),
    template: (id, template) => void world.templates.set(id, template),
    async saveWebhook(url) {
      const headers = { connection: "close" };
      const look = await fetch(url, { headers });
      const call = await fetch(url, { method: "POST", headers, body: JSON.stringify({ app_id: app.appId }) });
      webhook = url;
      return [look.status, call.status];
    },
    person({ id = String(firstUserId + BigInt(world.accounts.size)), phone } = {}) {
      const account: Account = {
        id,
        phone: phone ?? null,
        lastInteraction: null,
        follows: true,
        freeUsed: 0,
        seen: [],
        watchers: new Set(),
      };
      world.accounts.set(id, account);
      return createPerson({ account, world, push, appId: app.appId, oaId: app.oaId, fileRoot: () => root });
    },
    called(endpoint, times = 1) {
      return new Promise((resolve) => {
        watchers.add(look);
        look();
        function look(): void {
          const found = calls.filter((call) => call.endpoint === endpoint)[times - 1];
          if (!found) return;
          watchers.delete(look);
          resolve(found);
        }
      });
    },
    async close() {
      await push.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
