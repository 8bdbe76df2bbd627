/** The scorecard for people. */
import type { Gate } from "../gates.ts";
import type { Parts } from "../parts.ts";
import { gateTable } from "./gate-table.ts";
import { table } from "./table.ts";

export function scorecard(parts: Parts, gates: readonly Gate[]): string {
  return ["# How well it understands", gateTable(gates), heldOutSection(parts), ""].join("\n\n");
}

function heldOutSection({ heldOut }: Parts): string {
  if (!heldOut) return "";
  const rows = Object.entries(heldOut.views).map(([view, { lines, intent, frame }]) => [
    view,
    lines,
    `${intent.percent} (${intent.interval.join("–")})`,
    `${frame.percent} (${frame.interval.join("–")})`,
  ]);
  return ["## Held-out lines", table(["view", "lines", "intent %", "whole frame %"], rows)].join("\n\n");
}
