/** The units that the product starts with, from a database in memory: the one in the data folder belongs to the running product. */
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "../act/open-database.ts";
import { createStore } from "../act/store.ts";
import type { Area } from "../model/area.ts";

export async function readGazetteer(now: () => Date): Promise<readonly Area[]> {
  const filesFolder = mkdtempSync(join(tmpdir(), "nhip-cau-gazetteer-"));
  const jwtSecret = randomBytes(32).toString("base64url");
  const anonKey = randomBytes(16).toString("base64url");
  const supabase = join(import.meta.dirname, "../../supabase");
  const database = await openDatabase({
    source: { type: "memory", filesFolder },
    jwtSecret,
    anonKey,
    now,
    migrationsFolder: join(supabase, "migrations"),
    seedFile: join(supabase, "seed.sql"),
  });
  try {
    const store = createStore({ url: "http://embedded.invalid", key: anonKey, jwtSecret, fetch: database.fetch, now });
    const gazetteer = await store.call<readonly Area[]>({ as: "public" }, "gazetteer", {});
    return gazetteer.ok ? gazetteer.value : [];
  } finally {
    await database.close();
    rmSync(filesFolder, { recursive: true, force: true });
  }
}
