import { expect, test } from "vitest";
import { lunarDay, lunarMonth } from "../../src/understand/time/lunar.ts";
import { writeDay } from "../../src/understand/time/moment.ts";

const day = (year: number, month: number, date: number, leap = false) => {
  const at = lunarDay(year, month, date, leap);
  return at === null ? null : writeDay(at);
};

test.for([
  "1968-01-29",
  "1985-01-21",
  "1995-01-31",
  "2000-02-05",
  "2007-02-17",
  "2010-02-14",
  "2017-01-28",
  "2020-01-25",
  "2023-01-22",
  "2024-02-10",
  "2025-01-29",
  "2026-02-17",
  "2027-02-06",
  "2028-01-26",
  "2029-02-13",
  "2030-02-02",
])("Tết is on %s", (tet) => {
  expect(day(Number(tet.slice(0, 4)), 1, 1)).toBe(tet);
});

test.for([
  [2025, "2025-10-06"],
  [2026, "2026-09-25"],
  [2027, "2027-09-15"],
  [2028, "2028-10-03"],
] as const)("mid-autumn of %i is on %s", ([year, expected]) => {
  expect(day(year, 8, 15)).toBe(expected);
});

test.for([
  [1985, 2],
  [1987, 7],
  [2006, 7],
  [2020, 4],
  [2023, 2],
  [2025, 6],
  [2028, 5],
  [2033, 11],
  [2026, null],
  [2027, null],
] as const)("the leap month of %i is %s", ([year, leap]) => {
  const months = Array.from({ length: 12 }, (_, i) => i + 1).filter((month) => lunarMonth(year, month, true) !== null);
  expect(months).toEqual(leap === null ? [] : [leap]);
});

test("a year begins where the one before it ends", () => {
  const years = Array.from({ length: 150 }, (_, i) => 1950 + i);
  expect(years.filter((year) => lunarMonth(year, 12)?.to !== lunarDay(year + 1, 1, 1))).toEqual([]);
});

test("months have 29 or 30 days", () => {
  expect(day(2027, 1, 30)).toBe("2027-03-07");
  expect(day(2026, 12, 30)).toBeNull();
  expect(day(2026, 12, 31)).toBeNull();
});
