/** The embedded database in a folder, with one small migration folder of the test's own. */
import { openDatabase, type Database } from "../../src/act/open-database.ts";

export interface FolderOptions {
  readonly cacheFolder?: string;
  readonly seedFile?: string;
}

export async function openTestFolder(
  dataDir: string,
  migrationsFolder: string,
  options: FolderOptions = {},
): Promise<Database> {
  return await openDatabase({
    source: { type: "folder", dataDir },
    jwtSecret: "a secret that only tests know, long enough for HS256",
    anonKey: "anon",
    now: () => new Date("2026-10-15T09:00:00+07:00"),
    migrationsFolder,
    seedFile: options.seedFile ?? null,
    ...(options.cacheFolder === undefined ? {} : { cacheFolder: options.cacheFolder }),
  });
}
