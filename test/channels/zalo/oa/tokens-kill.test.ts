import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { endChildren, startChild } from "../../../support/child.ts";
import { createPostgresDatabase, openPostgresDatabase } from "../../../support/database.ts";
import { findPostgres } from "../../../support/postgres.ts";
import { startZaloOaServer, type ZaloOaServer } from "../../../support/zalo/oa/server.ts";
import { type ChildTask, type Step, steps } from "../../../support/zalo/oa/token-child.ts";

const postgres = findPostgres();
const patience = { timeout: 120_000 };
let release: (() => Promise<void>)[] = [];

afterEach(async () => {
  endChildren();
  for (const end of release.toReversed()) await end();
  release = [];
});

/** After a kill at each of these steps nobody can know whether the refresh token is used up. */
const inDoubt: readonly Step[] = ["after the mark", "after the answer"];

const child = (task: ChildTask) =>
  startChild(new URL("../../../support/zalo/oa/token-child.ts", import.meta.url), [JSON.stringify(task)]);

async function open(more: Readonly<Record<string, string>>) {
  const server = await startZaloOaServer();
  const dataDir = mkdtempSync(join(tmpdir(), "nhip-cau-tokens-"));
  release.push(async () => {
    await server.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const env = {
    DATA_DIR: dataDir,
    DEMO: "off",
    ZALO_OA_APP_ID: server.appId,
    ZALO_OA_APP_SECRET: server.appSecret,
    ZALO_OA_SECRET_KEY: server.secretKey,
    ZALO_OA_OAUTH_ROOT: server.root,
    ZALO_OA_REFRESH_TOKEN: server.oauth.issue().refresh,
    ...more,
  };
  return { server, env };
}

async function answerOf(task: ChildTask): Promise<string> {
  const process = child(task);
  expect(await process.line()).toBe("ready");
  process.process.stdin.write("go\n");
  const answer = await process.line();
  await process.kill();
  return answer;
}

function works(server: ZaloOaServer, token: string): boolean {
  try {
    server.oauth.check(token);
    return true;
  } catch {
    return false;
  }
}

function expectOnce(server: ZaloOaServer): void {
  expect(server.oauth.uses.filter(({ first }) => !first)).toEqual([]);
  expect(server.violations).toEqual([]);
}

describe("killed while it renews, on a folder that one process has", () => {
  test.for(steps)(
    "%s: the token is used once, and the next process has the new one or asks for help",
    patience,
    async (dieAt) => {
      const { server, env } = await open({});
      await answerOf({ env, dieAt });
      const answer = await answerOf({ env, dieAt: null });
      expect(works(server, answer)).toBe(!inDoubt.includes(dieAt));
      expect(server.oauth.uses).toHaveLength(dieAt === "after the mark" ? 0 : 1);
      expectOnce(server);
    },
  );
});

describe.skipIf(postgres.missing !== null)(`on PostgreSQL (${postgres.missing ?? "found"})`, () => {
  test(
    "killed with the mark made: another process waits, then tells the province and never tries again",
    patience,
    async () => {
      const database = await openPostgresDatabase({ now: new Date() });
      release.push(() => database.close());
      const run = (sql: string) => database.runner.transaction((query) => query(sql));
      await run("insert into public.people (id, created_at) values (md5('officer')::uuid, '2026-01-01')");
      await run(
        "insert into public.role_grants (person_id, role, valid_from) values (md5('officer')::uuid, 'province_officer', '2026-01-01')",
      );
      const { server, env } = await open({ DATABASE_URL: database.url });
      await answerOf({ env, dieAt: "after the answer" });
      expect(await run("select state from public.zalo_tokens")).toEqual([{ state: "refreshing" }]);
      await run("update public.zalo_tokens set held_until = held_until - interval '3 minutes'");
      expect(await answerOf({ env, dieAt: null })).toContain("no access token");
      expect(await answerOf({ env, dieAt: null })).toContain("no access token");
      expect(await run("select message ->> 'key' as key from public.outbox")).toEqual([{ key: "notice.zalo_reauth" }]);
      expect(server.oauth.uses).toHaveLength(1);
      expectOnce(server);
    },
  );

  test("two processes that renew at once send the token once and get the same one", patience, async () => {
    const { url, release: end } = await createPostgresDatabase();
    release.push(end);
    const { server, env } = await open({ DATABASE_URL: url });
    const answered = Promise.withResolvers<null>();
    server.fail("oauth", { type: "slow", until: answered.promise });
    const first = child({ env, dieAt: null });
    await first.line();
    const second = child({ env, dieAt: null });
    await second.line();
    for (const { process } of [first, second]) process.stdin.write("go\n");
    await server.called("oauth");
    answered.resolve(null);
    const [one, two] = await Promise.all([first.line(), second.line()]);
    expect(works(server, one)).toBe(true);
    expect(two).toBe(one);
    expect(server.oauth.uses).toHaveLength(1);
    expectOnce(server);
    await Promise.all([first.kill(), second.kill()]);
  });
});
