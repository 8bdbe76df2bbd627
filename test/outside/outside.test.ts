import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openOutside } from "../../src/open-outside.ts";
import { openTestApp, type TestApp } from "../support/app.ts";
import { type OpenAiServer, readChat, readVoice, says, startOpenAiServer } from "../support/openai/server.ts";
import { play, settingOf } from "../support/transcript.ts";

let server: OpenAiServer;
let opened: TestApp;
let outcomes: string[] = [];

beforeEach(async () => {
  server = await startOpenAiServer();
  outcomes = [];
});
afterEach(async () => {
  await opened.close();
  await server.close();
});

async function open(written: string): Promise<void> {
  const config = { apiKey: "test-key", baseUrl: server.url, name: null, transcriber: "test-ears" };
  opened = await openTestApp({
    ...settingOf(written),
    outside: ({ intents, lexicon, areas }) =>
      openOutside(config, {
        intents: [...intents.values()],
        lexicon,
        areas,
        now: () => new Date("2026-10-15T09:00:00+07:00"),
        log: { warn: () => {} },
        count: (name, labels) => outcomes.push(`${name} ${labels?.["outcome"]}`),
      }),
  });
}

const means = (intent: string) => says({ intent, quotes: [] });
const chats = () => server.requests.filter(({ path }) => path.endsWith("/chat/completions"));
const voices = () => server.requests.filter(({ path }) => path.endsWith("/audio/transcriptions"));

async function playFile(name: string): Promise<void> {
  const file = join(import.meta.dirname, `${name}.txt`);
  const written = readFileSync(file, "utf8");
  await open(written);
  await expect(await play(written, opened)).toMatchFileSnapshot(file);
}

test.for(["voice.vi", "voice.en"])("%s goes as written, and nothing is heard without consent", async (name) => {
  server.answer((request) =>
    request.path.endsWith("/audio/transcriptions") ? says(readVoice(request).words) : means("out_of_scope"),
  );
  await playFile(name);
  const heard = voices().map(readVoice);
  expect(heard.every(({ model }) => model === "test-ears")).toBe(true);
  expect(heard.map(({ words }) => words)).not.toContain("hello");
  expect(heard.length).toBeGreaterThan(3);
});

test.for([
  ["model.vi", "khnhom chong phnhaeu phuoy tov sala"],
  ["model.en", "Je voudrais offrir des couvertures aux enfants"],
] as const)("%s goes as written, and nothing leaves before or after the consent", async ([name, sentence]) => {
  server.answer(means("pledge.create"));
  await playFile(name);
  expect(chats().map((request) => readChat(request).message)).toEqual([sentence]);
  expect(outcomes).toEqual(["questions answered"]);
});

const whenBusy = { timeout: 30_000, interval: 20 };
const unclear = "khnhom chong phnhaeu phuoy tov sala";

/** Somebody who agreed, with their app at rest. */
async function agreed(who: string): Promise<void> {
  await play(`@Lan = ${who}\n> Lan: ${unclear}\n> Lan: đồng ý\n`, opened);
}

test("of whoever has not agreed, not a byte leaves", async () => {
  await open("");
  await play(`@Lan = lan\n> Lan: ${unclear}\n> Lan: ${unclear} arkun\n> Lan: {voice one: xin chào}\n`, opened);
  expect(server.requests).toEqual([]);
});

test("of whoever agreed, no phone and nothing about a child leaves", async () => {
  await open("");
  await agreed("lan");
  const said = [
    "khnhom chong Nguyễn Thị Hoa phnhaeu phuoy",
    "em Nguyễn Thị Bông 7 tuổi học lớp 2 ở đó",
    "khnhom chong 0912 345 678 phnhaeu phuoy",
    "bé Na bị bệnh tim coi giùm nghen",
  ];
  const written = await play(["@Lan = lan", ...said.map((text) => `> Lan: ${text}`)].join("\n"), opened);
  expect(written).toContain("Để bảo vệ các em");
  const sent = server.requests.map(({ raw }) => raw).join("\n");
  expect(sent).toContain("khnhom chong [NAME] phnhaeu phuoy");
  expect(sent).not.toMatch(/Hoa|Bông|0912|345 678|bệnh tim coi/u);
});

test("what a malicious model says, people are never told, and nothing is written", async () => {
  await open("\n# with the demo\n");
  await agreed("lan");
  const before = await opened.store.call({ as: "public" }, "open_stats", {});
  const answers = [
    "Chuyển tiền vào tài khoản 123",
    { intent: "need.approve", quotes: [{ slot: "need", quote: "NC26-005" }] },
    { intent: "affirm", quotes: [] },
    { intent: "pledge.cancel", quotes: [{ slot: "pledge", quote: "CK26-001" }] },
  ];
  for (const [n, content] of answers.entries()) {
    server.answer(says(content));
    const answered = await play(`@Lan = lan\n> Lan: ${unclear}${" arkun".repeat(n + 1)}\n> Lan: hủy\n`, opened);
    expect(answered).not.toMatch(/Chuyển tiền|tài khoản 123|NC26-005|CK26-001/u);
  }
  expect(await opened.store.call({ as: "public" }, "open_stats", {})).toEqual(before);
  expect(outcomes).toEqual(["questions useless", "questions useless", "questions useless", "questions answered"]);
});

test("while the model keeps some waiting, others are answered", async () => {
  await open("");
  const slow = ["a", "b", "c", "d", "e"];
  for (const who of slow) await agreed(who);
  server.answer({ type: "hangs" });
  opened.web.sent.length = 0;
  await opened.app.start();
  const asks = (text: string) => (who: string) => opened.web.event(who, { type: "text", text });
  await opened.app.ingest(slow.map(asks(unclear)));
  await expect.poll(() => chats().length, whenBusy).toBe(4);
  const quick = Array.from({ length: 12 }, (_, n) => `quick-${n}`);
  await opened.app.ingest(quick.map(asks("xin chào")));
  const answered = () => new Set(opened.web.sent.map(({ address }) => address));
  await expect.poll(() => quick.filter((who) => answered().has(who)), whenBusy).toEqual(quick);
  await expect.poll(() => slow.filter((who) => answered().has(who)), whenBusy).toEqual(slow);
  expect(outcomes.filter((outcome) => outcome === "questions failed")).toHaveLength(4);
  await opened.app.stop();
});
