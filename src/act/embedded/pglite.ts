/**
 * PostgreSQL inside this process: PGlite as a runner, in memory for tests or in a folder that survives a power cut.
 * PGlite by itself never calls fsync and takes no lock; both are added here and in `lock.ts`.
 */
import { fsyncSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { PGlite, type Extensions, type Transaction } from "@electric-sql/pglite";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { pgcrypto } from "@electric-sql/pglite/contrib/pgcrypto";
import { unaccent } from "@electric-sql/pglite/contrib/unaccent";
import { NodeFS } from "@electric-sql/pglite/nodefs";
import { StoreError } from "../store-error.ts";
import { syncPath } from "./durable-file.ts";
import type { Query, Row, Runner } from "./runner.ts";

export interface PgliteOptions {
  /** Absent: in memory, gone when closed. */
  readonly folder?: string;
  /** An uncompressed tar of a data folder to start from; only for a folder that holds no database yet. */
  readonly template?: Uint8Array<ArrayBuffer>;
  readonly extensions?: Extensions;
}

export interface PgliteRunner extends Runner {
  readonly kind: "pglite";
  readonly dump: () => Promise<Uint8Array>;
}

// 16 MB instead of 128: 130 MB less resident memory, and no slower for a ledger of this size. fdatasync does nothing in the wasm build, hence `fsync`.
const settings = ["-c", "shared_buffers=16MB", "-c", "wal_sync_method=fsync"];
const durableParams = [...PGlite.defaultStartParams.filter((flag) => flag !== "-F"), ...settings, "-c", "fsync=on"];
const memoryParams = [...PGlite.defaultStartParams, ...settings];

// PGlite's own choice, the plain C locale, leaves "Đ" as it is in lower(); hosted databases do not.
const likeHosted = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"];

/** Object identifiers of the built-in types that PGlite would turn into JavaScript values: bool, bytea, int8, int2, int4, oid, json, float4, float8, date, timestamp, timestamptz, jsonb. */
const parsedTypes = [16, 17, 20, 21, 23, 26, 114, 700, 701, 1082, 1114, 1184, 3802];
const asText = Object.fromEntries(parsedTypes.map((type) => [type, (value: string) => value]));

/**
 * Leaves WebAssembly to V8's baseline compiler. The optimising one would take 450 MB for a moment and twice the processor
 * time at every start; a call costs the same without it, a sort of 100,000 rows a third more.
 */
function compileSimply(): void {
  for (const flag of ["--liftoff-only", "--no-wasm-tier-up", "--no-wasm-dynamic-tiering"]) setFlagsFromString(flag);
}

export async function openPglite({ folder, template, extensions = {} }: PgliteOptions): Promise<PgliteRunner> {
  compileSimply();
  let log = "";
  const database = await PGlite.create({
    ...(folder === undefined ? {} : { fs: durableFolder(folder) }),
    ...(template === undefined ? {} : { loadDataDir: new Blob([template]) }),
    initDbStartParams: likeHosted,
    startParams: folder === undefined ? memoryParams : durableParams,
    extensions: { pgcrypto, unaccent, pg_trgm, ...extensions },
    parsers: asText,
    onStderr: (line) => {
      log = `${log}\n${line}`.slice(-500);
      return true;
    },
  }).catch((error: unknown) => {
    // A database that cannot start ends its WebAssembly with a bare "Aborted()"; the reason is in the server's log.
    throw new StoreError(`PostgreSQL did not start: ${log.trim() || String(error)}`, {
      code: "58000",
      retryable: false,
      cause: error,
    });
  });
  let closing: Promise<void> | undefined;

  return {
    kind: "pglite",
    async transaction(work) {
      if (closing) throw new StoreError("the database is closing", { code: "57P01", retryable: true });
      return await database.transaction((transaction) => work(queryOf(transaction)));
    },
    async dump() {
      await database.exec("checkpoint");
      const tar = await database.dumpDataDir("none");
      return new Uint8Array(await tar.arrayBuffer());
    },
    close() {
      closing ??= database.close();
      return closing;
    },
  };
}

function queryOf(transaction: Transaction): Query {
  return async (sql, parameters) => {
    try {
      const result = parameters
        ? await transaction.query<Row>(sql, [...parameters])
        : (await transaction.exec(sql)).at(-1);
      return result?.rows ?? [];
    } catch (error) {
      // PGlite hangs the values onto its errors, and errors end up in logs.
      if (error instanceof Error) Object.assign(error, { params: undefined });
      throw error;
    }
  };
}

interface EmscriptenStream {
  readonly nfd?: number;
  readonly node: unknown;
}

interface NodeFilesystem {
  readonly stream_ops: Record<string, unknown>;
  realPath(node: unknown): string;
}

/** PGlite's folder filesystem with the missing system call: `fsync` of an open file or of a folder. */
function durableFolder(folder: string): NodeFS {
  const files = new NodeFS(folder);
  const init = files.init.bind(files);
  files.init = async (database, options) => {
    const { emscriptenOpts } = await init(database, options);
    const addFsync = (module: { FS: unknown }) => {
      const { NODEFS } = (module.FS as { filesystems: { NODEFS: NodeFilesystem } }).filesystems;
      NODEFS.stream_ops["fsync"] = (stream: EmscriptenStream) => {
        if (stream.nfd === undefined) syncPath(NODEFS.realPath(stream.node));
        else fsyncSync(stream.nfd);
        return 0;
      };
    };
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [addFsync, ...(emscriptenOpts.preRun ?? [])] } };
  };
  return files;
}
