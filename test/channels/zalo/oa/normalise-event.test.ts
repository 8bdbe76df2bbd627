import { describe, expect, test } from "vitest";
import { readEvent } from "../../../../src/channels/zalo/oa/event.ts";
import { normaliseEvent } from "../../../../src/channels/zalo/oa/normalise-event.ts";
import { inboundSchema } from "../../../../src/model/channel.ts";

const user = "2468000000000000777";
const envelope = { app_id: "43", timestamp: "1795000000000", sender: { id: user }, recipient: { id: "1357" } };

function heard(eventName: string, fields: Record<string, unknown>) {
  const event = readEvent({ ...envelope, event_name: eventName, ...fields });
  const events = event ? normaliseEvent(event) : [];
  for (const inbound of events) expect(inboundSchema.parse(inbound)).toEqual(inbound);
  return events;
}
const contents = (eventName: string, fields: Record<string, unknown>) =>
  heard(eventName, fields).map(({ content }) => content);
const message = (fields: Record<string, unknown>) => ({ message: { msg_id: "m1", ...fields } });
const attached = (type: string, payload: Record<string, unknown>, fields: Record<string, unknown> = {}) =>
  message({ attachments: [{ type, payload }], ...fields });
const url = "https://files.example/a1b2.jpg";

describe("what the account itself sent", () => {
  const echo = { sender: { id: "1357" }, recipient: { id: user }, ...message({ text: "chào bạn" }) };

  test.for([
    ["an administrator's name at the top", { ...echo, admin_id: "555" }],
    ["the same as a number", { ...echo, admin_id: 555 }],
    ["an administrator as the sender", { ...echo, sender: { id: "1357", admin_id: "555" } }],
  ] as const)("is by hand with %s, and none of its words are kept", ([, fields]) => {
    expect(heard("oa_send_text", fields)).toEqual([
      { channel: "zalo_oa", externalId: "oa_send_text:m1", address: user, sender: {}, content: { type: "by_hand" } },
    ]);
    expect(contents("oa_send_image", fields)).toEqual([{ type: "by_hand" }]);
  });

  test("is ours without one, and not for one person in a group", () => {
    expect(heard("oa_send_text", echo)).toEqual([]);
    expect(heard("oa_send_group_text", { ...echo, admin_id: "555" })).toEqual([]);
  });
});

describe("words", () => {
  test.for([
    ["words", "Giang Thành còn thiếu gì?", { type: "text", text: "Giang Thành còn thiếu gì?" }],
    ["the payload of a button", "#q17:2", { type: "button", data: "q17:2" }],
    ["a button of news", "#do:pledge.confirm CK26-045", { type: "button", data: "do:pledge.confirm CK26-045" }],
    ["a hash that is no payload", "#giangthanh", { type: "text", text: "#giangthanh" }],
    ["a payload without its mark", "q17:2", { type: "text", text: "q17:2" }],
    ["a forged command", "#do:drop table", { type: "text", text: "#do:drop table" }],
  ] as const)("%s", ([, text, content]) => {
    expect(contents("user_send_text", message({ text }))).toEqual([content]);
  });

  test.for([{ text: " \n" }, {}, { text: 7 }])("nothing is said with %j", (fields) => {
    expect(heard("user_send_text", message(fields))).toEqual([]);
  });
});

describe("pictures and documents", () => {
  test("a picture with its caption", () => {
    expect(
      contents("user_send_image", attached("image", { url, thumbnail: url }, { text: "GN CK26-001 40 bộ" })),
    ).toEqual([
      {
        type: "file",
        file: { fileId: url, uniqueId: expect.stringMatching(/^[\w-]{43}$/), mime: "image/jpeg" },
        caption: "GN CK26-001 40 bộ",
      },
    ]);
  });

  test("several pictures are an album, each with an id of its own", () => {
    const attachments = ["1", "2"].map((n) => ({ type: "image", payload: { url: `${url}?${n}` } }));
    const events = heard("user_send_image", message({ attachments, text: "hai ảnh" }));
    expect(events.map(({ externalId }) => externalId)).toEqual(["user_send_image:m1", "user_send_image:m1:2"]);
    expect(events.map(({ content }) => content)).toMatchObject([
      { album: "m1", caption: "hai ảnh", file: { fileId: `${url}?1` } },
      { album: "m1", file: { fileId: `${url}?2` } },
    ]);
  });

  test("a document says its size as words", () => {
    const payload = {
      url: "https://files.example/x",
      name: "biên bản.PDF",
      size: "102400",
      type: "pdf",
      checksum: "x",
    };
    expect(contents("user_send_file", attached("file", payload))).toMatchObject([
      { type: "file", file: { mime: "application/pdf", size: 102_400 } },
    ]);
  });

  test.for([
    ["a program", { url, name: "virus.exe", type: "exe" }],
    ["a document without an address", { name: "a.pdf" }],
  ] as const)("%s is not read", ([, payload]) => {
    expect(contents("user_send_file", attached("file", payload))).toEqual([{ type: "unsupported", kind: "document" }]);
  });

  test.for([
    ["https://files.example/v.m4a?x=1", "audio/mp4"],
    ["https://files.example/v.AMR", "audio/amr"],
    ["https://files.example/v", "audio/mpeg"],
  ])("a voice note at %s", ([address, mime]) => {
    expect(contents("user_send_audio", attached("audio", { url: address }))).toMatchObject([
      { type: "voice", file: { fileId: address, mime } },
    ]);
  });
});

describe("what cannot be read is answered with a request to type", () => {
  test.for([
    ["sticker", { id: "7", url }],
    ["gif", { url, thumbnail: url }],
    ["video", { url, thumbnail: url, description: "" }],
    ["location", { coordinates: { latitude: "10.38", longitude: "104.48" } }],
    ["link", { url, description: "một bài báo" }],
    ["business_card", { description: '{"phone":"84900000001"}' }],
    ["hologram", {}],
  ] as const)("%s", ([kind, payload]) => {
    expect(contents(`user_send_${kind}`, attached(kind, payload))).toEqual([{ type: "unsupported", kind }]);
  });

  test("a picture without an address, a sound without one", () => {
    expect(contents("user_send_image", attached("image", {}))).toEqual([{ type: "unsupported", kind: "image" }]);
    expect(contents("user_send_audio", message({}))).toEqual([{ type: "unsupported", kind: "audio" }]);
  });

  test("the words beside a link are read", () => {
    expect(contents("user_send_link", attached("link", { url }, { text: "xem giúp mình" }))).toEqual([
      { type: "text", text: "xem giúp mình" },
    ]);
  });
});

describe("what happens without a message", () => {
  const without = { sender: undefined, recipient: undefined, follower: { id: user }, oa_id: "1357" };

  test("somebody follows: a beginning", () => {
    expect(heard("follow", without)).toEqual([
      {
        channel: "zalo_oa",
        externalId: `follow:${user}:1795000000000`,
        address: user,
        sender: {},
        content: { type: "start" },
      },
    ]);
  });

  test("somebody no longer follows: not to be reached", () => {
    expect(contents("unfollow", without)).toEqual([{ type: "reachable", reachable: false }]);
  });

  test.for(["84900000001", 84_900_000_001])("the form brings the own number, %j", (phone) => {
    expect(heard("user_submit_info", { info: { name: "Lan", phone, address: "x" } })).toEqual([
      {
        channel: "zalo_oa",
        externalId: `user_submit_info:${user}:1795000000000`,
        address: user,
        sender: { name: "Lan" },
        content: { type: "contact", phone: "84900000001", own: true },
      },
    ]);
  });

  test.for([
    "user_seen_message",
    "user_reacted_message",
    "user_click_chatnow",
    "oa_send_text",
    "oa_send_image",
    "anonymous_send_text",
    "user_send_group_text",
    "change_oa_daily_quota",
    "a_thing_of_tomorrow",
  ])("%s is nobody's words to us", (eventName) => {
    expect(heard(eventName, message({ text: "x" }))).toEqual([]);
  });
});

test("an event without a message id is known by person and time", () => {
  expect(heard("user_send_text", { message: { text: "x" } })[0]?.externalId).toBe(
    `user_send_text:${user}:1795000000000`,
  );
});
