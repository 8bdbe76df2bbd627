import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createUnstored } from "../../../../src/channels/zalo/bot/unstored.ts";
import type { Inbound } from "../../../../src/model/channel.ts";
import { hurried, type Rig, type RigOptions, startPollingRig } from "./drivers.ts";

let rig: Rig;
let folder: string;
let events: Inbound[];
let store: { down: boolean; refused: number };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "nhip-cau-zalo-"));
  store = { down: false, refused: 0 };
  events = [];
});

afterEach(async () => {
  await rig.channel.stop();
  await rig.close();
  rmSync(folder, { recursive: true, force: true });
});

async function open(options: RigOptions = {}) {
  rig = await startPollingRig({ unstored: createUnstored(folder), ...options });
}

async function ingest(heard: readonly Inbound[]): Promise<void> {
  if (store.down) {
    store.refused += 1;
    throw new Error("the store is down");
  }
  events.push(...heard);
}
const start = () => rig.channel.start(ingest);
const until = (assertion: () => void) => vi.waitFor(assertion, { timeout: 10_000, interval: 10 });
const polls = () => rig.server.calls.filter(({ method }) => method === "getUpdates");
const texts = () => events.map(({ content }) => (content.type === "text" ? content.text : content.type));
const kept = () => readdirSync(folder);

describe("polling the Zalo bot", () => {
  test("has no webhook and removes one that was left behind before it asks", async () => {
    await open();
    expect(rig.channel.webhook).toBeUndefined();
    rig.server.setWebhook("http://127.0.0.1:9/left-behind");
    await start();
    await rig.server.called("getUpdates");
    expect(rig.server.calls.map(({ method }) => method)).toEqual(["deleteWebhook", "getUpdates"]);
    expect(polls()[0]?.params).toEqual({ timeout: "30" });
  });

  test("removes a webhook again that somebody sets while it asks", async () => {
    await open({ timing: { pollSeconds: 0 } });
    await start();
    await rig.server.called("getUpdates");
    rig.server.setWebhook("http://127.0.0.1:9/somebody");
    await rig.server.called("deleteWebhook", 2);
    rig.says("vẫn nghe");
    await until(() => expect(texts()).toEqual(["vẫn nghe"]));
  });

  test("asks for the next message only when the last one is stored", async () => {
    await open();
    const storing = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    rig.says("một");
    rig.says("hai");
    await rig.channel.start((heard) => (asked.resolve(), storing.promise.then(() => ingest(heard))));
    await asked.promise;
    expect(polls()).toHaveLength(1);
    expect(kept()).toHaveLength(1);
    storing.resolve();
    await until(() => expect(texts()).toEqual(["một", "hai"]));
    await until(() => expect(kept()).toEqual([]));
  });

  test("asks again after an empty poll, without a pause that counts as a failure", async () => {
    await open({ timing: { pollSeconds: 0 } });
    await start();
    await rig.server.called("getUpdates", 3);
    expect(rig.channel.ready()).toBe(true);
    expect(rig.logged).toEqual([]);
  });

  test("asks at once after an empty poll that was waited for", async () => {
    let ms = 0;
    await open({ elapsedMs: () => (ms += 30_000) });
    rig.server.fail("getUpdates", { type: "refused", code: 408, plain: true }, 100);
    const begun = performance.now();
    await start();
    await rig.server.called("getUpdates", 101);
    expect(performance.now() - begun).toBeLessThan(25_000);
    expect(rig.logged).toEqual([]);
  });

  test("does not ask in a hurry when empty answers come at once", async () => {
    await open();
    rig.server.fail("getUpdates", { type: "refused", code: 408 }, 3);
    const begun = performance.now();
    await start();
    await rig.server.called("getUpdates", 4);
    expect(performance.now() - begun).toBeGreaterThan(850);
  });

  test.for([
    ["too many calls", { type: "refused", code: 429, retryAfter: 0 }],
    ["too early a call", { type: "refused", code: 425, plain: true }],
    ["a fault of Zalo", { type: "refused", code: 500 }],
    ["a refusal that nobody knows", { type: "refused", code: -77, plain: true }],
    ["a gateway", { type: "html", status: 502 }],
    ["a gateway that turns everybody away", { type: "html", status: 403 }],
    ["a page with status 200", { type: "html", status: 200 }],
    ["junk", { type: "junk", body: "null" }],
  ] as const)("goes on after %s", async ([, fault]) => {
    await open();
    rig.server.fail("getUpdates", fault, 3);
    rig.says("vẫn nghe");
    await start();
    await until(() => expect(texts()).toEqual(["vẫn nghe"]));
    expect(rig.logged.filter((line) => line.includes("polling failed"))).toHaveLength(3);
    await until(() => expect(rig.channel.ready()).toBe(true));
  });

  test.for([401, 403])("stops when the token is refused with %i, says so once and is not ready", async (code) => {
    await open();
    rig.server.fail("getUpdates", { type: "refused", code });
    await start();
    await until(() => expect(rig.logged.join()).toContain("the token is refused"));
    await until(() => expect(rig.channel.ready()).toBe(false));
    expect(polls()).toHaveLength(1);
  });

  test("stops before it asks with a token that is wrong from the beginning", async () => {
    await open({ token: "100200300:wrong" });
    await start();
    await until(() => expect(rig.logged.join()).toContain("401"));
    expect(rig.channel.ready()).toBe(false);
    expect(rig.logged.join()).not.toContain("100200300:wrong");
  });

  test("takes a list of updates, if ever one comes", async () => {
    await open();
    const message = (text: string) => ({
      message: { message_id: text, chat: { id: rig.address, chat_type: "PRIVATE" }, text },
    });
    const body = JSON.stringify({ ok: true, result: [message("một"), null, message("hai")] });
    rig.server.fail("getUpdates", { type: "junk", body });
    await start();
    await until(() => expect(texts()).toEqual(["một", "hai"]));
    await until(() => expect(kept()).toEqual([]));
  });

  test("leaves a poll at once when it stops", async () => {
    await open();
    await start();
    await until(() => expect(rig.server.polling).toBe(1));
    const begun = performance.now();
    await rig.channel.stop();
    expect(performance.now() - begun).toBeLessThan(15_000);
    await until(() => expect(rig.server.polling).toBe(0));
  });
});

describe("a message that Zalo gave away", () => {
  test("is offered to the store until it takes it, and nothing is asked for meanwhile", async () => {
    await open();
    store.down = true;
    rig.says("hứa 10 bộ");
    rig.says("và 5 chăn");
    await start();
    await until(() => expect(store.refused).toBeGreaterThan(3));
    expect(polls()).toHaveLength(1);
    expect(kept()).toHaveLength(1);
    expect(rig.channel.ready()).toBe(false);
    store.down = false;
    await until(() => expect(texts()).toEqual(["hứa 10 bộ", "và 5 chăn"]));
    await until(() => expect(kept()).toEqual([]));
    await until(() => expect(rig.channel.ready()).toBe(true));
  });

  test("waits on the disk when the process stops while the store is down, and is the first thing of the next", async () => {
    await open();
    store.down = true;
    rig.says("hứa 10 bộ");
    await start();
    await until(() => expect(store.refused).toBeGreaterThan(0));
    await rig.channel.stop();
    expect(rig.logged.join()).toContain("kept on the disk");
    expect(kept()).toHaveLength(1);
    store.down = false;
    const next = await startPollingRig({ unstored: createUnstored(folder) });
    next.server.fail("deleteWebhook", { type: "html", status: 502 }, 1_000);
    await next.channel.start(ingest);
    await until(() => expect(texts()).toEqual(["hứa 10 bộ"]));
    await until(() => expect(kept()).toEqual([]));
    await next.channel.stop();
    await next.close();
  });

  test("is offered even to a process that may not poll", async () => {
    await open({ lease: { acquire: async () => false } });
    const message = { message_id: "1", chat: { id: rig.address, chat_type: "PRIVATE" }, text: "hứa 10 bộ" };
    await createUnstored(folder).keep({ message });
    await start();
    await until(() => expect(texts()).toEqual(["hứa 10 bộ"]));
    expect(polls()).toEqual([]);
  });

  test("is stored although the disk is full", async () => {
    const full = () => Promise.reject(new Error("ENOSPC"));
    await open({ unstored: { keep: full, forget: full, left: async () => [] } });
    rig.says("một");
    rig.says("hai");
    await start();
    await until(() => expect(texts()).toEqual(["một", "hai"]));
    expect(rig.logged.join()).toContain("cannot be kept on the disk");
  });

  test("is read from the disk past what a power cut left of another", async () => {
    await open();
    writeFileSync(join(folder, "cut.json"), '{"message":{"mess');
    await createUnstored(folder).keep({
      message: { message_id: "1", chat: { id: rig.address, chat_type: "PRIVATE" }, text: "hứa 10 bộ" },
    });
    await start();
    await until(() => expect(texts()).toEqual(["hứa 10 bộ"]));
    await rig.server.called("getUpdates");
  });

  test("that cannot be read is told and does not stop what comes after it", async () => {
    await open();
    rig.server.deliver("junk");
    rig.says("vẫn nghe");
    await start();
    await until(() => expect(texts()).toEqual(["vẫn nghe"]));
    expect(rig.logged.join()).toContain("no update");
  });
});

test("the token is in no log, whatever goes wrong", async () => {
  await open({ timing: { ...hurried, callMs: 50 } });
  rig.server.fail("deleteWebhook", { type: "hang" });
  rig.server.fail("deleteWebhook", { type: "answer_lost" });
  rig.server.fail("getUpdates", { type: "html", status: 502 });
  rig.server.fail("getUpdates", { type: "answer_lost" });
  await start();
  rig.says("một");
  rig.says("hai");
  await until(() => expect(rig.logged.length).toBeGreaterThanOrEqual(4));
  expect(rig.logged.join()).not.toContain("local-token");
});
