/** News of needs and difficulties at the same moment: what is written once, and what somebody who stops it never gets. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { TestDatabase } from "../support/database.ts";
import { createScene, day, introduce, refusalOf, type Scene } from "./scene.ts";

const subscribers = Array.from({ length: 24 }, (_, n) => `subscriber ${n + 1}`);

export function spreadContract(open: () => Promise<TestDatabase>): void {
  let scene: Scene;

  beforeAll(async () => {
    scene = createScene(await open());
    await introduce(scene);
    for (const name of subscribers) await scene.person(name);
  });
  afterAll(() => scene.database.close());

  const tick = () => scene.worker("tick", { p_now: scene.database.clock.now });
  const ask = () =>
    Promise.all(subscribers.map((name) => scene.must(name, "digest_subscribe", { p_text_version: "1" })));
  const digests = async (): Promise<number> => {
    const [row] = await scene.rows("select count(*) from public.outbox where lane = 3");
    return Number(row?.["count"]);
  };

  test("ticks at the same moment write each digest once", async () => {
    await ask();
    await scene.need([{ item: "coat", unit: "set", quantity: 50 }]);
    await scene.must("hanh", "digest_send");
    scene.pass(day);
    await Promise.all([tick(), tick(), tick(), tick()]);
    expect(await digests()).toBe(subscribers.length);
  });

  test("who stops the news while it is written gets none of it", async () => {
    await scene.need([{ item: "bag", unit: "piece", quantity: 50 }]);
    await scene.must("hanh", "digest_send");
    scene.pass(day);
    await Promise.all([tick(), ...subscribers.map((name) => scene.must(name, "digest_unsubscribe")), tick(), tick()]);
    expect(await digests()).toBe(0);
    await tick();
    expect(await digests()).toBe(0);
  });

  test("a difficulty is acknowledged once, whoever is first", async () => {
    const { code } = await scene.must("tam", "difficulty_report", { p_text: "no boat" });
    const answers = await Promise.all(
      ["hanh", "hoa", "hanh", "hoa"].map((name) => scene.call(name, "difficulty_acknowledge", { p_difficulty: code })),
    );
    expect(answers.map((answer) => refusalOf(answer) ?? "done").toSorted()).toEqual([
      "done",
      "wrong_state",
      "wrong_state",
      "wrong_state",
    ]);
  });

  test("ticks at the same moment send a difficulty up one level", async () => {
    const { code } = await scene.must("tam", "difficulty_report", { p_text: "no cold box", p_urgent: true });
    scene.pass(day);
    await Promise.all([tick(), tick(), tick()]);
    const steps = await scene.rows(
      "select action from public.audit_events where subject = $1 and action = 'difficulty.escalate'",
      code,
    );
    expect(steps).toHaveLength(1);
  });
}
