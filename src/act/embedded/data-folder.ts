/** The embedded database's folder: comes into being whole or not at all, is opened by one process at a time, is never deleted. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { StoreError } from "../store-error.ts";
import { syncPath, syncTree } from "./durable-file.ts";
import { acquireLock } from "./lock.ts";
import { openPglite, type PgliteRunner } from "./pglite.ts";
import { unpackTar } from "./unpack-tar.ts";

export async function openFolder(
  dataDir: string,
  readTemplate: () => Promise<Uint8Array<ArrayBuffer>>,
): Promise<PgliteRunner> {
  // Phone numbers and photos: nobody else on the machine may look in.
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const folder = join(dataDir, "database");
  const lock = acquireLock(`${folder}.lock`);
  try {
    if (!isDatabase(folder) || existsSync(markOf(dataDir))) await create(dataDir, folder, readTemplate);
    const database = await openPglite({ folder }).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      throw new StoreError(`the database in ${folder} cannot be opened. ${reason}`, {
        code: "58000",
        retryable: false,
        cause: error,
      });
    });
    return {
      ...database,
      async close() {
        await database.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** The folder gets its name in one step once all of it is on the disk, so what carries the name was complete once. */
async function create(
  dataDir: string,
  folder: string,
  readTemplate: () => Promise<Uint8Array<ArrayBuffer>>,
): Promise<void> {
  const growing = `${folder}.new`;
  rmSync(growing, { recursive: true, force: true });
  unpackTar(await readTemplate(), growing);
  syncTree(growing);
  setAside(folder);
  renameSync(growing, folder);
  rmSync(markOf(dataDir), { force: true });
  syncPath(dataDir);
}

const markOf = (dataDir: string) => join(dataDir, "database.unfinished");

/** Furnishes a database that nobody has used. When it is broken off, the next start sets that database aside and begins anew. */
export async function furnish(dataDir: string, work: () => Promise<void>): Promise<void> {
  writeFileSync(markOf(dataDir), "", { flush: true });
  await work();
  rmSync(markOf(dataDir));
}

function isDatabase(folder: string): boolean {
  return existsSync(join(folder, "PG_VERSION")) && existsSync(join(folder, "global", "pg_control"));
}

/** Something else may bear our name, for example a copy that was broken off. It is kept for whoever knows what it is. */
function setAside(folder: string): void {
  if (!existsSync(folder)) return;
  if (readdirSync(folder).length === 0) return rmSync(folder, { recursive: true });
  let number = 1;
  while (existsSync(`${folder}.incomplete-${number}`)) number += 1;
  renameSync(folder, `${folder}.incomplete-${number}`);
}
