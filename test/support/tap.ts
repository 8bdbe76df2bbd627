/** Runs pgTAP files on PGlite, where `supabase test db` would want Docker, and reads their lines. */
import { PGlite } from "@electric-sql/pglite";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { pgcrypto } from "@electric-sql/pglite/contrib/pgcrypto";
import { unaccent } from "@electric-sql/pglite/contrib/unaccent";
import { pgtap } from "@electric-sql/pglite-pgtap";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { readSchema } from "../../src/act/embedded/migrate.ts";
import { readFault } from "../../src/act/embedded/runner.ts";
import { readTemplate } from "../../src/act/embedded/template.ts";
import { projectFolder } from "./database.ts";

export interface TapReport {
  /** Assertions that the file announced; null where it did not. */
  readonly planned: number | null;
  readonly passed: number;
  /** Each with what pgTAP says about it. */
  readonly failures: readonly string[];
}

export interface TapRunner {
  /** Whatever the file did is undone. */
  run(sql: string): Promise<TapReport>;
  close(): Promise<void>;
}

/** A test file with the files that it includes by psql's `\\ir`. */
export function readTapFile(path: string): string {
  return readFileSync(path, "utf8").replaceAll(/^\\ir (\S+)$/gm, (_, name: string) =>
    readTapFile(join(dirname(path), name)),
  );
}

/** A database with the project's own migrations and without demo data. */
export async function openTapRunner(): Promise<TapRunner> {
  const schema = readSchema({ migrationsFolder: join(projectFolder, "supabase/migrations"), seedFile: null });
  const template = await readTemplate(schema, join(projectFolder, "node_modules/.cache/nhip-cau"));
  const database = await PGlite.create({
    loadDataDir: new Blob([template]),
    extensions: { pgcrypto, unaccent, pg_trgm, pgtap },
  });
  await database.exec("create extension pgtap with schema extensions");
  return {
    async run(sql) {
      await database.exec("reset all; set search_path to public, extensions");
      try {
        const results = await database.exec(sql);
        return readTap(results.flatMap((result) => result.rows.flatMap((row) => Object.values(row).map(String))));
      } catch (error) {
        throw withLine(error, sql);
      } finally {
        await database.exec("rollback; reset role");
      }
    },
    close: () => database.close(),
  };
}

/** A new error, because PGlite hangs the whole file onto its own. */
function withLine(error: unknown, sql: string): Error {
  const fault = readFault(error);
  if (!fault) return error instanceof Error ? error : new Error(String(error));
  const line = fault.position === null ? "" : `line ${sql.slice(0, fault.position).split("\n").length}: `;
  return new Error(`${line}${fault.message}${fault.detail === null ? "" : ` (${fault.detail})`}`);
}

/** An assertion answers one text of several lines: the verdict, then comments on it. */
function readTap(texts: readonly string[]): TapReport {
  const lines = texts.flatMap((text) => text.split("\n")).map((line) => line.trimEnd());
  const plan = lines.map((line) => /^1\.\.(\d+)/.exec(line)?.[1]).find((count) => count !== undefined);
  const failures: string[] = [];
  let failing = false;
  for (const line of lines) {
    const expected = /# (todo|skip)/i.test(line);
    if (/^(not )?ok\b/.test(line)) failing = line.startsWith("not") && !expected;
    if (failing && line.startsWith("not ok")) failures.push(line);
    else if (failing && line.startsWith("#")) failures.push(`${failures.pop()}\n${line}`);
  }
  const passed = lines.filter((line) => /^ok\b/.test(line)).length;
  return { planned: plan === undefined ? null : Number(plan), passed, failures };
}
