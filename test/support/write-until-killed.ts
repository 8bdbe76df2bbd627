/** Opens the database in a folder, writes two rows that belong together per transaction, and says each number once it is committed. */
import { openTestFolder } from "./folder-database.ts";

const database = await openTestFolder(String(process.argv[2]), String(process.argv[3]));
await database.runner.transaction((query) =>
  query(
    "create table if not exists public.kept (number int primary key); create table if not exists public.twins (number int primary key)",
  ),
);
const [row] = await database.runner.transaction((query) =>
  query("select coalesce(max(number), 0)::text as last from public.kept"),
);
for (let number = Number(row?.["last"]) + 1; ; number += 1) {
  await database.runner.transaction(async (query) => {
    await query("insert into public.kept values ($1::int)", [String(number)]);
    await query("insert into public.twins values ($1::int)", [String(number)]);
    if (number % 50 === 0) await query("delete from public.twins where number <= $1::int - 200", [String(number)]);
  });
  process.stdout.write(`${number}\n`);
}
