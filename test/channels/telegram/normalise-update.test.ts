import { describe, expect, test } from "vitest";
import { normaliseUpdate } from "../../../src/channels/telegram/normalise-update.ts";
import { readUpdate } from "../../../src/channels/telegram/update.ts";
import { inboundSchema, maxInboundText } from "../../../src/model/channel.ts";
import { rows } from "./update-rows.ts";

function hear(payload: unknown) {
  const update = readUpdate(payload);
  return update && normaliseUpdate(update);
}

const chat = { id: 7_001_234_567, type: "private" };
const message = { message_id: 1, date: 1, chat, from: { id: chat.id, is_bot: false, first_name: "Lan" } };
const said = (fields: object) => hear({ update_id: 5, message: { ...message, ...fields } });

describe("an update of Telegram", () => {
  test.for(rows)("%s", ([, kind, payload, content]) => {
    expect(hear({ update_id: 10_000, [kind]: payload })).toEqual(
      content && {
        channel: "telegram",
        externalId: "10000",
        address: "7001234567",
        sender: { name: "Lan Thử", language: "vi" },
        content,
      },
    );
  });

  test("keeps the largest ids that Telegram may give out exactly", () => {
    const id = 2 ** 52 - 1;
    const heard = hear({ update_id: 2 ** 31 - 1, message: { ...message, chat: { ...chat, id }, text: "x" } });
    expect(heard).toMatchObject({ externalId: "2147483647", address: "4503599627370495" });
  });

  test.for([
    ["no name", {}, {}],
    ["a first name alone", { first_name: "Lan" }, { name: "Lan" }],
    ["a name of 500 letters", { first_name: "ă".repeat(500) }, { name: "ă".repeat(200) }],
    ["a name that is a number", { first_name: 7, last_name: "Thử" }, { name: "Thử" }],
    ["a language that is a list", { language_code: ["vi"] }, {}],
    ["an endless language", { language_code: "v".repeat(99) }, { language: "v".repeat(20) }],
  ] as const)("takes the sender's hints when they are hints: %s", ([, fields, sender]) => {
    const from = { id: chat.id, is_bot: false, ...fields };
    expect(said({ from, text: "x" })?.sender).toEqual(sender);
  });

  test.for([
    ["a text", { text: "ê".repeat(1_000_000) }, { type: "text", text: "ê".repeat(maxInboundText) }],
    ["an edit", { edited: true, text: "x".repeat(1_000_000) }, { type: "edited", text: "x".repeat(maxInboundText) }],
    [
      "a start parameter",
      { text: `/start ${"y".repeat(1_000_000)}` },
      { type: "start", parameter: "y".repeat(maxInboundText - "/start ".length) },
    ],
  ] as const)(
    "is cut where nobody types on: %s",
    ([, { edited, ...fields }, content]: readonly [string, { edited?: boolean; text: string }, object]) => {
      const kind = edited ? "edited_message" : "message";
      expect(hear({ update_id: 5, [kind]: { ...message, ...fields } })?.content).toEqual(content);
    },
  );

  test("is ignored when a file has no usable id", () => {
    expect(said({ photo: [{ file_id: "a".repeat(600), file_unique_id: "b", width: 1, height: 1 }] })).toBeNull();
    expect(said({ document: { file_id: 5, file_unique_id: "b", mime_type: "image/png" } })).toBeNull();
  });

  test("is heard without a field that makes no sense", () => {
    expect(said({ text: "x", photo: "junk", contact: [], media_group_id: 8 })?.content).toEqual({
      type: "text",
      text: "x",
    });
    expect(said({ contact: { phone_number: "84900000001", user_id: String(chat.id) } })?.content).toEqual({
      type: "contact",
      phone: "84900000001",
      own: false,
    });
  });

  test("cannot reach beyond its own fields", () => {
    const payload: unknown = JSON.parse(
      `{"update_id":1,"__proto__":{"message":{"text":"x"}},"constructor":{"prototype":{"polluted":1}},
        "message":{"__proto__":{"text":"x"},"chat":{"id":1,"type":"private","__proto__":{"type":"private"}},"sticker":null}}`,
    );
    expect(hear(payload)).toBeNull();
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });
});

describe("what is no update", () => {
  test.for([
    ["nothing", undefined],
    ["null", null],
    ["a text", "update"],
    ["a list", [{ update_id: 1 }]],
    ["an empty object", {}],
    ["an id in words", { update_id: "1" }],
    ["an id with a fraction", { update_id: 1.5 }],
    ["an id that no number holds", { update_id: 2 ** 53 }],
    ["a null id", { update_id: null }],
  ] as const)("is told apart: %s", ([, payload]) => {
    expect(readUpdate(payload)).toBeNull();
  });

  test("every mutilation of a real update is heard rightly, or not at all", () => {
    const junk = [undefined, null, 0, -1, 1.5, 2 ** 53, "", "x", true, [], {}, [[]], { id: {} }, Number.NaN];
    const heard = rows.flatMap(([, kind, payload]) =>
      pathsOf(payload).flatMap((path) =>
        junk.map((value) => hear({ update_id: 7, [kind]: replaced(payload, path, value) })),
      ),
    );
    const events = heard.filter((event) => event !== null);
    expect(heard.length).toBeGreaterThan(5_000);
    expect(events.length).toBeGreaterThan(1_000);
    expect(events.filter((event) => !inboundSchema.safeParse(event).success)).toEqual([]);
  });
});

function pathsOf(value: unknown): string[][] {
  if (typeof value !== "object" || value === null) return [[]];
  return [[], ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner).map((path) => [key, ...path]))];
}

function replaced(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  const copy: Record<string, unknown> = { ...(value as object) };
  copy[key] = replaced(copy[key], rest, by);
  return Array.isArray(value) ? Object.values(copy) : copy;
}
