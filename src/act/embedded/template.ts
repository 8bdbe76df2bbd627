/**
 * A prepared database to start from. Creating one takes seconds and half a gigabyte, so a process of its own does it once per
 * version of PGlite and of our SQL; everybody else unpacks the result.
 */
import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { accessSync, constants, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { StoreError } from "../store-error.ts";
import type { Schema } from "./migrate.ts";

/** What the building process reads from its standard input. */
export interface TemplateOrder {
  readonly schema: Schema;
  readonly target: string;
  /** Where the file grows until it is whole. */
  readonly scratch: string;
}

/** Answers the uncompressed tar of a migrated (and seeded) database; builds it when the folder has none that is whole. */
export async function readTemplate(schema: Schema, cacheFolder: string): Promise<Uint8Array<ArrayBuffer>> {
  const name = `template-${templateKey(schema)}.tar.gz`;
  const kept = unpack(join(cacheFolder, name));
  if (kept) return kept;
  if (isWritable(cacheFolder)) return await build(schema, join(cacheFolder, name));
  // An installation that may not be written to: nothing is kept, the next new database is prepared again.
  const passing = mkdtempSync(join(tmpdir(), "nhip-cau-template-"));
  try {
    return await build(schema, join(passing, name));
  } finally {
    rmSync(passing, { recursive: true, force: true });
  }
}

function isWritable(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

export function templateKey(schema: Schema): string {
  const hash = createHash("sha256").update(pgliteVersion());
  const parts = [
    schema.prelude,
    ...schema.migrations.flatMap((migration) => [migration.version, migration.name, migration.sql]),
  ];
  // A length before each part: moving a line from one file to the next is another key.
  for (const part of [...parts, schema.seed ?? "no seed"]) hash.update(`\n${part.length}\n${part}`);
  return hash.digest("hex").slice(0, 24);
}

function pgliteVersion(): string {
  const entry = createRequire(import.meta.url).resolve("@electric-sql/pglite");
  const manifest = readFileSync(join(entry, "../../package.json"), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}

/** Null when there is none, or when its checksum fails: gzip carries one over the whole content. */
function unpack(file: string): Uint8Array<ArrayBuffer> | null {
  try {
    const packed = readFileSync(file);
    // The last four bytes are the size of the content: with room for it at once nothing is put together from pieces.
    return new Uint8Array(gunzipSync(packed, { chunkSize: packed.readUInt32LE(packed.length - 4) + 1 }));
  } catch {
    return null;
  }
}

async function build(schema: Schema, file: string): Promise<Uint8Array<ArrayBuffer>> {
  const scratch = `${file}.${process.pid}-${randomBytes(4).toString("hex")}`;
  try {
    const { code, complaint } = await runBuilder({ schema, target: file, scratch });
    const built = code === 0 ? unpack(file) : null;
    if (built) return built;
    const message = `the database could not be prepared in ${dirname(file)}: ${complaint.trim()}`;
    throw new StoreError(message, { code: "58000", retryable: false });
  } finally {
    rmSync(scratch, { force: true });
  }
}

async function runBuilder(order: TemplateOrder): Promise<{ code: number | null; complaint: string }> {
  const builder = fileURLToPath(new URL("./build-template.ts", import.meta.url));
  const child = spawn(process.execPath, [builder], { stdio: ["pipe", "ignore", "pipe"] });
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint = (complaint + text).slice(-4_000);
  });
  // A builder that dies early closes its input; its exit code tells.
  child.stdin.on("error", () => {}).end(JSON.stringify(order));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, complaint };
}
