/** Unpacks the archive that PGlite's `dumpDataDir` writes: plain ustar, folders and files only, short names. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

const block = 512;

export function unpackTar(tar: Uint8Array, target: string): void {
  mkdirSync(target, { recursive: true });
  for (let offset = 0; offset + block <= tar.length;) {
    const header = Buffer.from(tar.buffer, tar.byteOffset + offset, block);
    const name = text(header, 0, 100);
    if (name === "") return;
    const size = Number.parseInt(text(header, 124, 12), 8) || 0;
    const path = join(target, normalize(`/${name}`));
    const content = tar.subarray(offset + block, offset + block + size);
    if (content.length !== size) throw new RangeError(`the archive ends inside ${name}`);
    // Type "5" is a folder; PostgreSQL insists that nobody else may read it.
    if (text(header, 156, 1) === "5") mkdirSync(path, { recursive: true, mode: 0o700 });
    else {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      writeFileSync(path, content, { mode: 0o600 });
    }
    offset += block + Math.ceil(size / block) * block;
  }
}

function text(header: Buffer, start: number, length: number): string {
  return header
    .toString("latin1", start, start + length)
    .replace(/\0.*$/s, "")
    .trim();
}
