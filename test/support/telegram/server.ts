/**
 * A local server that speaks the Telegram Bot API to the product and lends phones to the tests.
 * It checks every call against the published description; a correct product leaves `violations` empty.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Params } from "./bot-api.ts";
import { createChats } from "./chats.ts";
import type { Account } from "./chats.ts";
import { createEndpoint } from "./endpoint.ts";
import type { Call } from "./endpoint.ts";
import { createFaults } from "./faults.ts";
import type { Faults } from "./faults.ts";
import { createPerson } from "./person.ts";
import type { Person } from "./person.ts";
import { createPoll } from "./poll.ts";
import { createPush } from "./push.ts";
import type { Push, Schedule } from "./push.ts";
import { createUpdates } from "./updates.ts";
import type { Updates } from "./updates.ts";
import type { Settings, World } from "./world.ts";

export interface TelegramServer extends Pick<Faults, "fail">, Pick<Updates, "redeliver" | "holdBack"> {
  readonly apiRoot: string;
  readonly token: string;
  readonly botName: string;
  /** What a correct client never does; tests end with `expect(server.violations).toEqual([])`. */
  readonly violations: readonly (Call & { readonly problem: string })[];
  readonly calls: readonly Call[];
  readonly settings: Readonly<Settings>;
  readonly push: Push;
  /** Updates that the product has not taken yet. */
  readonly pending: number;
  /** True while a poll is held open. */
  readonly polling: boolean;
  person(account: Account): Person;
  /** Any update, in a lane of its own or a given one. */
  deliver(kind: string, payload: unknown, lane?: string): void;
  /** A file as `getFile` knows it; `size` is what it claims. */
  keepFile(bytes: Uint8Array, size?: number): string;
  forgetFile(fileId: string): void;
  /** Resolves at the n-th call of a method, counted from the start of the server. */
  called(method: string, times?: number): Promise<Params>;
  close(): Promise<void>;
}

export interface TelegramServerOptions {
  readonly token?: string;
  readonly firstUpdateId?: number;
  readonly now?: () => Date;
  readonly schedule?: Schedule;
}

const realSchedule: Schedule = (delayMs, task) => {
  const timer = setTimeout(task, delayMs);
  return () => clearTimeout(timer);
};

export async function startTelegramServer(options: TelegramServerOptions = {}): Promise<TelegramServer> {
  const { token = "100200300:local-token-for-tests", now = () => new Date(), schedule = realSchedule } = options;
  const updates = createUpdates(options.firstUpdateId ?? 500_001, now);
  const poll = createPoll(updates);
  const faults = createFaults();
  const chats = createChats();
  const settings: Settings = {
    webhook: null,
    lastError: null,
    commands: new Map(),
    descriptions: new Map(),
    shortDescriptions: new Map(),
  };
  const push = createPush({
    updates,
    schedule,
    target: () => settings.webhook,
    failed: (problem) => {
      settings.lastError = { at: now(), problem };
    },
  });
  const bot = { id: 100_200_300, is_bot: true, first_name: "Nhịp Cầu", username: "nhip_cau_test_bot" } as const;
  const world: World = { chats, updates, poll, bot, now, settings, webhookChanged: () => void push.flush() };
  const calls: Call[] = [];
  const violations: (Call & { problem: string })[] = [];
  const callWatchers = new Set<() => void>();

  const answer = createEndpoint({
    token,
    world,
    faults,
    called(call) {
      calls.push(call);
      for (const changed of callWatchers) changed();
    },
    violated: (call, problem) => violations.push({ ...call, problem }),
  });
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const apiRoot = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    apiRoot,
    token,
    botName: bot.username,
    violations,
    calls,
    settings,
    push,
    get pending() {
      return updates.waiting().length;
    },
    get polling() {
      return poll.waiting;
    },
    fail: (method, fault, times) => faults.fail(method, fault, times),
    redeliver: (updateId) => updates.redeliver(updateId),
    holdBack: () => updates.holdBack(),
    person: (account) => createPerson(account, world),
    deliver: (kind, payload, lane = "other") => void updates.add(kind, payload, lane),
    keepFile: (bytes, size) => chats.keep(bytes, "jpg", size).fileId,
    forgetFile: (fileId) => chats.forget(fileId),
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
      poll.close();
      await push.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
