import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { normaliseUpdate } from "../../../../src/channels/zalo/bot/normalise-update.ts";
import { readUpdate } from "../../../../src/channels/zalo/bot/update.ts";
import { readJson } from "../../../../src/channels/zalo/read-json.ts";
import { inboundSchema, maxInboundText } from "../../../../src/model/channel.ts";

function hear(payload: unknown) {
  const update = readUpdate(payload);
  return update && normaliseUpdate(update);
}

const chat = { id: "6ede9afa66b88fe6d6a9", chat_type: "PRIVATE" };
const from = { id: chat.id, display_name: "Lan Thử", is_bot: false };
const message = {
  message_id: "2d758cb5e222177a4e35",
  date: 1_796_000_000_123,
  chat,
  from,
  message_type: "CHAT_MESSAGE",
};
const said = (event: string, fields: object) =>
  hear({ event_name: `message.${event}.received`, message: { ...message, ...fields } });

const picture = "https://photos.example.org/a/b.jpg?key=1";
const file = (url: string, mime: string) => ({
  fileId: url,
  uniqueId: createHash("sha256").update(url).digest("hex"),
  mime,
});

const rows: readonly [string, string, object, object][] = [
  ["a text", "text", { text: "Xin chào" }, { type: "text", text: "Xin chào" }],
  ["a command", "text", { text: "/help" }, { type: "text", text: "/help" }],
  ["a start", "text", { text: "/start" }, { type: "start" }],
  ["a start with a code", "text", { text: "/start Qm4xT9 " }, { type: "start", parameter: "Qm4xT9" }],
  ["a picture", "image", { photo_url: picture }, { type: "file", file: file(picture, "image/jpeg") }],
  [
    "a picture as older clients have it",
    "image",
    { photo: picture, caption: "GN CK26-001 40 bộ" },
    { type: "file", file: file(picture, "image/jpeg"), caption: "GN CK26-001 40 bộ" },
  ],
  ["a picture without its address", "image", { photo: { id: 1 } }, { type: "unsupported", kind: "image" }],
  [
    "a picture at no address of the web",
    "image",
    { photo_url: "file:///etc/passwd" },
    { type: "unsupported", kind: "image" },
  ],
  ["a sticker", "sticker", { sticker: "2b8d3c", url: picture }, { type: "unsupported", kind: "sticker" }],
  [
    "a voice note",
    "voice",
    { voice_url: "https://voice.example.org/1.MP3?x" },
    { type: "voice", file: file("https://voice.example.org/1.MP3?x", "audio/mpeg") },
  ],
  [
    "a voice note of an unknown format",
    "voice",
    { voice_url: "https://voice.example.org/1" },
    { type: "voice", file: file("https://voice.example.org/1", "audio/mp4") },
  ],
  ["a link that is text", "link", { text: "https://example.org" }, { type: "text", text: "https://example.org" }],
  ["a link that is none", "link", { link: {} }, { type: "unsupported", kind: "link" }],
  ["what Zalo itself does not read", "unsupported", {}, { type: "unsupported", kind: "unsupported" }],
  ["a kind of next year", "hologram", {}, { type: "unsupported", kind: "hologram" }],
  ["an empty text", "text", { text: " " }, { type: "unsupported", kind: "text" }],
];

describe("an update of the Zalo bot", () => {
  test.for(rows)("%s", ([, event, fields, content]) => {
    const heard = {
      channel: "zalo_bot",
      externalId: "2d758cb5e222177a4e35",
      address: "6ede9afa66b88fe6d6a9",
      sender: { name: "Lan Thử" },
      content,
    };
    expect(said(event, fields)).toEqual(heard);
    const wrapped = {
      ok: true,
      result: { event_name: `message.${event}.received`, message: { ...message, ...fields } },
    };
    expect(hear(wrapped)).toEqual(heard);
  });

  test("is heard without the name of its event", () => {
    expect(hear({ message: { ...message, text: "Xin chào" } })?.content).toEqual({ type: "text", text: "Xin chào" });
    expect(hear({ message })?.content).toEqual({ type: "unsupported", kind: "unknown" });
  });

  test("keeps ids that came as numbers to the last digit", () => {
    const text =
      '{"message":{"message_id":9007199254740993,"chat":{"id":4318652914735219481,"chat_type":"PRIVATE"},"text":"x"}}';
    expect(hear(readJson(text))).toMatchObject({ externalId: "9007199254740993", address: "4318652914735219481" });
  });

  test("without an id of its own has the same one whenever it comes, and another message another", () => {
    const idOf = (fields: object) => said("text", { message_id: undefined, text: "có", ...fields })?.externalId;
    expect(idOf({})).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(idOf({ date: 1_796_000_000 })).toBe(idOf({}));
    expect(idOf({ date: 1_796_000_001_000 })).not.toBe(idOf({}));
    expect(idOf({ text: "không" })).not.toBe(idOf({}));
    expect(idOf({ chat: { ...chat, id: "other" } })).not.toBe(idOf({}));
  });

  test.for([
    ["no name", {}, {}],
    ["an older name", { name: "Lan" }, { name: "Lan" }],
    ["a name of 500 letters", { display_name: "ă".repeat(500) }, { name: "ă".repeat(200) }],
    ["a blank name", { display_name: " " }, {}],
  ] as const)("takes the sender's name when it is one: %s", ([, fields, sender]) => {
    expect(said("text", { from: { id: chat.id, ...fields }, text: "x" })?.sender).toEqual(sender);
  });

  test("is cut where nobody types on", () => {
    const long = "ê".repeat(1_000_000);
    expect(said("text", { text: long })?.content).toEqual({ type: "text", text: "ê".repeat(maxInboundText) });
    expect(said("image", { photo_url: picture, caption: long })?.content).toMatchObject({
      caption: "ê".repeat(maxInboundText),
    });
  });
});

describe("what is no conversation", () => {
  test.for([
    [
      "a group",
      {
        event_name: "message.text.received",
        message: { ...message, text: "x", chat: { id: "g", chat_type: "GROUP" } },
      },
    ],
    [
      "a chat of an unknown kind",
      { event_name: "message.text.received", message: { ...message, text: "x", chat: { id: "g" } } },
    ],
    [
      "another bot",
      { event_name: "message.text.received", message: { ...message, text: "x", from: { ...from, is_bot: true } } },
    ],
    ["a reaction", { event_name: "message.reaction.received", message: { ...message, text: "x" } }],
    ["an event about something else", { event_name: "bot.renamed", message: { ...message, text: "x" } }],
    ["an event without its message", { event_name: "message.unsupported.received" }],
    ["an empty message", { event_name: "message.unsupported.received", message: {} }],
    ["an endless id", { message: { ...message, text: "x", chat: { ...chat, id: "a".repeat(201) } } }],
    ["an id with a space", { message: { ...message, text: "x", chat: { ...chat, id: "a b" } } }],
  ] as const)("%s", ([, payload]) => expect(hear(payload)).toBeNull());

  test("a private chat without its kind is one", () => {
    expect(said("text", { chat: { id: chat.id }, text: "x" })).toMatchObject({ address: chat.id });
  });

  test("every mutilation of a real update is heard rightly, or not at all", () => {
    const junk = [undefined, null, 0, -1, 1.5, 2 ** 53, "", "x", "\0", true, [], {}, [[]], { id: {} }, Number.NaN];
    const heard = rows.flatMap(([, event, fields]) => {
      const payload = { event_name: `message.${event}.received`, message: { ...message, ...fields } };
      return pathsOf(payload).flatMap((path) => junk.map((value) => hear(replaced(payload, path, value))));
    });
    const events = heard.filter((event) => event !== null);
    expect(heard.length).toBeGreaterThan(2_000);
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
  return copy;
}
