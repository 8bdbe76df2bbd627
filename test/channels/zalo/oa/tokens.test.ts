import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
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
const journalFile = () => join(rig.dataDir, "zalo-oa", readdirSync(join(rig.dataDir, "zalo-oa"))[0] ?? "");

async function refusedPort(): Promise<string> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return `http://127.0.0.1:${port}`;
}

describe("a chain of tokens", () => {
  test("it begins with the token that is configured, and nothing readable is kept", async () => {
    const { refresh } = rig.server.oauth.issue();
    const keeper = rig.keeper({ configured: refresh });
    const token = await keeper.current();
    expect(rig.works(token)).toBe(true);
    expect(keeper.usable()).toBe(true);
    const kept = JSON.stringify(
      await database.runner.transaction((query) =>
        query(
          "select t::text, (select string_agg(hash, ' ') from public.zalo_tokens_spent) as spent from public.zalo_tokens t",
        ),
      ),
    );
    for (const text of [kept, readFileSync(journalFile(), "utf8")])
      for (const secret of [token, refresh, "test-refresh", "test-access"]) expect(text).not.toContain(secret);
  });

  test("it is renewed ahead of time, daily also when nothing is sent, and only then", async () => {
    const keeper = rig.keeper({ configured: rig.server.oauth.issue().refresh });
    await keeper.look();
    await keeper.look();
    rig.advance(18 * hour);
    await keeper.look();
    expect(uses()).toBe(1);
    rig.advance(1.5 * hour);
    await keeper.look();
    expect(uses()).toBe(2);
    for (let days = 0; days < 10; days += 1) {
      rig.advance(day - hour);
      await keeper.look();
    }
    expect(rig.works(await keeper.current())).toBe(true);
    expect(rig.errors).toEqual([]);
  });

  test("a token that was refused is renewed once, however many ask in however many processes", async () => {
    const [here, there] = [rig.keeper({ configured: rig.server.oauth.issue().refresh }), rig.keeper()];
    const stale = await here.current();
    expect(await there.current()).toBe(stale);
    rig.advance(10 * minute);
    rig.server.oauth.revoke(stale);
    const fresh = await Promise.all([1, 2, 3, 4].map((n) => (n % 2 ? here : there).refreshed(stale)));
    expect(new Set(fresh).size).toBe(1);
    expect(rig.works(fresh[0] ?? "")).toBe(true);
    expect(uses()).toBe(2);
  });

  test("a process that finds no chain while another one begins it gets the same token, and no alarm is raised", async () => {
    const { refresh } = rig.server.oauth.issue();
    const first = rig.keeper({ configured: refresh });
    const second = rig.keeper({
      configured: refresh,
      change: ({ ledger }) => ({
        ledger: { ...ledger, put: async (entry) => await first.current().then(() => ledger.put(entry)) },
      }),
    });
    const token = await second.current();
    expect(rig.works(token)).toBe(true);
    expect(await first.current()).toBe(token);
    expect(uses()).toBe(1);
    expect(rig.errors).toEqual([]);
  });

  test("a token that was just given and is refused costs no other one", async () => {
    const keeper = rig.keeper({ configured: rig.server.oauth.issue().refresh });
    const token = await keeper.current();
    await expect(keeper.refreshed(token)).rejects.toThrow("no access token");
    expect(uses()).toBe(1);
    expect(keeper.usable()).toBe(true);
  });

  test("without any token the operator is told what to run", async () => {
    const keeper = rig.keeper();
    await keeper.look();
    expect(keeper.usable()).toBe(false);
    expect(rig.errors.join()).toContain("npm run zalo:authorise");
    await expect(keeper.current()).rejects.toThrow("no access token");
  });
});

describe("a renewal that goes wrong", () => {
  test.for([
    ["refused", { type: "refused", code: -14014 }],
    ["answered by a gateway", { type: "html", status: 502 }],
    ["answered with half a pair", { type: "junk", body: '{"access_token":"half"}' }],
    ["carried out and not answered", { type: "answer_lost" }],
  ] as const)("%s: the token is never sent again, and the province is told once", async ([, fault]) => {
    const { refresh } = rig.server.oauth.issue();
    rig.server.fail("oauth", fault);
    const keeper = rig.keeper({ configured: refresh });
    await keeper.look();
    await keeper.look();
    await rig.keeper({ configured: refresh }).look();
    expect(keeper.usable()).toBe(false);
    expect(await rig.told()).toEqual(["notice.zalo_reauth"]);
    expect(rig.errors.join()).toContain("npm run zalo:authorise");
    expect(rig.server.calls.filter(({ endpoint }) => endpoint === "oauth")).toHaveLength(1);
  });

  test("the access token is used until it runs out", async () => {
    const keeper = rig.keeper({ configured: rig.server.oauth.issue().refresh });
    const token = await keeper.current();
    rig.advance(20 * hour);
    rig.server.fail("oauth", { type: "refused", code: -14014 });
    await keeper.look();
    expect(keeper.usable()).toBe(false);
    expect(await keeper.current()).toBe(token);
    expect(await rig.keeper().current()).toBe(token);
    rig.advance(6 * hour);
    await expect(keeper.current()).rejects.toThrow("no access token");
  });

  test("another configured token takes the place of a broken chain, one that was used does not", async () => {
    const first = rig.server.oauth.issue().refresh;
    rig.server.fail("oauth", { type: "answer_lost" });
    await rig.keeper({ configured: first }).look();
    const keeper = rig.keeper({ configured: rig.server.oauth.issue().refresh });
    expect(rig.works(await keeper.current())).toBe(true);
    expect(keeper.usable()).toBe(true);
    await rig.keeper({ configured: first }).look();
    expect(uses()).toBe(2);
  });

  test("a changed configured token leaves a chain alone that works", async () => {
    const token = await rig.keeper({ configured: rig.server.oauth.issue().refresh }).current();
    const keeper = rig.keeper({ configured: rig.server.oauth.issue().refresh });
    expect(await keeper.current()).toBe(token);
  });

  test("nothing could be sent: it is tried again later", async () => {
    const { refresh } = rig.server.oauth.issue();
    const away = rig.keeper({ configured: refresh, oauthRoot: await refusedPort() });
    await away.look();
    expect(away.usable()).toBe(true);
    expect(await rig.row()).toMatchObject({ state: "ready" });
    expect(rig.works(await rig.keeper().current())).toBe(true);
    expect(await rig.told()).toEqual([]);
  });

  test("the province is told of a pair that could not be renewed for 60 days", async () => {
    await rig.keeper({ configured: rig.server.oauth.issue().refresh }).look();
    rig.advance(61 * day);
    const away = rig.keeper({ oauthRoot: await refusedPort() });
    await away.look();
    await away.look();
    expect(await rig.told()).toEqual(["notice.zalo_old"]);
    await rig.keeper().look();
    expect(uses()).toBe(2);
  });

  test("another secret of the app reads nothing, sends nothing and changes nothing", async () => {
    const token = await rig.keeper({ configured: rig.server.oauth.issue().refresh }).current();
    const before = await rig.row();
    const wrong = rig.keeper({ appSecret: "another secret", configured: rig.server.oauth.issue().refresh });
    await wrong.look();
    await expect(wrong.current()).rejects.toThrow("no access token");
    expect(wrong.usable()).toBe(false);
    expect(rig.errors.join()).toContain("ZALO_OA_APP_SECRET");
    expect(await rig.told()).toEqual(["notice.zalo_reauth"]);
    expect(await rig.row()).toEqual(before);
    expect(await rig.keeper().current()).toBe(token);
  });
});
