/** Does time grow with the length of a message as it should, even for what grammars choke on? */
import { understand } from "./engine.ts";
import { oddPieces } from "./odd-strings.ts";
import { processSeconds } from "./processor-seconds.ts";

export interface Growth {
  readonly text: string;
  /** The power of the length: 1 is linear, 2 square. */
  readonly growth: number;
  /** For the longest. */
  readonly ms: number;
}

/** Shorter times, in milliseconds, are noise. */
const measurable = 1;
/** The engine reads no more than the longest message of a channel: growth shows below that. */
const [short, long, longest] = [1000, 4000, 10_000];
/** Apart from one another, so that another process does not spoil all of them. */
const rounds = 3;
const runs = 2;

export function measureGrowth(): readonly Growth[] {
  const best = oddPieces.map(() => [short, long, longest].map(() => Number.POSITIVE_INFINITY));
  for (let round = 0; round < rounds; round += 1)
    for (const [at, piece] of oddPieces.entries())
      for (const [size, length] of [short, long, longest].entries())
        best[at]![size] = Math.min(best[at]![size]!, timed(piece, length));
  return oddPieces.map((text, at) => {
    const [little = 0, much = 0, most = 0] = best[at] ?? [];
    const power = Math.log(Math.max(much, measurable) / Math.max(little, measurable)) / Math.log(long / short);
    return { text, growth: Math.round(100 * power) / 100, ms: Math.round(most) };
  });
}

/** In milliseconds of processor time. */
function timed(piece: string, length: number): number {
  const text = piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
  const times = Array.from({ length: runs }, () => {
    const begun = processSeconds();
    understand({ text, role: "donor", locale: null, awaiting: null });
    return 1000 * (processSeconds() - begun);
  });
  return Math.min(...times);
}
