/** The sections about everything that is not a set of sentences with gold frames. */
import type { FuzzResult } from "../fuzz.ts";
import type { LatencyResult } from "../latency.ts";
import type { MetamorphicResult } from "../metamorphic.ts";
import type { Parts } from "../parts.ts";
import { table } from "./table.ts";

export function placeSection({ all, byKind }: NonNullable<Parts["places"]>): string {
  const rows = Object.entries(byKind).map(([kind, { right, of, percent }]) => [kind, of, right, percent]);
  return [
    "## Places",
    `Every unit, in every way of writing it: ${all.right} of ${all.of} (${all.percent} %) are understood as the right unit or the right choice.`,
    table(["written", "cases", "right", "%"], rows),
  ].join("\n\n");
}

export function metamorphicSection({ equal, all }: MetamorphicResult): string {
  const rows = Object.entries(equal).map(([variant, { right, of, percent }]) => [variant, of, right, percent]);
  return [
    "## The same said in another way",
    `Every Vietnamese held-out line, changed in a way that must change nothing: ${all.percent} % of the frames stayed the same, right or wrong.`,
    table(["change", "lines", "same frame", "%"], rows),
  ].join("\n\n");
}

export function latencySection({
  engine,
  nlpjs,
  nlpjsEntities,
  nlpjsTrainingSeconds,
  starts,
  growth,
}: LatencyResult): string {
  const { learning, learned } = starts;
  const slowest = growth.toSorted((a, b) => b.ms - a.ms).slice(0, 5);
  return [
    "## Speed (timing)",
    "One held-out line, in milliseconds, warm; the best of seven passes for each line, because other processes share the machine. Ours is the whole frame. nlp.js was measured twice: for the intent alone, and with our catalogue of things and the gazetteer as its named entities, which is still less than a frame (no numbers, days or codes).",
    table(
      ["engine", "p50", "p99", "training, s of one thread"],
      [
        ["Nhịp Cầu, the whole frame", engine.p50, engine.p99, learning.readySeconds],
        ["nlp.js, things and places, too", nlpjsEntities.p50, nlpjsEntities.p99, ""],
        ["nlp.js, the intent alone", nlpjs.p50, nlpjs.p99, nlpjsTrainingSeconds],
      ],
    ),
    `A new process works ${learned.readySeconds} s before it is ready with what was learned before (${megabytes(learned.artefactBytes)} MB on disk), understands its first sentence in ${learned.sentenceMs} ms and then holds ${learned.megabytes} MB of memory; one that has to learn first works ${learning.readySeconds} s, and ${learning.processSeconds} s with the threads on which the runtime compiles and collects beside it.`,
    `Of ${growth.length} words and marks that grammars choke on, repeated up to 10,000 letters, the slowest. Growth is the power with which time grows from 1,000 to 4,000 letters, 1 being linear; no more is read than the longest message of a channel.`,
    table(
      ["repeated", "growth", "ms for 10,000 letters"],
      slowest.map(({ text, growth: power, ms }) => [`\`${text}\``, power, ms]),
    ),
  ].join("\n\n");
}

export function fuzzSection({ strings, threw, broken }: FuzzResult): string {
  return [
    "## Odd strings",
    `${strings} strings of up to 10 kB (random characters, repeated words and marks, mangled sentences): ${threw.length} threw, ${broken.length} gave no frame.`,
  ].join("\n\n");
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1e4) / 100;
}
