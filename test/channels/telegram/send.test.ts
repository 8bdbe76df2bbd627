import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { RenderedMessage } from "../../../src/model/channel.ts";
import { startPollingRig } from "./drivers.ts";
import type { Rig } from "./drivers.ts";

let rig: Rig;
beforeEach(async () => {
  rig = await startPollingRig();
  rig.lan.starts();
});
afterEach(() => rig.close());

const message = (fields: Partial<RenderedMessage> = {}): RenderedMessage => ({
  text: "Chào <b>bạn</b>",
  plain: "Chào bạn",
  buttons: [],
  ...fields,
});
const send = (fields?: Partial<RenderedMessage>, address = rig.address) => rig.channel.send(address, message(fields));
const labelled = (...labels: string[]) => labels.map((label, n) => ({ label, data: `q1:${n + 1}` }));

describe("sending by Telegram", () => {
  test("shows markup, no link previews, and tells the id", async () => {
    const result = await send({ text: "Xem <b>bảng</b> https://example.org &amp; <code>CK26-001</code>" });
    const [seen] = rig.lan.messages;
    expect(result).toEqual({ type: "sent", messageId: String(seen?.messageId) });
    expect(seen?.text).toBe("Xem bảng https://example.org & CK26-001");
    expect(seen?.entities.map(({ type }) => type)).toEqual(["bold", "code"]);
    expect(rig.server.calls.at(-1)?.params).toEqual({
      chat_id: 7_001_234_567,
      text: "Xem <b>bảng</b> https://example.org &amp; <code>CK26-001</code>",
      parse_mode: "HTML",
      link_preview_options: { is_disabled: true },
    });
  });

  test.for([
    ["short ones three in a row", ["1", "2", "3", "4"], [["1", "2", "3"], ["4"]]],
    ["middling ones two in a row", ["Đúng rồi nhé", "Chưa đúng", "Thôi"], [["Đúng rồi nhé", "Chưa đúng"], ["Thôi"]]],
    ["long ones one in a row", ["Nhận phần còn lại 70 bộ", "Thôi"], [["Nhận phần còn lại 70 bộ"], ["Thôi"]]],
  ] as const)("lays buttons out: %s", async ([, labels, rows]) => {
    await send({ buttons: labelled(...labels) });
    expect(rig.lan.messages[0]?.buttons.map((row) => row.map(({ label }) => label))).toEqual(rows);
    expect(rig.lan.messages[0]?.buttons.flat().map(({ press }) => press)).toEqual(
      labels.map((_, n) => ({ type: "data", data: `q1:${n + 1}` })),
    );
  });

  test("takes labels and data of the greatest size", async () => {
    const buttons = Array.from({ length: 10 }, (_, n) => ({ label: "ữ".repeat(40), data: `${"q".repeat(62)}:${n}` }));
    expect(await send({ buttons })).toMatchObject({ type: "sent" });
  });

  test("offers to share the phone number, beside the other choices", async () => {
    await send({ requestContact: "Chia sẻ số điện thoại", buttons: labelled("Để sau") });
    expect(rig.lan.messages[0]?.buttons).toEqual([
      [{ label: "Chia sẻ số điện thoại", press: { type: "contact" } }],
      [{ label: "Để sau", press: { type: "say" } }],
    ]);
    expect(rig.server.calls.at(-1)?.params["reply_markup"]).toMatchObject({ one_time_keyboard: true });
  });

  test("says the words without markup when the markup is refused, and complains once", async () => {
    rig.server.fail("sendMessage", {
      type: "refused",
      code: 400,
      description: "Bad Request: can't parse entities: Unclosed start tag at byte offset 5",
    });
    expect(await send({ buttons: labelled("Có") })).toMatchObject({ type: "sent" });
    expect(rig.lan.messages.map(({ text }) => text)).toEqual(["Chào bạn"]);
    expect(rig.lan.messages[0]?.buttons.flat()).toHaveLength(1);
    expect(rig.server.calls.at(-1)?.params).not.toHaveProperty("parse_mode");
    expect(rig.logged.filter((line) => line.includes("refused our markup"))).toHaveLength(1);
  });

  test.for([
    ["a flood", 429, "Too Many Requests: retry after 7", "throttled"],
    ["a block", 403, "Forbidden: bot was blocked by the user", "blocked"],
    ["a deleted account", 403, "Forbidden: user is deactivated", "blocked"],
    ["somebody who never wrote", 403, "Forbidden: bot can't initiate conversation with a user", "blocked"],
    ["an unknown chat", 400, "Bad Request: chat not found", "rejected"],
    ["an upgraded group", 400, "Bad Request: group chat was upgraded to a supergroup chat", "rejected"],
    ["too long a text", 400, "Bad Request: message is too long", "rejected"],
    ["a wrong token", 401, "Unauthorized", "misconfigured"],
    ["a token of another shape", 404, "Not Found", "misconfigured"],
    ["a fault of Telegram", 500, "Internal Server Error", "unavailable"],
    ["a gateway that speaks JSON", 502, "Bad Gateway", "unavailable"],
  ] as const)("tells %s", async ([, code, description, failure]) => {
    const fault = { type: "refused", code, description, migrateTo: -100_500 } as const;
    rig.server.fail("sendMessage", fault);
    expect(await send()).toEqual({ type: "failed", failure, detail: `${code} ${description}` });
  });

  test("tells how long a flood lasts", async () => {
    rig.server.fail("sendMessage", { type: "throttled", retryAfter: 7 });
    expect(await send()).toMatchObject({ failure: "throttled", retryAfterMs: 7_000 });
  });

  test.for([
    ["a page instead of JSON", { type: "html", status: 502 }],
    ["a page with status 200", { type: "html", status: 200 }],
    ["JSON of somebody else", { type: "junk", body: '{"error":"quota"}' }],
    ["JSON that is nothing", { type: "junk", body: "null" }],
  ] as const)("can be tried again after %s", async ([, fault]) => {
    rig.server.fail("sendMessage", fault);
    expect(await send()).toMatchObject({ type: "failed", failure: "unavailable" });
    expect(rig.lan.messages).toEqual([]);
    expect(await send()).toMatchObject({ type: "sent" });
  });

  test("cannot know that a message arrived whose answer was lost, and does not repeat it by itself", async () => {
    rig.server.fail("sendMessage", { type: "answer_lost" });
    expect(await send()).toMatchObject({ type: "failed", failure: "unavailable" });
    expect(rig.lan.messages).toHaveLength(1);
  });

  test("gives up after its time, before and after leaving the markup out", async () => {
    const hasty = await startPollingRig({ apiRoot: rig.server.apiRoot, timing: { callMs: 250 } });
    try {
      rig.server.fail("sendMessage", { type: "hang" });
      expect(await hasty.channel.send(rig.address, message())).toMatchObject({ failure: "unavailable" });
      const description = "Bad Request: can't parse entities: no end tag";
      rig.server.fail("sendMessage", { type: "refused", code: 400, description });
      rig.server.fail("sendMessage", { type: "hang" });
      expect(await hasty.channel.send(rig.address, message())).toMatchObject({ failure: "unavailable" });
      expect(rig.lan.messages).toEqual([]);
    } finally {
      await hasty.close();
    }
  });

  test.for(["", "abc", "-", "1.5", "12 ", "0x10", "9007199254740993"])(
    "rejects the address %j without a call",
    async (address) => {
      expect(await send({}, address)).toMatchObject({ type: "failed", failure: "rejected" });
      expect(rig.server.calls).toEqual([]);
    },
  );

  test("is unavailable when nobody listens, and says so without the token", async () => {
    const deaf = await startPollingRig();
    await deaf.close();
    const result = await deaf.channel.send(deaf.address, message());
    expect(result).toMatchObject({
      type: "failed",
      failure: "unavailable",
      detail: expect.stringContaining("ECONNREFUSED"),
    });
    expect(JSON.stringify(result)).not.toContain("local-token");
  });
});

test("the token is in no log, whatever goes wrong", async () => {
  rig.server.fail("getUpdates", { type: "html", status: 502 });
  rig.server.fail("getUpdates", { type: "answer_lost" });
  rig.server.fail("setMyCommands", { type: "answer_lost" });
  rig.server.fail("answerCallbackQuery", { type: "answer_lost" });
  await rig.channel.start(async () => undefined);
  rig.lan.forges("q1:1");
  await vi.waitFor(() => expect(rig.logged.length).toBeGreaterThanOrEqual(4), { timeout: 10_000, interval: 10 });
  await rig.channel.stop();
  expect(rig.logged.join()).toContain("ECONNRESET");
  expect(rig.logged.join()).not.toContain("local-token");
});
