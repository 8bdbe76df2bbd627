/** A fresh database with the project's own migrations, for any test: PGlite in memory, or a real PostgreSQL where it is installed. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { openDatabase, type Database, type DatabaseOptions } from "../../src/act/open-database.ts";
import { createStore } from "../../src/act/store.ts";
import type { Store } from "../../src/model/store.ts";
import { startPostgres, type PostgresServer } from "./postgres.ts";

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
  readonly extensions?: MemorySource["extensions"];
  /** A dump of another one to start from. */
  readonly template?: MemorySource["template"];
}

type MemorySource = Extract<DatabaseOptions["source"], { type: "memory" }>;

/** Close it in `afterAll`. Takes about a second; the first one after a change of the SQL some five more. */
export async function openTestDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const filesFolder = mkdtempSync(join(tmpdir(), "nhip-cau-files-"));
  const { extensions, template } = options;
  const source: MemorySource = {
    type: "memory",
    filesFolder,
    ...(extensions ? { extensions } : {}),
    ...(template ? { template } : {}),
  };
  return await open(source, options, () => rmSync(filesFolder, { recursive: true, force: true }));
}

let server: Promise<PostgresServer> | undefined;
let created = 0;
let inUse = 0;
type Content = Pick<TestDatabaseOptions, "seed" | "migrationsFolder">;
/** Names of databases that hold one content each; they are copied and never used. */
const migrated = new Map<string, Promise<string>>();

/**
 * The same on a real PostgreSQL; ask `findPostgres()` first. The databases of one test file share a server, which stops
 * when the last of them is closed; the second of a kind is a copy, made in a tenth of the time.
 */
export async function openPostgresDatabase(
  options: TestDatabaseOptions = {},
): Promise<TestDatabase & { readonly url: string }> {
  const { url, release } = await createPostgresDatabase(options);
  const dataDir = mkdtempSync(join(tmpdir(), "nhip-cau-files-"));
  const database = await open({ type: "postgres", url, dataDir }, options, () =>
    rmSync(dataDir, { recursive: true, force: true }),
  );
  return {
    ...database,
    url,
    async close() {
      await database.close();
      await release();
    },
  };
}

/** A database in which nothing of ours is yet, unless a content is asked for. */
export async function createPostgresDatabase(content?: Content): Promise<{
  readonly url: string;
  readonly release: () => Promise<void>;
}> {
  server ??= startPostgres();
  inUse += 1;
  const { url, stop } = await server;
  const name = await create(url, content && (await migratedName(url, content)));
  return {
    url: url(name),
    async release() {
      inUse -= 1;
      if (inUse > 0) return;
      server = undefined;
      migrated.clear();
      await stop();
    },
  };
}

async function create(url: PostgresServer["url"], template = "template1"): Promise<string> {
  created += 1;
  const name = `test_${created}`;
  const admin = new Client({ connectionString: url("postgres") });
  await admin.connect();
  await admin.query(`create database ${name} template ${template}`);
  await admin.end();
  return name;
}

async function migratedName(url: PostgresServer["url"], { seed = false, migrationsFolder }: Content): Promise<string> {
  const key = `${seed} ${migrationsFolder ?? ""}`;
  const known = migrated.get(key) ?? migrate(url, { seed, ...(migrationsFolder ? { migrationsFolder } : {}) });
  migrated.set(key, known);
  return await known;
}

async function migrate(url: PostgresServer["url"], content: Content): Promise<string> {
  const name = await create(url);
  const dataDir = mkdtempSync(join(tmpdir(), "nhip-cau-files-"));
  const database = await open({ type: "postgres", url: url(name), dataDir }, content, () =>
    rmSync(dataDir, { recursive: true, force: true }),
  );
  await database.close();
  return name;
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
