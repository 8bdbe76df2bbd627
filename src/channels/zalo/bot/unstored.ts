/**
 * What was read from Zalo and is not stored yet. Reading takes an update away from the platform for ever, so it is on the disk
 * before it is worked on: a process that is killed, or a database that is away for a day, loses nothing.
 */
import { createHash } from "node:crypto";
import { mkdir, open, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

export interface Unstored {
  /** Resolves when the update would survive a power cut. */
  keep(update: unknown): Promise<void>;
  forget(update: unknown): Promise<void>;
  /** What an earlier process left behind. */
  left(): Promise<readonly unknown[]>;
}

/** Files are named after what is in them, so two processes on one folder take nothing from each other. */
export function createUnstored(folder: string): Unstored {
  const placeOf = (text: string) => join(folder, `${createHash("sha256").update(text).digest("hex")}.json`);

  return {
    async keep(update) {
      const text = JSON.stringify(update);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeFile(placeOf(text), text, { flush: true, mode: 0o600 });
      await syncFolder(folder);
    },
    async forget(update) {
      await rm(placeOf(JSON.stringify(update)), { force: true });
    },
    async left() {
      const names = await readdir(folder).catch(() => []);
      const texts = await Promise.all(
        names
          .filter((name) => name.endsWith(".json"))
          .map((name) => readFile(join(folder, name), "utf8").catch(() => "")),
      );
      // One that was cut short by a power cut was never worked on, and nothing can be read from it.
      return texts.flatMap((text) => read(text));
    },
  };
}

/** For an installation without a folder of its own. */
export const nothingUnstored: Unstored = {
  keep: () => Promise.resolve(),
  forget: () => Promise.resolve(),
  left: () => Promise.resolve([]),
};

function read(text: string): unknown[] {
  try {
    return [JSON.parse(text)];
  } catch {
    return [];
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
