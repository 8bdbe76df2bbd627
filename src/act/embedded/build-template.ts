/** The process that prepares a database for `template.ts`: reads an order from standard input, writes one compressed file. */
import { readFileSync } from "node:fs";
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
