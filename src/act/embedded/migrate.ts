/**
 * Brings a database to the newest migration, as `supabase db push` does for a hosted project: in order, each in one
 * transaction, remembered in the same table, so that the two may be mixed.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { StoreError } from "../store-error.ts";
import { tokenRoles } from "../token.ts";
import { readFault, type Query, type Runner } from "./runner.ts";
import { splitStatements } from "./split-statements.ts";

export interface Migration {
  readonly version: string;
  readonly name: string;
  readonly sql: string;
}

/** Everything that makes an empty database ours; also what a prepared template is keyed by. */
export interface Schema {
  readonly prelude: string;
  readonly migrations: readonly Migration[];
  /** Demo data, loaded once, into a database that had no migration before. Null: none. */
  readonly seed: string | null;
}

export interface MigrationReport {
  /** Versions that were applied now. */
  readonly applied: readonly string[];
  readonly seeded: boolean;
  /** Versions that the database has and this program does not: it was used with a newer one. */
  readonly unknown: readonly string[];
}

/** The CLI names a seed file by its path in the project. */
const seedPath = "supabase/seed.sql";
/** Any number will do, as long as every program that migrates takes the same. */
const lockKey = "588202512";

export function readSchema(options: { readonly migrationsFolder: string; readonly seedFile: string | null }): Schema {
  const files = readdirSync(options.migrationsFolder).toSorted();
  return {
    prelude: readFileSync(new URL("prelude.sql", import.meta.url), "utf8"),
    migrations: files.flatMap((file) => {
      const [, version, name] = /^(\d+)_(.+)\.sql$/.exec(file) ?? [];
      if (!version || !name) return [];
      return [{ version, name, sql: readFileSync(join(options.migrationsFolder, file), "utf8") }];
    }),
    seed: options.seedFile === null ? null : readFileSync(options.seedFile, "utf8"),
  };
}

export async function migrate(runner: Runner, schema: Schema): Promise<MigrationReport> {
  await prepare(runner, schema);
  const applied: string[] = [];
  for (;;) {
    const version = await runner.transaction((query) => applyNext(query, schema.migrations));
    if (version === null) break;
    applied.push(version);
  }
  const seeded = await runner.transaction((query) => seedOnce(query, schema.seed));
  const known = new Set(schema.migrations.map((migration) => migration.version));
  const present = await runner.transaction(appliedVersions);
  return { applied, seeded, unknown: [...present].filter((version) => !known.has(version)) };
}

/** Lets the user that we connect as take the roles of tokens; a superuser needs no permission. */
export async function grantRoles(runner: Runner): Promise<void> {
  await runner.transaction((query) =>
    query(`do $$
      declare wanted text;
      begin
        for wanted in select rolname from pg_catalog.pg_roles where rolname in (${tokenRoles.map((role) => `'${role}'`).join(", ")}) loop
          if not pg_catalog.pg_has_role(current_user, wanted, 'member') then
            execute format('grant %I to current_user', wanted);
          end if;
        end loop;
      end $$`),
  );
}

async function prepare(runner: Runner, { prelude, seed }: Schema): Promise<void> {
  await runner.transaction(async (query) => {
    await lock(query);
    await runScript(query, prelude, "the prelude");
    // An empty hash marks a seed that is still owed, so that a crash between the first migration and the seed loses nothing.
    if (seed !== null && (await appliedVersions(query)).size === 0) {
      await query("insert into supabase_migrations.seed_files (path, hash) values ($1, '') on conflict do nothing", [
        seedPath,
      ]);
    }
  });
}

/** The history is read again under the lock each time, so that many processes may start at once on one server. */
async function applyNext(query: Query, migrations: readonly Migration[]): Promise<string | null> {
  await lock(query);
  const done = await appliedVersions(query);
  const next = migrations.find((migration) => !done.has(migration.version));
  if (!next) return null;
  await runScript(query, next.sql, `migration ${next.version}_${next.name}`);
  await query(
    `insert into supabase_migrations.schema_migrations (version, name, statements)
     values ($1, $2, (select array_agg(value order by position) from json_array_elements_text($3::json) with ordinality as _ (value, position)))`,
    [next.version, next.name, JSON.stringify(splitStatements(next.sql))],
  );
  return next.version;
}

async function seedOnce(query: Query, seed: string | null): Promise<boolean> {
  if (seed === null) return false;
  await lock(query);
  const owed = await query("select 1 from supabase_migrations.seed_files where path = $1 and hash = ''", [seedPath]);
  if (owed.length === 0) return false;
  await runScript(query, seed, seedPath);
  const hash = createHash("sha256").update(seed).digest("hex");
  await query("update supabase_migrations.seed_files set hash = $2 where path = $1", [seedPath, hash]);
  return true;
}

async function appliedVersions(query: Query): Promise<Set<string>> {
  const rows = await query("select version from supabase_migrations.schema_migrations");
  return new Set(rows.map((row) => row["version"] ?? ""));
}

async function lock(query: Query): Promise<void> {
  await query("select pg_catalog.pg_advisory_xact_lock($1::bigint)", [lockKey]);
}

/** Runs a whole file with the search path that hosted migrations get, and names file and line when it fails. */
async function runScript(query: Query, sql: string, what: string): Promise<void> {
  await query(
    "select set_config('search_path', 'public, extensions', true), set_config('statement_timeout', '0', true)",
  );
  try {
    await query(sql);
  } catch (error) {
    const fault = readFault(error);
    if (!fault) throw error;
    const line = fault.position === null ? "" : ` at line ${sql.slice(0, fault.position).split("\n").length}`;
    throw new StoreError(`${what} failed${line}: ${fault.message}`, {
      code: fault.code,
      retryable: false,
      cause: error,
    });
  }
  await query("select set_config('search_path', '', true)");
}
