/**
 * What every channel promises, whatever platform it speaks to. A driver plays the platform and the person;
 * what a platform does not know (repeating, failing) its driver leaves out.
 */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { inboundSchema, maxInboundText, sendFailures } from "../../src/model/channel.ts";
import type { Channel, Inbound, Ingest, RenderedMessage, SendFailure } from "../../src/model/channel.ts";

export interface ChannelDriver {
  readonly channel: Channel;
  /** Of the person that writes and reads. */
  readonly address: string;
  /** The person writes; the platform delivers in the background. */
  says(text: string): void;
  /** How many events the channel has not acknowledged to the platform. */
  pending(): number;
  /** The platform now delivers again what was refused. */
  retry(): Promise<void>;
  /** The platform delivers the last event once more, although it was acknowledged. */
  repeat?(): void;
  /** Delivers what the platform would never send. */
  deliverNonsense?(): Promise<void>;
  /** Plain text of the next message that the person sees. */
  reads(): Promise<string>;
  /** The next document that the person is given: its name, and its bytes or where they are. */
  readsFile?(): Promise<{ readonly name: string; readonly content: Uint8Array | string }>;
  /** Prepares that the next message to the returned address fails so. */
  readonly failing?: Partial<Record<SendFailure, () => string>>;
  close(): Promise<void>;
}

const wordFile = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

interface Store {
  readonly ingest: Ingest;
  readonly events: Inbound[];
  /** While set, every event is refused. */
  down: boolean;
  refused: number;
}

export function channelContract(name: string, make: () => Promise<ChannelDriver>): void {
  describe(`the ${name} channel`, () => {
    let driver: ChannelDriver;
    let store: Store;

    beforeEach(async () => {
      driver = await make();
      store = createStore();
    });

    afterEach(async () => {
      await driver.channel.stop();
      await driver.close();
    });

    const start = async () => {
      await driver.channel.start(store.ingest);
      await vi.waitFor(() => expect(driver.channel.ready()).toBe(true), { timeout: 10_000, interval: 10 });
    };
    const heard = async (count: number) => {
      await vi.waitFor(() => expect(store.events.length).toBeGreaterThanOrEqual(count), {
        timeout: 10_000,
        interval: 10,
      });
      return store.events;
    };

    test("what somebody writes becomes one event from their address", async () => {
      await start();
      driver.says("Giang Thành còn thiếu gì?");
      const events = await heard(1);
      expect(events).toHaveLength(1);
      expect(events[0]).toMatchObject({
        channel: driver.channel.name,
        address: driver.address,
        content: { type: "text", text: "Giang Thành còn thiếu gì?" },
      });
    });

    test("lines of one person come in the order they were written, each with an id of its own", async () => {
      await start();
      const lines = Array.from({ length: 20 }, (_, n) => `dòng ${n + 1}`);
      for (const line of lines) driver.says(line);
      const events = await heard(lines.length);
      expect(events.map(({ content }) => content)).toEqual(lines.map((text) => ({ type: "text", text })));
      expect(new Set(events.map(({ externalId }) => externalId)).size).toBe(lines.length);
    });

    test.for([
      ["an emoji family", "Cảm ơn 👨‍👩‍👧‍👦 nhiều"],
      ["decomposed letters", "Giang Thành".normalize("NFD")],
      ["a character that PostgreSQL refuses", "trước\0sau"],
      ["half of a surrogate pair", "nửa \uD83D chữ"],
      ["markup", "<b>5 < 6 & 7</b>"],
      ["far more than anybody types", "dài ".repeat(3_000)],
      ["an emoji across the cut", `${"x".repeat(maxInboundText - 1)}😀`],
    ])("%s reaches the store in a form that it can hold", async ([, line]) => {
      await start();
      driver.says(line ?? "");
      const [event] = await heard(1);
      expect(inboundSchema.parse(event)).toEqual(event);
      const text = event?.content.type === "text" ? event.content.text : "";
      expect(text.length).toBeGreaterThan(0);
      expect(text.length).toBeLessThanOrEqual(maxInboundText);
      expect(text.isWellFormed() && !text.includes("\0")).toBe(true);
    });

    test("an event is acknowledged only after it is stored", async () => {
      const stored = Promise.withResolvers<void>();
      const asked = Promise.withResolvers<void>();
      store = { ...store, ingest: () => (asked.resolve(), stored.promise) };
      await start();
      driver.says("xin chào");
      await asked.promise;
      expect(driver.pending()).toBe(1);
      stored.resolve();
      await vi.waitFor(() => expect(driver.pending()).toBe(0), { timeout: 10_000, interval: 10 });
    });

    test("an event that the store could not take comes again with the same id", async () => {
      await start();
      store.down = true;
      driver.says("hứa 10 bộ đồ ấm");
      await vi.waitFor(() => expect(store.refused).toBeGreaterThan(0), { timeout: 10_000, interval: 10 });
      expect(store.events).toEqual([]);
      expect(driver.pending()).toBe(1);
      store.down = false;
      await driver.retry();
      const events = await heard(1);
      expect(events.map(({ content }) => content)).toEqual([{ type: "text", text: "hứa 10 bộ đồ ấm" }]);
      await vi.waitFor(() => expect(driver.pending()).toBe(0), { timeout: 10_000, interval: 10 });
    });

    test("an event that the platform repeats keeps its id", async ({ skip }) => {
      if (!driver.repeat) return skip("the platform never repeats");
      await start();
      driver.says("xin chào");
      await heard(1);
      driver.repeat();
      const [first, second] = await heard(2);
      expect(second).toEqual(first);
    });

    test("nonsense is neither stored nor fatal", async ({ skip }) => {
      if (!driver.deliverNonsense) return skip("nothing but a person can reach this channel");
      await start();
      await driver.deliverNonsense();
      driver.says("vẫn nghe");
      const events = await heard(1);
      expect(events.map(({ content }) => content)).toEqual([{ type: "text", text: "vẫn nghe" }]);
    });

    test("a message is seen as it was meant, and has an id", async () => {
      await start();
      driver.says("xin chào");
      await heard(1);
      const sent = await driver.channel.send(driver.address, messageFor(driver.channel, "Chào bạn, 5 < 6 & 7"));
      expect(sent).toMatchObject({ type: "sent", messageId: expect.stringMatching(/./) });
      expect(await driver.reads()).toContain("Chào bạn, 5 < 6 & 7");
    });

    test("a message of the greatest length arrives whole", async () => {
      await start();
      driver.says("xin chào");
      await heard(1);
      const text = "ữ".repeat(driver.channel.capabilities.maxLength);
      await driver.channel.send(driver.address, messageFor(driver.channel, text));
      expect(await driver.reads()).toContain(text);
    });

    test("a document that it says it carries arrives whole, under its name, once", async ({ skip }) => {
      const room = driver.channel.capabilities.files;
      if (!room || !driver.readsFile) return skip("the platform carries no documents");
      await start();
      driver.says("xin chào");
      await heard(1);
      const bytes = Uint8Array.from({ length: 3_000 }, (_, at) => at % 256);
      const file = { name: "BC26-004.docx", mime: wordFile, bytes, path: "/files/token" };
      const sent = await driver.channel.send(driver.address, { text: file.name, plain: file.name, buttons: [], file });
      expect(sent).toMatchObject({ type: "sent", messageId: expect.stringMatching(/./) });
      const seen = await driver.readsFile();
      expect(seen.name).toBe(file.name);
      expect(typeof seen.content === "string" ? seen.content : [...seen.content]).toEqual(
        typeof seen.content === "string" ? file.path : [...bytes],
      );
      expect(room.mimes ?? [wordFile]).toContain(wordFile);
    });

    test.for(Object.keys(sendFailures) as SendFailure[])(
      "a message that is %s is told as a value",
      async (failure, { skip }) => {
        const breakSending = driver.failing?.[failure];
        if (!breakSending) return skip("the platform does not know this failure");
        await start();
        driver.says("xin chào");
        await heard(1);
        const result = await driver.channel.send(breakSending(), messageFor(driver.channel, "Chào bạn"));
        expect(result).toMatchObject({ type: "failed", failure, detail: expect.stringMatching(/./) });
      },
    );

    test("it does not stop before an event that is being stored is stored, however often it is asked", async () => {
      const stored = Promise.withResolvers<void>();
      const asked = Promise.withResolvers<void>();
      await driver.channel.start(() => (asked.resolve(), stored.promise));
      driver.says("xin chào");
      await asked.promise;
      let stops = 0;
      const stopping = [1, 2].map(() => driver.channel.stop().then(() => (stops += 1)));
      for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);
      expect(stops).toBe(0);
      stored.resolve();
      await Promise.all(stopping);
      expect(driver.channel.ready()).toBe(false);
    });

    test("it stops at once, twice if asked, and hears nothing afterwards", async () => {
      await start();
      driver.says("trước");
      await heard(1);
      const begun = performance.now();
      await Promise.all([driver.channel.stop(), driver.channel.stop()]);
      await driver.channel.stop();
      expect(performance.now() - begun).toBeLessThan(2_000);
      driver.says("sau");
      await driver.retry();
      expect(store.events).toHaveLength(1);
    });

    test("it can be stopped without having been started", async () => {
      await driver.channel.stop();
      expect(driver.channel.ready()).toBe(false);
    });
  });
}

function createStore(): Store {
  const store: Store = {
    events: [],
    down: false,
    refused: 0,
    async ingest(events) {
      if (store.down) {
        store.refused += 1;
        throw new Error("the store is down");
      }
      store.events.push(...events);
    },
  };
  return store;
}

function messageFor(channel: Channel, words: string): RenderedMessage {
  const escaped = words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return { text: channel.capabilities.markup === "html" ? escaped : words, plain: words, buttons: [] };
}
