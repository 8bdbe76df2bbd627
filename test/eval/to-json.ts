/** The scorecard for programs. All but `timings` and the gates marked `timed` is the same on every machine. */
import type { Gate } from "./gates.ts";
import type { Parts } from "./parts.ts";

export function toJson(
  { heldOut, baselines, peers, places, metamorphic, latency, fuzz }: Parts,
  gates: readonly Gate[],
): string {
  const { outcomes: _, ...scored } = heldOut ?? { outcomes: [] };
  const card = {
    gates,
    heldOut: scored,
    baselines,
    peers: peers && { scores: peers.scores, leftOut: peers.leftOut },
    places: places && { all: places.all, byKind: places.byKind },
    metamorphic: metamorphic && { equal: metamorphic.equal, all: metamorphic.all },
    fuzz,
    timings: latency,
  };
  return `${JSON.stringify(card, null, 2)}\n`;
}
