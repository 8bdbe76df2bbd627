import { Api, InputFile } from "grammy";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Person } from "../../support/telegram/person.ts";
import { startTelegramServer } from "../../support/telegram/server.ts";
import type { TelegramServer } from "../../support/telegram/server.ts";
import { callBotApi, key } from "./bot-client.ts";

let server: TelegramServer;
let lan: Person;

beforeEach(async () => {
  server = await startTelegramServer();
  lan = server.person({ id: 7, firstName: "Lan" });
});
afterEach(() => server.close());

const call = (method: string, params?: object) => callBotApi(server, method, params);
const text = { chat_id: 7, text: "x" };

describe("a person", () => {
  beforeEach(() => lan.starts());

  test("sees messages and their edits, and waits for the next one", async () => {
    const waiting = lan.next();
    const sent = await call("sendMessage", { ...text, text: "Chào <b>Lan</b>", parse_mode: "HTML" });
    const { message_id } = sent.result as { message_id: number };
    expect((await waiting).text).toBe("Chào Lan");
    await call("editMessageText", { chat_id: 7, message_id, text: "Chào Mai" });
    expect(lan.messages.map(({ text, edited }) => [text, edited])).toEqual([["Chào Mai", true]]);
    expect(await call("editMessageText", { chat_id: 7, message_id, text: "Chào Mai" })).toMatchObject({
      description: expect.stringContaining("message is not modified"),
    });
    await expect(lan.next(1)).rejects.toThrow("Lan waited for message 2, in vain for 1 ms; the last one: Chào Mai");
  });

  test("presses the buttons that are shown, and only those", async () => {
    await call("sendMessage", { ...text, ...key({ text: "Đúng", callback_data: "q1:1" }) });
    lan.presses("Đúng");
    const updates = (await call("getUpdates")).result as { callback_query?: { id: string; data: string } }[];
    const query = updates.at(-1)?.callback_query;
    expect(query?.data).toBe("q1:1");
    expect(lan.spinning).toBe(1);
    expect(await call("answerCallbackQuery", { callback_query_id: query?.id })).toMatchObject({ ok: true });
    expect(lan.spinning).toBe(0);
    expect(await call("answerCallbackQuery", { callback_query_id: query?.id })).toMatchObject({ error_code: 400 });
    expect(() => lan.presses("Sai")).toThrow('no button "Sai"; the last message is: x [Đúng]');
  });

  test("cannot be reached after a block until they come back", async () => {
    lan.blocks();
    expect(await call("sendMessage", text)).toMatchObject({
      error_code: 403,
      description: "Forbidden: bot was blocked by the user",
    });
    lan.unblocks();
    expect(await call("sendMessage", text)).toMatchObject({ ok: true });
  });

  test("sees photos that a client uploads, and the client fetches what they sent", async () => {
    const api = new Api(server.token, { apiRoot: server.apiRoot });
    const bytes = Uint8Array.from({ length: 5_000 }, (_, n) => n % 256);
    await api.sendPhoto(7, new InputFile(bytes, "thư cảm ơn.jpg"), {
      caption: "Cảm ơn <b>bạn</b>",
      parse_mode: "HTML",
    });
    expect(Buffer.from(lan.messages[0]?.photo ?? []).equals(bytes)).toBe(true);
    expect(lan.messages[0]?.text).toBe("Cảm ơn bạn");
    expect(server.violations).toEqual([]);
  });
});
