/**
 * Where the bytes of a photo sent on the chat page wait until somebody fetches them. A file's id is the hash of its bytes.
 * They are as the phone made them, with the place where it was, so they do not stay.
 */
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

export interface Uploads {
  /** Resolves when the bytes are kept. */
  put(bytes: Uint8Array): Promise<string>;
  get(id: string): Promise<Uint8Array | null>;
  /** Forgets what came longer ago than any turn is tried again. */
  forgetOld(): Promise<void>;
}

const keptMs = 60 * 60_000;

const idPattern = /^[0-9a-f]{64}$/;
/** Also what a crash left half-written. */
const ourName = /^[0-9a-f]{64}(\.\d+\.part)?$/;
const idOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** Forgets the oldest files beyond `maxBytes` in total. */
export function createMemoryUploads(maxBytes: number): Uploads {
  const files = new Map<string, Uint8Array>();
  let total = 0;
  return {
    async put(bytes) {
      const id = idOf(bytes);
      if (!files.has(id)) total += bytes.length;
      files.delete(id);
      files.set(id, bytes);
      for (const [oldest, old] of files) {
        if (total <= maxBytes || oldest === id) break;
        files.delete(oldest);
        total -= old.length;
      }
      return id;
    },
    async get(id) {
      return files.get(id) ?? null;
    },
    // Nothing of it outlives the process.
    forgetOld: () => Promise.resolve(),
  };
}

/** The same in a folder, so that a photo outlives a restart between its arrival and its turn. */
export function createFolderUploads(folder: string, maxBytes: number): Uploads {
  async function list(pattern: RegExp) {
    const names = (await readdir(folder).catch(() => [])).filter((name) => pattern.test(name));
    return await Promise.all(names.map(async (name) => ({ name, ...(await sizeAndTime(join(folder, name))) })));
  }

  async function forgetOldest(keep: string): Promise<void> {
    const files = await list(idPattern);
    let total = files.reduce((sum, file) => sum + file.size, 0);
    for (const file of files.toSorted((a, b) => a.writtenMs - b.writtenMs)) {
      if (total <= maxBytes) return;
      if (file.name === keep) continue;
      await rm(join(folder, file.name), { force: true });
      total -= file.size;
    }
  }

  let parts = 0;
  return {
    async put(bytes) {
      const id = idOf(bytes);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      // Written aside and renamed: a crash in between never leaves half a photo under its name.
      parts += 1;
      const part = join(folder, `${id}.${parts}.part`);
      await writeFile(part, bytes, { mode: 0o600, flush: true });
      await rename(part, join(folder, id));
      await forgetOldest(id);
      return id;
    },
    async get(id) {
      if (!idPattern.test(id)) return null;
      return await readFile(join(folder, id)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT") return null;
        throw error;
      });
    },
    async forgetOld() {
      // Times of files are the machine's, whatever time the product plays.
      const before = Date.now() - keptMs;
      const old = (await list(ourName)).filter(({ writtenMs }) => writtenMs < before);
      await Promise.all(old.map(({ name }) => rm(join(folder, name), { force: true })));
    },
  };
}

async function sizeAndTime(path: string): Promise<{ size: number; writtenMs: number }> {
  const found = await stat(path).catch(() => null);
  return { size: found?.size ?? 0, writtenMs: found?.mtimeMs ?? 0 };
}
