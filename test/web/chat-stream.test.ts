import { afterEach, describe, expect, test } from "vitest";
import type { ChatEvent, WebChannel } from "../../src/model/web-chat.ts";
import { createWebServer, type WebServer } from "../../src/web/server.ts";
import { personas, siteDeps, webChannel } from "./support/site.ts";

interface Listener {
  /** The next events of the stream; pings and the like come as `{ event: "comment" }`. */
  next(): Promise<{ event: string; id: string; line: ChatEvent | null }>;
  /** Everything up to and without the next `ready`. */
  untilReady(): Promise<{ id: string; text: string }[]>;
  close(): Promise<void>;
  /** Resolves when the server ended the stream. */
  ended: Promise<void>;
}

let server: WebServer | null = null;
afterEach(() => server?.stop());

async function open(pingEveryMs = 60_000, limits?: { lines: number; conversations: number }) {
  const channel = webChannel(limits);
  await channel.start(async () => {});
  const chat = { channel, personas: async () => personas, pingEveryMs };
  server = createWebServer({ ...siteDeps({ chat }), host: "127.0.0.1", port: 0 });
  return { channel, url: (await server.start()).url };
}

const write = (channel: WebChannel, text: string) =>
  channel.send("demo-donor", { text, plain: text, buttons: [{ label: "Có", data: "q:1" }] });

async function listen(url: string, lastId?: string): Promise<Listener> {
  const abort = new AbortController();
  const response = await fetch(`${url}/chat/events?conversation=demo-donor`, {
    signal: abort.signal,
    headers: lastId ? { "last-event-id": lastId } : {},
  });
  expect(response.headers.get("content-type")).toBe("text/event-stream");
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  const ended = Promise.withResolvers<void>();
  let buffer = "";

  const listener: Listener = {
    ended: ended.promise,
    async next() {
      while (!buffer.includes("\n\n")) {
        const { done, value } = await reader.read();
        if (done) {
          ended.resolve();
          throw new Error("the stream ended");
        }
        buffer += value;
      }
      const [block = "", ...rest] = buffer.split("\n\n");
      buffer = rest.join("\n\n");
      const field = (name: string) => new RegExp(`^${name}: ([^\\n]*)$`, "m").exec(block)?.[1] ?? "";
      const event = block.startsWith(":") ? "comment" : field("event");
      return { event, id: field("id"), line: event === "line" ? JSON.parse(field("data")) : null };
    },
    async untilReady() {
      const lines: { id: string; text: string }[] = [];
      for (;;) {
        const { event, id, line } = await listener.next();
        if (event === "ready") return lines;
        if (line) lines.push({ id, text: line.by === "us" ? line.plain : line.text });
      }
    },
    async close() {
      abort.abort();
      await reader.cancel().catch(() => undefined);
    },
  };
  return listener;
}

test("an open page gets what was said before and what is said now", async () => {
  const { channel, url } = await open();
  await channel.receive("demo-donor", "message-1", { type: "text", text: "xin chào" });
  await write(channel, "Chào bạn");
  const page = await listen(url);
  expect((await page.untilReady()).map(({ text }) => text)).toEqual(["xin chào", "Chào bạn"]);
  await write(channel, "Nhắc bạn: hạn 14/12");
  const { event, line } = await page.next();
  expect(event).toBe("line");
  expect(line).toEqual({
    id: 3,
    at: "2026-11-20T01:30:00.000Z",
    by: "us",
    html: "Nhắc bạn: hạn 14/12",
    plain: "Nhắc bạn: hạn 14/12",
    buttons: [{ label: "Có", data: "q:1" }],
  });
  await page.close();
});

test("a page that lost the connection goes on after its last line, without loss and without doubles", async () => {
  const { channel, url } = await open();
  const seen: { id: string; text: string }[] = [];
  for (let round = 0; round < 5; round += 1) {
    await write(channel, `dòng ${round}a`);
    const page = await listen(url, seen.at(-1)?.id);
    seen.push(...(await page.untilReady()));
    await write(channel, `dòng ${round}b`);
    const { id, line } = await page.next();
    seen.push({ id, text: line?.by === "us" ? line.plain : "" });
    await page.close();
  }
  expect(seen.map(({ text }) => text)).toEqual([0, 1, 2, 3, 4].flatMap((n) => [`dòng ${n}a`, `dòng ${n}b`]));
});

test("a line that is written while others are sent is not slept through", async () => {
  const { channel, url } = await open();
  const page = await listen(url);
  await page.untilReady();
  const count = 200;
  for (let n = 0; n < count; n += 1) void write(channel, `dòng ${n}`);
  const got: (number | undefined)[] = [];
  while (got.length < count) got.push((await page.next()).line?.id);
  expect(got).toEqual(Array.from({ length: count }, (_, n) => n + 1));
  await page.close();
});

describe("where a page says it stands", () => {
  test.for([
    "other-epoch.2",
    "nonsense",
    "epoch-0000000000000001.x",
    ".",
    "epoch-0000000000000001.-1",
    "epoch-0000000000000001.99999999999",
  ])("%s is not believed: everything comes again", async (lastId) => {
    const { channel, url } = await open();
    await write(channel, "một");
    await write(channel, "hai");
    const page = await listen(url, lastId);
    expect((await page.untilReady()).map(({ text }) => text)).toEqual(["một", "hai"]);
    await page.close();
  });

  test("the id may also stand in the address, for pages that open the stream anew", async () => {
    const { channel, url } = await open();
    await write(channel, "một");
    await write(channel, "hai");
    const response = await fetch(`${url}/chat/events?conversation=demo-donor&after=${channel.epoch}.1`);
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    const { value } = await reader.read();
    expect(value).toContain("hai");
    expect(value).not.toContain("một");
    await reader.cancel();
  });
});

test("line breaks and markup travel whole", async () => {
  const { channel, url } = await open();
  const text = "dòng một\r\ndòng hai\n\nevent: line\ndata: {}\u2028😀";
  await write(channel, text);
  const page = await listen(url);
  expect(await page.untilReady()).toEqual([{ id: `${channel.epoch}.1`, text }]);
  await page.close();
});

test("only so much is remembered, and the newest is kept", async () => {
  const { channel, url } = await open(60_000, { lines: 3, conversations: 10 });
  for (let n = 1; n <= 10; n += 1) await write(channel, `dòng ${n}`);
  const page = await listen(url);
  expect((await page.untilReady()).map(({ text }) => text)).toEqual(["dòng 8", "dòng 9", "dòng 10"]);
  await page.close();
});

test("a quiet stream is kept open by comments", async () => {
  const { url } = await open(5);
  const page = await listen(url);
  await page.untilReady();
  expect((await page.next()).event).toBe("comment");
  expect((await page.next()).event).toBe("comment");
  await page.close();
});

test("stopping the server ends open streams at once", async () => {
  const { url } = await open();
  const pages = await Promise.all([listen(url), listen(url), listen(url)]);
  for (const page of pages) await page.untilReady();
  const begun = performance.now();
  const readers = pages.map((page) => page.next().catch(() => null));
  await server?.stop();
  await Promise.all([...readers, ...pages.map(({ ended }) => ended)]);
  expect(performance.now() - begun).toBeLessThan(20_000);
});
