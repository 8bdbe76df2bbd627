import { appendFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "../../../support/database.ts";
import { day, hour, minute } from "../../../support/zalo/oa/clock.ts";
import { openTokenRig, type TokenRig } from "./token-rig.ts";

let database: TestDatabase;
let rig: TokenRig;

beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(async () => {
  rig = await openTokenRig(database);
});
afterEach(async () => {
  await rig.close();
});
afterAll(async () => {
  await database.close();
});

const uses = () => rig.server.oauth.uses.length;
const lost = () => Promise.reject(new Error("the ledger is away"));
const journalFile = () => join(rig.dataDir, "zalo-oa", readdirSync(join(rig.dataDir, "zalo-oa"))[0] ?? "");

describe("the journal", () => {
  test("an answer that the ledger could not take is committed as soon as it can", async () => {
    const keeper = rig.keeper({ configured: rig.server.oauth.issue().refresh });
    await keeper.look();
    rig.advance(20 * hour);
    let away = true;
    const shaky = rig.keeper({
      change: ({ ledger }) => ({ ledger: { ...ledger, put: (entry) => (away ? lost() : ledger.put(entry)) } }),
    });
    await shaky.look();
    expect(await rig.row()).toMatchObject({ state: "refreshing" });
    away = false;
    await shaky.look();
    expect(await rig.row()).toMatchObject({ state: "ready" });
    expect(uses()).toBe(2);
    expect(rig.works(await shaky.current())).toBe(true);
  });

  test("the next process commits it, also after the row was given up", async () => {
    await rig.keeper({ configured: rig.server.oauth.issue().refresh }).look();
    rig.advance(20 * hour);
    await rig.keeper({ change: ({ ledger }) => ({ ledger: { ...ledger, put: lost } }) }).look();
    rig.advance(10 * minute);
    const elsewhere = rig.keeper({ dataDir: join(rig.dataDir, "another machine") });
    await elsewhere.look();
    expect(elsewhere.usable()).toBe(false);
    expect(await rig.told()).toEqual(["notice.zalo_reauth"]);
    await rig.keeper().look();
    await elsewhere.look();
    expect(elsewhere.usable()).toBe(true);
    rig.advance(20 * hour);
    expect(rig.works(await elsewhere.current())).toBe(true);
  });

  test.for([
    ["cut short", (path: string) => writeFileSync(path, readFileSync(path, "utf8").slice(0, 40))],
    ["scribbled on", (path: string) => appendFileSync(path, "}")],
    ["empty", (path: string) => writeFileSync(path, "")],
  ] as const)("one that is %s is told of, and the token is not sent again", async ([, damage]) => {
    await rig.keeper({ configured: rig.server.oauth.issue().refresh }).look();
    rig.advance(20 * hour);
    await rig.keeper({ change: ({ ledger }) => ({ ledger: { ...ledger, put: lost } }) }).look();
    damage(journalFile());
    rig.advance(10 * minute);
    const keeper = rig.keeper();
    await keeper.look();
    expect(keeper.usable()).toBe(false);
    expect(rig.errors.join()).toContain("journal cannot be read");
    expect(await rig.told()).toEqual(["notice.zalo_reauth"]);
  });

  test("a disk that is full does not keep the answer from the ledger", async () => {
    const keeper = rig.keeper({
      configured: rig.server.oauth.issue().refresh,
      change: ({ journal }) => ({ journal: { ...journal, write: () => Promise.reject(new Error("no space left")) } }),
    });
    expect(rig.works(await keeper.current())).toBe(true);
    expect(rig.errors.join()).toContain("journal was not written");
  });

  test("a ledger that comes back from a backup gets the newest pair back", async () => {
    const keeper = rig.keeper({ configured: rig.server.oauth.issue().refresh });
    await keeper.look();
    const run = (sql: string) => database.runner.transaction((query) => query(sql));
    await run("create table public.backup as select * from public.zalo_tokens");
    for (let days = 0; days < 3; days += 1) {
      rig.advance(day - hour);
      await keeper.look();
    }
    await run("delete from public.zalo_tokens");
    await run("insert into public.zalo_tokens select * from public.backup");
    await run("drop table public.backup");
    rig.advance(20 * hour);
    expect(rig.works(await rig.keeper().current())).toBe(true);
    expect(await rig.told()).toEqual([]);
  });
});

describe("a ledger whose answers get lost", () => {
  test("a mark that nobody sent for is taken back by its maker", async () => {
    let answers = 0;
    const keeper = rig.keeper({
      configured: rig.server.oauth.issue().refresh,
      change: ({ ledger }) => ({
        ledger: {
          ...ledger,
          begin: async (...asked) => (await ledger.begin(...asked), (answers += 1) === 1 ? lost() : "begun"),
        },
      }),
    });
    await keeper.look();
    expect(uses()).toBe(0);
    await keeper.look();
    expect(uses()).toBe(1);
    expect(rig.works(await keeper.current())).toBe(true);
  });

  test("a failure that could not be written down is written down later, and the token is not sent again", async () => {
    rig.server.fail("oauth", { type: "answer_lost" });
    let away = true;
    const keeper = rig.keeper({
      configured: rig.server.oauth.issue().refresh,
      change: ({ ledger }) => ({ ledger: { ...ledger, fail: (...asked) => (away ? lost() : ledger.fail(...asked)) } }),
    });
    await keeper.look();
    away = false;
    await keeper.look();
    expect(keeper.usable()).toBe(false);
    expect(await rig.told()).toEqual(["notice.zalo_reauth"]);
  });
});

describe("clocks that jump", () => {
  test("ahead in another process: the answer still arrives, and the alarm is over", async () => {
    await rig.keeper({ configured: rig.server.oauth.issue().refresh }).look();
    rig.advance(20 * hour);
    const answered = Promise.withResolvers<null>();
    rig.server.fail("oauth", { type: "slow", until: answered.promise });
    const keeper = rig.keeper();
    const looking = keeper.look();
    await rig.server.called("oauth", 2);
    rig.advance(hour);
    const other = rig.keeper({ dataDir: join(rig.dataDir, "another machine") });
    await other.look();
    expect(other.usable()).toBe(false);
    answered.resolve(null);
    await looking;
    await other.look();
    expect([keeper.usable(), other.usable()]).toEqual([true, true]);
    expect(rig.works(await other.refreshed("another"))).toBe(true);
  });

  test("back: a token that is refused is renewed all the same, and an old mark holds nobody up", async () => {
    const keeper = rig.keeper({ configured: rig.server.oauth.issue().refresh });
    const token = await keeper.current();
    rig.server.oauth.revoke(token);
    rig.advance(-40 * day);
    expect(rig.works(await keeper.refreshed(token))).toBe(true);
    rig.advance(40 * day);
    await new Promise<void>((marked) => {
      const refresh = () => (marked(), new Promise<never>(() => undefined));
      void rig.keeper({ change: ({ exchange }) => ({ exchange: { ...exchange, refresh } }) }).look();
    });
    rig.advance(-40 * day);
    const other = rig.keeper();
    await other.look();
    expect(other.usable()).toBe(false);
    expect(await rig.told()).toEqual(["notice.zalo_reauth"]);
  });
});
