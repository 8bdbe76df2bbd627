/**
 * Opens the database that comes with the program, embedded or a plain PostgreSQL, brings it to the newest migration and
 * answers the `fetch` with which supabase-js talks to it. A hosted Supabase needs none of this.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { openFolder } from "./embedded/data-folder.ts";
import { grantRoles, migrate, readSchema, type MigrationReport, type Schema } from "./embedded/migrate.ts";
import { openPglite, type PgliteOptions } from "./embedded/pglite.ts";
import { createPostgresRunner } from "./embedded/postgres.ts";
import { createFetch } from "./embedded/rpc-handler.ts";
import type { Runner } from "./embedded/runner.ts";
import { createStorage } from "./embedded/storage.ts";
import { readTemplate } from "./embedded/template.ts";

export type DatabaseSource =
  /** PGlite in `<dataDir>/database`; one process at a time. */
  | { readonly type: "folder"; readonly dataDir: string }
  /** PGlite without a trace, for tests; `filesFolder` holds what is uploaded. `template`: a dump to start from instead of an empty ledger. */
  | {
      readonly type: "memory";
      readonly filesFolder: string;
      readonly template?: PgliteOptions["template"];
      readonly extensions?: PgliteOptions["extensions"];
    }
  /** PostgreSQL 15 or newer, as the owner of the database or a superuser; photos stay in `dataDir`. */
  | { readonly type: "postgres"; readonly url: string; readonly dataDir: string };

export interface DatabaseOptions {
  readonly source: DatabaseSource;
  readonly jwtSecret: string;
  readonly anonKey: string;
  readonly now: () => Date;
  /** `supabase/migrations`. */
  readonly migrationsFolder: string;
  /** `supabase/seed.sql`, or null to start without demo data. Only a database without any migration is ever seeded. */
  readonly seedFile: string | null;
  /** Where prepared databases are kept; absent: below node_modules. */
  readonly cacheFolder?: string;
  /** Told of connections to PostgreSQL that break while idle. */
  readonly onConnectionLost?: (error: Error) => void;
}

export interface Database {
  readonly kind: Runner["kind"];
  readonly fetch: typeof fetch;
  /** For tests and for the catalogue; the product itself only calls functions through `fetch`. */
  readonly runner: Runner;
  readonly migration: MigrationReport;
  /** Waits for what is running. Safe to call twice. */
  close(): Promise<void>;
}

const defaultCacheFolder = join(import.meta.dirname, "../../node_modules/.cache/nhip-cau");

export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { source, jwtSecret, anonKey, now, migrationsFolder, seedFile } = options;
  const schema = readSchema({ migrationsFolder, seedFile });
  const runner = await openRunner(options, schema);
  try {
    const migration = await migrate(runner, schema);
    await grantRoles(runner);
    const filesFolder = source.type === "memory" ? source.filesFolder : join(source.dataDir, "files");
    mkdirSync(filesFolder, { recursive: true, mode: 0o700 });
    const storage = createStorage({ folder: filesFolder });
    const handle = createFetch({ runner, jwtSecret, anonKey, now, storage });
    return { kind: runner.kind, fetch: handle, runner, migration, close: () => runner.close() };
  } catch (error) {
    await runner.close();
    throw error;
  }
}

async function openRunner(
  { source, onConnectionLost, cacheFolder = defaultCacheFolder }: DatabaseOptions,
  schema: Schema,
): Promise<Runner> {
  switch (source.type) {
    case "postgres":
      return createPostgresRunner({ url: source.url, ...(onConnectionLost ? { onConnectionLost } : {}) });
    case "memory": {
      const template = source.template ?? (await readTemplate(schema, cacheFolder));
      return await openPglite({ template, ...(source.extensions ? { extensions: source.extensions } : {}) });
    }
    case "folder":
      return await openFolder(source.dataDir, () => readTemplate(schema, cacheFolder));
  }
}
