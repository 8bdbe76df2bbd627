import { afterEach, expect, test } from "vitest";
import type { Channel, SendResult } from "../../src/model/channel.ts";
import { openTestApp, personas, type TestApp, type TestAppOptions } from "../support/app.ts";
import { createMemoryChannel } from "../support/memory-channel.ts";

let opened: TestApp;
let release = () => {};

afterEach(async () => {
  release();
  await opened.app.stop();
  await opened.close();
});

async function start(options: TestAppOptions = {}): Promise<void> {
  opened = await openTestApp(options);
  await opened.app.drain();
  opened.web.sent.length = 0;
  await opened.app.start();
}

const whenBusy = { timeout: 30_000, interval: 20 };
const held = () => new Promise<void>((resolve) => (release = resolve));
const people = (count: number) => Array.from({ length: count }, (_, n) => String(1_000 + n));
const asks = { type: "text", text: "cần gì" } as const;
const photo = (id: string) => ({ type: "file", file: { fileId: id, uniqueId: id, mime: "image/jpeg" } }) as const;

test("while the photos of some take long to come, others are answered", async () => {
  const gate = held();
  const memory = createMemoryChannel("web");
  await start({ demo: true, channels: [{ ...memory, fetchFile: () => gate.then(() => ({ type: "gone" })) }] });
  memory.sent.length = 0;
  const officers = personas.filter(({ role }) => role !== "donor").map(({ id }) => id);
  await opened.app.ingest(officers.map((who) => memory.event(who, photo(who))));
  await opened.app.ingest(people(12).map((who) => memory.event(who, asks)));
  const answered = () => memory.sent.map(({ address }) => address);
  await expect.poll(() => answered().toSorted(), whenBusy).toEqual(people(12));
  release();
  await expect.poll(() => new Set(answered()), whenBusy).toEqual(new Set([...officers, ...people(12)]));
});

test("a send that hangs holds up its own person only", async () => {
  const gate = held();
  const memory = createMemoryChannel("telegram");
  const send: Channel["send"] = async (address, message) => {
    if (address === "999") await gate;
    return await memory.send(address, message);
  };
  await start({ channels: [{ ...memory, send }] });
  await opened.app.ingest(["999", ...people(5)].map((who) => memory.event(who, asks)));
  await expect.poll(() => memory.sent.length, whenBusy).toBe(5);
  await opened.app.ingest(["999", ...people(5)].map((who) => memory.event(who, asks)));
  await expect.poll(() => memory.sent.length, whenBusy).toBe(10);
  expect(memory.sent.map(({ address }) => address)).not.toContain("999");
  release();
  await expect.poll(() => memory.sent.filter(({ address }) => address === "999").length, whenBusy).toBe(2);
});

test("a platform that lets every send hang holds up no other platform", async () => {
  const gate = held();
  const memory = createMemoryChannel("telegram");
  await start({ channels: [{ ...memory, send: (...sent) => gate.then(() => memory.send(...sent)) }] });
  await opened.app.ingest(people(22).map((who) => memory.event(who, asks)));
  await opened.app.ingest(people(4).map((who) => opened.web.event(who, asks)));
  await expect.poll(() => opened.web.sent.length, whenBusy).toBe(4);
  expect(memory.sent).toHaveLength(0);
  release();
  await expect.poll(() => memory.sent.length, whenBusy).toBe(22);
});

test("a long message that breaks off goes on where it broke off", async () => {
  const memory = createMemoryChannel("telegram", { maxLength: 200 });
  const results: SendResult["type"][] = [];
  const send: Channel["send"] = async (address, message) => {
    const second = results.length === 1;
    const result: SendResult = second
      ? { type: "failed", failure: "throttled", detail: "429", retryAfterMs: 0 }
      : await memory.send(address, message);
    results.push(result.type);
    return result;
  };
  await start({ channels: [{ ...memory, send }] });
  await opened.app.ingest([memory.event("999", { type: "text", text: "trợ giúp" })]);
  await expect.poll(() => results.slice(0, 3), whenBusy).toEqual(["sent", "failed", "sent"]);
  await opened.app.stop();
  const texts = memory.sent.map(({ message }) => message.plain);
  expect(texts.length).toBeGreaterThan(1);
  expect(new Set(texts).size).toBe(texts.length);
});
