/** How long one sentence takes, beside nlp.js. The only figures of the scorecard that depend on the machine. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import type { Baseline } from "./baselines/baseline.ts";
import { understand } from "./engine.ts";
import type { HeldOutLine } from "./held-out.ts";
import { percentile } from "./statistics.ts";

export interface Latency {
  readonly p50: number;
  readonly p99: number;
}

const started = z.object({
  readyMs: z.number(),
  sentenceMs: z.number(),
  megabytes: z.number(),
  artefactBytes: z.number(),
});
export type Start = z.infer<typeof started>;

const passes = 5;

/** In milliseconds. For every line the median of a few passes: what another process does meanwhile is not ours. */
export function measureEngine(lines: readonly HeldOutLine[], clock: () => number): Latency {
  const times = lines.map((): number[] => []);
  for (const line of lines) understand(line);
  for (let pass = 0; pass < passes; pass += 1)
    for (const [at, line] of lines.entries()) {
      const begun = clock();
      understand(line);
      times[at]?.push(clock() - begun);
    }
  return latencyOf(times);
}

export async function measureBaseline(
  guess: Baseline,
  lines: readonly HeldOutLine[],
  clock: () => number,
): Promise<Latency> {
  const times = lines.map((): number[] => []);
  for (const line of lines) await guess(line);
  for (let pass = 0; pass < passes; pass += 1)
    for (const [at, line] of lines.entries()) {
      const begun = clock();
      await guess(line);
      times[at]?.push(clock() - begun);
    }
  return latencyOf(times);
}

function latencyOf(times: readonly (readonly number[])[]): Latency {
  const medians = times
    .map((some) =>
      percentile(
        some.toSorted((a, b) => a - b),
        0.5,
      ),
    )
    .toSorted((a, b) => a - b);
  return { p50: thousandths(percentile(medians, 0.5)), p99: thousandths(percentile(medians, 0.99)) };
}

/** A process of its own, twice: with nothing learned yet, and with the artefact in place. */
export function measureStarts(): { readonly learning: Start; readonly learned: Start } {
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
