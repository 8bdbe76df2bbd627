/** What takes long to make and is the same for every test of a run. */
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inject } from "vitest";

/** Two workers that need it at the same time both make it; the file is whole whenever it is there. */
export async function madeOnce(name: string, make: () => Promise<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const file = join(inject("runFolder"), name);
  if (!existsSync(file)) {
    const growing = `${file}.${randomBytes(4).toString("hex")}`;
    writeFileSync(growing, await make());
    renameSync(growing, file);
  }
  return new Uint8Array(readFileSync(file));
}
