import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { migrate, readSchema, type Schema } from "../../src/act/embedded/migrate.ts";
import { openPglite } from "../../src/act/embedded/pglite.ts";
import { createPostgresRunner } from "../../src/act/embedded/postgres.ts";
import type { Runner } from "../../src/act/embedded/runner.ts";
import { createPostgresDatabase, projectFolder } from "../support/database.ts";
import { findPostgres } from "../support/postgres.ts";
import { readTemplate } from "../../src/act/embedded/template.ts";

interface Opened {
  readonly runner: Runner;
  /** A second way to the same database, where it can have one. */
  readonly second: () => Runner;
  readonly close: () => Promise<void>;
}

const empty: Schema = { prelude: "", migrations: [], seed: null };
const cacheFolder = join(projectFolder, "node_modules/.cache/nhip-cau");

let shared: Promise<Runner> | undefined;
afterAll(async () => {
  await (await shared)?.close();
});

/** One for all tests, emptied each time: opening one takes a second. */
async function openEmptyPglite(): Promise<Opened> {
  const { prelude } = readSchema({ migrationsFolder: join(projectFolder, "supabase/migrations"), seedFile: null });
  shared ??= readTemplate({ ...empty, prelude }, cacheFolder).then((template) => openPglite({ template }));
  const runner = await shared;
  await runner.transaction((query) =>
    query("drop schema public, extensions, auth, supabase_migrations cascade; create schema public"),
  );
  return { runner, second: () => runner, close: () => Promise.resolve() };
}

async function openEmptyPostgres(): Promise<Opened> {
  const { url, release } = await createPostgresDatabase();
  const runners: Runner[] = [];
  const connect = () => {
    const runner = createPostgresRunner({ url });
    runners.push(runner);
    return runner;
  };
  return {
    runner: connect(),
    second: connect,
    async close() {
      await Promise.all(runners.map((runner) => runner.close()));
      await release();
    },
  };
}

const { missing } = findPostgres();
const kinds = [
  ["PGlite", openEmptyPglite, null],
  [missing === null ? "PostgreSQL" : `PostgreSQL (skipped: ${missing})`, openEmptyPostgres, missing],
] as const;

describe.for(kinds)("migrating on %s", ([, open, absent]) => {
  describe.skipIf(absent !== null)("a database", () => {
    let folder: string;
    let opened: Opened;
    beforeEach(async () => {
      folder = mkdtempSync(join(tmpdir(), "nhip-cau-migrations-"));
      mkdirSync(join(folder, "migrations"));
      opened = await open();
    });
    afterEach(async () => {
      await opened.close();
      rmSync(folder, { recursive: true, force: true });
    });

    const add = (name: string, sql: string) => writeFileSync(join(folder, "migrations", name), sql);
    const seed = (sql: string) => writeFileSync(join(folder, "seed.sql"), sql);
    const run = (seeded = false, runner = opened.runner) =>
      migrate(
        runner,
        readSchema({
          migrationsFolder: join(folder, "migrations"),
          seedFile: seeded ? join(folder, "seed.sql") : null,
        }),
      );
    const ask = async (sql: string) => await opened.runner.transaction((query) => query(sql));

    test("gets every migration once, in the order of the versions", async () => {
      add("20260102000000_second.sql", "alter table public.a add c int;");
      add("20260101000000_first.sql", "create table public.a (b int);");
      add("README.md", "not a migration");
      expect([await run(), await run()]).toEqual([
        { applied: ["20260101000000", "20260102000000"], seeded: false, unknown: [] },
        { applied: [], seeded: false, unknown: [] },
      ]);
    });

    test("remembers them as the Supabase CLI does", async () => {
      add("20260101000000_first_step.sql", "create table public.a (b int);\ncomment on table public.a is 'x;y';\n");
      await run();
      expect(
        await ask(
          "select version, name, array_to_json(statements)::text as statements from supabase_migrations.schema_migrations",
        ),
      ).toEqual([
        {
          version: "20260101000000",
          name: "first_step",
          statements: JSON.stringify(["create table public.a (b int)", "comment on table public.a is 'x;y'"]),
        },
      ]);
    });

    test("keeps nothing of a migration that fails, and says where it failed", async () => {
      add("20260101000000_first.sql", "create table public.a (b int);");
      add("20260102000000_broken.sql", "create table public.c (d int);\n\nselect nonsense;\n");
      await expect(run()).rejects.toThrow(
        'migration 20260102000000_broken failed at line 3: column "nonsense" does not exist',
      );
      const [row] = await ask("select to_regclass('public.a') as a, to_regclass('public.c') as c");
      expect(row).toEqual({ a: expect.stringContaining("a"), c: null });
    });

    test("goes on after the migration was mended", async () => {
      add("20260101000000_broken.sql", "select nonsense;");
      await expect(run()).rejects.toThrow("failed at line 1");
      add("20260101000000_broken.sql", "create table public.a (b int);");
      expect(await run()).toMatchObject({ applied: ["20260101000000"] });
    });

    test("is seeded once, with its first migrations", async () => {
      add("20260101000000_first.sql", "create table public.a (b int);");
      seed("insert into public.a values (1);");
      const first = await run(true);
      seed("insert into public.a values (2);");
      const second = await run(true);
      expect([first.seeded, second.seeded, await ask("select b from public.a")]).toEqual([true, false, [{ b: "1" }]]);
    });

    test("gets the seed that it missed when it failed the first time", async () => {
      add("20260101000000_first.sql", "create table public.a (b int);");
      seed("select nonsense;");
      await expect(run(true)).rejects.toThrow("supabase/seed.sql failed at line 1");
      seed("insert into public.a values (1);");
      expect([(await run(true)).seeded, await ask("select b from public.a")]).toEqual([true, [{ b: "1" }]]);
    });

    test("is never seeded later when it began without demo data", async () => {
      add("20260101000000_first.sql", "create table public.a (b int);");
      await run(false);
      seed("insert into public.a values (1);");
      expect([(await run(true)).seeded, await ask("select b from public.a")]).toEqual([false, []]);
    });

    test("tells of migrations of a newer program", async () => {
      add("20260101000000_first.sql", "create table public.a (b int);");
      add("20260102000000_second.sql", "create table public.b (b int);");
      await run();
      rmSync(join(folder, "migrations/20260102000000_second.sql"));
      expect(await run()).toEqual({ applied: [], seeded: false, unknown: ["20260102000000"] });
    });

    test("is migrated once when several start at the same moment", async () => {
      for (let number = 1; number <= 5; number += 1)
        add(`2026010${number}000000_step.sql`, `create table public.t${number} (b int);`);
      seed("insert into public.t1 values (1);");
      const reports = await Promise.all([1, 2, 3, 4].map(() => run(true, opened.second())));
      expect(reports.flatMap((report) => report.applied).toSorted()).toEqual(
        [1, 2, 3, 4, 5].map((number) => `2026010${number}000000`),
      );
      expect([reports.filter((report) => report.seeded).length, await ask("select b from public.t1")]).toEqual([
        1,
        [{ b: "1" }],
      ]);
    });

    test("has what a hosted project has before its first migration", async () => {
      add(
        "20260101000000_first.sql",
        "create table public.a (b int); create function public.f() returns int language sql as 'select 1';",
      );
      await run();
      const [row] = await ask(`select
        has_function_privilege('anon', 'public.f()', 'execute') as anon_may,
        has_table_privilege('authenticated', 'public.a', 'insert') as authenticated_may,
        (select rolbypassrls from pg_roles where rolname = 'service_role') as service_bypasses,
        pg_has_role('authenticator', 'anon', 'member') as authenticator,
        (select count(*) from pg_extension e join pg_namespace n on n.oid = e.extnamespace
          where extname = 'pgcrypto' and nspname = 'extensions') as pgcrypto,
        lower('ĐẠI') as lower`);
      expect(row).toEqual({
        anon_may: "t",
        authenticated_may: "t",
        service_bypasses: "t",
        authenticator: "t",
        pgcrypto: "1",
        lower: "đại",
      });
    });

    test("reads the caller from the request, and nothing without one", async () => {
      await run();
      const [before] = await ask("select auth.uid() as uid, auth.role() as role, auth.jwt() as jwt");
      const [after] = await opened.runner.transaction(async (query) => {
        await query("select set_config('request.jwt.claims', $1, true), set_config('search_path', '', true)", [
          '{"sub": "6a1f0f6e-0000-4000-8000-000000000001", "role": "authenticated"}',
        ]);
        return await query("select auth.uid() as uid, auth.role() as role");
      });
      expect([before, after]).toEqual([
        { uid: null, role: null, jwt: null },
        { uid: "6a1f0f6e-0000-4000-8000-000000000001", role: "authenticated" },
      ]);
    });
  });
});

test("the prelude is read from beside the code that runs it", () => {
  const { prelude } = readSchema({ migrationsFolder: join(projectFolder, "supabase/migrations"), seedFile: null });
  expect(prelude).toBe(readFileSync(join(projectFolder, "src/act/embedded/prelude.sql"), "utf8"));
});
