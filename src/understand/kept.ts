/** Files that save the next start some work: what takes long to make is kept in a folder under the hash of what it was made from. */
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { threadId } from "node:worker_threads";

/** Every change of an example makes a new file of some megabytes; only the newest few are worth keeping. */
const mostKept = 4;

export interface Keeping<T> {
  readonly folder: string;
  readonly name: string;
  /** Everything that the result depends on, the code of this folder aside. */
  readonly from: readonly (string | Uint8Array)[];
  readonly make: () => T;
  readonly toBytes: (made: T) => Uint8Array;
  /** Null when the bytes are damaged: then it is made again. */
  readonly fromBytes: (bytes: Buffer) => T | null;
}

export function kept<T>({ folder, name, from, make, toBytes, fromBytes }: Keeping<T>): T {
  const hash = createHash("sha256").update(codeHash());
  for (const part of from) hash.update(part).update("\0");
  const path = join(folder, `${name}-${hash.digest("hex").slice(0, 24)}.bin`);
  const bytes = readOrNull(path);
  const before = bytes && fromBytes(bytes);
  if (before !== null) return before;
  const made = make();
  mkdirSync(folder, { recursive: true });
  // Written aside and moved: a second process never reads half of it.
  const aside = `${path}.${process.pid}-${threadId}`;
  writeFileSync(aside, toBytes(made));
  renameSync(aside, path);
  prune(folder, name);
  return made;
}

function readOrNull(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}

function prune(folder: string, name: string): void {
  const files = readdirSync(folder)
    .filter((file) => file.startsWith(`${name}-`) && file.endsWith(".bin"))
    .map((file) => ({
      path: join(folder, file),
      at: statSync(join(folder, file), { throwIfNoEntry: false })?.mtimeMs ?? 0,
    }));
  for (const { path } of files.toSorted((a, b) => b.at - a.at).slice(mostKept)) rmSync(path, { force: true });
}

let code: string | null = null;

/** The grammar decides what the features are: what was learned under another grammar must not be used, so its code counts too. */
function codeHash(): string {
  if (code) return code;
  const hash = createHash("sha256");
  const shapes = join(import.meta.dirname, "../model");
  for (const folder of [import.meta.dirname, shapes])
    for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" }).toSorted())
      if (file.endsWith(".ts")) hash.update(file).update(readFileSync(join(folder, file)));
  return (code = hash.digest("hex"));
}
