import { describe, expect, test } from "vitest";
import { findAll } from "../../src/understand/entities/listed.ts";
import { clock, readSentence, say, today } from "./world.ts";

const pieces = [
  "80",
  "1.500",
  "-5",
  "1e9",
  "bộ",
  "đồ ấm",
  "ck26",
  "-",
  "045",
  "trước",
  "10/12",
  "xã",
  "Giang",
  "Thành",
  "không",
  "trăm",
  "triệu",
  "rưỡi",
  "mươi",
  "của",
  "🎁",
  "\u0301",
  "\u200B",
  "é",
  "(",
  ")",
  "/",
  "//",
  ".",
  ",",
  "$",
  "%",
  "\\",
  "'",
  '"',
  "<b>",
  "{{x}}",
  "null",
  "NaN",
  "đ",
  "Ａ",
  "０",
  "ﬁ",
  "한",
  "ا",
  "\uD83D",
  "\n",
  "\t",
  "tháng",
  "ngày",
  "of",
  "the",
  "and",
  "half",
  "a",
  "hundred",
  "million",
  "từ",
  "đến",
  "Thứ Ba",
];

function* random(seed: number): Generator<number, never> {
  let state = seed;
  for (;;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 4_294_967_296;
  }
}

function invent(seed: number, length: number): string {
  const dice = random(seed);
  let text = "";
  while (text.length < length)
    text += `${pieces[Math.floor(dice.next().value * pieces.length)]}${dice.next().value < 0.6 ? " " : ""}`;
  return text.slice(0, length);
}

describe("whatever is typed", () => {
  test("a frame comes back, with finite numbers and real days", () => {
    const awaiting = [null, "items", "area", "due", "confirm", "reason", "pledge", "amount"] as const;
    for (let seed = 1; seed <= 600; seed += 1) {
      const frame = say(invent(seed, 1 + (seed % 160)), {
        awaiting: awaiting[seed % awaiting.length] ?? null,
        running: "pledge.create",
      });
      expect(frame.confidence).toBeGreaterThanOrEqual(0);
      expect(frame.confidence).toBeLessThanOrEqual(1);
      for (const { quantity } of frame.slots.items ?? [])
        expect(quantity === null || Number.isFinite(quantity)).toBe(true);
      for (const day of [frame.slots.due ?? today, frame.slots.date ?? today]) expect(day).toMatch(/^\d{4}-\d\d-\d\d$/);
    }
  });

  test("entities stand in order, do not overlap, and lie within the text", () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const text = invent(seed, 200);
      let last = 0;
      for (const { start, end } of findAll(readSentence(text, clock, null))) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        last = end;
      }
      expect(last).toBeLessThanOrEqual(text.length);
    }
  });
});

const long = 4096;
const hostile: readonly (readonly [string, string])[] = [
  ["digits", "1".repeat(long)],
  ["dots", "1.".repeat(long / 2)],
  ["groups of thousands", "1.000".repeat(long / 5)],
  ["number words", "trăm triệu ".repeat(long / 11)],
  ["half numbers", "nửa rưỡi ".repeat(long / 9)],
  ["codes", "ck26-".repeat(long / 5)],
  ["place names", "Vĩnh Phú (Giang ".repeat(long / 16)],
  ["mistyped names", "vinh dieuu ".repeat(long / 11)],
  ["kinds of places", "xã ".repeat(long / 3)],
  ["dates", "trước ngày 10/12/".repeat(long / 17)],
  ["bounds", "trước hạn chậm nhất ".repeat(long / 20)],
  ["things", "80 bộ đồ ấm ".repeat(long / 12)],
  ["unknown things", "5 abc def ghi ".repeat(long / 14)],
  ["English numbers", "one hundred and ".repeat(long / 16)],
  ["one letter", "a".repeat(long)],
  ["combining marks", "e\u0301".repeat(long / 2)],
  ["brackets", "((((".repeat(long / 4)],
  ["child words", "tên em bé ".repeat(long / 10)],
  ["a mixture", invent(7, long)],
];

const timed = (text: string, runs: number): number => {
  say(text);
  const from = process.threadCpuUsage();
  for (let run = 0; run < runs; run += 1) say(text);
  const { user, system } = process.threadCpuUsage(from);
  return (user + system) / 1000 / runs;
};

test.for(hostile)("%s of 4,096 characters take time in relation to their length", ([, text]) => {
  const short = timed(text.slice(0, long / 4), 8);
  const whole = timed(text, 3);
  expect(whole).toBeLessThan(Math.max(40, short * 10));
});
