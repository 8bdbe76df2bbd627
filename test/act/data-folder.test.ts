import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { furnish } from "../../src/act/embedded/data-folder.ts";
import type { Database } from "../../src/act/open-database.ts";
import { endChildren, startChild } from "../support/child.ts";
import { projectFolder } from "../support/database.ts";
import { openTestFolder } from "../support/folder-database.ts";

const firstMigration = join(projectFolder, "test/contracts/migrations");

describe("the embedded database in a folder", () => {
  let folder: string;
  let dataDir: string;
  let database: Database | undefined;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "nhip-cau-folder-"));
    dataDir = join(folder, "data");
  });
  afterEach(async () => {
    endChildren();
    await database?.close();
    database = undefined;
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(migrations = firstMigration, options = {}): Promise<Database> {
    await database?.close();
    database = await openTestFolder(dataDir, migrations, options);
    return database;
  }

  async function items(): Promise<number> {
    const [row] =
      (await database?.runner.transaction((query) => query("select count(*) as n from public.items"))) ?? [];
    return Number(row?.["n"]);
  }

  async function addItem(id: number): Promise<void> {
    await database?.runner.transaction((query) =>
      query("insert into public.items values ($1::int, 'x')", [String(id)]),
    );
  }

  test("is begun anew when it was broken off while it was furnished, and what there was is set aside", async () => {
    await open();
    await addItem(7);
    await expect(furnish(dataDir, () => Promise.reject(new Error("power cut")))).rejects.toThrow("power cut");
    await open();
    expect(await items()).toBe(3);
    expect(readdirSync(dataDir)).toContain("database.incomplete-1");
    await furnish(dataDir, () => addItem(8));
    expect(readdirSync(dataDir)).not.toContain("database.unfinished");
  });

  test("keeps what was written from one start to the next, and lets nobody else on the machine look in", async () => {
    await open();
    await addItem(7);
    await open();
    expect(await items()).toBe(4);
    expect(statSync(dataDir).mode & 0o077).toBe(0);
  });

  test("forces every commit to the disk", async () => {
    const counter = startChild(new URL("../support/count-syncs.ts", import.meta.url), [dataDir, firstMigration]);
    const syncs = Number(await counter.line());
    await counter.end();
    expect(syncs).toBeGreaterThanOrEqual(20);
  });

  test("is closed to a second process, and says by whom", async () => {
    await open();
    const lock: unknown = JSON.parse(readFileSync(join(dataDir, "database.lock"), "utf8"));
    await expect(openTestFolder(dataDir, firstMigration)).rejects.toThrow(`in use by process ${process.pid}`);
    expect(lock).toMatchObject({ pid: process.pid });
  });

  test("lets go of its lock when closed, even when closed twice", async () => {
    const opened = await open();
    await Promise.all([opened.close(), opened.close()]);
    expect(existsSync(join(dataDir, "database.lock"))).toBe(false);
  });

  test("answers a call after closing with a fault that may pass", async () => {
    const opened = await open();
    await opened.close();
    await expect(opened.runner.transaction((query) => query("select 1"))).rejects.toMatchObject({
      code: "57P01",
      retryable: true,
    });
  });

  test("brings an older folder to the newest migration in place", async () => {
    await open();
    await addItem(7);
    const newer = join(folder, "newer");
    cpSync(firstMigration, newer, { recursive: true });
    writeFileSync(
      join(newer, "20260201000000_colours.sql"),
      "alter table public.items add colour text not null default 'xanh';",
    );
    const { migration } = await open(newer);
    expect([migration.applied, await items()]).toEqual([["20260201000000"], 4]);
  });

  test("begins anew when the first start was broken off", async () => {
    mkdirSync(join(dataDir, "database.new/global"), { recursive: true });
    writeFileSync(join(dataDir, "database.new/PG_VERSION"), "18\n");
    await open();
    expect([await items(), existsSync(join(dataDir, "database.new"))]).toEqual([3, false]);
  });

  test("sets a folder aside that holds no database, and deletes nothing of it", async () => {
    mkdirSync(join(dataDir, "database"), { recursive: true });
    writeFileSync(join(dataDir, "database/PG_VERSION"), "18\n");
    writeFileSync(join(dataDir, "database/precious"), "keep me");
    await open();
    expect([await items(), readFileSync(join(dataDir, "database.incomplete-1/precious"), "utf8")]).toEqual([
      3,
      "keep me",
    ]);
  });

  test("refuses a damaged database by name and leaves it as it is", async () => {
    await open();
    await database?.close();
    truncateSync(join(dataDir, "database/global/pg_control"), 100);
    const before = readdirSync(join(dataDir, "database"));
    await expect(open()).rejects.toThrow(`the database in ${join(dataDir, "database")} cannot be opened`);
    expect(readdirSync(join(dataDir, "database"))).toEqual(expect.arrayContaining(before));
    expect(existsSync(join(dataDir, "database.lock"))).toBe(false);
  });

  test("loses no acknowledged row when it is killed again and again", { timeout: 240_000 }, async () => {
    const file = new URL("../support/write-until-killed.ts", import.meta.url);
    let acknowledged = 0;
    for (const round of [60, 25, 90]) {
      const writer = startChild(file, [dataDir, firstMigration]);
      const target = acknowledged + round;
      while (acknowledged < target) acknowledged = Number(await writer.line());
      await writer.kill();
    }
    const { runner } = await open();
    const [row] = await runner.transaction((query) =>
      query(`select count(*)::int as kept, max(number) as last,
        (select count(*) from public.kept k where number > (select min(number) from public.twins)
          and not exists (select from public.twins t where t.number = k.number)) as torn from public.kept`),
    );
    const last = Number(row?.["last"]);
    expect(last).toBeGreaterThanOrEqual(acknowledged);
    expect(row).toEqual({ kept: String(last), last: String(last), torn: "0" });
  });
});
