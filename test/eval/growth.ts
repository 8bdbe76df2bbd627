/** Does time grow with the length of a message as it should, even for what grammars choke on? */
import { understand } from "./engine.ts";
import { oddPieces } from "./odd-strings.ts";

export interface Growth {
  readonly text: string;
  /** The power of the length: 1 is linear, 2 square. */
  readonly growth: number;
  /** For the longest. */
  readonly ms: number;
}

/** Shorter times, in milliseconds, are noise. */
const measurable = 0.5;
const longest = 10_000;
/** The engine reads no more than the longest message of a channel: growth shows below that. */
const [short, long] = [1000, 4000];

export function measureGrowth(clock: () => number): readonly Growth[] {
  return oddPieces.map((text) => growthOf(text, clock));
}

/** The best of a few runs counts. */
function growthOf(piece: string, clock: () => number): Growth {
  const timed = (length: number): number => {
    const text = piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
    const runs = Array.from({ length: 7 }, () => {
      const begun = clock();
      understand({ text, role: "donor", locale: null, awaiting: null });
      return clock() - begun;
    });
    return Math.min(...runs);
  };
  const power = Math.log(timed(long) / Math.max(timed(short), measurable)) / Math.log(long / short);
  return { text: piece, growth: Math.round(100 * Math.max(0, power)) / 100, ms: Math.round(timed(longest)) };
}
