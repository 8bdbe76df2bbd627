import { expect, test } from "vitest";
import { runUnderstand, type UnderstandDeps } from "../../src/command/run-understand.ts";
import { findAll } from "../../src/understand/entities/listed.ts";
import { readChat, says, startOpenAiServer } from "../support/openai/server.ts";
import { openAsking } from "./outside/asking.ts";
import { readSentence, say } from "./world.ts";

const now = "2026-10-15T09:00:00+07:00";

async function run(
  lines: readonly string[],
  args: readonly string[] = [],
  askModel?: UnderstandDeps["askModel"],
): Promise<unknown[]> {
  const printed: unknown[] = [];
  const exit = await runUnderstand(args, {
    understand: say,
    ...(askModel ? { askModel } : {}),
    listEntities: (text, clock, locale) => findAll(readSentence(text, clock, locale)),
    lines: (async function* () {
      yield* lines;
    })(),
    out: (line) => printed.push(JSON.parse(line)),
    now: () => new Date(now),
  });
  expect(exit).toBe(0);
  return printed;
}

test("each line is answered in order", async () => {
  const lines = [
    { text: "dang ky 50 ao am cho xa vinh dieu", now, role: "donor", locale: "vi", awaiting: null },
    { text: "80", now, awaiting: "items" },
    { text: "đúng rồi", now, awaiting: "confirm" },
  ];
  expect(await run(lines.map((line) => JSON.stringify(line)))).toEqual([
    {
      intent: "pledge.create",
      confidence: expect.closeTo(1, 1),
      slots: { items: [{ item: "warm_clothes", quantity: 50, unit: "piece" }], area: "Vĩnh Điều" },
      language: "vi",
      alternatives: [],
      by: "local",
    },
    {
      intent: "pledge.create",
      confidence: 0.95,
      slots: { items: [{ item: null, quantity: 80, unit: null }] },
      language: null,
      alternatives: [],
      by: "local",
    },
    { intent: "affirm", confidence: 0.99, slots: {}, language: "vi", alternatives: [], by: "local" },
  ]);
});

test("what is unclear is read twice where there is a language model, and all else once", async () => {
  const server = await startOpenAiServer();
  server.answer(says({ intent: "pledge.create", quotes: [] }));
  const { ask } = openAsking(server);
  const lines = ["khnhom chong phnhaeu phuoy", "xin chào", "Bông 7 tuổi khnhom chong"].map((text) =>
    JSON.stringify({ text, now }),
  );
  expect(await run(lines, [], ask)).toMatchObject([
    { intent: "pledge.create", by: "model" },
    { intent: "greet", by: "local" },
    { by: "local" },
  ]);
  expect(server.requests.map((request) => readChat(request).message)).toEqual(["khnhom chong phnhaeu phuoy"]);
  await server.close();
});

test("a bad line is told, and the stream goes on", async () => {
  const answers = await run([
    "oops",
    '{"text": 5}',
    "{}",
    "",
    '{"text":"chào bạn","now":"yesterday"}',
    '{"text":"chào bạn"}',
  ]);
  expect(answers.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => ({ error: expect.any(String) })));
  expect(answers[5]).toMatchObject({ intent: "greet" });
});

test("entities are listed by their place in the text", async () => {
  const text = "🎁 góp 2 triệu rưỡi cho ck26 45 trước 10/12, gọi 0912 345 678";
  const [{ entities }] = (await run([JSON.stringify({ text, now })], ["--entities"])) as [
    { entities: { type: string; start: number; end: number; value: unknown }[] },
  ];
  expect(entities.map(({ type, start, end, value }) => [type, text.slice(start, end), value])).toEqual([
    ["money", "2 triệu rưỡi", { value: 2_500_000, unit: "VND" }],
    ["code", "ck26 45", "CK26-045"],
    ["time", "trước 10/12", { type: "interval", from: null, to: "2026-12-10T00:00:00" }],
    ["phone", "0912 345 678", "0912345678"],
  ]);
});

test.for([
  ["2017-02-02T03:55:00-02:00", "4pm CET", "2017-02-02T13:00:00"],
  ["2012-08-10T12:00", "3 giờ chiều", "2012-08-10T15:00:00"],
  ["2026-10-15T23:30:00Z", "ngày mai", "2026-10-16T00:00:00"],
] as const)("at %s, %s is %s by the clock of the request", async ([now, text, value]) => {
  const [answer] = (await run([JSON.stringify({ text, now })], ["--entities"])) as [{ entities: { value: object }[] }];
  expect(answer.entities.map((entity) => entity.value)).toEqual([expect.objectContaining({ value })]);
});
