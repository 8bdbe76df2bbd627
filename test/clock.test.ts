import { expect, test } from "vitest";
import { createClock } from "../src/clock.ts";

test("without a start the clock tells the real time", () => {
  expect(createClock({ real: () => 1_000 }).now()).toEqual(new Date(1_000));
});

test("with a start the clock begins there and runs on with real time", () => {
  let real = 5_000;
  const clock = createClock({ start: new Date("2026-10-15T02:00:00Z"), real: () => real });
  expect(clock.now()).toEqual(new Date("2026-10-15T02:00:00Z"));
  real += 90_000;
  expect(clock.now()).toEqual(new Date("2026-10-15T02:01:30Z"));
});
