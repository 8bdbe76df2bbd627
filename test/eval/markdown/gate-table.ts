/** The table at the top of the scorecard: what must be reached, what is, and what others reach. */
import type { Gate } from "../gates.ts";
import { table } from "./table.ts";

export function gateTable(gates: readonly Gate[]): string {
  const rows = gates.map(({ what, limit, unit, measured, baseline, passed, timed }) => [
    passed ? "yes" : "**no**",
    timed ? `${what} (timing)` : what,
    "least" in limit ? `≥ ${limit.least} ${unit}`.trim() : `≤ ${limit.most} ${unit}`.trim(),
    measured === null ? "nothing to measure" : `${measured} ${unit}`.trim(),
    baseline,
  ]);
  return table(["reached", "what", "wanted", "measured", "others"], rows);
}
