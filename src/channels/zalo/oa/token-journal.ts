/**
 * A new pair on the disk of this machine before it goes to the database: between the platform's answer and the commit it would
 * otherwise exist in one process only, and the refresh token that it replaced is used up.
 */
import { createHash } from "node:crypto";
import { mkdir, open, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

const entrySchema = z.object({
  version: z.int().positive(),
  /** Of the new refresh token. */
  hash: z.string(),
  sealed: z.string(),
  accessExpiresAt: z.iso.datetime().nullable(),
  issuedAt: z.iso.datetime(),
  /** Hash of the refresh token that was given for it; null: it came with a permission. */
  replaces: z.string().nullable(),
});

export type JournalEntry = z.infer<typeof entrySchema>;

export interface TokenJournal {
  /** Resolves when the entry would survive a power cut. The last one stays, in case the database comes back from a backup. */
  write(entry: JournalEntry): Promise<void>;
  read(): Promise<JournalRead>;
}

export type JournalRead =
  | { readonly type: "entry"; readonly entry: JournalEntry }
  | { readonly type: "none" }
  | { readonly type: "broken" };

export function createTokenJournal(folder: string, appId: string): TokenJournal {
  const name = createHash("sha256").update(appId).digest("hex").slice(0, 16);
  const path = join(folder, `${name}.json`);

  return {
    async write(entry) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const draft = `${path}.${process.pid}.new`;
      await writeFile(draft, JSON.stringify(entry), { flush: true, mode: 0o600 });
      await rename(draft, path);
      await syncFolder(folder);
    },
    async read() {
      let text: string;
      try {
        text = await readFile(path, "utf8");
      } catch (error) {
        return { type: error instanceof Error && "code" in error && error.code === "ENOENT" ? "none" : "broken" };
      }
      try {
        return { type: "entry", entry: entrySchema.parse(JSON.parse(text)) };
      } catch {
        return { type: "broken" };
      }
    },
  };
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
