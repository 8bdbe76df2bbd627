/** A fresh database with the project's own migrations, for any test: PGlite in memory, cloned from a prepared template. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase, type Database, type DatabaseOptions } from "../../src/act/open-database.ts";
import { createStore } from "../../src/act/store.ts";
import type { Store } from "../../src/model/store.ts";

export const projectFolder = join(import.meta.dirname, "../..");
export const jwtSecret = "a secret that only tests know, long enough for HS256";
export const anonKey = "anon";
export const databaseUrl = "http://embedded.invalid";

export interface TestDatabase extends Database {
  readonly store: Store;
  /** A moment that tests may move. Tokens, too, are signed and checked by it. */
  readonly clock: { now: Date };
}

export interface TestDatabaseOptions {
  readonly now?: Date;
  /** Load `supabase/seed.sql`. Default: no. */
  readonly seed?: boolean;
  readonly migrationsFolder?: string;
  readonly extensions?: Extract<DatabaseOptions["source"], { type: "memory" }>["extensions"];
}

/** Close it in `afterAll`. Takes about a second; the first one after a change of the SQL some five more. */
export async function openTestDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const filesFolder = mkdtempSync(join(tmpdir(), "nhip-cau-files-"));
  const { extensions } = options;
  const source = { type: "memory", filesFolder, ...(extensions ? { extensions } : {}) } as const;
  return await open(source, options, () => rmSync(filesFolder, { recursive: true, force: true }));
}

async function open(
  source: DatabaseOptions["source"],
  options: TestDatabaseOptions,
  cleanUp: () => void,
): Promise<TestDatabase> {
  const clock = { now: options.now ?? new Date("2026-10-15T09:00:00+07:00") };
  const now = () => clock.now;
  const database = await openDatabase({
    source,
    jwtSecret,
    anonKey,
    now,
    migrationsFolder: options.migrationsFolder ?? join(projectFolder, "supabase/migrations"),
    seedFile: options.seed ? join(projectFolder, "supabase/seed.sql") : null,
  });
  return {
    ...database,
    clock,
    store: createStore({ url: databaseUrl, key: anonKey, jwtSecret, fetch: database.fetch, now }),
    async close() {
      await database.close();
      cleanUp();
    },
  };
}
