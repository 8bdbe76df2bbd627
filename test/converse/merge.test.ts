import { describe, expect, test } from "vitest";
import { learn, mergeItems, settleChoice, without } from "../../src/converse/merge.ts";
import type { Known } from "../../src/converse/state.ts";
import type { Frame, Item } from "../../src/model/frame.ts";

const goods = (item: string | null, quantity: number | null, more: Partial<Item> = {}): Item => ({
  item,
  quantity,
  unit: null,
  ...more,
});

const frame = (slots: Frame["slots"], more: Partial<Frame> = {}): Frame => ({
  intent: "pledge.create",
  confidence: 1,
  slots,
  language: "vi",
  otherIntents: [],
  alternatives: [],
  ...more,
});

const giangThanh = { id: "gt", name: "Giang Thành", kind: "xa" };
const vinhDieu = { id: "vd", name: "Vĩnh Điều", kind: "xa" };

describe("a correction of goods", () => {
  const warm = goods("warm_clothes", 80, { unit: "set", age_band: "6-8" });

  test.for<[string, readonly Item[], readonly Item[], readonly Item[]]>([
    ["a number alone changes the number", [warm], [goods(null, 30)], [{ ...warm, quantity: 30 }]],
    [
      "the same thing again keeps its age",
      [warm],
      [goods("warm_clothes", 30, { unit: "set" })],
      [{ ...warm, quantity: 30 }],
    ],
    [
      "another unit is taken over",
      [goods("milk", 30, { unit: "box" })],
      [goods(null, 10, { unit: "carton" })],
      [goods("milk", 10, { unit: "carton" })],
    ],
    ["another thing keeps the number", [warm], [goods("blanket", null)], [goods("blanket", 80)]],
    [
      "another thing with its number replaces all",
      [warm],
      [goods("blanket", 20, { unit: "piece" })],
      [goods("blanket", 20, { unit: "piece" })],
    ],
    [
      "of several things the named one changes",
      [goods("school_bag", 50), goods("notebook", 300)],
      [goods("notebook", 200)],
      [goods("school_bag", 50), goods("notebook", 200)],
    ],
    [
      "of several things a number belongs to the uncounted one",
      [goods("school_bag", 50), goods("notebook", null)],
      [goods(null, 200)],
      [goods("school_bag", 50), goods("notebook", 200)],
    ],
    [
      "a thing that was not named yet is added beside a known one",
      [goods("school_bag", 50), goods("notebook", 300)],
      [goods("notebook", 200), goods("pen", 10)],
      [goods("school_bag", 50), goods("notebook", 200), goods("pen", 10)],
    ],
    [
      "the same thing for another age is another thing",
      [goods("warm_clothes", 50, { age_band: "6-8" }), goods("warm_clothes", 30, { age_band: "9-12" })],
      [goods("warm_clothes", 20, { age_band: "9-12" })],
      [goods("warm_clothes", 50, { age_band: "6-8" }), goods("warm_clothes", 20, { age_band: "9-12" })],
    ],
    [
      "something else altogether replaces several things",
      [goods("school_bag", 50), goods("pen", 5)],
      [goods("rice", 100)],
      [goods("rice", 100)],
    ],
    ["nothing known, all is news", [], [warm], [warm]],
    ["nothing said, nothing left", [warm], [], []],
  ])("%s", ([, known, said, merged]) => {
    expect(mergeItems(known, said)).toEqual(merged);
  });
});

describe("a sentence adds to what was known", () => {
  test.for<[string, Known, Frame, Known]>([
    ["a slot is replaced", { due: "2026-12-01" }, frame({ due: "2026-12-09" }), { due: "2026-12-09" }],
    [
      "what was not said stays",
      { due: "2026-12-01" },
      frame({ visibility: "anonymous" }),
      { due: "2026-12-01", visibility: "anonymous" },
    ],
    [
      "a new number voids what was chosen for the old one",
      { items: [goods("rice", 100)], waitlist: true, surplus: "need", all: true },
      frame({ items: [goods(null, 30)] }),
      { items: [goods("rice", 30)] },
    ],
    [
      "a new place voids the old one and its need",
      { area: "Giang Thành", unit: giangThanh, need: "NC26-001" },
      frame({ area: "Vĩnh Điều" }, { areas: [vinhDieu] }),
      { area: "Vĩnh Điều", unit: vinhDieu },
    ],
    [
      "a name of several places keeps them all",
      {},
      frame({ area: "Bình An" }, { areas: [giangThanh, vinhDieu] }),
      { area: "Bình An", candidates: [giangThanh, vinhDieu] },
    ],
    [
      "a place that nobody knows has no candidates",
      {},
      frame({ area: "Xyz" }, { areas: [] }),
      { area: "Xyz", candidates: [] },
    ],
    [
      "a day with two readings is kept to be asked about",
      {},
      frame({ due: "2026-12-11" }, { alternatives: [{ slot: "due", values: ["2026-12-11", "2026-11-12"] }] }),
      { due: "2026-12-11", doubtful: [{ slot: "due", values: ["2026-12-11", "2026-11-12"] }] },
    ],
    [
      "another day answers that question",
      { due: "2026-12-11", doubtful: [{ slot: "due", values: ["2026-12-11", "2026-11-12"] }] },
      frame({ due: "2026-11-20" }),
      { due: "2026-11-20" },
    ],
    [
      "anything else leaves it open",
      { due: "2026-12-11", doubtful: [{ slot: "due", values: ["2026-12-11", "2026-11-12"] }] },
      frame({ visibility: "named" }),
      { due: "2026-12-11", visibility: "named", doubtful: [{ slot: "due", values: ["2026-12-11", "2026-11-12"] }] },
    ],
  ])("%s", ([, known, heard, learned]) => {
    expect(learn(known, heard)).toEqual(learned);
  });
});

test("without its area nothing of the place is left", () => {
  expect(without({ area: "x", unit: giangThanh, candidates: [], due: "2026-12-01" }, "area")).toEqual({
    due: "2026-12-01",
  });
});

test("a chosen place closes the choice between places, a chosen day the one between days", () => {
  const known: Known = {
    area: "Bình An",
    candidates: [giangThanh, vinhDieu],
    due: "x",
    doubtful: [{ slot: "due", values: ["x", "y"] }],
  };
  expect(settleChoice(settleChoice(known, { area: "Vĩnh Điều", unit: vinhDieu }), { due: "y" })).toEqual({
    area: "Vĩnh Điều",
    unit: vinhDieu,
    due: "y",
  });
});
