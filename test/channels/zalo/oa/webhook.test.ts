import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Inbound } from "../../../../src/model/channel.ts";
import { serialise, sign } from "../../../support/zalo/oa/push.ts";
import { type Rig, type RigOptions, startRig } from "./rig.ts";

let rig: Rig;
let events: Inbound[];

async function open(options: RigOptions = {}, ingest?: (heard: readonly Inbound[]) => Promise<void>) {
  rig = await startRig(options);
  await rig.channel.start(ingest ?? (async (heard) => void events.push(...heard)));
}

beforeEach(() => {
  events = [];
});
afterEach(async () => {
  await rig.channel.stop();
  await rig.close();
});

const hour = 3_600_000;
const said = (fields: Record<string, unknown> = {}) => ({
  app_id: rig.server.appId,
  event_name: "user_send_text",
  timestamp: String(rig.server.clock.now().getTime()),
  sender: { id: "2468000000000000777" },
  recipient: { id: rig.server.oaId },
  message: { msg_id: "m1", text: "xin chào" },
  ...fields,
});
const receive = (headers: Record<string, string>, body: string) =>
  rig.channel.webhook?.receive(new Headers(headers), new TextEncoder().encode(body));
const signature = (event: ReturnType<typeof said>, body: string) =>
  sign(event.app_id, body, event.timestamp, rig.server.secretKey);
async function accountKnown(): Promise<void> {
  await rig.channel.stop();
  await rig.channel.start(async (heard) => void events.push(...heard));
}
const push = (event: ReturnType<typeof said>, body = serialise(event)) =>
  receive({ "x-zevent-signature": `mac=${signature(event, body)}` }, body);

describe("the webhook of the Official Account", () => {
  test("takes what is signed and keeps ids of 19 digits as they came", async () => {
    await open();
    expect(await push(said())).toBe(200);
    const event = said();
    const body = serialise(event)
      .replace('"2468000000000000777"', "2468000000000000777")
      .replace('"m1"', "9007199254740993");
    expect(await push(event, body)).toBe(200);
    expect(events.map(({ address, externalId }) => [address, externalId])).toEqual([
      ["2468000000000000777", "user_send_text:m1"],
      ["2468000000000000777", "user_send_text:9007199254740993"],
    ]);
  });

  test("takes the signature without its prefix", async () => {
    await open();
    const event = said();
    const body = serialise(event);
    expect(await receive({ "X-ZEvent-Signature": signature(event, body) }, body)).toBe(200);
    expect(events).toHaveLength(1);
  });

  test("ignores what is not signed, as the call that tests a new address", async () => {
    await open();
    expect(await rig.server.saveWebhook(rig.webhookUrl)).toEqual([200, 200]);
    expect(await receive({}, serialise(said()))).toBe(200);
    expect(await receive({ "x-zevent-signature": "" }, "{")).toBe(200);
    expect(events).toEqual([]);
  });

  test("turns away a wrong signature and stores nothing", async () => {
    await open();
    const event = said();
    const body = serialise(event);
    expect(await receive({ "x-zevent-signature": `mac=${"0".repeat(64)}` }, body)).toBe(401);
    expect(await receive({ "x-zevent-signature": `mac=${signature(event, body)}` }, JSON.stringify(event))).toBe(401);
    expect(await receive({ "x-zevent-signature": "mac=00" }, "{}")).toBe(401);
    expect(events).toEqual([]);
  });

  test("ignores what is meant for another account that uses the same app", async () => {
    await open();
    await accountKnown();
    expect(await push(said({ recipient: { id: "999" } }))).toBe(200);
    expect(await push(said({ event_name: "follow", follower: { id: "7" }, oa_id: "999" }))).toBe(200);
    expect(events).toEqual([]);
    expect(await push(said())).toBe(200);
    expect(events).toHaveLength(1);
  });

  test("asks whose an event is before it ignores one for an account that may be ours by now", async () => {
    await open();
    await accountKnown();
    rig.server.clock.advance(2 * hour);
    expect(await push(said({ recipient: { id: "999" } }))).toBe(503);
    await rig.server.called("getoa", 2);
    await vi.waitFor(async () => expect(await push(said({ recipient: { id: "999" } }))).toBe(200));
    expect(events).toEqual([]);
  });

  test("takes everything that is signed where the platform does not tell which account it is", async () => {
    rig = await startRig();
    rig.server.fail("getoa", { type: "refused", code: -212 }, 9);
    await rig.channel.start(async (heard) => void events.push(...heard));
    await rig.server.called("getoa");
    expect(await push(said({ recipient: { id: "999" } }))).toBe(200);
    expect(events).toHaveLength(1);
  });

  test("ignores the events of another app, rightly signed or not", async () => {
    await open();
    const other = said({ app_id: "999" });
    expect(await push(other)).toBe(200);
    expect(await receive({ "x-zevent-signature": "mac=00" }, serialise(other))).toBe(200);
    expect(events).toEqual([]);
  });

  test.for(["", "{", "null", "7", '"text"', "\u0000"])("refuses %j, which is no event", async (body) => {
    await open();
    expect(await receive({ "x-zevent-signature": "mac=00" }, body)).toBe(400);
  });

  test("marks what is older than two hours, so that it is kept and not answered", async () => {
    await open();
    const at = (ago: number, id: string) =>
      said({ timestamp: String(rig.server.clock.now().getTime() - ago), message: { msg_id: id, text: "xin chào" } });
    rig.server.clock.set("2026-11-22T09:00:00+07:00");
    expect(await push(at(2 * hour, "late"))).toBe(200);
    expect(await push(at(2 * hour + 1, "stale"))).toBe(200);
    expect(events.map(({ externalId, stale }) => [externalId, stale])).toEqual([
      ["user_send_text:late", undefined],
      ["user_send_text:stale", true],
    ]);
  });

  test("does not take somebody of the office who wrote hours ago for one who is writing", async () => {
    await open();
    rig.server.clock.set("2026-11-22T09:00:00+07:00");
    const byHand = (ago: number, id: string) => ({
      ...said({ timestamp: String(rig.server.clock.now().getTime() - ago), message: { msg_id: id, text: "chào" } }),
      event_name: "oa_send_text",
      sender: { id: rig.server.oaId },
      recipient: { id: "2468000000000000777" },
      admin_id: "555",
    });
    expect(await push(byHand(2 * hour + 1, "old"))).toBe(200);
    expect(await push(byHand(0, "new"))).toBe(200);
    expect(events.map(({ externalId, content }) => [externalId, content.type])).toEqual([
      ["oa_send_text:new", "by_hand"],
    ]);
  });

  test("asks for the event again while the store is down, before the start and after the stop", async () => {
    await open({}, async () => {
      throw new Error("the store is down");
    });
    expect(await push(said())).toBe(503);
    await rig.channel.stop();
    expect(await push(said())).toBe(503);
    await rig.close();
    rig = await startRig();
    expect(await push(said())).toBe(503);
    await rig.channel.start(async (heard) => void events.push(...heard));
    expect(await push(said())).toBe(200);
    expect(events).toHaveLength(1);
  });

  test("hands receipts over and asks for them again when they could not be written down", async () => {
    const receipts: object[] = [];
    let down = true;
    await open({
      onReceipt: async (receipt) => {
        if (down) throw new Error("the store is down");
        receipts.push(receipt);
      },
    });
    const between = { sender: { id: rig.server.oaId }, recipient: { id: "84900000001" } };
    const received = said({
      event_name: "user_received_message",
      ...between,
      message: { msg_id: "z1", tracking_id: "t1" },
    });
    expect(await push(received)).toBe(503);
    down = false;
    expect(await push(received)).toBe(200);
    expect(await push({ ...received, message: undefined, msg_id: "z2" } as never)).toBe(200);
    expect(receipts).toEqual([
      { messageId: "z1", trackingId: "t1" },
      { messageId: "z2", trackingId: null },
    ]);
    expect(events).toEqual([]);
  });

  test("ignores the echo of what we sent ourselves", async () => {
    await open();
    rig.lan.says("xin chào");
    await rig.server.push.settled();
    await rig.channel.send(rig.address, { text: "Chào bạn", plain: "Chào bạn", buttons: [] });
    await rig.server.push.settled();
    expect(rig.server.push.attempts.map(({ event, status }) => [event, status])).toEqual([
      ["user_send_text", 200],
      ["oa_send_text", 200],
      ["user_received_message", 200],
    ]);
    expect(events).toHaveLength(1);
    expect(rig.receipts).toEqual([{ messageId: expect.stringMatching(/./), trackingId: null }]);
  });

  test("an answer that came too late makes the platform repeat an event that has the same id", async () => {
    const stored = Promise.withResolvers<void>();
    let slow = true;
    await open({}, async (heard) => {
      events.push(...heard);
      if (slow) await stored.promise;
    });
    rig.server.settings.answerWithinMs = 300;
    rig.lan.says("hứa 10 bộ đồ ấm");
    await rig.server.push.settled();
    expect(rig.server.push.attempts.map(({ status }) => status)).toEqual(["unreachable"]);
    rig.server.settings.answerWithinMs = 20_000;
    stored.resolve();
    slow = false;
    await rig.server.push.flush();
    expect(rig.server.push.attempts.map(({ status, retry }) => [status, retry])).toEqual([
      ["unreachable", 0],
      [200, 1],
    ]);
    expect(events[1]).toEqual(events[0]);
  });

  test("takes events in any order", async () => {
    await open();
    const release = rig.server.push.holdBack();
    for (const line of ["một", "hai", "ba"]) rig.lan.says(line);
    release((held) => held.toReversed());
    await vi.waitFor(() => expect(events).toHaveLength(3), { interval: 10 });
    expect(events.map(({ content }) => content)).toEqual(["ba", "hai", "một"].map((text) => ({ type: "text", text })));
  });

  test("tells no secret and no words of people in its log", async () => {
    await open({}, async () => {
      throw new Error("the store is down");
    });
    await push(said());
    await receive({ "x-zevent-signature": "mac=00" }, serialise(said()));
    const logged = rig.logged.join("\n");
    expect(logged).toContain("user_send_text");
    for (const secret of [rig.server.secretKey, "xin chào", await rig.tokens.current()])
      expect(logged).not.toContain(secret);
  });
});
