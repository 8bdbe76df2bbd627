/** Opens the ledger that the settings name: embedded, a plain PostgreSQL, or a hosted Supabase. Above this line nobody knows which. */
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { furnish } from "./act/embedded/data-folder.ts";
import { openDatabase } from "./act/open-database.ts";
import { createStore } from "./act/store.ts";
import type { Config } from "./config.ts";
import type { Store } from "./model/store.ts";

export interface OpenedStore {
  readonly store: Store;
  readonly close: () => Promise<void>;
  /** Has something written into a database that is still empty, wholly or not at all; does nothing with any other. */
  furnish(work: () => Promise<void>): Promise<void>;
}

const supabaseFolder = join(import.meta.dirname, "../supabase");

export async function openStore(
  config: Config,
  now: () => Date,
  onConnectionLost: (error: Error) => void,
): Promise<OpenedStore> {
  if (config.store.type === "supabase") {
    const { url, key, jwtSecret } = config.store;
    return {
      store: createStore({ url, key, jwtSecret, now }),
      close: () => Promise.resolve(),
      furnish: () => Promise.resolve(),
    };
  }
  // Both ends of the token are in this process, so its secret need not outlive it.
  const jwtSecret = randomBytes(32).toString("base64url");
  const anonKey = randomBytes(16).toString("base64url");
  const { dataDir } = config;
  const database = await openDatabase({
    source:
      config.store.type === "postgres"
        ? { type: "postgres", url: config.store.url, dataDir }
        : { type: "folder", dataDir },
    jwtSecret,
    anonKey,
    now,
    migrationsFolder: join(supabaseFolder, "migrations"),
    seedFile: join(supabaseFolder, "seed.sql"),
    onConnectionLost,
  });
  const store = createStore({ url: "http://embedded.invalid", key: anonKey, jwtSecret, fetch: database.fetch, now });
  // Nobody else can hold a lease on a folder that only we have open: a crash before us must not keep people waiting.
  if (database.kind === "pglite") await store.call({ as: "worker" }, "leases_abandon", { p_now: now() });
  return {
    store,
    close: () => database.close(),
    async furnish(work) {
      if (!(await isFresh(store))) return;
      await (database.kind === "pglite" ? furnish(dataDir, work) : work());
    },
  };
}

async function isFresh(store: Store): Promise<boolean> {
  const empty = await store.call<boolean>({ as: "operator" }, "is_empty", {});
  return empty.ok && empty.value;
}
