import { describe, expect, test } from "vitest";
import { enterRoom as enter, type Room } from "./support/room.ts";

const text = { conversation: "demo-donor", id: "message-1", type: "text", text: "xin chào" };
const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3);

describe("what the page says", () => {
  test("a line is stored before it is answered, with the page's language", async () => {
    const room = await enter();
    const response = await room.say({ ...text, language: "en" });
    expect([response.status, await response.json()]).toEqual([202, { stored: true }]);
    expect(room.heard.heard).toEqual([
      {
        channel: "web",
        externalId: "demo-donor:message-1",
        address: "demo-donor",
        sender: { language: "en" },
        content: { type: "text", text: "xin chào" },
      },
    ]);
  });

  test("a repeated request has one effect and shows one line", async () => {
    const room = await enter();
    for (let n = 0; n < 3; n += 1) expect((await room.say(text)).status).toBe(202);
    expect(room.heard.heard).toHaveLength(1);
    expect(room.channel.history("demo-donor", 0).filter(({ by }) => by === "person")).toHaveLength(1);
  });

  test("the same id in another conversation is another message", async () => {
    const room = await enter();
    await room.say(text);
    await room.say({ ...text, conversation: "demo-commune" });
    expect(room.heard.heard).toHaveLength(2);
  });

  test("a press is shown as the words of its button", async () => {
    const room = await enter();
    const buttons = [{ label: "Có", data: "q7:1" }];
    await room.channel.send("demo-donor", { text: "Đúng không?", plain: "Đúng không?", buttons });
    await room.say({ conversation: "demo-donor", id: "press-001", type: "press", data: "q7:1" });
    expect(room.heard.heard[0]?.content).toEqual({ type: "button", data: "q7:1" });
    expect(room.channel.history("demo-donor", 1)[0]).toMatchObject({ by: "person", text: "Có" });
  });

  test("a start is heard and not shown", async () => {
    const room = await enter();
    await room.say({ conversation: "demo-donor", id: "start-0001", type: "start" });
    expect(room.heard.heard[0]?.content).toEqual({ type: "start" });
    expect(room.channel.history("demo-donor", 0).filter(({ by }) => by === "person")).toEqual([]);
  });

  test("characters that PostgreSQL refuses are dropped on the way", async () => {
    const room = await enter();
    await room.say('{"conversation":"demo-donor","id":"message-1","type":"text","text":"a\\u0000b\\ud83d"}');
    expect(room.heard.heard[0]?.content).toEqual({ type: "text", text: "ab\uFFFD" });
  });
});

describe("a file", () => {
  const send = (room: Room, body: Uint8Array, query = "conversation=demo-donor&id=file-0001") =>
    room.ask(`/chat/files?${query}`, { method: "POST", body: new Uint8Array(body) });

  test("is kept for whoever asks, and told by what it is, not by its stated type", async () => {
    const room = await enter();
    const query = new URLSearchParams({ conversation: "demo-donor", id: "file-0001", caption: "CK26-045" });
    expect((await send(room, png, query.toString())).status).toBe(202);
    const content = room.heard.heard[0]?.content;
    if (content?.type !== "file") throw new Error("no file was heard");
    expect(content).toMatchObject({ file: { mime: "image/png", size: png.length }, caption: "CK26-045" });
    expect(await room.channel.fetchFile(content.file.fileId, 1_000)).toEqual({
      type: "fetched",
      bytes: Buffer.from(png),
    });
    expect(await room.channel.fetchFile(content.file.fileId, 3)).toEqual({ type: "too_large" });
    expect(await room.channel.fetchFile("nothing", 1_000)).toEqual({ type: "gone" });
    expect(room.channel.history("demo-donor", 0)[0]).toMatchObject({
      by: "person",
      text: "CK26-045",
      mime: "image/png",
    });
  });

  test.for([
    ["JPEG", [0xff, 0xd8, 0xff, 0xe0], "image/jpeg"],
    ["WebP", [...Buffer.from("RIFF\0\0\0\0WEBPVP8 ")], "image/webp"],
    ["PDF", [...Buffer.from("%PDF-1.7")], "application/pdf"],
  ] as const)("may be %s", async ([, bytes, mime]) => {
    const room = await enter();
    expect((await send(room, Uint8Array.from(bytes))).status).toBe(202);
    expect(room.heard.heard[0]?.content).toMatchObject({ file: { mime } });
  });

  test.for([
    ["empty", []],
    ["a page", [...Buffer.from("<html><script>")]],
    ["a picture that carries scripts", [...Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'>")]],
    ["a program", [0x4d, 0x5a, 0x90]],
    ["the beginning of a PNG only", [0x89, 0x50, 0x4e]],
  ] as const)("may not be %s", async ([, bytes]) => {
    const room = await enter();
    expect((await send(room, Uint8Array.from(bytes))).status).toBe(415);
    expect(room.heard.heard).toEqual([]);
  });

  test("may have ten megabytes and not one byte more", async () => {
    const room = await enter();
    const large = new Uint8Array(10 * 1_048_576 + 1);
    large.set(png);
    expect((await send(room, large)).status).toBe(413);
    expect((await send(room, large.subarray(1, 0))).status).toBe(415);
    expect((await send(room, large.subarray(0, -1))).status).toBe(202);
  });

  test.for([
    "",
    "conversation=demo-donor",
    "id=file-0001",
    "conversation=demo-donor&id=x",
    "conversation=nobody&id=file-0001",
  ])("with the query %o goes nowhere", async (query) => {
    const room = await enter();
    expect([400, 404]).toContain((await send(room, png, query)).status);
    expect(room.heard.heard).toEqual([]);
  });
});

describe("garbage", () => {
  test.for([
    ["nothing", ""],
    ["no JSON", "{"],
    ["no object", "null"],
    ["a list", "[]"],
    ["bytes that are no text", "\u0080"],
    ["a type that does not exist", { ...text, type: "contact" }],
    ["no id", { ...text, id: undefined }],
    ["an id that is too short", { ...text, id: "x" }],
    ["an id with a separator", { ...text, id: "message:1:2" }],
    ["an id that is too long", { ...text, id: "x".repeat(65) }],
    ["only blanks", { ...text, text: " \n\t" }],
    ["a novel", { ...text, text: "x".repeat(10_001) }],
    ["a press that is too long", { ...text, type: "press", text: undefined, data: "x".repeat(65) }],
    ["more than is known", { ...text, role: "province_officer" }],
    ["another language", { ...text, language: "fr" }],
    ["a prototype", '{"__proto__": {"type": "text"}, "conversation": "demo-donor"}'],
    ["deep nesting", "[".repeat(20_000) + "]".repeat(20_000)],
  ])("%s is refused", async ([, message]) => {
    const room = await enter();
    expect((await room.say(message)).status).toBe(400);
    expect(room.heard.heard).toEqual([]);
    expect(room.log).toEqual([]);
  });

  test("too much is refused before it is read as JSON", async () => {
    const room = await enter();
    expect((await room.say({ ...text, text: "x".repeat(70_000) })).status).toBe(413);
  });

  test("what does not call itself JSON is refused, as forms of other sites are", async () => {
    const room = await enter();
    expect((await room.say(text, { "content-type": "text/plain" })).status).toBe(415);
    expect((await room.say(text, { "content-type": "application/x-www-form-urlencoded" })).status).toBe(415);
  });
});

describe("limits", () => {
  test("who is too fast is asked to slow down, and may go on a moment later", async () => {
    const room = await enter({ burst: 3, perSecond: 1 });
    const say = async (n: number) => (await room.say({ ...text, id: `message-${n}` })).status;
    expect([await say(1), await say(2), await say(3), await say(4)]).toEqual([202, 202, 202, 429]);
    room.tickMs(1_000);
    expect([await say(5), await say(6)]).toEqual([202, 429]);
    room.tickMs(60_000);
    expect([await say(7), await say(8), await say(9), await say(10)]).toEqual([202, 202, 202, 429]);
  });

  test("a clock that is set back makes nobody wait for it", async () => {
    const room = await enter({ burst: 2, perSecond: 1 });
    const say = async (n: number) => (await room.say({ ...text, id: `message-${n}` })).status;
    expect(await say(1)).toBe(202);
    room.tickMs(-3_600_000);
    expect([await say(2), await say(3)]).toEqual([202, 429]);
    room.tickMs(1_000);
    expect(await say(4)).toBe(202);
  });

  test("while the store is down the page is asked to try again, and nothing is shown as said", async () => {
    const room = await enter();
    await room.channel.start(() => Promise.reject(new Error("no database")));
    const response = await room.say(text);
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "2"]);
    expect(room.channel.history("demo-donor", 0)).toEqual([]);
    expect(room.log).toHaveLength(1);
  });
});
