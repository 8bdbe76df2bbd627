import { expect, test } from "vitest";
import { namesImpossibleDay } from "../../src/converse/impossible-day.ts";

test.for<[string, boolean]>([
  ["trước 30/2", true],
  ["31/11", true],
  ["31/9/2026", true],
  ["29/2", false],
  ["28/2/2027", false],
  ["15/12", false],
  ["12/15", false],
  ["giao 10/12 hoặc 31/4", true],
  ["40/50 bộ", false],
  ["0/5 bộ", false],
  ["1/2 số đó", false],
  ["NC26-012", false],
])("%s is impossible: %s", ([text, impossible]) => {
  expect(namesImpossibleDay(text)).toBe(impossible);
});
