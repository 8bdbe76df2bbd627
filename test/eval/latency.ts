/** How long one sentence takes, beside nlp.js. The only figures of the scorecard that depend on the machine. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import type { Nlpjs } from "./baselines/nlpjs.ts";
import { understand } from "./engine.ts";
import { type Growth, measureGrowth } from "./growth.ts";
import type { HeldOutLine } from "./held-out.ts";
import { percentile } from "./statistics.ts";

interface Latency {
  readonly p50: number;
  readonly p99: number;
}

const started = z.object({
  readySeconds: z.number(),
  processSeconds: z.number(),
  sentenceMs: z.number(),
  megabytes: z.number(),
  artefactBytes: z.number(),
});
type Start = z.infer<typeof started>;

export interface LatencyResult {
  readonly engine: Latency;
  /** The intent alone. */
  readonly nlpjs: Latency;
  /** Looking for things and places as well. */
  readonly nlpjsEntities: Latency;
  readonly nlpjsTrainingSeconds: number;
  readonly starts: { readonly learning: Start; readonly learned: Start };
  readonly growth: readonly Growth[];
}

const passes = 7;
/** Lines on which the slow one is measured. */
const few = 20;

export async function measureLatency(
  all: readonly HeldOutLine[],
  nlpjs: Nlpjs,
  clock: () => number,
): Promise<LatencyResult> {
  const lines = all.filter(({ view }) => view === "full");
  const sample = lines.filter((_, at) => at % Math.ceil(lines.length / few) === 0);
  return {
    engine: await measure(understand, lines, clock),
    nlpjs: await measure(nlpjs.guess, lines, clock),
    nlpjsEntities: await measure(nlpjs.alsoFindEntities(), sample, clock, 1),
    nlpjsTrainingSeconds: nlpjs.trainingSeconds,
    starts: measureStarts(),
    growth: measureGrowth(),
  };
}

type Hear = (line: HeldOutLine) => unknown;

/** In milliseconds. For every line the best of a few passes: what another process does meanwhile is not ours. */
async function measure(
  hear: Hear,
  lines: readonly HeldOutLine[],
  clock: () => number,
  rounds = passes,
): Promise<Latency> {
  const times = lines.map((): number[] => []);
  if (rounds > 1) for (const line of lines) await hear(line);
  for (let pass = 0; pass < rounds; pass += 1)
    for (const [at, line] of lines.entries()) {
      const begun = clock();
      const heard = hear(line);
      // Waiting for what is there already would cost the engine a turn of the queue.
      if (heard instanceof Promise) await heard;
      times[at]?.push(clock() - begun);
    }
  return latencyOf(times);
}

function latencyOf(times: readonly (readonly number[])[]): Latency {
  const best = times.map((some) => Math.min(...some)).toSorted((a, b) => a - b);
  return { p50: thousandths(percentile(best, 0.5)), p99: thousandths(percentile(best, 0.99)) };
}

/** A process of its own, twice: with nothing learned yet, and with the artefact in place. */
function measureStarts(): { readonly learning: Start; readonly learned: Start } {
  const folder = mkdtempSync(join(tmpdir(), "nhip-cau-eval-"));
  try {
    return { learning: start(folder), learned: start(folder) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function start(folder: string): Start {
  const script = join(import.meta.dirname, "cold-start.ts");
  const { stdout, stderr } = spawnSync(process.execPath, [script, folder], { encoding: "utf8", timeout: 120_000 });
  if (!stdout) throw new Error(`${script} said nothing: ${stderr}`);
  return started.parse(JSON.parse(stdout));
}

function thousandths(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}
