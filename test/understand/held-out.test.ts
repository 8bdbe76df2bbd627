import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { bare } from "../../src/understand/views.ts";
import { intents, root, say } from "./world.ts";

const line = z.object({
  text: z.string(),
  role: z.string(),
  view: z.enum(["vi", "bare", "teen", "south", "mixed", "en"]),
  intent: z.string(),
  slots: z.record(z.string(), z.json()),
});
const lines = readFileSync(join(root, "test/fixtures/held-out.jsonl"), "utf8")
  .trim()
  .split("\n")
  .map((text) => line.parse(JSON.parse(text)));

const wordsOf = (text: string): string =>
  bare(text.normalize("NFC").toLowerCase())
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
const share = (good: readonly unknown[], all: readonly unknown[]): number => good.length / all.length;
const tooMany = (wrong: readonly string[], all: number, allowed: number): readonly string[] =>
  wrong.length / all > allowed ? wrong : [];
const understood = ({ text, role, intent }: (typeof lines)[number]): boolean => say(text, { role }).intent === intent;

test("nothing that was learned from is asked here", () => {
  const learned = new Set(intents.flatMap(({ examples }) => [...examples.vi, ...examples.en].map(wordsOf)));
  expect(lines.filter(({ text }) => learned.has(wordsOf(text))).map(({ text }) => text)).toEqual([]);
  expect(lines.length).toBeGreaterThanOrEqual(300);
});

test("every intent is asked for", () => {
  const asked = new Set(lines.map(({ intent }) => intent));
  const unasked = intents.map(({ intent }) => intent).filter((intent) => !asked.has(intent));
  expect(unasked.length).toBeLessThanOrEqual(50);
});

test("at least 96 of 100 lines are understood", () => {
  const wrong = lines
    .filter((each) => !understood(each))
    .map(({ text, role, intent }) => `${text} [${intent}] ${say(text, { role }).intent}`);
  expect(tooMany(wrong, lines.length, 0.04)).toEqual([]);
});

test.for(["vi", "bare", "teen", "south", "en"] as const)(
  "at least 92 of 100 lines of the view %s are understood",
  (view) => {
    const some = lines.filter((each) => each.view === view);
    expect(share(some.filter(understood), some)).toBeGreaterThanOrEqual(0.92);
  },
);

test("at least 92 of 100 lines are understood when their diacritics are left out", () => {
  const stripped = lines.filter(
    ({ text, role, intent }) => say(bare(text.normalize("NFC").toLowerCase()), { role }).intent === intent,
  );
  expect(share(stripped, lines)).toBeGreaterThanOrEqual(0.92);
});

test("capitals, decomposed letters, politeness and emoji change nothing", () => {
  const variants = [
    (text: string) => text.normalize("NFD"),
    (text: string) => `${text} 🙏`,
    (text: string) => `Dạ ${text} ạ`,
    (text: string) => `  ${text.replaceAll(" ", "  ")}  `,
  ];
  const goods = lines.filter((each) => each.view !== "en" && understood(each));
  const changed = goods.flatMap((each) =>
    variants.filter((vary) => !understood({ ...each, text: vary(each.text) })).map((vary) => vary(each.text)),
  );
  expect(tooMany(changed, goods.length * variants.length, 0.02)).toEqual([]);
});

test("at least 96 of 100 frames hold the very values that were said", () => {
  const framed = lines.filter(({ slots }) => Object.keys(slots).length > 0);
  const wrong = framed.flatMap(({ text, role, slots }) => {
    const said: Record<string, unknown> = { ...say(text, { role }).slots };
    const off = Object.entries(slots).filter(([slot, value]) => JSON.stringify(said[slot]) !== JSON.stringify(value));
    return off.length > 0
      ? [`${text}: ${off.map(([slot]) => `${slot} ${JSON.stringify(said[slot])}`).join(", ")}`]
      : [];
  });
  expect(tooMany(wrong, framed.length, 0.04)).toEqual([]);
});

test("a wrong intent is rarely a sure one", () => {
  const sure = lines.filter(({ text, role }) => say(text, { role }).confidence > 0.9);
  const wrong = sure.filter((each) => !understood(each));
  expect(share(sure, lines)).toBeGreaterThan(0.75);
  expect(share(wrong, sure)).toBeLessThan(0.02);
});

test("no request that names or shows a child slips through", () => {
  const some = lines.filter(({ intent }) => intent === "child.identity");
  expect(some.filter((each) => !understood(each)).map(({ text }) => text)).toEqual([]);
});
