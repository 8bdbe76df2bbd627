import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { root } from "../understand/world.ts";
import { type Gate, gatesOf } from "./gates.ts";
import { runParts } from "./parts.ts";

const tolerated = 0.3;
const limit = z.union([z.object({ least: z.number() }), z.object({ most: z.number() })]);
const committed = z
  .object({
    gates: z.array(z.object({ what: z.string(), limit, measured: z.number().nullable(), passed: z.boolean() })),
  })
  .parse(JSON.parse(readFileSync(join(root, "docs/understanding.json"), "utf8")));

let measured: readonly Gate[];

beforeAll(async () => {
  const parts = await runParts(new Set(["held-out", "peers", "places", "metamorphic", "fuzz"]), {
    clock: () => performance.now(),
    tell: () => {},
    fuzzStrings: 300,
    placeStep: 10,
  });
  measured = gatesOf(parts).filter(({ timed }) => !timed);
});

test("the committed scorecard is about what is measured", () => {
  const known = new Set(committed.gates.map(({ what }) => what));
  expect(measured.map(({ what }) => what).filter((what) => !known.has(what))).toEqual([]);
  expect(measured.length).toBeGreaterThan(20);
});

test("nothing is understood worse than the committed scorecard says", () => {
  const worse = measured.filter((gate) => {
    const before = committed.gates.find(({ what }) => what === gate.what)?.measured ?? null;
    if (before === null) return false;
    const now = gate.measured ?? 0;
    return "least" in gate.limit ? now < before - tolerated : now > before + tolerated;
  });
  expect(worse).toEqual([]);
});

test("what was once reached stays reached", () => {
  const reached = new Set(committed.gates.filter(({ passed }) => passed).map(({ what }) => what));
  expect(measured.filter(({ what, passed }) => reached.has(what) && !passed)).toEqual([]);
});
