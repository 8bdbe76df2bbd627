import { describe, expect, test } from "vitest";
import { findFault, slotToMend } from "../../src/converse/check.ts";
import type { Known } from "../../src/converse/state.ts";
import { refusalCodes } from "../../src/model/refusal.ts";

const eyes = { today: "2026-10-15", privacyRisk: (text: string) => text.includes("Bông") };

const rice = (quantity: number | null) => [{ item: "rice", quantity, unit: "kg" }];

describe("a fault is told with the slot that is to be said again", () => {
  test.for<[string, string, Known, [string, string] | null]>([
    ["nothing known", "pledge.create", {}, null],
    ["no quantity yet", "pledge.create", { items: rice(null) }, null],
    ["the smallest", "pledge.create", { items: rice(0.01) }, null],
    ["nought", "pledge.create", { items: rice(0) }, ["items", "quantity_invalid"]],
    ["below nought", "delivery.log", { items: rice(-5) }, ["items", "quantity_invalid"]],
    ["no number at all", "pledge.create", { items: rice(Number.NaN) }, ["items", "quantity_invalid"]],
    ["the largest", "need.create", { items: rice(1_000_000) }, null],
    ["more than the largest", "need.create", { items: rice(1_000_000.5) }, ["items", "quantity_too_large"]],
    ["the second of two", "pledge.create", { items: [...rice(5), ...rice(0)] }, ["items", "quantity_invalid"]],
    ["no money", "pledge.create", { amount: { value: 0, currency: "VND" } }, ["amount", "quantity_invalid"]],
    ["due today", "pledge.create", { due: "2026-10-15" }, null],
    ["due yesterday", "pledge.create", { due: "2026-10-14" }, ["due", "date_past"]],
    ["received today", "delivery.log", { date: "2026-10-15" }, null],
    ["received tomorrow", "delivery.log", { date: "2026-10-16" }, ["date", "date_future"]],
    ["corrected to tomorrow", "delivery.amend", { date: "2026-10-16" }, ["date", "date_future"]],
    ["given by others tomorrow", "coverage.log", { date: "2026-10-16" }, ["date", "date_future"]],
    ["a day ahead where nothing has happened yet", "pledge.schedule", { date: "2026-10-16" }, null],
    ["a name in a reason", "need.return", { reason: "giấy của em Bông" }, ["reason", "privacy"]],
    ["a name as a source", "coverage.log", { source: "nhà em Bông" }, ["source", "privacy"]],
    [
      "a name in the goods",
      "pledge.create",
      { items: [{ item: "xe cho em Bông", quantity: 1, unit: null }] },
      ["items", "privacy"],
    ],
  ])("%s", ([, intent, known, fault]) => {
    const found = findFault(eyes, intent, known);
    expect(found && [found.slot, found.refusal.code]).toEqual(fault);
  });
});

test("what is mended after a refusal is a refusal of the ledger", () => {
  expect(Object.keys(slotToMend).filter((code) => !refusalCodes.some((known) => known === code))).toEqual([]);
});
