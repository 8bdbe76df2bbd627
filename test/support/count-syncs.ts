/** Counts the system calls that force files to the disk while twenty small transactions commit, and says the number. */
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { openTestFolder } from "./folder-database.ts";

const { fsyncSync } = fs;
let count = 0;
fs.fsyncSync = (handle) => {
  count += 1;
  fsyncSync(handle);
};
syncBuiltinESMExports();

const database = await openTestFolder(String(process.argv[2]), String(process.argv[3]));
count = 0;
for (let id = 1_000; id < 1_020; id += 1) {
  await database.runner.transaction((query) => query("insert into public.items values ($1::int, 'x')", [String(id)]));
}
process.stdout.write(`${count}\n`);
await database.close();
