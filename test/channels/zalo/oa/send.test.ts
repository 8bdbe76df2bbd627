import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { RenderedMessage } from "../../../../src/model/channel.ts";
import { type Rig, startRig } from "./rig.ts";

let rig: Rig;

beforeEach(async () => {
  rig = await startRig({ server: { now: "2026-11-22T09:00:00+07:00" } });
  await rig.channel.start(async () => undefined);
  await rig.server.called("getoa");
  rig.lan.says("xin chào");
});
afterEach(async () => {
  await rig.channel.stop();
  await rig.close();
});

const hour = 3_600_000;
const words = (text = "Chào bạn", more: Partial<RenderedMessage> = {}) => ({ text, plain: text, buttons: [], ...more });
const sends = () => rig.server.calls.filter(({ endpoint }) => endpoint === "cs");
const send = (message: RenderedMessage = words(), address = rig.address) => rig.channel.send(address, message);

describe("a message", () => {
  test("goes out once, as a consultation message with the token in its own header", async () => {
    expect(await send()).toEqual({
      type: "sent",
      messageId: rig.lan.messages[0]?.messageId,
      quota: { type: "free", remain: 7 },
    });
    expect(sends().map(({ path }) => path)).toEqual(["/v3.0/oa/message/cs"]);
    expect(JSON.parse(sends()[0]?.body ?? "")).toEqual({
      recipient: { user_id: rig.address },
      message: { text: "Chào bạn" },
    });
  });

  test("has its choices as buttons whose payload comes back as words", async () => {
    await send(
      words("Đúng chưa?\n\n1. Có\n2. Không", {
        buttons: [
          { label: "Có", data: "q1:1" },
          { label: "Không", data: "q1:2" },
        ],
      }),
    );
    expect(rig.lan.messages[0]?.buttons).toEqual([
      { label: "Có", payload: "#q1:1" },
      { label: "Không", payload: "#q1:2" },
    ]);
  });

  test.for(["", "7", "abc", "1.5", "2468000000000000001 ", "../x"].filter((address) => !/^\d+$/.test(address)))(
    "is not sent to %j, which is no id",
    async (address) => {
      expect(await send(words(), address)).toMatchObject({ type: "failed", failure: "rejected" });
      expect(sends()).toEqual([]);
    },
  );

  test("tells what is left: eight free ones, then what was bought, until somebody writes again", async () => {
    const told = [];
    for (let n = 0; n < 9; n += 1) told.push(await send());
    expect(told.map((result) => result.type === "sent" && result.quota)).toEqual([
      ...[7, 6, 5, 4, 3, 2, 1, 0].map((remain) => ({ type: "free", remain })),
      { type: "paid", remain: 99 },
    ]);
    rig.lan.says("còn đây");
    expect(await send()).toMatchObject({ quota: { type: "free", remain: 7 } });
    rig.server.clock.advance(49 * hour);
    expect(await send()).toMatchObject({ quota: { type: "paid", remain: 98 } });
    rig.server.clock.advance(6 * 24 * hour);
    expect(await send()).toMatchObject({ failure: "window_closed", detail: expect.stringContaining("-230") });
  });

  test.for([
    ["no quota", { message_id: "m1" }],
    ["a quota of an unknown kind", { message_id: "m1", quota: { quota_type: "gift", remain: "3" } }],
    ["a quota without a number", { message_id: "m1", quota: { quota_type: "reply", remain: "many" } }],
  ] as const)("is sent although the answer tells %s", async ([, data]) => {
    rig.server.fail("cs", { type: "junk", body: JSON.stringify({ error: 0, message: "Success", data }) });
    expect(await send()).toEqual({ type: "sent", messageId: "m1" });
  });

  test("is sent although the answer names no message", async () => {
    rig.server.fail("cs", { type: "junk", body: '{"error":0}' });
    expect(await send()).toMatchObject({ type: "sent" });
  });
});

describe("the form for a phone number", () => {
  test("carries the question itself, so that both cost one message", async () => {
    await send(words("Bạn có muốn nhận lời nhắc không?", { requestContact: "Chia sẻ số điện thoại" }));
    expect(rig.lan.messages).toMatchObject([
      { text: "", form: { title: "Chia sẻ số điện thoại", subtitle: "Bạn có muốn nhận lời nhắc không?" } },
    ]);
  });

  test("follows a question that is too long for it", async () => {
    const long = "dài ".repeat(200);
    await send(words(long, { requestContact: "Chia sẻ số điện thoại" }));
    expect(rig.lan.messages.map(({ text, form }) => [text, form?.title])).toEqual([
      [long, undefined],
      ["", "Chia sẻ số điện thoại"],
    ]);
  });

  test("is left out where the platform refuses it, the question is not", async () => {
    rig.server.fail("cs", { type: "refused", code: -233 });
    const question = words("Bạn có muốn nhận lời nhắc không?", { requestContact: "Chia sẻ số điện thoại" });
    expect(await send(question)).toMatchObject({ type: "sent" });
    expect(rig.lan.messages).toMatchObject([{ text: "Bạn có muốn nhận lời nhắc không?", form: null }]);
  });

  test("does not make a long question be sent twice", async () => {
    const question = words("dài ".repeat(200), { requestContact: "Chia sẻ số điện thoại" });
    const sending = send(question);
    await rig.server.called("cs");
    rig.server.fail("cs", { type: "html", status: 502 });
    expect(await sending).toMatchObject({ type: "sent" });
    expect(rig.lan.messages).toHaveLength(1);
  });
});

describe("the access token", () => {
  test.for([-216, -220])("is replaced once when it is refused with %i, and the message sent once", async (code) => {
    rig.server.fail("cs", { type: "refused", code });
    const stale = await rig.tokens.current();
    expect(await send()).toMatchObject({ type: "sent" });
    expect(rig.tokens.renewals).toEqual([stale]);
    expect(rig.lan.messages).toHaveLength(1);
  });

  test("expires after 25 hours", async () => {
    const stale = await rig.tokens.current();
    rig.server.clock.advance(25 * hour);
    expect(await send()).toMatchObject({ type: "sent" });
    expect(rig.tokens.renewals).toEqual([stale]);
  });

  test("is not replaced a second time: an operator must look", async () => {
    rig.server.fail("cs", { type: "refused", code: -216 }, 2);
    expect(await send()).toMatchObject({ type: "failed", failure: "misconfigured" });
    expect(rig.tokens.renewals).toHaveLength(1);
    expect(sends()).toHaveLength(2);
  });

  test("is missing until somebody acts: nothing is sent, and the channel says so", async () => {
    expect(rig.channel.ready()).toBe(true);
    rig.tokens.lose();
    expect(rig.channel.ready()).toBe(false);
    expect(await send()).toMatchObject({ type: "failed", failure: "misconfigured" });
    expect(sends()).toEqual([]);
  });

  test("is in no log and in no result", async () => {
    rig.server.fail("cs", { type: "refused", code: -216 }, 2);
    const result = await send();
    expect(rig.logged.length).toBeGreaterThan(0);
    for (const token of [...rig.tokens.renewals, await rig.tokens.current()])
      expect(JSON.stringify(result) + rig.logged.join("\n")).not.toContain(token);
  });
});

describe("trouble on the way", () => {
  test.for([
    ["a gateway", { type: "html", status: 502 }, "unavailable"],
    ["too many calls", { type: "html", status: 429 }, "throttled"],
    ["a wrong address", { type: "html", status: 404 }, "misconfigured"],
    ["junk", { type: "junk", body: "null" }, "unavailable"],
    ["an answer without a code", { type: "junk", body: '{"data":{}}' }, "unavailable"],
    ["a lost answer", { type: "answer_lost" }, "unavailable"],
  ] as const)("%s is a value", async ([, fault, failure]) => {
    rig.server.fail("cs", fault);
    expect(await send()).toMatchObject({ type: "failed", failure });
  });

  test("no answer at all ends after a while", async () => {
    await rig.channel.stop();
    await rig.close();
    rig = await startRig({ timeoutMs: 100 });
    rig.lan.says("xin chào");
    rig.server.fail("cs", { type: "hang" });
    expect(await send()).toEqual({ type: "failed", failure: "unavailable", detail: "no answer in time" });
  });
});
