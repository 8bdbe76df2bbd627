/** The process that prepares a database for `template.ts`: reads an order from standard input, writes one compressed file. */
import { readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { writeDurably } from "./durable-file.ts";
import { migrate } from "./migrate.ts";
import { openPglite } from "./pglite.ts";
import type { TemplateOrder } from "./template.ts";

const order = JSON.parse(readFileSync(0, "utf8")) as TemplateOrder;
const database = await openPglite({});
await migrate(database, order.schema);
const tar = await database.dump();
// Level 1 is four times faster than the default and its file only a third larger.
writeDurably(order.target, order.scratch, gzipSync(tar, { level: 1 }));
await database.close();
forgetOld(dirname(order.target));

/** Every change of the SQL leaves a file behind; a few are kept for those who work on several branches. */
function forgetOld(folder: string): void {
  const kept = 8;
  const files = readdirSync(folder)
    .filter((name) => /^template-[0-9a-f]+\.tar\.gz$/.test(name))
    .map((name) => ({
      path: join(folder, name),
      written: statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0,
    }));
  for (const { path } of files.toSorted((one, other) => other.written - one.written).slice(kept))
    rmSync(path, { force: true });
}
