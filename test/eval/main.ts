/**
 * `npm run eval`: the scorecard of the understanding. Writes docs/understanding.{json,md} and the list of misses, and ends with 1
 * when something is not reached. `-- --only peers,development` runs parts of it and only prints; `--misses` prints what went wrong
 * (of the held-out lines only with `--show-held-out-misses`: who reads them can no longer teach the engine honestly).
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { root } from "../understand/world.ts";
import { readDisagreements } from "./disagreements.ts";
import { gatesOf } from "./gates.ts";
import { gateTable } from "./markdown/gate-table.ts";
import { missesPage, missLines } from "./markdown/misses.ts";
import { scorecard } from "./markdown/scorecard.ts";
import { type PartName, partNames, runParts, scoredParts } from "./parts.ts";
import { toJson } from "./to-json.ts";

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    misses: { type: "boolean", default: false },
    "show-held-out-misses": { type: "boolean", default: false },
  },
});

const wanted = readParts(values.only);
const parts = await runParts(wanted, {
  clock: () => performance.now(),
  tell: (what) => process.stderr.write(`eval: ${what}\n`),
  fuzzStrings: 10_000,
  placeStep: 1,
});
const gates = gatesOf(parts);
process.stdout.write(`${gateTable(gates)}\n`);
const shown = missLines(parts, { heldOut: values["show-held-out-misses"] });
if (values.misses || values["show-held-out-misses"]) process.stdout.write(`\n${shown.join("\n")}\n`);
if (values.only === undefined) {
  const docs = join(root, "docs");
  writeFileSync(join(docs, "understanding.json"), toJson(parts, gates));
  writeFileSync(join(docs, "understanding.md"), scorecard(parts, gates, readDisagreements()));
  writeFileSync(join(docs, "understanding-misses.md"), missesPage(parts));
}
process.exitCode = gates.every(({ passed }) => passed) ? 0 : 1;

function readParts(only: string | undefined): ReadonlySet<PartName> {
  if (only === undefined) return new Set(scoredParts);
  const named = only.split(",");
  const known: readonly PartName[] = partNames.filter((name) => named.includes(name));
  if (known.length < named.length) throw new Error(`--only knows ${partNames.join(", ")}, not "${only}"`);
  return new Set(known);
}
