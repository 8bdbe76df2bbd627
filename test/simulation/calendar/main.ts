/** `npm run simulate:calendar`: lives through a year of deadlines, writes docs/year.md and ends with 1 when anything was said that should not have been, or not said. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openPostgresDatabase, openTestDatabase, projectFolder } from "../../support/database.ts";
import { findPostgres } from "../../support/postgres.ts";
import { live } from "./live.ts";
import { writePage } from "./page.ts";

const { values } = parseArgs({
  options: { seed: { type: "string", default: "588" }, pledges: { type: "string", default: "2000" } },
});
const found = findPostgres();
const database =
  found.missing !== null ? await openTestDatabase({ seed: true }) : await openPostgresDatabase({ seed: true });
const options = {
  units: 40,
  donors: 300,
  pledges: Number(values.pledges),
  from: "2026-01-01",
  to: "2027-01-15",
  seed: Number(values.seed),
};
const started = Date.now();
try {
  const lived = await live(database, options);
  const page = writePage(lived, options);
  process.stdout.write(page);
  process.stderr.write(`${Math.round((Date.now() - started) / 1_000)} s\n`);
  if (options.pledges === 2_000) writeFileSync(join(projectFolder, "docs/year.md"), page);
  process.exitCode = Object.values(lived.objections).every((all) => all.length === 0) ? 0 : 1;
} finally {
  await database.close();
}
