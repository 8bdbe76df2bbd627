/** Files that are either whole or absent after a power cut: written aside, forced to the disk, then renamed into place. */
import { closeSync, fsyncSync, openSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** `scratch` must be on the same disk as `target` and nobody else's. */
export function writeDurably(target: string, scratch: string, bytes: Uint8Array | string): void {
  writeFileSync(scratch, bytes, { flush: true });
  renameSync(scratch, target);
  syncPath(dirname(target));
}

/** Forces a file, or the names in a folder, to the disk. */
export function syncPath(path: string): void {
  const handle = openSync(path, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Forces a folder and all that is in it to the disk. */
export function syncTree(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    syncPath(join(entry.parentPath, entry.name));
  }
  syncPath(folder);
}
