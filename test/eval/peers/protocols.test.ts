import { describe, expect, test } from "vitest";
import type { Found } from "../engine.ts";
import { isAboutStrictMode, passesSpan } from "./chrono.ts";
import { offersWhole, passesWhole } from "./duckling.ts";
import type { ChronoRow, DucklingRow } from "./rows.ts";

const june = { type: "value", value: "2017-06-01T00:00:00", grain: "month" } as const;
const march = { type: "value", value: "2017-03-01T00:00:00", grain: "month" } as const;
const row: DucklingRow = { text: "thang sau", reference: "2017-02-02T03:55:00-02:00", expected: june };
const found = (each: Partial<Found>): Found => ({ type: "time", start: 0, end: 9, value: june, ...each });

describe("duckling", () => {
  test("one entity covers the whole text with the value and the grain", () => {
    expect(passesWhole(row, "time", [found({})])).toBe(true);
    expect(passesWhole(row, "time", [found({ end: 8 })])).toBe(false);
    expect(passesWhole(row, "time", [found({ value: { ...june, grain: "day" } })])).toBe(false);
    expect(passesWhole(row, "time", [found({ type: "number" })])).toBe(false);
    expect(passesWhole(row, "time", [])).toBe(false);
  });

  test("a reading among the alternatives is offered, but not the first", () => {
    const asked = [found({ value: march, alternatives: [june] })];
    expect(passesWhole(row, "time", asked)).toBe(false);
    expect(offersWhole(row, "time", asked)).toBe(true);
    expect(offersWhole(row, "time", [found({ value: march })])).toBe(false);
  });

  test("money has a unit, a bound and two ends", () => {
    const under: DucklingRow = { ...row, expected: { type: "under", value: 7000, unit: "VND" } };
    const money = (value: Found["value"]) => [found({ type: "money", value })];
    expect(passesWhole(under, "amountofmoney", money({ type: "under", value: 7000, unit: "VND" }))).toBe(true);
    expect(passesWhole(under, "amountofmoney", money({ value: 7000, unit: "VND" }))).toBe(false);
    const between: DucklingRow = { ...row, expected: { type: "interval", from: 1, to: 2, unit: "VND" } };
    expect(passesWhole(between, "amountofmoney", money({ type: "interval", from: 1, to: 2, unit: "VND" }))).toBe(true);
    expect(passesWhole(between, "amountofmoney", money({ type: "interval", from: 1, to: 3, unit: "VND" }))).toBe(false);
  });
});

describe("chrono", () => {
  const said = (v: number) => ({ v, certain: true });
  const days: ChronoRow = {
    text: "từ 5/8 đến 10/8",
    test: "",
    strict: false,
    reference: "2012-08-10T12:00:00",
    expected: {
      span: "5/8 đến 10/8",
      index: 3,
      start: { year: { v: 1999, certain: false }, month: said(8), day: said(5) },
      end: { month: said(8), day: said(10) },
    },
  };
  const between = (from: string, to: string): Found[] => [
    found({ start: 3, end: 15, value: { type: "interval", from: `${from}T00:00:00`, to: `${to}T00:00:00` } }),
  ];

  test("what was said is compared, what was implied is not, and ends are exclusive", () => {
    expect(passesSpan(days, between("2012-08-05", "2012-08-11"))).toBe(true);
    expect(passesSpan(days, between("2012-08-05", "2012-08-10"))).toBe(false);
    expect(passesSpan(days, between("2012-08-06", "2012-08-11"))).toBe(false);
  });

  test("the span is the very one", () => {
    const [entity] = between("2012-08-05", "2012-08-11");
    expect(passesSpan(days, [{ ...entity!, start: 0 }])).toBe(false);
  });

  test("where nothing is to be found nothing may be", () => {
    const nothing: ChronoRow = { ...days, expected: null };
    expect(passesSpan(nothing, [])).toBe(true);
    expect(passesSpan(nothing, [found({ type: "number", value: 5 })])).toBe(true);
    expect(passesSpan(nothing, [found({})])).toBe(false);
  });

  test("only rows that want nothing found in strict mode are left out", () => {
    expect(isAboutStrictMode({ ...days, strict: true, expected: null })).toBe(true);
    expect(isAboutStrictMode({ ...days, strict: true })).toBe(false);
    expect(isAboutStrictMode({ ...days, expected: null })).toBe(false);
  });
});
