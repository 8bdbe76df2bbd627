import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../understand/world.ts";
import { fuzz } from "./fuzz.ts";
import { readHeldOut } from "./held-out.ts";

const slowMachine = 300_000;

test("10,000 random and adversarial strings of up to 10 kB all have a frame", { timeout: slowMachine }, () => {
  const lines = readHeldOut(join(root, "test/development"));
  expect(fuzz(lines, 10_000, 0.002)).toEqual({ strings: 10_000, threw: [], broken: [] });
});
