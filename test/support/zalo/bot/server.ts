/**
 * A local server that speaks Zalo's Bot API to the product and lends phones to the tests. Where Zalo's documents and what it does
 * differ, it can do either; what a correct client never does is kept in `violations`.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { readBody } from "../../telegram/request.ts";
import { methods, type Params, type World } from "./methods.ts";
import type { Account, Chat } from "./people.ts";
import { createPerson, type Person } from "./person.ts";
import { createPush, type Push } from "./push.ts";
import { type Fault, playFault, Refusal, sendJson, Violation } from "./refusal.ts";
import { createUpdates } from "./updates.ts";

export interface Call {
  readonly method: string;
  readonly params: Params;
}

export interface ZaloBotServer {
  readonly apiRoot: string;
  readonly token: string;
  /** What a correct client never does; tests end with `expect(server.violations).toEqual([])`. */
  readonly violations: readonly (Call & { readonly problem: string })[];
  readonly calls: readonly Call[];
  readonly push: Push;
  readonly webhookUrl: string | null;
  setWebhook(url: string | null): void;
  /** Updates that were not taken, or were taken by somebody who has not asked again. */
  readonly pending: number;
  /** How many polls are held open. */
  readonly polling: number;
  person(account: Account): Person;
  /** Any update at all. */
  deliver(update: unknown): void;
  repeat(): void;
  keepPicture(bytes: Uint8Array): string;
  fail(method: string, fault: Fault, times?: number): void;
  /** Resolves at the n-th call of a method. */
  called(method: string, times?: number): Promise<Params>;
  close(): Promise<void>;
}

export interface ZaloBotServerOptions {
  readonly now?: () => Date;
  readonly wrapped?: boolean;
  readonly pauseMs?: number;
}

export async function startZaloBotServer(options: ZaloBotServerOptions = {}): Promise<ZaloBotServer> {
  const { now = () => new Date(), wrapped = false, pauseMs = 0 } = options;
  const token = "100200300:local-token-for-tests";
  const updates = createUpdates();
  const chats = new Map<string, Chat>();
  const pictures = new Map<string, Uint8Array>();
  const faults: { method: string; fault: Fault }[] = [];
  const calls: Call[] = [];
  const violations: (Call & { problem: string })[] = [];
  const callWatchers = new Set<() => void>();
  let ids = 0;
  const world: World = {
    chats,
    updates,
    now,
    pauseMs,
    webhook: null,
    inHand: 0,
    polling: 0,
    newId: () => `2d758cb5e22217${(ids += 1).toString(16).padStart(6, "0")}`,
    webhookChanged: () => void push.flush(),
  };
  const push = createPush({ updates, target: () => world.webhook, wrapped });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    const path = request.url ?? "/";
    const picture = pictures.get(path);
    if (picture) return void response.writeHead(200, { "content-type": "image/jpeg" }).end(picture);
    const [, given, method = ""] = /^\/bot([^/]+)\/(\w+)$/.exec(path) ?? [];
    if (given !== token) return sendJson(response, 401, { ok: false, error_code: 401, description: "Unauthorized" });
    await carryOut({ method, params: JSON.parse(body.toString() || "{}") as Params }, response);
  }

  async function carryOut(call: Call, response: ServerResponse): Promise<void> {
    calls.push(call);
    for (const changed of callWatchers) changed();
    const at = faults.findIndex(({ method }) => method === call.method);
    const fault = at < 0 ? undefined : faults.splice(at, 1)[0]?.fault;
    if (fault && playFault(fault, response)) return;
    const gone = new AbortController();
    response.once("close", () => gone.abort());
    try {
      const result = await (methods[call.method] ?? unknownMethod)(call.params, world, gone.signal);
      if (fault) response.destroy();
      else sendJson(response, 200, { ok: true, result });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (error instanceof Violation) violations.push({ ...call, problem: error.message });
      sendJson(response, 200, { ok: false, error_code: error.code, description: error.message });
    }
  }

  const server = createServer((request, response) => void answer(request, response).catch(() => response.destroy()));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const apiRoot = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const keepPicture = (bytes: Uint8Array) => {
    const path = `/pictures/${pictures.size + 1}.jpg`;
    pictures.set(path, bytes);
    return `${apiRoot}${path}`;
  };

  return {
    apiRoot,
    token,
    violations,
    calls,
    push,
    get webhookUrl() {
      return world.webhook?.url ?? null;
    },
    setWebhook(url) {
      world.webhook = url === null ? null : { url, secret: "left-behind" };
    },
    get pending() {
      return updates.size + world.inHand + push.open;
    },
    get polling() {
      return world.polling;
    },
    person(account) {
      const chat = chats.get(account.id) ?? { account, seen: [], started: false, blocked: false, watchers: new Set() };
      chats.set(account.id, chat);
      return createPerson({ account, chat, world, keepPicture });
    },
    deliver: (update) => updates.add(update),
    repeat: () => updates.repeat(),
    keepPicture,
    fail(method, fault, times = 1) {
      for (let n = 0; n < times; n += 1) faults.push({ method, fault });
    },
    called(method, times = 1) {
      return new Promise((resolve) => {
        callWatchers.add(look);
        look();
        function look(): void {
          const found = calls.filter((call) => call.method === method)[times - 1];
          if (!found) return;
          callWatchers.delete(look);
          resolve(found.params);
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

function unknownMethod(): never {
  throw new Violation(404, "method not found");
}
