import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { ruleCount, violations } from "./invariants.ts";
import { createLife, createRandom } from "./random-life.ts";
import { createScene, introduce, type Scene } from "./scene.ts";

const steps = 250;

describe.for([1, 2])("a life of %i", (seed) => {
  let database: TestDatabase;
  let scene: Scene;

  beforeAll(async () => {
    database = await openTestDatabase({ seed: true });
    scene = createScene(database);
    await introduce(scene);
    await scene.person("lan");
    await scene.person("minh");
    await scene.person("ann", { role: "donor", foreign: true });
  });
  afterAll(() => database.close());

  test("keeps every rule of the ledger after every act, and never breaks", async () => {
    const act = createLife(scene, createRandom(seed));
    const outcomes = new Map<string, number>();
    for (let step = 1; step <= steps; step += 1) {
      const answer = await act();
      const outcome = answer === null ? "time" : answer.ok ? "done" : answer.refusal.code;
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      expect({ step, violations: await violations(scene) }).toEqual({ step, violations: [] });
    }
    expect(outcomes.get("done")).toBeGreaterThan(steps / 5);
    expect(outcomes.size).toBeGreaterThan(8);
    expect(ruleCount).toBeGreaterThan(10);
  });
});
