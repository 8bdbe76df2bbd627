import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readHtml } from "../../support/telegram/markup.ts";
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

describe("calls that Telegram would refuse", () => {
  test.for([
    ["an unknown method", "sendMesage", text, "Not Found: method not found"],
    ["a missing parameter", "sendMessage", { chat_id: 7 }, "sendMessage.text is missing"],
    ["an unknown parameter", "sendMessage", { ...text, parsemode: "HTML" }, "sendMessage.parsemode is no parameter"],
    ["a number for a text", "sendMessage", { chat_id: 7, text: 5 }, "sendMessage.text must be of type String"],
    ["an empty text", "sendMessage", { chat_id: 7, text: " " }, "message text is empty"],
    [
      "an empty text behind markup",
      "sendMessage",
      { chat_id: 7, text: "<b> </b>", parse_mode: "HTML" },
      "message text is empty",
    ],
    ["a long text", "sendMessage", { chat_id: 7, text: "x".repeat(4_097) }, "message is too long"],
    ["half a character", "sendMessage", { chat_id: 7, text: "x\uD83D" }, "strings must be encoded in UTF-8"],
    [
      "broken markup",
      "sendMessage",
      { chat_id: 7, text: "a < b", parse_mode: "HTML" },
      "can't parse entities: Unclosed start tag at byte offset 2",
    ],
    [
      "long data",
      "sendMessage",
      { ...text, ...key({ text: "a", callback_data: "ữ".repeat(22) }) },
      "callback_data must be 1-64 bytes",
    ],
    [
      "no data",
      "sendMessage",
      { ...text, ...key({ text: "a", callback_data: "" }) },
      "callback_data must be 1-64 bytes",
    ],
    [
      "a button that does nothing",
      "sendMessage",
      { ...text, ...key({ text: "a" }) },
      "Text buttons are unallowed in the inline keyboard",
    ],
    [
      "a button without a label",
      "sendMessage",
      { ...text, ...key({ text: "", callback_data: "a" }) },
      "Button text must be non-empty",
    ],
    [
      "an unknown kind of button",
      "sendMessage",
      { ...text, ...key({ text: "a", colour: "red" }) },
      "colour is no parameter",
    ],
    [
      "a wide keyboard",
      "sendMessage",
      { ...text, reply_markup: { keyboard: Array.from({ length: 101 }, () => [{ text: "a" }]) } },
      "reply markup is too long",
    ],
    [
      "a long notice",
      "answerCallbackQuery",
      { callback_query_id: "1", text: "x".repeat(201) },
      "text must be 0-200 characters",
    ],
    [
      "a command in capitals",
      "setMyCommands",
      { commands: [{ command: "Help", description: "x" }] },
      "BOT_COMMAND_INVALID",
    ],
    [
      "a command without words",
      "setMyCommands",
      { commands: [{ command: "help", description: "" }] },
      "description must be 1-256 characters",
    ],
    [
      "a long description",
      "setMyDescription",
      { description: "x".repeat(513) },
      "description must be 0-512 characters",
    ],
    [
      "a long short description",
      "setMyShortDescription",
      { short_description: "x".repeat(121) },
      "short_description must be 0-120 characters",
    ],
    [
      "a secret with spaces",
      "setWebhook",
      { url: "http://127.0.0.1:9", secret_token: "a b" },
      "secret token contains unallowed characters",
    ],
    ["a webhook that is no address", "setWebhook", { url: "here" }, "bad webhook"],
    ["too large a batch", "getUpdates", { limit: 101 }, "limit must be 1-100"],
  ] as const)("are refused and remembered: %s", async ([, method, params, problem]) => {
    lan.starts();
    const answer = await call(method, params);
    expect(answer).toMatchObject({ ok: false, description: expect.stringContaining(problem) });
    expect(server.violations.map((violation) => violation.problem)).toEqual([answer.description]);
    expect(lan.messages).toEqual([]);
  });

  test.for([
    ["the greatest text", { chat_id: 7, text: "ữ".repeat(4_096) }],
    ["the greatest text behind markup", { chat_id: 7, text: `<b>${"&amp;".repeat(4_096)}</b>`, parse_mode: "HTML" }],
    ["the greatest data", { ...text, ...key({ text: "a", callback_data: "x".repeat(64) }) }],
    ["a field of the newest version", { ...text, ...key({ text: "a", callback_data: "b", style: "success" }) }],
    ["the chat id in digits", { chat_id: "7", text: "x" }],
  ] as const)("are told from those that it takes: %s", async ([, params]) => {
    lan.starts();
    expect(await call("sendMessage", params)).toMatchObject({ ok: true });
    expect(server.violations).toEqual([]);
  });

  test.for([
    ["a stranger", 8, 400, "Bad Request: chat not found"],
    ["somebody who never wrote", 7, 403, "Forbidden: bot can't initiate conversation with a user"],
  ] as const)("are no violation when it is about the other side: %s", async ([, chat_id, error_code, description]) => {
    expect(await call("sendMessage", { chat_id, text: "x" })).toEqual({ ok: false, error_code, description });
    expect(server.violations).toEqual([]);
  });

  test("need the right token", async () => {
    const answer = await fetch(`${server.apiRoot}/bot1:wrong/getMe`);
    expect([answer.status, await answer.json()]).toEqual([
      401,
      { ok: false, error_code: 401, description: "Unauthorized" },
    ]);
  });
});

describe("markup", () => {
  test.for([
    ["<b>đậm</b> và <i>nghiêng</i>", "đậm và nghiêng"],
    ["1 &lt; 2 &amp; 3 &gt; 2 &#39;&#x1F600; &nbsp;", "1 < 2 & 3 > 2 '😀 &nbsp;"],
    ['<a href="https://example.org">đây</a>', "đây"],
    ["<code>a</code><pre>b</pre><blockquote>c</blockquote>", "abc"],
    ["5 > 4 & 3", "5 > 4 & 3"],
  ])("%s reads %s", ([source, text]) => {
    expect(readHtml(source ?? "")).toMatchObject({ ok: true, text });
  });

  test.for([
    ["a <x>b</x>", 'Unsupported start tag "x" at byte offset 2'],
    ["ữ <b>b", 'Can\'t find end tag corresponding to start tag "b"'],
    ["b</b>", "Unexpected end tag at byte offset 1"],
    ["<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'],
    ["ữ <b", "Unclosed start tag at byte offset 4"],
    ["<b>x</b", "Unclosed end tag at byte offset 4"],
    ["<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
  ])("%s is refused", ([source, problem]) => {
    expect(readHtml(source ?? "")).toEqual({ ok: false, problem });
  });

  test("tells where it applies", () => {
    expect(readHtml("  a <b>đậm</b> <i></i>")).toMatchObject({ entities: [{ type: "bold", offset: 2, length: 3 }] });
  });
});
