import { afterEach, describe, expect, test, vi } from "vitest";
import type { Lease } from "../../../src/channels/lease.ts";
import type { Inbound } from "../../../src/model/channel.ts";
import { startPollingRig } from "./drivers.ts";
import type { Rig, RigOptions } from "./drivers.ts";

let rig: Rig;
let batches: (readonly Inbound[])[];

async function open(options: RigOptions = {}) {
  rig = await startPollingRig(options);
  batches = [];
}
const start = () => rig.channel.start(async (events) => void batches.push(events));
const until = (assertion: () => void) => vi.waitFor(assertion, { timeout: 10_000, interval: 10 });
const polls = () => rig.server.calls.filter(({ method }) => method === "getUpdates").map(({ params }) => params);

afterEach(async () => {
  await rig.channel.stop();
  await rig.close();
});

describe("polling Telegram", () => {
  test("has no webhook and removes one that was left behind, keeping what waits", async () => {
    await open();
    expect(rig.channel.webhook).toBeUndefined();
    await fetch(`${rig.server.apiRoot}/bot${rig.server.token}/setWebhook?url=http://127.0.0.1:9/left-behind`);
    rig.says("viết lúc chưa ai nghe");
    await start();
    await until(() => expect(batches).toHaveLength(1));
    expect(rig.server.settings.webhook).toBeNull();
    expect(await rig.server.called("deleteWebhook")).toEqual({});
  });

  test("stores what waited in one call and asks on from there", async () => {
    await open({ server: { firstUpdateId: 900 } });
    for (const line of ["một", "hai", "ba"]) rig.says(line);
    await start();
    await until(() => expect(polls()).toHaveLength(2));
    expect(batches.map((batch) => batch.map(({ externalId }) => externalId))).toEqual([["900", "901", "902"]]);
    expect(polls().map(({ offset }) => offset)).toEqual([0, 903]);
    expect(polls()[0]).toMatchObject({ limit: 100, timeout: 30 });
  });

  test("asks for the whole batch again when it could not be stored", async () => {
    await open({ server: { firstUpdateId: 900 } });
    rig.says("một");
    rig.says("hai");
    let refusals = 2;
    await rig.channel.start(async (events) => {
      if (refusals > 0) {
        refusals -= 1;
        throw new Error("the store is down");
      }
      batches.push(events);
    });
    await until(() => expect(rig.pending()).toBe(0));
    expect(batches.map((batch) => batch.map(({ externalId }) => externalId))).toEqual([["900", "901"]]);
    expect(polls().map(({ offset }) => offset)).toEqual([0, 0, 0, 902]);
  });

  test("goes past updates that say nothing", async () => {
    await open({ server: { firstUpdateId: 900 } });
    rig.server.deliver("message", { chat: "junk" });
    await start();
    await until(() => expect(polls().at(-1)).toMatchObject({ offset: 901 }));
    expect(batches).toEqual([]);
  });

  test.for([
    ["another poller", { type: "refused", code: 409, description: "Conflict: terminated by other getUpdates request" }],
    ["a wrong token", { type: "refused", code: 401, description: "Unauthorized" }],
    ["a gateway", { type: "html", status: 502 }],
    ["too many calls", { type: "throttled", retryAfter: 0 }],
    ["a broken connection", { type: "answer_lost" }],
    ["an answer without updates", { type: "junk", body: '{"ok":true,"result":{}}' }],
    ["updates without ids", { type: "junk", body: '{"ok":true,"result":[{},{"update_id":"1"}]}' }],
    ["junk", { type: "junk", body: "null" }],
  ] as const)("goes on after %s", async ([, fault]) => {
    await open();
    rig.server.fail("getUpdates", fault, 3);
    rig.says("vẫn nghe");
    await start();
    await until(() => expect(batches.flat()).toHaveLength(1));
    expect(rig.logged.join()).toContain("telegram polling failed");
    expect(rig.channel.ready()).toBe(true);
  });

  test("is not ready while Telegram refuses the token", async () => {
    await open({ token: "100200300:wrong" });
    await start();
    await until(() => expect(rig.logged.join()).toContain("401 Unauthorized"));
    expect(rig.channel.ready()).toBe(false);
  });

  test("is ready again once Telegram answers again", async () => {
    await open({ timing: { pauses: { firstMs: 200, capMs: 200 } } });
    await start();
    await until(() => expect(rig.server.polling).toBe(true));
    expect(rig.channel.ready()).toBe(true);
    rig.server.fail("getUpdates", { type: "html", status: 502 });
    rig.says("một");
    await until(() => expect(rig.channel.ready()).toBe(false));
    rig.says("hai");
    await until(() => expect(batches.flat()).toHaveLength(2));
    expect(rig.channel.ready()).toBe(true);
  });

  test("does not ask in a hurry when answers come empty at once", async () => {
    await open({ timing: { pollSeconds: 0, pauses: { firstMs: 10, capMs: 40 } } });
    const begun = performance.now();
    await start();
    await until(() => expect(polls().length).toBeGreaterThanOrEqual(3));
    expect(performance.now() - begun).toBeGreaterThan(500);
  });

  test("leaves a poll at once when it stops", async () => {
    await open();
    await start();
    await rig.server.called("getUpdates");
    const begun = performance.now();
    await rig.channel.stop();
    expect(performance.now() - begun).toBeLessThan(15_000);
  });

  test("answers a pressed button", async () => {
    await open();
    rig.lan.starts();
    await start();
    await until(() => expect(batches.flat()).toHaveLength(1));
    rig.lan.forges("q1:1");
    await until(() => expect(rig.lan.spinning).toBe(0));
    expect(batches.flat().at(-1)?.content).toEqual({ type: "button", data: "q1:1" });
  });
});

describe("the lease of the poller", () => {
  test("is renewed while a poll is held open and given back at the stop", async () => {
    const asked: unknown[][] = [];
    await open({ lease: { acquire: async (...args) => asked.push(args) > 0 }, timing: { renewMs: 5 } });
    await start();
    await until(() => expect(rig.server.polling).toBe(true));
    const before = asked.length;
    await until(() => expect(asked.length).toBeGreaterThan(before + 5));
    expect(polls()).toHaveLength(1);
    await rig.channel.stop();
    expect(asked.map(([name, , seconds]) => [name, seconds]).slice(-2)).toEqual([
      ["telegram-polling", 8],
      ["telegram-polling", 0],
    ]);
    expect(new Set(asked.map(([, holder]) => holder)).size).toBe(1);
  });

  test("ends a poll when somebody else has taken it, and is taken again when they leave", async () => {
    let mine = true;
    await open({ lease: { acquire: async () => mine }, timing: { renewMs: 5, standbyMs: 5 } });
    await start();
    await until(() => expect(rig.server.polling).toBe(true));
    mine = false;
    await until(() => expect(rig.server.polling).toBe(false));
    expect(rig.channel.ready()).toBe(true);
    rig.says("một");
    expect(batches).toEqual([]);
    mine = true;
    await until(() => expect(batches.flat()).toHaveLength(1));
    expect(rig.logged.join()).not.toContain("polling failed");
  });

  test("is kept while the database cannot say whose it is", async () => {
    let asked = 0;
    const acquire = async () => {
      asked += 1;
      if (asked > 1) throw new Error("the store is down");
      return true;
    };
    await open({ lease: { acquire }, timing: { renewMs: 5 } });
    await start();
    await until(() => expect(rig.server.polling).toBe(true));
    const before = asked;
    await until(() => expect(asked).toBeGreaterThan(before + 5));
    expect(rig.server.polling).toBe(true);
  });

  test("keeps a second process waiting until the first one leaves", async () => {
    const lease = createLease();
    await open({ lease, random: () => 0.25 });
    const second = await startPollingRig({ lease, random: () => 0.75 });
    try {
      await start();
      await rig.server.called("getUpdates");
      await second.channel.start(async () => undefined);
      await until(() => expect(lease.refusals).toBeGreaterThan(2));
      expect(second.server.calls.map(({ method }) => method)).not.toContain("getUpdates");
      expect(second.channel.ready()).toBe(true);
      await rig.channel.stop();
      lease.expire();
      await second.server.called("getUpdates");
    } finally {
      await second.channel.stop();
      await second.close();
    }
  });

  test("is asked for again when the database could not say", async () => {
    let failures = 3;
    const acquire = async () => {
      failures -= 1;
      if (failures >= 0) throw new Error("the store is down");
      return true;
    };
    await open({ lease: { acquire } });
    await start();
    await rig.server.called("getUpdates");
    expect(rig.logged.filter((line) => line.includes("the store is down"))).toHaveLength(3);
  });
});

function createLease(): Lease & { readonly refusals: number; expire(): void } {
  let holder: string | null = null;
  let refusals = 0;
  return {
    async acquire(_name, asking, seconds) {
      holder ??= asking;
      if (holder !== asking) refusals += 1;
      const granted = holder === asking;
      if (granted && seconds === 0) holder = null;
      return granted;
    },
    get refusals() {
      return refusals;
    },
    expire() {
      holder = null;
    },
  };
}
