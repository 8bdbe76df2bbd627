/** What may happen at the same moment, and what must come of it; the same for every database that the ledger runs on. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Answer } from "../../src/model/store.ts";
import type { TestDatabase } from "../support/database.ts";
import { violations } from "./invariants.ts";
import { createRandom } from "./random-life.ts";
import { createScene, introduce, refusalOf, type Json, type Scene } from "./scene.ts";
import { commit, openTurn, type Turn } from "./turns.ts";

const donors = Array.from({ length: 8 }, (_, n) => `donor ${n + 1}`);
const pairs = [{ item: "coat", unit: "set", quantity: 50 }] as const;

interface Item {
  readonly needed: number;
  readonly reserved: number;
  readonly accepted: number;
  readonly remaining: number;
}

export function racesContract(open: () => Promise<TestDatabase>): void {
  let scene: Scene;

  beforeAll(async () => {
    scene = createScene(await open());
    await introduce(scene);
    for (const donor of donors) await scene.person(donor);
  });
  afterAll(() => scene.database.close());

  const progress = async (need: string): Promise<Item> => {
    const shown = await scene.must<{ items: Item[] }>("hanh", "need_show", { p_need: need });
    const [item] = shown.items;
    if (!item) throw new Error(`${need} has no items`);
    return item;
  };
  const pledge = (donor: string, need: string, quantity: number) =>
    scene.call(donor, "pledge_create", { p_need: need, p_items: [{ quantity }], p_due: "2026-12-01" });
  const donorOf = (n: number) => donors[n % donors.length] ?? "donor 1";
  const tally = (answers: readonly Answer<unknown>[]) => {
    const counts: Record<string, number> = {};
    for (const answer of answers) counts[refusalOf(answer) ?? "done"] = (counts[refusalOf(answer) ?? "done"] ?? 0) + 1;
    return counts;
  };

  test("two hundred people promise one of the last fifty, and fifty of them do", async () => {
    const need = await scene.need(pairs);
    const answers = await Promise.all(Array.from({ length: 200 }, (_, n) => pledge(donorOf(n), need, 1)));
    expect(tally(answers)).toEqual({ done: 50, not_enough_remaining: 150 });
    expect(await progress(need)).toMatchObject({ reserved: 50, remaining: 0 });
    expect(await violations(scene)).toEqual([]);
  });

  test("promises of all sizes, changed and withdrawn at the same time, never exceed the need", async () => {
    const random = createRandom(7);
    const need = await scene.need(pairs);
    const before = [
      await pledge("donor 1", need, 10),
      await pledge("donor 2", need, 10),
      await pledge("donor 3", need, 10),
    ];
    const codes = before.map((answer) => (answer.ok ? answer.value.code : ""));
    await Promise.all([
      ...Array.from({ length: 60 }, (_, n) => pledge(donorOf(n), need, 1 + Math.floor(random() * 9))),
      ...Array.from({ length: 30 }, (_, n) =>
        scene.call(donorOf(n % 3), "pledge_amend", {
          p_pledge: codes[n % 3],
          p_items: [{ quantity: 1 + Math.floor(random() * 30) }],
        }),
      ),
      scene.call("donor 2", "pledge_cancel", { p_pledge: codes[1] }),
      ...Array.from({ length: 10 }, (_, n) =>
        scene.call("tam", "delivery_log", { p_pledge: codes[n % 3], p_items: [{ quantity: 2 }] }),
      ),
    ]);
    const { needed, reserved, accepted, remaining } = await progress(need);
    expect(reserved + accepted + remaining).toBe(needed);
    expect(await violations(scene)).toEqual([]);
  });

  test("turns that split promises over two needs in opposite order all end", async () => {
    const [first, second] = [await scene.need(pairs), await scene.need(pairs)];
    const turns: Turn[] = [];
    for (const donor of donors) turns.push(await openTurn(scene, donor, `split ${first}`));
    const order = (n: number) => (n % 2 === 0 ? [first, second] : [second, first]);
    const acts = (n: number) =>
      order(n).map((need) => ({ name: "pledge_create", args: { p_need: need, p_items: [{ quantity: 3 }] } }));
    const answers = await Promise.all(turns.map((turn, n) => commit(scene, { ...turn, acts: acts(n) })));
    expect(tally(answers)).toEqual({ done: donors.length });
    expect(await progress(first)).toMatchObject({ reserved: 24 });
    expect(await progress(second)).toMatchObject({ reserved: 24 });
    const [met] = await scene.rows("select deadlocks from pg_stat_database where datname = current_database()");
    expect(met?.["deadlocks"]).toBe("0");
  });

  test("a promise is confirmed once, whoever is first", async () => {
    const need = await scene.need([{ item: "book", unit: "piece", quantity: 5000 }]);
    const large = await scene.must("donor 1", "pledge_create", { p_need: need, p_items: [{ quantity: 600 }] });
    const answers = await Promise.all(
      ["tam", "hanh", "hoa", "tam"].map((officer) => scene.call(officer, "pledge_confirm", { p_pledge: large.code })),
    );
    expect(tally(answers)).toEqual({ done: 1, wrong_state: 3 });
  });

  test("the same goods logged twice at once are received once", async () => {
    const need = await scene.need(pairs);
    const promised = await scene.must("donor 1", "pledge_create", { p_need: need, p_items: [{ quantity: 20 }] });
    const log = (officer: string) =>
      scene.call(officer, "delivery_log", { p_pledge: promised.code, p_items: [{ quantity: 20 }] });
    const answers = await Promise.all(["tam", "hanh", "tam", "hoa", "tam"].map(log));
    expect(tally(answers)).toEqual({ done: 1, surplus: 4 });
    expect(await progress(need)).toMatchObject({ reserved: 0, accepted: 20 });
  });

  test("a delivery is taken back once", async () => {
    const need = await scene.need(pairs);
    const promised = await scene.must("donor 1", "pledge_create", { p_need: need, p_items: [{ quantity: 20 }] });
    const logged = await scene.must("tam", "delivery_log", { p_pledge: promised.code });
    const answers = await Promise.all(
      ["tam", "hanh", "hoa", "hanh"].map((officer) =>
        scene.call(officer, "delivery_reverse", { p_delivery: logged.code }),
      ),
    );
    expect(tally(answers)).toEqual({ done: 1, wrong_state: 3 });
    expect(await violations(scene)).toEqual([]);
  });

  test("an invitation makes one officer, however many try it at once", async () => {
    const hash = "ab".repeat(32);
    const invited = await scene.store.call({ as: "operator" }, "invitation_create", {
      p_code_hash: hash,
      p_role: "province_officer",
      p_now: scene.database.clock.now,
    });
    expect(invited.ok).toBe(true);
    const answers = await Promise.all(
      donors.map((donor) => scene.call(donor, "invitation_redeem", { p_code_hash: hash })),
    );
    expect(tally(answers)).toEqual({ done: 1, invitation_used: donors.length - 1 });
  });

  test("a turn ends once, and its loser leaves nothing behind", async () => {
    const need = await scene.need(pairs);
    const turn = await openTurn(scene, "donor 1", `twice ${need}`);
    const acts = [{ name: "pledge_create", args: { p_need: need, p_items: [{ quantity: 50 }] } }];
    const answers = await Promise.all(Array.from({ length: 6 }, () => commit(scene, { ...turn, acts })));
    expect(tally(answers)).toEqual({ done: 1, turn_lost: 5 });
    expect(await progress(need)).toMatchObject({ reserved: 50 });
    const [told] = await scene.rows<{ count: string }>(
      "select count(*) from public.outbox where dedupe_key like $1",
      `turn:${turn.event}:%`,
    );
    expect(told?.count).toBe("1");
  });

  test("the calendar turned by several workers at once does everything once", async () => {
    const need = await scene.need(pairs, "2026-10-20");
    const promised = await scene.must("donor 2", "pledge_create", { p_need: need, p_items: [{ quantity: 50 }] });
    const later = { p_now: new Date("2026-11-05T09:00:00+07:00") };
    const ticks = await Promise.all(
      Array.from({ length: 4 }, () => scene.store.call<Json>({ as: "worker" }, "tick", later)),
    );
    expect(ticks.every(({ ok }) => ok)).toBe(true);
    const events = await scene.rows(
      "select action from public.audit_events where subject = any (array[$1, $2]) and action in ('pledge.lapse', 'need.expire')",
      promised.code,
      need,
    );
    expect(
      events.map(({ action }) => action).toSorted((one, other) => String(one).localeCompare(String(other))),
    ).toEqual(["need.expire", "pledge.lapse"]);
  });
}
