/** The scorecard for people. */
import type { Disagreement } from "../disagreements.ts";
import type { Gate } from "../gates.ts";
import type { Parts } from "../parts.ts";
import { gateTable } from "./gate-table.ts";
import { baselineSection, heldOutSection, intentSection } from "./held-out-sections.ts";
import { disagreementSection, peerSection } from "./peer-sections.ts";
import { fuzzSection, latencySection, metamorphicSection, placeSection } from "./other-sections.ts";

export function scorecard(parts: Parts, gates: readonly Gate[], disagreements: readonly Disagreement[]): string {
  const reached = gates.filter(({ passed }) => passed).length;
  const { heldOut, baselines, peers, places, metamorphic, latency, fuzz } = parts;
  const sections = [
    "# How well it understands",
    "Written by `npm run eval`. Everything is the same on every machine but the rows marked (timing). No line of any set measured here has been learned from; what is understood wrongly is listed in [understanding-misses.md](understanding-misses.md).",
    `${reached} of ${gates.length} are reached.`,
    gateTable(gates),
    heldOut && heldOutSection(heldOut),
    baselines && baselineSection(baselines),
    peers && peerSection(peers),
    disagreementSection(disagreements),
    places && placeSection(places),
    metamorphic && metamorphicSection(metamorphic),
    latency && latencySection(latency),
    fuzz && fuzzSection(fuzz),
    heldOut && intentSection(heldOut),
  ];
  return `${sections.filter((section) => section !== undefined).join("\n\n")}\n`;
}
