import { afterEach, describe, expect, test, vi } from "vitest";
import type { Inbound } from "../../../src/model/channel.ts";
import { startWebhookRig } from "./drivers.ts";
import type { Rig, RigOptions } from "./drivers.ts";

let rig: Rig & { readonly webhookUrl: string };
let events: Inbound[];

async function open(options: RigOptions = {}, ingest?: (heard: readonly Inbound[]) => Promise<void>) {
  rig = await startWebhookRig(options);
  events = [];
  await rig.channel.start(ingest ?? (async (heard) => void events.push(...heard)));
}
const registered = () => vi.waitFor(() => expect(rig.channel.ready()).toBe(true), { interval: 10 });

afterEach(async () => {
  await rig.channel.stop();
  await rig.close();
});

const secret = { "x-telegram-bot-api-secret-token": "local-secret_for-tests" };
const update = { update_id: 1, message: { chat: { id: 7, type: "private" }, text: "xin chào" } };
const receive = (headers: Record<string, string>, body: string) =>
  rig.channel.webhook?.receive(new Headers(headers), new TextEncoder().encode(body));

describe("the webhook of Telegram", () => {
  test("is where the web server expects it", async () => {
    await open();
    expect(rig.channel.webhook?.path).toBe("/webhooks/telegram");
  });

  test.for([
    ["no secret", {}],
    ["an empty secret", { "x-telegram-bot-api-secret-token": "" }],
    ["a shorter secret", { "x-telegram-bot-api-secret-token": "local-secret_for-test" }],
    ["a longer secret", { "x-telegram-bot-api-secret-token": "local-secret_for-tests2" }],
    ["another case", { "x-telegram-bot-api-secret-token": "LOCAL-secret_for-tests" }],
  ] as const)("turns away %s and stores nothing", async ([, headers]) => {
    await open();
    expect(await receive(headers, JSON.stringify(update))).toBe(401);
    expect(await receive(headers, "{")).toBe(401);
    expect(events).toEqual([]);
  });

  test.for([
    ["an update", JSON.stringify(update), 200, 1],
    ["an unknown kind", '{"update_id":2,"hologram":{}}', 200, 0],
    ["a message that makes no sense", '{"update_id":3,"message":{"chat":7}}', 200, 0],
    ["a body that ends early", '{"update_id":4,"mess', 400, 0],
    ["no body", "", 400, 0],
    ["JSON that is no update", '[{"update_id":5}]', 400, 0],
    ["bytes that are no text", "\uFFFF\u0000\u0001", 400, 0],
  ] as const)("answers %s as the platform needs it", async ([, body, status, stored]) => {
    await open();
    expect(await receive(secret, body)).toBe(status);
    expect(events).toHaveLength(stored);
  });

  test("asks for the update again while the store is down", async () => {
    await open({}, async () => {
      throw new Error("the store is down");
    });
    expect(await receive(secret, JSON.stringify(update))).toBe(503);
  });

  test("asks for the update again before the start and after the stop", async () => {
    rig = await startWebhookRig();
    expect(await receive(secret, JSON.stringify(update))).toBe(503);
    await rig.channel.start(async () => undefined);
    expect(await receive(secret, JSON.stringify(update))).toBe(200);
    await rig.channel.stop();
    expect(await receive(secret, JSON.stringify(update))).toBe(503);
  });

  test("registers its address, its secret and what it wants to hear", async () => {
    await open();
    expect(await rig.server.called("setWebhook")).toEqual({
      url: rig.webhookUrl,
      secret_token: "local-secret_for-tests",
      allowed_updates: ["message", "edited_message", "callback_query", "my_chat_member"],
    });
  });

  test.for([
    ["a gateway", { type: "html", status: 502 }],
    ["too many calls", { type: "throttled", retryAfter: 0 }],
    ["a lost answer", { type: "answer_lost" }],
    [
      "an unknown host",
      { type: "refused", code: 400, description: "Bad Request: bad webhook: Failed to resolve host" },
    ],
    ["a wrong token", { type: "refused", code: 401, description: "Unauthorized" }],
    ["junk", { type: "junk", body: "null" }],
  ] as const)("registers again after %s", async ([, fault]) => {
    rig = await startWebhookRig();
    rig.server.fail("setWebhook", fault, 2);
    await rig.channel.start(async () => undefined);
    expect(rig.channel.ready()).toBe(false);
    await registered();
    expect(rig.server.calls.filter(({ method }) => method === "setWebhook")).toHaveLength(3);
  });

  test("starts and stops while Telegram hangs", async () => {
    rig = await startWebhookRig();
    rig.server.fail("setWebhook", { type: "hang" });
    await rig.channel.start(async () => undefined);
    await rig.server.called("setWebhook");
    await rig.channel.stop();
    expect(rig.channel.ready()).toBe(false);
  });

  test("ends the spinner of a pressed button once the press is stored", async () => {
    await open();
    await registered();
    rig.lan.starts();
    await rig.server.push.settled();
    const buttons = [{ label: "Đúng", data: "q1:1" }];
    await rig.channel.send(rig.address, { text: "Đúng chưa?", plain: "Đúng chưa?", buttons });
    rig.lan.presses("Đúng");
    expect(rig.lan.spinning).toBe(1);
    await vi.waitFor(() => expect(rig.lan.spinning).toBe(0), { interval: 10 });
    expect(events.map(({ content }) => content)).toEqual([{ type: "start" }, { type: "button", data: "q1:1" }]);
  });

  test.for([
    ["is too old", { type: "refused", code: 400, description: "Bad Request: query is too old" }],
    ["cannot be answered now", { type: "html", status: 502 }],
    ["is never acknowledged", { type: "hang" }],
  ] as const)("stores a press whose spinner %s", async ([, fault]) => {
    await open();
    rig.server.fail("answerCallbackQuery", fault);
    const press = { id: "1", from: { id: 7, is_bot: false, first_name: "Lan" }, data: "q1:1" };
    expect(await receive(secret, JSON.stringify({ update_id: 9, callback_query: press }))).toBe(200);
    await rig.server.called("answerCallbackQuery");
    expect(events.map(({ content }) => content)).toEqual([{ type: "button", data: "q1:1" }]);
  });

  test("leaves the spinner alone while the press is not stored", async () => {
    await open({}, async () => {
      throw new Error("the store is down");
    });
    const press = { id: "1", from: { id: 7, is_bot: false, first_name: "Lan" }, data: "q1:1" };
    expect(await receive(secret, JSON.stringify({ update_id: 9, callback_query: press }))).toBe(503);
    await rig.channel.stop();
    expect(rig.server.calls.map(({ method }) => method)).not.toContain("answerCallbackQuery");
  });
});
