import { afterEach, describe, expect, test, vi } from "vitest";
import type { Inbound } from "../../../../src/model/channel.ts";
import { type Rig, type RigOptions, secret, startWebhookRig } from "./drivers.ts";

let rig: Rig & { readonly webhookUrl: string };
let events: Inbound[];

async function open(options: RigOptions = {}, ingest?: (heard: readonly Inbound[]) => Promise<void>) {
  rig = await startWebhookRig(options);
  events = [];
  await rig.channel.start(ingest ?? (async (heard) => void events.push(...heard)));
}
const registered = () => vi.waitFor(() => expect(rig.channel.ready()).toBe(true), { timeout: 10_000, interval: 10 });

afterEach(async () => {
  await rig.channel.stop();
  await rig.close();
});

const right = { "x-bot-api-secret-token": secret };
const message = { message_id: "1", chat: { id: "6ede9afa", chat_type: "PRIVATE" }, text: "xin chào" };
const update = { event_name: "message.text.received", message };
const receive = (headers: Record<string, string>, body: string) =>
  rig.channel.webhook?.receive(new Headers(headers), new TextEncoder().encode(body));

describe("the webhook of the Zalo bot", () => {
  test("is where the web server expects it", async () => {
    await open();
    expect(rig.channel.webhook?.path).toBe("/webhooks/zalo/bot");
  });

  test.for([
    ["no secret", {}],
    ["an empty secret", { "x-bot-api-secret-token": "" }],
    ["a shorter secret", { "x-bot-api-secret-token": secret.slice(0, -1) }],
    ["a longer secret", { "x-bot-api-secret-token": `${secret}2` }],
    ["another case", { "x-bot-api-secret-token": secret.toUpperCase() }],
    ["the secret in Telegram's header", { "x-telegram-bot-api-secret-token": secret }],
  ] as const)("turns away %s and stores nothing", async ([, headers]) => {
    await open();
    expect(await receive(headers, JSON.stringify(update))).toBe(401);
    expect(await receive(headers, "{")).toBe(401);
    expect(events).toEqual([]);
  });

  test.for([
    ["a flat update", JSON.stringify(update), 200, 1],
    ["a wrapped update", JSON.stringify({ ok: true, result: update }), 200, 1],
    ["an event without its message", '{"event_name":"message.unsupported.received"}', 200, 0],
    ["an unknown event", '{"event_name":"bot.hologram"}', 200, 0],
    [
      "a message in a group",
      JSON.stringify({ ...update, message: { ...message, chat: { id: "g", chat_type: "GROUP" } } }),
      200,
      0,
    ],
    ["a message that makes no sense", '{"event_name":"message.text.received","message":{"chat":7}}', 200, 0],
    ["a body that ends early", '{"event_name":"mess', 400, 0],
    ["no body", "", 400, 0],
    ["JSON that is no update", '[{"event_name":"x"}]', 400, 0],
    ["a refusal", '{"ok":false,"error_code":408,"description":"Request timeout"}', 400, 0],
    ["bytes that are no text", "\uFFFF\u0000\u0001", 400, 0],
  ] as const)("answers %s as the platform needs it", async ([, body, status, stored]) => {
    await open();
    expect(await receive(right, body)).toBe(status);
    expect(events).toHaveLength(stored);
  });

  test("asks for the update again while the store is down, before the start and after the stop", async () => {
    rig = await startWebhookRig();
    expect(await receive(right, JSON.stringify(update))).toBe(503);
    let down = true;
    await rig.channel.start(async () => {
      if (down) throw new Error("the store is down");
    });
    expect(await receive(right, JSON.stringify(update))).toBe(503);
    down = false;
    expect(await receive(right, JSON.stringify(update))).toBe(200);
    await rig.channel.stop();
    expect(await receive(right, JSON.stringify(update))).toBe(503);
  });

  test("registers its address and its secret, and polls nothing", async () => {
    await open();
    expect(await rig.server.called("setWebhook")).toEqual({ url: rig.webhookUrl, secret_token: secret });
    await registered();
    rig.says("một");
    await rig.server.push.settled();
    expect(rig.server.push.statuses).toEqual([200]);
    expect(rig.server.calls.map(({ method }) => method)).toEqual(["setWebhook"]);
  });

  test.for([
    ["a gateway", { type: "html", status: 502 }],
    ["too many calls", { type: "refused", code: 429, retryAfter: 0 }],
    ["a lost answer", { type: "answer_lost" }],
    ["a wrong token", { type: "refused", code: 401 }],
    ["junk", { type: "junk", body: "null" }],
  ] as const)("registers again after %s", async ([, fault]) => {
    rig = await startWebhookRig();
    rig.server.fail("setWebhook", fault, 2);
    await rig.channel.start(async () => undefined);
    expect(rig.channel.ready()).toBe(false);
    await registered();
    expect(rig.server.calls).toHaveLength(3);
  });

  test("starts and stops while Zalo hangs", async () => {
    rig = await startWebhookRig();
    rig.server.fail("setWebhook", { type: "hang" });
    await rig.channel.start(async () => undefined);
    await rig.server.called("setWebhook");
    await rig.channel.stop();
    expect(rig.channel.ready()).toBe(false);
  });
});
