import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createPace } from "../../../../src/channels/zalo/bot/pace.ts";
import type { RenderedMessage } from "../../../../src/model/channel.ts";
import { type Rig, startPollingRig } from "./drivers.ts";

let rig: Rig;
beforeEach(async () => {
  rig = await startPollingRig();
  rig.says("xin chào");
});
afterEach(() => rig.close());

const message: RenderedMessage = { text: "Chào <b>bạn</b>", plain: "Chào bạn", buttons: [] };
const send = (address = rig.address) => rig.channel.send(address, message);

describe("sending by the Zalo bot", () => {
  test("says the words without markup and tells the id", async () => {
    const result = await send();
    const [seen] = rig.lan.messages;
    expect(result).toEqual({ type: "sent", messageId: seen?.messageId });
    expect(rig.server.calls.at(-1)?.params).toEqual({ chat_id: rig.address, text: "Chào bạn" });
  });

  test("shows choices as lines, because there are no buttons, and takes 2000 UTF-16 units", () => {
    expect(rig.channel.capabilities).toEqual({ maxLength: 2_000, buttons: "none", maxButtonLabel: 0, markup: "plain" });
  });

  test("takes a message for sent whose id is missing", async () => {
    rig.server.fail("sendMessage", { type: "junk", body: '{"ok":true}' });
    expect(await send()).toEqual({ type: "sent", messageId: "unknown" });
  });

  test.for([
    [400, "rejected"],
    [401, "misconfigured"],
    [403, "blocked"],
    [404, "rejected"],
    [408, "unavailable"],
    [413, "rejected"],
    [425, "unavailable"],
    [429, "throttled"],
    [500, "unavailable"],
    [503, "unavailable"],
    [-14, "rejected"],
  ] as const)("tells a refusal with %i as %s, whatever the status of the answer", async ([code, failure]) => {
    const fault = { type: "refused", code, description: "why" } as const;
    const told = { type: "failed", failure, detail: `sendMessage: ${code} why` };
    if (code > 0) rig.server.fail("sendMessage", fault);
    else rig.server.fail("sendMessage", { ...fault, plain: true });
    rig.server.fail("sendMessage", { ...fault, plain: true });
    expect(await send()).toEqual(told);
    expect(await send()).toEqual(told);
  });

  test("tells how long a flood lasts where Zalo says so", async () => {
    rig.server.fail("sendMessage", { type: "refused", code: 429, retryAfter: 7 });
    expect(await send()).toMatchObject({ failure: "throttled", retryAfterMs: 7_000 });
  });

  test.for([
    ["a page instead of JSON", { type: "html", status: 502 }],
    ["a gateway that turns everybody away", { type: "html", status: 401 }],
    ["a page with status 200", { type: "html", status: 200 }],
    ["JSON of somebody else", { type: "junk", body: '{"error":"quota"}' }],
    ["JSON that is nothing", { type: "junk", body: "null" }],
  ] as const)("can be tried again after %s", async ([, fault]) => {
    rig.server.fail("sendMessage", fault);
    expect(await send()).toMatchObject({ type: "failed", failure: "unavailable" });
    expect(await send()).toMatchObject({ type: "sent" });
    expect(rig.lan.messages).toHaveLength(1);
  });

  test("cannot know that a message arrived whose answer was lost, and does not repeat it by itself", async () => {
    rig.server.fail("sendMessage", { type: "answer_lost" });
    expect(await send()).toMatchObject({ type: "failed", failure: "unavailable" });
    expect(rig.lan.messages).toHaveLength(1);
  });

  test("gives up after its time", async () => {
    const hasty = await startPollingRig({ apiRoot: rig.server.apiRoot, timing: { callMs: 50 } });
    rig.server.fail("sendMessage", { type: "hang" });
    expect(await hasty.channel.send(rig.address, message)).toMatchObject({
      failure: "unavailable",
      detail: "sendMessage: no answer in time",
    });
    await hasty.close();
  });

  test("is unavailable when nobody listens, and says so without the token", async () => {
    const deaf = await startPollingRig();
    await deaf.close();
    const result = await deaf.channel.send(deaf.address, message);
    expect(result).toEqual({ type: "failed", failure: "unavailable", detail: "sendMessage: no answer (ECONNREFUSED)" });
  });

  test("leaves a message to the outbox for which there is no place soon", async () => {
    const slow = await startPollingRig({
      apiRoot: rig.server.apiRoot,
      timing: { perAddressMs: 60_000, longestWaitMs: 5_000 },
    });
    expect(await slow.channel.send(rig.address, message)).toMatchObject({ type: "sent" });
    expect(await slow.channel.send(rig.address, message)).toMatchObject({ failure: "throttled", retryAfterMs: 5_000 });
    expect(rig.lan.messages).toHaveLength(1);
    await slow.close();
  });
});

describe("the pace of messages", () => {
  const pace = () => {
    const clock = { ms: 0 };
    return { clock, ...createPace({ perAddressMs: 1_000, overallMs: 50, elapsedMs: () => clock.ms }) };
  };

  test("is one a second to one person", () => {
    const { take, clock } = pace();
    expect([take("lan", 9_000), take("lan", 9_000), take("lan", 9_000)]).toEqual([0, 1_000, 2_000]);
    clock.ms = 2_500;
    expect(take("lan", 9_000)).toBe(500);
    clock.ms = 9_000;
    expect(take("lan", 9_000)).toBe(0);
  });

  test("is twenty a second to all", () => {
    const { take } = pace();
    const waits = Array.from({ length: 100 }, (_, n) => take(`person ${n}`, 9_000) ?? -1);
    for (let from = 0; from < 5_000; from += 10) {
      expect(waits.filter((wait) => wait >= from && wait < from + 1_000).length).toBeLessThanOrEqual(20);
    }
    expect(Math.max(...waits)).toBe(4_950);
  });

  test("of one person who is written to often holds nobody else up", () => {
    const { take } = pace();
    for (let n = 0; n < 5; n += 1) take("lan", 9_000);
    expect(take("minh", 9_000)).toBe(50);
  });

  test("counts from the end of a slow call", () => {
    const { take, ended, clock } = pace();
    take("lan", 9_000);
    clock.ms = 800;
    ended("lan");
    expect(take("lan", 9_000)).toBe(1_000);
  });

  test("takes no place that is too far away", () => {
    const { take } = pace();
    expect([take("lan", 1_500), take("lan", 1_500), take("lan", 1_500), take("lan", 2_500)]).toEqual([
      0,
      1_000,
      null,
      2_000,
    ]);
  });
});

describe("fetching a picture from the Zalo bot", () => {
  test("brings the bytes behind the address that came with the message", async () => {
    const bytes = new Uint8Array([1, 2, 3]);
    const url = rig.server.keepPicture(bytes);
    expect(await rig.channel.fetchFile(url, 3)).toEqual({ type: "fetched", bytes });
    expect(await rig.channel.fetchFile(url, 2)).toEqual({ type: "too_large" });
  });

  test("asks nobody on this machine when the platform is elsewhere", async () => {
    const far = await startPollingRig({ apiRoot: "https://bot-api.zaloplatforms.com" });
    expect(await far.channel.fetchFile(rig.server.keepPicture(new Uint8Array(3)), 9)).toEqual({ type: "gone" });
    await far.close();
  });
});
