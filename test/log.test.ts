import { expect, test } from "vitest";
import { createHashId, createLog } from "../src/log.ts";

function capture(secrets: string[] = []) {
  const lines: string[] = [];
  const log = createLog({ level: "debug", secrets, destination: { write: (line: string) => void lines.push(line) } });
  return { log, read: () => lines.map((line): unknown => JSON.parse(line)) };
}

test.for([
  { botToken: "x-1" },
  { bot_token: "x-1" },
  { headers: { authorization: "x-1" } },
  { headers: { "X-Telegram-Bot-Api-Secret-Token": "x-1" } },
  { person: { phone: "x-1" } },
  { event: { content: { type: "text", text: "x-1" } } },
  { address: "x-1" },
  { events: [{ address: "x-1" }] },
  { SUPABASE_KEY: "x-1" },
  { SUPABASE_JWT_SECRET: "x-1" },
  { file: { caption: "x-1" } },
  { err: Object.assign(new Error("refused"), { request: { headers: { cookie: "x-1" } } }) },
])("what must stay private is hidden wherever it stands: %j", (fields) => {
  const { log, read } = capture();
  log.info(fields, "something happened");
  expect(JSON.stringify(read())).not.toContain("x-1");
  expect(read()).toEqual([expect.objectContaining({ level: "info", msg: "something happened" })]);
});

test("a known secret is taken out of the middle of anybody's message", () => {
  const { log, read } = capture(["123456:SECRET"]);
  log.error(new Error("GET https://example.test/bot123456:SECRET/getMe failed"));
  expect(JSON.stringify(read())).not.toContain("SECRET");
  expect(read()).toEqual([
    expect.objectContaining({ level: "error", msg: "GET https://example.test/bot[hidden]/getMe failed" }),
  ]);
});

test("harmless fields stay readable", () => {
  const { log, read } = capture();
  log.warn({ channel: "telegram", attempt: 2, counts: [1, 2], conversation: { key: "menu" }, none: null }, "slow");
  expect(read()).toEqual([
    expect.objectContaining({
      channel: "telegram",
      attempt: 2,
      counts: [1, 2],
      conversation: { key: "menu" },
      none: null,
    }),
  ]);
});

test("an error keeps its type, message and stack", () => {
  const { log, read } = capture();
  log.error({ err: new TypeError("no") }, "failed");
  expect(read()).toEqual([
    expect.objectContaining({
      err: expect.objectContaining({ type: "TypeError", message: "no", stack: expect.stringContaining("log.test.ts") }),
    }),
  ]);
});

test("a structure that contains itself does not stop the log", () => {
  const { log, read } = capture();
  const circle: Record<string, unknown> = { name: "circle" };
  circle["self"] = circle;
  log.info({ circle }, "still here");
  expect(read()).toHaveLength(1);
});

test("an id is followed by its hash, which depends on the key and tells nothing", () => {
  const hashId = createHashId("one key");
  expect(hashId("84900000001")).toBe(hashId("84900000001"));
  expect(hashId("84900000001")).not.toBe(hashId("84900000002"));
  expect(hashId("84900000001")).not.toBe(createHashId("another key")("84900000001"));
  expect(hashId("84900000001")).toMatch(/^[\w-]{12}$/);
});
