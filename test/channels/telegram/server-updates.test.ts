import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Person } from "../../support/telegram/person.ts";
import { readBody } from "../../support/telegram/request.ts";
import { startTelegramServer } from "../../support/telegram/server.ts";
import type { TelegramServer } from "../../support/telegram/server.ts";
import { callBotApi, idsOf } from "./bot-client.ts";

let server: TelegramServer;
let lan: Person;
let now: Date;
let waits: { delayMs: number; task: () => void }[];

beforeEach(async () => {
  now = new Date("2026-11-22T08:00:00+07:00");
  waits = [];
  const schedule = (delayMs: number, task: () => void) => {
    waits.push({ delayMs, task });
    return () => undefined;
  };
  server = await startTelegramServer({ now: () => now, schedule, firstUpdateId: 1 });
  lan = server.person({ id: 7, firstName: "Lan" });
});
afterEach(() => server.close());

const call = (method: string, params?: object) => callBotApi(server, method, params);

describe("polling", () => {
  test("gives an update until a later offset confirms it", async () => {
    lan.says("một");
    lan.says("hai");
    expect(idsOf(await call("getUpdates"))).toEqual([1, 2]);
    expect(idsOf(await call("getUpdates", { offset: 2 }))).toEqual([2]);
    expect(idsOf(await call("getUpdates", { offset: 3 }))).toEqual([]);
  });

  test("is held open until something is said", async () => {
    const polled = call("getUpdates", { timeout: 30 });
    await server.called("getUpdates");
    lan.says("một");
    expect(idsOf(await polled)).toEqual([1]);
  });

  test("turns the earlier of two pollers away", async () => {
    const first = call("getUpdates", { timeout: 30 });
    await server.called("getUpdates", 1);
    await vi.waitFor(() => expect(server.polling).toBe(true), { interval: 5 });
    const second = call("getUpdates", { timeout: 30 });
    expect(await first).toMatchObject({ ok: false, error_code: 409 });
    lan.says("một");
    expect(idsOf(await second)).toEqual([1]);
  });

  test("is refused while a webhook is set", async () => {
    await call("setWebhook", { url: "http://127.0.0.1:9/hook" });
    expect(await call("getUpdates")).toMatchObject({
      error_code: 409,
      description: expect.stringContaining("webhook is active"),
    });
  });

  test("leaves out what was not asked for", async () => {
    await call("getUpdates", { allowed_updates: ["message"] });
    lan.forges("x");
    lan.says("một");
    expect(idsOf(await call("getUpdates"))).toEqual([2]);
  });

  test("forgets presses sooner than lines", async () => {
    lan.says("một");
    lan.forges("x");
    now = new Date(now.getTime() + 151_000);
    expect(idsOf(await call("getUpdates"))).toEqual([1]);
    now = new Date(now.getTime() + 24 * 3_600_000);
    expect(idsOf(await call("getUpdates"))).toEqual([]);
  });

  test("can repeat what was confirmed, and change the order", async () => {
    lan.says("một");
    await call("getUpdates", { offset: 2 });
    server.redeliver();
    expect(idsOf(await call("getUpdates", { offset: 2 }))).toEqual([1]);
    expect(idsOf(await call("getUpdates", { offset: 2 }))).toEqual([]);
    server.holdBack();
    lan.says("hai");
    expect(idsOf(await call("getUpdates"))).toEqual([]);
    lan.says("ba");
    expect(idsOf(await call("getUpdates"))).toEqual([3, 2]);
  });
});

describe("pushing", () => {
  let statuses: number[];
  let retryAfter: string | null;
  let received: { id: number; secret: unknown }[];
  let hook: ReturnType<typeof createServer>;

  beforeEach(async () => {
    statuses = [];
    received = [];
    retryAfter = null;
    const receive = async (request: IncomingMessage, response: ServerResponse) => {
      const update = JSON.parse((await readBody(request)).toString()) as { update_id: number };
      received.push({ id: update.update_id, secret: request.headers["x-telegram-bot-api-secret-token"] });
      if (retryAfter !== null) response.setHeader("retry-after", retryAfter);
      response.writeHead(statuses.shift() ?? 200).end();
    };
    hook = createServer((request, response) => void receive(request, response));
    await new Promise<void>((resolve) => hook.listen(0, "127.0.0.1", resolve));
    const { port } = hook.address() as AddressInfo;
    await call("setWebhook", { url: `http://127.0.0.1:${port}/hook`, secret_token: "s3cret" });
  });
  afterEach(async () => {
    hook.closeAllConnections();
    await new Promise((resolve) => hook.close(resolve));
  });

  test("brings each update once, with the secret", async () => {
    lan.says("một");
    lan.says("hai");
    await server.push.settled();
    expect(received).toEqual([
      { id: 1, secret: "s3cret" },
      { id: 2, secret: "s3cret" },
    ]);
    expect(server.pending).toBe(0);
  });

  test("brings what waited before the webhook was set", async () => {
    const url = server.settings.webhook?.url;
    await call("deleteWebhook");
    lan.says("một");
    expect(await call("getWebhookInfo")).toMatchObject({ result: { url: "", pending_update_count: 1 } });
    await call("setWebhook", { url });
    await server.push.settled();
    expect(received.map(({ id }) => id)).toEqual([1]);
  });

  test("tries again at once, then after growing pauses, and keeps the order", async () => {
    statuses = [500, 503, 401, 500];
    lan.says("một");
    lan.says("hai");
    await server.push.settled();
    for (let n = 0; n < 4; n += 1) {
      waits.at(-1)?.task();
      await server.push.settled();
    }
    expect(waits.map(({ delayMs }) => delayMs)).toEqual([0, 2_000, 4_000, 8_000]);
    expect(received.map(({ id }) => id)).toEqual([1, 1, 1, 1, 1, 2]);
    expect(await call("getWebhookInfo")).toMatchObject({
      result: { last_error_message: "Wrong response from the webhook: 500" },
    });
  });

  test("waits as long as the webhook asks, up to an hour", async () => {
    statuses = [503, 503];
    retryAfter = "30";
    lan.says("một");
    await server.push.settled();
    retryAfter = "9999";
    waits.at(-1)?.task();
    await server.push.settled();
    expect(waits.map(({ delayMs }) => delayMs)).toEqual([30_000, 3_600_000]);
    await server.push.flush();
    expect(received.map(({ id }) => id)).toEqual([1, 1, 1]);
  });

  test("lets a press and another person pass a line that is refused", async () => {
    const mai = server.person({ id: 8, firstName: "Mai" });
    statuses = [500];
    lan.says("một");
    await server.push.settled();
    lan.says("hai");
    lan.forges("x");
    mai.says("ba");
    await server.push.settled();
    expect(received.map(({ id }) => id).toSorted((a, b) => a - b)).toEqual([1, 3, 4]);
    await server.push.flush();
    expect(received.map(({ id }) => id).slice(3)).toEqual([1, 2]);
  });
});
