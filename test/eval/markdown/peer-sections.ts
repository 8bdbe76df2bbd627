/** The sections about other projects' rows. */
import type { Disagreement } from "../disagreements.ts";
import type { PeerResult } from "../peers/peers-score.ts";
import { table } from "./table.ts";

export function peerSection({ scores, leftOut }: PeerResult): string {
  const rows = scores.map(({ suite, full, bare, bareOffered, baseline }) => [
    suite,
    full.of,
    full.percent,
    bare.percent,
    bareOffered.percent,
    baseline ? baseline.full.percent : "",
    baseline ? baseline.bare.percent : "",
  ]);
  return [
    "## Rows of other projects",
    `Percent of the Vietnamese rows in \`test/fixtures/peers\`, through \`npm run understand -- --entities\`. duckling: one entity covers the whole text with an equal value and grain. chrono: the span is the same and every field that was said has the expected value. Without diacritics, "offered" also counts a reading that is among the alternatives. ${leftOut} rows of chrono's strict mode, which want nothing found in everyday words ("hôm nay"), are left out: there is no such mode here.`,
    "chrono-node (`vi`) is generously read on duckling's rows: 60 % of the text covered, the beginning right at the grain of the gold, days in the future preferred. Its own rows it passes by construction.",
    table(["suite", "rows", "full", "bare", "bare, offered", "chrono-node full", "chrono-node bare"], rows),
  ].join("\n\n");
}

export function disagreementSection(disagreements: readonly Disagreement[]): string {
  const rows = disagreements.map(({ suite, text, gold, ours, why }) => [suite, text, gold, ours, why]);
  return [
    "### Where we disagree with the gold",
    "No gold value was changed and these rows count as misses.",
    table(["suite", "text", "gold", "ours", "why"], rows),
  ].join("\n\n");
}
