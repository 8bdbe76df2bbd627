import { expect, test } from "vitest";
import en from "../../locales/en.json" with { type: "json" };
import vi from "../../locales/vi.json" with { type: "json" };
import { isNewWish } from "../../src/converse/new-wish.ts";
import type { Known, State } from "../../src/converse/state.ts";
import type { Frame } from "../../src/model/frame.ts";
import { createReply } from "../../src/reply/create-reply.ts";

const reply = createReply({ resources: { vi, en } });
const ears = { language: "vi", optionWords: reply.optionWords } as const;

const blankets = [{ item: "blanket", quantity: 20, unit: "piece" }];
const milk = [{ item: "milk", quantity: 15, unit: "box" }];
const giangThanh = { id: "gt", name: "Giang Thành", kind: "xa" };
const vinhDieu = { id: "vd", name: "Vĩnh Điều", kind: "xa" };

test.for<[string, string, string, Known, Pick<Frame, "slots" | "areas">, boolean]>([
  [
    "another number",
    "confirm",
    "30",
    { items: blankets },
    { slots: { items: [{ item: null, quantity: 30, unit: null }] } },
    false,
  ],
  [
    "the same thing in another number",
    "confirm",
    "30 cái mền",
    { items: blankets },
    { slots: { items: [{ item: "blanket", quantity: 30, unit: null }] } },
    false,
  ],
  ["other goods with their number", "confirm", "15 hộp sữa", { items: blankets }, { slots: { items: milk } }, true],
  ["other goods before consent", "consent", "15 hộp sữa", { items: blankets }, { slots: { items: milk } }, true],
  [
    "other goods, said as a correction",
    "confirm",
    "không, 15 hộp sữa",
    { items: blankets },
    { slots: { items: milk } },
    false,
  ],
  [
    "other goods, said as a change",
    "confirm",
    "sửa thành 15 hộp sữa",
    { items: blankets },
    { slots: { items: milk } },
    false,
  ],
  [
    "other goods without a number",
    "confirm",
    "sữa",
    { items: blankets },
    { slots: { items: [{ item: "milk", quantity: null, unit: null }] } },
    false,
  ],
  ["goods that were asked for", "items", "15 hộp sữa", { items: blankets }, { slots: { items: milk } }, false],
  [
    "money instead of goods",
    "confirm",
    "5 triệu",
    { items: blankets },
    { slots: { amount: { value: 5_000_000, currency: "VND" } } },
    true,
  ],
  [
    "goods instead of money",
    "confirm",
    "15 hộp sữa",
    { amount: { value: 5, currency: "VND" } },
    { slots: { items: milk } },
    true,
  ],
  ["another need", "items", "NC26-002", { need: "NC26-001" }, { slots: { need: "NC26-002" } }, true],
  ["the same need", "items", "NC26-001", { need: "NC26-001" }, { slots: { need: "NC26-001" } }, false],
  ["the need that was asked for", "need", "NC26-001", {}, { slots: { need: "NC26-001" } }, false],
  ["another pledge", "confirm", "CK26-002 5 cái", { pledge: "CK26-001" }, { slots: { pledge: "CK26-002" } }, true],
  [
    "a place alone",
    "confirm",
    "cho Vĩnh Điều",
    { items: blankets, unit: giangThanh },
    { slots: { area: "Vĩnh Điều" }, areas: [vinhDieu] },
    false,
  ],
  [
    "the same goods for another place",
    "confirm",
    "20 cái mền cho Vĩnh Điều",
    { items: blankets, unit: giangThanh },
    { slots: { items: blankets, area: "Vĩnh Điều" }, areas: [vinhDieu] },
    true,
  ],
  [
    "the same goods for the same place",
    "confirm",
    "20 cái mền cho Giang Thành",
    { items: blankets, unit: giangThanh },
    { slots: { items: blankets, area: "Giang Thành" }, areas: [giangThanh] },
    false,
  ],
])("%s, while %s is asked: %j", ([, awaiting, spoken, known, heard, isNew]) => {
  const flow = { intent: "pledge.create", known, evidence: [], trail: [], confirmed: false };
  const state: State = { version: 1, flow, prompt: { id: "p", awaiting, key: "echo.undo", params: {}, options: [] } };
  const frame: Frame = {
    intent: "pledge.create",
    confidence: 1,
    language: "vi",
    otherIntents: [],
    alternatives: [],
    ...heard,
  };
  expect(isNewWish(ears, state, flow, frame, spoken)).toBe(isNew);
});
