import { describe, expect, test } from "vitest";
import type { Frame } from "../../src/model/frame.ts";
import { asksBack, compare } from "./frames.ts";
import type { HeldOutLine } from "./held-out.ts";

const line = (gold: Partial<HeldOutLine>): HeldOutLine => ({
  text: "",
  say: "",
  view: "full",
  intent: "pledge.create",
  language: "vi",
  role: "donor",
  awaiting: null,
  locale: null,
  slots: {},
  askBack: false,
  accepted: {},
  ...gold,
});
const frame = (said: Partial<Frame>): Frame => ({
  intent: "pledge.create",
  confidence: 0.9,
  slots: {},
  language: "vi",
  otherIntents: [],
  alternatives: [],
  ...said,
});
const units = new Map([["warm_clothes", "set"]]);
const verdict = (gold: Partial<HeldOutLine>, said: Partial<Frame>) => compare(line(gold), frame(said), units);
const coats = (unit: string | null, quantity = 5) => ({ items: [{ item: "warm_clothes", quantity, unit }] });

describe("a frame is right", () => {
  test.for([
    ["when everything is equal", { slots: coats("piece") }, { slots: coats("piece") }],
    ["when nothing was said and nothing noted", { slots: {} }, { slots: {} }],
    ["when the unit that nobody said is the natural one", { slots: coats(null) }, { slots: coats("set") }],
    ["when the natural unit is left out", { slots: coats("set") }, { slots: coats(null) }],
    ["when another value is as right", { slots: {}, accepted: { year: [2026] } }, { slots: { year: 2026 } }],
    ["when a slot may be absent", { slots: { year: 2026 }, accepted: { year: [null] } }, { slots: {} }],
    ["when own words differ in a small one", { slots: { reason: "thiếu xe" } }, { slots: { reason: "vì thiếu xe" } }],
    ["when a year stands as a period", { slots: { year: 2026 } }, { slots: { period: "2026" } }],
    [
      "when things come in another order",
      { slots: { items: [...coats("set").items, { item: "pen", quantity: 2, unit: null }] } },
      { slots: { items: [{ item: "pen", quantity: 2, unit: null }, ...coats("set").items] } },
    ],
  ] as const)("%s", ([, gold, said]) => {
    expect(verdict(gold, said)).toEqual({ intentRight: true, frameRight: true, wrong: [] });
  });
});

describe("a frame is wrong", () => {
  test.for([
    ["with another number", { slots: coats("set") }, { slots: coats("set", 6) }, ["items"]],
    ["with another unit", { slots: coats(null) }, { slots: coats("kg") }, ["items"]],
    [
      "with a thing too many",
      { slots: coats("set") },
      { slots: { items: [...coats("set").items, ...coats("set").items] } },
      ["items"],
    ],
    ["with a day that was not said", { slots: {} }, { slots: { due: "2026-12-14" } }, ["due"]],
    ["without a day that was said", { slots: { due: "2026-12-14" } }, { slots: {} }, ["due"]],
    ["with other words", { slots: { reason: "thiếu xe" } }, { slots: { reason: "trời mưa to" } }, ["reason"]],
  ] as const)("%s", ([, gold, said, wrong]) => {
    expect(verdict(gold, said)).toEqual({ intentRight: true, frameRight: false, wrong });
  });

  test("when the intent is, whatever the slots", () => {
    expect(verdict({ slots: {} }, { intent: "pledge.cancel" })).toMatchObject({
      intentRight: false,
      frameRight: false,
    });
  });
});

test("asking back is right only where the line may be asked about", () => {
  const asking = { intent: "need.list", alternatives: [{ slot: "due" as const, values: ["2026-12-14"] }] };
  expect(verdict({ askBack: true }, asking).frameRight).toBe(true);
  expect(verdict({}, asking).frameRight).toBe(false);
});

test("an unknown place and one of several are asked about, a known one is not", () => {
  const place = { id: "1", name: "Giang Thành", kind: "xã" };
  expect(asksBack(frame({ areas: [] }))).toBe(true);
  expect(asksBack(frame({ areas: [place, { ...place, id: "2" }] }))).toBe(true);
  expect(asksBack(frame({ areas: [place] }))).toBe(false);
  expect(asksBack(frame({}))).toBe(false);
});
