import { describe, expect, test } from "vitest";
import { areaUnderCurve, calibrationError, coverageAt, interval, type Judged, share } from "./statistics.ts";

const judged = (...rows: readonly (readonly [number, boolean])[]): readonly Judged[] =>
  rows.map(([confidence, right]) => ({ confidence, right }));

test("a share of nothing is whole, and told to be of nothing", () => {
  expect(share([])).toEqual({ right: 0, of: 0, percent: 100 });
  expect(share([true, false, true])).toEqual({ right: 2, of: 3, percent: 66.67 });
});

test("the interval lies around the share and is the same every time", () => {
  const outcomes = Array.from({ length: 200 }, (_, at) => at % 10 !== 0);
  const [low, high] = interval(outcomes);
  expect(low).toBeGreaterThan(83);
  expect(low).toBeLessThan(90);
  expect(high).toBeGreaterThan(90);
  expect(high).toBeLessThan(97);
  expect(interval(outcomes)).toEqual([low, high]);
});

describe("coverage at a precision", () => {
  test("ends before the first wrong answer that costs too much", () => {
    expect(coverageAt(0.99, judged([0.9, true], [0.8, true], [0.7, false], [0.6, true]))).toBe(50);
  });

  test("goes on when right answers make up for it", () => {
    expect(coverageAt(0.75, judged([0.9, true], [0.8, true], [0.7, false], [0.6, true]))).toBe(100);
  });

  test("cannot part answers that are equally sure", () => {
    expect(coverageAt(0.99, judged([0.9, true], [0.9, false], [0.9, true]))).toBe(0);
  });
});

test("confidence is honest when as many are right as it says", () => {
  const honest = Array.from({ length: 10 }, (_, at): readonly [number, boolean] => [0.8, at < 8]);
  expect(calibrationError(judged(...honest))).toBe(0);
  expect(calibrationError(judged([1, false], [1, true]))).toBe(0.5);
});

test("the curve tells whether right answers are surer than wrong ones", () => {
  expect(areaUnderCurve(judged([0.9, true], [0.1, false]))).toBe(1);
  expect(areaUnderCurve(judged([0.1, true], [0.9, false]))).toBe(0);
  expect(areaUnderCurve(judged([0.5, true], [0.5, false]))).toBe(0.5);
  expect(areaUnderCurve(judged([0.9, true]))).toBeNull();
});
