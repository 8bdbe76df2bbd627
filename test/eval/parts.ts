/** The parts of the scorecard; each can be run alone while one works on it. */
import { join } from "node:path";
import { root } from "../understand/world.ts";
import { type BaselineResult, scoreBaselines } from "./baselines/baselines-score.ts";
import { fuzz, type FuzzResult } from "./fuzz.ts";
import { readHeldOut } from "./held-out.ts";
import { type HeldOutScore, judge, type Outcome, scoreHeldOut } from "./held-out-score.ts";
import { type Latency, measureBaseline, measureEngine, measureStarts, type Start } from "./latency.ts";
import { type MetamorphicResult, scoreMetamorphic } from "./metamorphic.ts";
import { type PeerResult, scorePeers } from "./peers/peers-score.ts";
import type { Share } from "./statistics.ts";

export const partNames = ["held-out", "development", "peers", "places", "metamorphic", "latency", "fuzz"] as const;
export type PartName = (typeof partNames)[number];
/** What is tuned on says nothing to the reader of the scorecard. */
export const scoredParts: readonly PartName[] = partNames.filter((name) => name !== "development");

interface Written extends HeldOutScore {
  readonly written: number;
  readonly outcomes: readonly Outcome[];
}

export interface Parts {
  readonly heldOut?: Written;
  readonly development?: Written;
  readonly baselines?: Pick<BaselineResult, "lessons" | "scores">;
  readonly peers?: PeerResult;
  readonly places?: { readonly all: Share };
  readonly metamorphic?: MetamorphicResult;
  readonly latency?: {
    readonly engine: Latency;
    readonly nlpjs: Latency;
    readonly nlpjsTrainingSeconds: number;
    readonly starts: { readonly learning: Start; readonly learned: Start };
  };
  readonly fuzz?: FuzzResult;
}

/** `clock` counts milliseconds; `tell` says what is being done. */
export async function runParts(
  wanted: ReadonlySet<PartName>,
  clock: () => number,
  tell: (what: string) => void,
): Promise<Parts> {
  const lines = readHeldOut(join(root, "intents/test"));
  const full = lines.filter(({ view }) => view === "full");
  let parts: Parts = {};
  const runs: Readonly<Record<PartName, () => Promise<Parts>>> = {
    "held-out": async () => {
      const outcomes = judge(lines);
      const { lessons, scores } = await scoreBaselines(lines, clock);
      return {
        heldOut: { ...scoreHeldOut(outcomes), written: full.length, outcomes },
        baselines: { lessons, scores },
      };
    },
    development: () => {
      const outcomes = judge(readHeldOut(join(root, "test/development")));
      const written = outcomes.filter(({ line }) => line.view === "full").length;
      return Promise.resolve({ development: { ...scoreHeldOut(outcomes), written, outcomes } });
    },
    peers: async () => ({ peers: await scorePeers() }),
    places: () => Promise.resolve({}),
    metamorphic: () => Promise.resolve({ metamorphic: scoreMetamorphic(lines) }),
    latency: async () => {
      const { nlpjs, nlpjsTrainingSeconds } = await scoreBaselines([], clock);
      return {
        latency: {
          engine: measureEngine(full, clock),
          nlpjs: await measureBaseline(nlpjs, full, clock),
          nlpjsTrainingSeconds: Math.round(nlpjsTrainingSeconds * 10) / 10,
          starts: measureStarts(),
        },
      };
    },
    fuzz: () => Promise.resolve({ fuzz: fuzz(lines, clock) }),
  };
  for (const name of partNames) {
    if (!wanted.has(name)) continue;
    tell(name);
    parts = { ...parts, ...(await runs[name]()) };
  }
  return parts;
}
