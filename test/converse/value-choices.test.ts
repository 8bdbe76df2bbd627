import { describe, expect, test } from "vitest";
import en from "../../locales/en.json" with { type: "json" };
import vi from "../../locales/vi.json" with { type: "json" };
import { askDoubtful, doubtfulOf } from "../../src/converse/doubtful.ts";
import type { Doubtful, Known } from "../../src/converse/state.ts";
import type { Turn } from "../../src/converse/turn.ts";
import { valueChoices } from "../../src/converse/value-choices.ts";
import type { Frame, Item } from "../../src/model/frame.ts";
import { createReply } from "../../src/reply/create-reply.ts";

const reply = createReply({ resources: { vi, en } });
const eyes = {
  today: "2026-10-15",
  itemFacts: (item: string) => (item === "raincoat" ? { sector: "clothing", unit: "piece" } : undefined),
} as Turn;

const blankets: Item = { item: "blanket", quantity: 20, unit: "piece" };
const milk: Item = { item: "milk", quantity: 15, unit: "box" };

const frame = (slots: Frame["slots"], alternatives: Frame["alternatives"]): Frame => ({
  intent: "pledge.create",
  confidence: 1,
  slots,
  language: "vi",
  otherIntents: [],
  alternatives,
});

describe("the readings of a value as choices", () => {
  test.for<[string, Known, Doubtful, string[], string[]]>([
    [
      "money, as each language writes it",
      { amount: { value: 1_500_000, currency: "VND" } },
      { slot: "amount", values: ["1500000", "5000000"] },
      ["1.500.000 đ", "5.000.000 đ"],
      ["1,500,000 VND", "5,000,000 VND"],
    ],
    [
      "dollars stay dollars",
      { amount: { value: 10, currency: "USD" } },
      { slot: "amount", values: ["10", "20"] },
      ["10 USD", "20 USD"],
      ["10 USD", "20 USD"],
    ],
    [
      "quantities of the thing that was counted so",
      { items: [milk, blankets] },
      { slot: "items", values: ["20", "30"] },
      ["20 cái mền", "30 cái mền"],
      ["20 blankets", "30 blankets"],
    ],
    [
      "another thing of the catalogue",
      { items: [blankets] },
      { slot: "items", values: ["raincoat"] },
      ["20 cái áo mưa"],
      ["20 raincoats"],
    ],
    [
      "only days that can be meant",
      {},
      { slot: "due", values: ["2026-11-12", "2026-09-12"] },
      ["12/11/2026"],
      ["12 Nov 2026"],
    ],
    ["counts", {}, { slot: "beneficiaries", values: ["1200", "12"] }, ["1.200", "12"], ["1,200", "12"]],
    ["codes", {}, { slot: "pledge", values: ["CK26-001"] }, ["CK26-001"], ["CK26-001"]],
    ["nothing, where one of them cannot be shown", {}, { slot: "pledge", values: ["CK26-001", "?"] }, [], []],
    ["nothing for a slot without a button", {}, { slot: "period", values: ["2026", "2027"] }, [], []],
    ["nothing for no number", {}, { slot: "amount", values: ["", "five"] }, [], []],
    ["nothing for goods that nobody named", {}, { slot: "items", values: ["1", "2"] }, [], []],
  ])("%s", ([, known, doubt, inVietnamese, inEnglish]) => {
    const choices = valueChoices(eyes, known, doubt);
    const labels = (language: "vi" | "en") =>
      choices.map(({ label, params }) => reply.say(`button.${label}`, params ?? {}, language));
    expect([labels("vi"), labels("en")]).toEqual([inVietnamese, inEnglish]);
  });

  test.for<[string[], string[]]>([
    [
      ["2", "3"],
      ["3", "2"],
    ],
    [
      ["1", "2"],
      ["1", "2"],
    ],
    [
      ["1", "3"],
      ["1", "3"],
    ],
    [
      ["3", "1"],
      ["1", "3"],
    ],
    [
      ["2", "3", "4"],
      ["4", "2", "3"],
    ],
  ])("%j stand so that a typed number means the value and the place: %j", ([values, placed]) => {
    const choices = valueChoices(eyes, {}, { slot: "rejected", values });
    expect(choices.map(({ params }) => params?.["number"])).toEqual(placed.map(Number));
  });
});

describe("a sentence leaves open", () => {
  test.for<[string, Frame, readonly Doubtful[]]>([
    [
      "nothing, when nothing else was read",
      frame({ due: "2026-12-01" }, [{ slot: "due", values: ["2026-12-01"] }]),
      [],
    ],
    [
      "what was taken and what else it may be",
      frame({ beneficiaries: 12 }, [{ slot: "beneficiaries", values: ["1200"] }]),
      [{ slot: "beneficiaries", values: ["12", "1200"] }],
    ],
    ["what could not be read at all", frame({}, [{ slot: "amount", values: [] }]), [{ slot: "amount", values: [] }]],
    [
      "one slot once",
      frame({}, [
        { slot: "due", values: [] },
        { slot: "due", values: [] },
      ]),
      [{ slot: "due", values: [] }],
    ],
    [
      "no place, which is asked about as a place",
      { ...frame({ area: "x" }, [{ slot: "area", values: ["x", "y"] }]), areas: [] },
      [],
    ],
  ])("%s", ([, heard, open]) => {
    expect(doubtfulOf(heard)).toEqual(open);
  });

  test("and an unclear number leaves the goods, so that a number alone answers", () => {
    const known: Known = {
      items: [milk, blankets],
      due: "2026-12-01",
      doubtful: [{ slot: "items", values: ["20", "30"] }],
    };
    const asked = askDoubtful(eyes, known);
    expect(asked?.known).toEqual({ ...known, items: [milk, { ...blankets, quantity: null }] });
    expect(asked && askDoubtful(eyes, asked.known)?.question).toEqual(asked?.question);
  });
});
