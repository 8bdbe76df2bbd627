/** `npm run types:database`: writes src/act/database.types.ts anew after a change of supabase/migrations. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateTypes } from "../act/generate-types.ts";
import { openDatabase } from "../act/open-database.ts";

const project = join(import.meta.dirname, "../..");
const filesFolder = mkdtempSync(join(tmpdir(), "nhip-cau-types-"));
const database = await openDatabase({
  source: { type: "memory", filesFolder },
  jwtSecret: "unused",
  anonKey: "unused",
  now: () => new Date(),
  migrationsFolder: join(project, "supabase/migrations"),
  seedFile: null,
});
const text = await database.runner.transaction(generateTypes);
await database.close();
rmSync(filesFolder, { recursive: true });
writeFileSync(join(project, "src/act/database.types.ts"), text);
console.log(`src/act/database.types.ts: ${text.split("\n").length} lines`);
