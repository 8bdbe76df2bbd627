/** The parts of the scorecard; each can be run alone while one works on it. */
import { join } from "node:path";
import { root } from "../understand/world.ts";
import { type BaselineScore, scoreBaselines } from "./baselines/baselines-score.ts";
import { type Nlpjs, trainNlpjs } from "./baselines/nlpjs.ts";
import { fuzz, type FuzzResult } from "./fuzz.ts";
import { type HeldOutLine, readHeldOut } from "./held-out.ts";
import { type HeldOutScore, judge, type Outcome, scoreHeldOut } from "./held-out-score.ts";
import { type LatencyResult, measureLatency } from "./latency.ts";
import { type MetamorphicResult, scoreMetamorphic } from "./metamorphic.ts";
import { type PeerResult, scorePeers } from "./peers/peers-score.ts";
import { scoreEnginePlaces } from "./places/engine-places.ts";
import type { PlaceScore } from "./places.ts";

export const partNames = [
  "held-out",
  "development",
  "baselines",
  "peers",
  "places",
  "metamorphic",
  "latency",
  "fuzz",
] as const;
export type PartName = (typeof partNames)[number];
/** What is tuned on says nothing to the reader of the scorecard. */
export const scoredParts: readonly PartName[] = partNames.filter((name) => name !== "development");

interface Written extends HeldOutScore {
  readonly outcomes: readonly Outcome[];
}

export interface Parts {
  readonly heldOut?: Written;
  readonly development?: Written;
  readonly baselines?: readonly BaselineScore[];
  readonly peers?: PeerResult;
  readonly places?: PlaceScore;
  readonly metamorphic?: MetamorphicResult;
  readonly latency?: LatencyResult;
  readonly fuzz?: FuzzResult;
}

export interface Run {
  /** Counts milliseconds. */
  readonly clock: () => number;
  readonly tell: (what: PartName) => void;
  readonly fuzzStrings: number;
  /** Every n-th unit is written out in all ways. */
  readonly placeStep: number;
}

interface Shared extends Run {
  readonly lines: readonly HeldOutLine[];
  /** Learns only once, and only for the parts that need it. */
  readonly nlpjs: () => Promise<Nlpjs>;
}

type RunPart = (shared: Shared) => Parts | Promise<Parts>;

const runs: Readonly<Record<PartName, RunPart>> = {
  "held-out": ({ lines }) => ({ heldOut: scoreLines(lines) }),
  development: () => ({ development: scoreLines(readHeldOut(join(root, "test/development"))) }),
  baselines: async ({ lines, nlpjs }) => ({ baselines: await scoreBaselines(lines, (await nlpjs()).guess) }),
  peers: async () => ({ peers: await scorePeers() }),
  places: ({ placeStep }) => ({ places: scoreEnginePlaces(placeStep) }),
  metamorphic: ({ lines }) => ({ metamorphic: scoreMetamorphic(lines) }),
  latency: async ({ lines, clock, nlpjs }) => ({ latency: await measureLatency(lines, await nlpjs(), clock) }),
  fuzz: ({ lines, fuzzStrings }) => ({ fuzz: fuzz(lines, fuzzStrings) }),
};

export async function runParts(wanted: ReadonlySet<PartName>, run: Run): Promise<Parts> {
  let trained: Promise<Nlpjs> | undefined;
  const shared: Shared = {
    ...run,
    lines: readHeldOut(join(root, "intents/test")),
    nlpjs: () => (trained ??= trainNlpjs()),
  };
  let parts: Parts = {};
  for (const name of partNames) {
    if (!wanted.has(name)) continue;
    run.tell(name);
    parts = { ...parts, ...(await runs[name](shared)) };
  }
  return parts;
}

function scoreLines(lines: readonly HeldOutLine[]): Written {
  const outcomes = judge(lines);
  return { ...scoreHeldOut(outcomes), outcomes };
}
