/** Two accounts that become one person while both are in use: one join, and nothing of either is left behind. */
import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { TestDatabase } from "../support/database.ts";
import { createScene, introduce, refusalOf, type Scene } from "./scene.ts";
import { commit, openTurn } from "./turns.ts";

const eight = Array.from({ length: 8 }, (_, n) => n);
const hashOf = (digits: string) => createHash("sha256").update(digits).digest("hex");

export function linksContract(open: () => Promise<TestDatabase>): void {
  let scene: Scene;

  beforeAll(async () => {
    scene = createScene(await open());
    await introduce(scene);
  });
  afterAll(() => scene.database.close());

  const codeOf = async (giver: string) =>
    hashOf((await scene.must<{ digits: string }>(giver, "link_code_give")).digits);
  const redeem = (who: string, hash: string) => scene.call(who, "link_code_redeem", { p_code_hash: hash });
  const personAt = async (address: string) => {
    const [row] = await scene.rows("select person_id from public.channel_identities where address = $1", address);
    return row?.["person_id"] ?? "";
  };
  const opened = async (who: string, giver: string) => {
    const hash = await codeOf(giver);
    await scene.must(who, "link_code_open", { p_code_hash: hash });
    return hash;
  };

  test("a code that is redeemed many times at once links once", async () => {
    for (const name of ["giver a", "taker a"]) await scene.person(name);
    const hash = await opened("taker a", "giver a");
    const answers = await Promise.all(eight.map(() => redeem("taker a", hash)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    for (const answer of answers) expect([null, "link_code_used", "link_code_invalid"]).toContain(refusalOf(answer));
    const joins = await scene.rows(
      "select id from public.audit_events where action = 'account.join' and after ->> 'kept' = $1",
      await personAt("giver a"),
    );
    expect(joins).toHaveLength(1);
    expect(await personAt("taker a")).toBe(await personAt("giver a"));
  });

  test("of two people who redeem one code at once, one is linked", async () => {
    for (const name of ["giver b", "taker b", "other b"]) await scene.person(name);
    const hash = await opened("taker b", "giver b");
    await scene.must("other b", "link_code_open", { p_code_hash: hash });
    const answers = await Promise.all(["taker b", "other b", "taker b", "other b"].map((who) => redeem(who, hash)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const same = new Set([await personAt("giver b"), await personAt("taker b"), await personAt("other b")]);
    expect(same.size).toBe(2);
  });

  test("two people who redeem each other's codes at once become one", async () => {
    for (const name of ["giver c", "taker c"]) await scene.person(name);
    const [mine, theirs] = [await opened("taker c", "giver c"), await opened("giver c", "taker c")];
    const answers = await Promise.all([redeem("taker c", mine), redeem("giver c", theirs)]);
    expect(answers.some(({ ok }) => ok)).toBe(true);
    expect(await personAt("taker c")).toBe(await personAt("giver c"));
  });

  test("what is promised while the accounts are joined follows, and nothing is promised twice", async () => {
    for (const name of ["giver d", "taker d"]) await scene.person(name);
    const need = await scene.need([{ item: "coat", unit: "set", quantity: 500 }]);
    const before = await scene.must("taker d", "pledge_create", { p_need: need, p_items: [{ quantity: 1 }] });
    const turn = await openTurn(scene, "giver d", `while joined ${need}`);
    const hash = await opened("taker d", "giver d");
    const acts = [{ name: "pledge_create", args: { p_need: need, p_items: [{ quantity: 10 }] } }];
    const [linked, promised] = await Promise.all([redeem("taker d", hash), commit(scene, { ...turn, acts })]);
    expect(linked.ok).toBe(true);
    expect([null, "turn_lost"]).toContain(refusalOf(promised));
    const donors = await scene.rows(
      "select donor_id, code from public.pledges where need_id = (select id from public.needs where code = $1)",
      need,
    );
    expect(new Set(donors.map((row) => row["donor_id"]))).toEqual(new Set([await personAt("taker d")]));
    expect(donors).toHaveLength(promised.ok ? 2 : 1);
    expect(donors.map((row) => row["code"])).toContain(before.code);
    const waiting = await scene.rows(
      "select id from public.inbox where status = 'pending' and external_id like $1",
      `%while joined ${need}`,
    );
    expect(waiting).toHaveLength(promised.ok ? 0 : 1);
  });

  test("news for who is being joined is never left behind", async () => {
    for (const name of ["giver e", "taker e"]) await scene.person(name);
    const person = await personAt("giver e");
    const hash = await opened("taker e", "giver e");
    const notify = (n: number) =>
      scene.rows("select private.notify($1::uuid, 'news', '{}', $2, now())", person, `news ${n}`);
    await Promise.all([...eight.slice(0, 4).map(notify), redeem("taker e", hash), ...eight.slice(4).map(notify)]);
    const told = await scene.rows("select distinct person_id from public.outbox where message ->> 'key' = 'news'");
    expect(told).toEqual([{ person_id: await personAt("giver e") }]);
    const [count] = await scene.rows("select count(*) from public.outbox where message ->> 'key' = 'news'");
    expect(count?.["count"]).toBe("8");
  });

  test("guesses of one person are counted however many come at once", async () => {
    await scene.person("guesser");
    const guesses = eight.map((n) => scene.call("guesser", "link_code_open", { p_code_hash: hashOf(`wrong ${n}`) }));
    const refused = (await Promise.all(guesses)).map(refusalOf).filter((code) => code === "link_tries");
    expect(refused).toHaveLength(3);
  });
}
