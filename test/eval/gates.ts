/** What must be reached, and whether it is. */
import type { Parts } from "./parts.ts";
import type { Share } from "./statistics.ts";

export interface Gate {
  readonly what: string;
  readonly limit: { readonly least: number } | { readonly most: number };
  readonly unit: string;
  /** Null: there is nothing to measure it on. */
  readonly measured: number | null;
  readonly baseline: string;
  readonly passed: boolean;
  /** Depends on the machine, so that only `npm run eval` holds it. */
  readonly timed: boolean;
}

export function gatesOf(parts: Parts): readonly Gate[] {
  return [
    ...heldOutGates(parts),
    ...developmentGates(parts),
    ...peerGates(parts),
    ...placeGates(parts),
    ...metamorphicGates(parts),
    ...latencyGates(parts),
    ...fuzzGates(parts),
  ];
}

const heldOutLimits = [
  ["full", "as written", 97, 92],
  ["bare", "without diacritics", 95, 88],
  ["rough", "teencode, southern and typos", 93, 85],
] as const;

function heldOutGates({ heldOut, baselines }: Parts): readonly Gate[] {
  if (!heldOut) return [];
  const nlpjs = baselines?.find(({ name }) => name === "nlp.js");
  const { wrongWrites, answered, views, written } = heldOut;
  return [
    gate("held-out lines", { least: 600 }, "", written, ""),
    ...heldOutLimits.flatMap(([view, name, intent, frame]) => [
      gate(`intent, ${name}`, { least: intent }, "%", percentOf(views[view].intent), versus(nlpjs?.views[view])),
      gate(`whole frame, ${name}`, { least: frame }, "%", percentOf(views[view].frame), ""),
    ]),
    gate("writes understood wrongly and not asked back", { most: 0.5 }, "%", wrongWrites.ofLines, ""),
    gate("answered at 99 % precision", { least: 88 }, "%", answered.intent, nlpjs ? `nlp.js ${nlpjs.answered}` : ""),
  ];
}

/** The same limits as for the held-out lines: who tunes on these sees how far there is to go. */
function developmentGates({ development }: Parts): readonly Gate[] {
  if (!development) return [];
  const { views, wrongWrites } = development;
  return [
    ...heldOutLimits.flatMap(([view, name, intent, frame]) => [
      gate(`development intent, ${name}`, { least: intent }, "%", percentOf(views[view].intent), ""),
      gate(`development frame, ${name}`, { least: frame }, "%", percentOf(views[view].frame), ""),
    ]),
    gate("development writes understood wrongly and not asked back", { most: 0.5 }, "%", wrongWrites.ofLines, ""),
  ];
}

/** Full, and without diacritics with the readings that are offered. */
const peerLimits: Readonly<Record<string, readonly [number, number | null]>> = {
  "duckling.numeral": [100, null],
  "duckling.ordinal": [100, null],
  "duckling.amountofmoney": [100, null],
  "duckling.time": [97, 90],
  "chrono.vi": [95, null],
};

function peerGates({ peers }: Parts): readonly Gate[] {
  return (peers?.scores ?? []).flatMap(({ suite, full, bareOffered, baseline }) => {
    const [least, leastBare] = peerLimits[suite] ?? [0, null];
    const beside = (rows: Share | undefined): string => (rows ? `chrono-node ${rows.percent}` : "");
    const gates = [gate(suite, { least }, "%", percentOf(full), beside(baseline?.full))];
    if (leastBare === null) return gates;
    const name = `${suite} without diacritics, with alternatives`;
    return [...gates, gate(name, { least: leastBare }, "%", percentOf(bareOffered), beside(baseline?.bare))];
  });
}

function placeGates({ places }: Parts): readonly Gate[] {
  return places
    ? [gate("places: the right unit or the right choice", { least: 99 }, "%", percentOf(places.all), "")]
    : [];
}

function metamorphicGates({ metamorphic }: Parts): readonly Gate[] {
  if (!metamorphic) return [];
  return Object.entries(metamorphic.equal).map(([variant, equal]) => {
    // A word without diacritics may stand for several; that view has its own gate above.
    const least = variant === "without diacritics" ? 90 : 98;
    return gate(`same frame: ${variant}`, { least }, "%", percentOf(equal), "");
  });
}

function latencyGates({ latency }: Parts): readonly Gate[] {
  if (!latency) return [];
  const { engine, nlpjs, nlpjsEntities, starts, nlpjsTrainingSeconds } = latency;
  const steepest = Math.max(...latency.growth.map(({ growth }) => growth));
  const others = (which: "p50" | "p99"): string =>
    `nlp.js ${nlpjsEntities[which]} with things and places, ${nlpjs[which]} the intent alone`;
  const timed = (...given: Parameters<typeof gate>): Gate => ({ ...gate(...given), timed: true });
  return [
    timed("one sentence, p50", { most: 0.3 }, "ms", engine.p50, others("p50")),
    timed("one sentence, p99", { most: 2 }, "ms", engine.p99, others("p99")),
    timed(
      "p50 as part of nlp.js with things and places",
      { most: 100 },
      "%",
      percent(engine.p50, nlpjsEntities.p50),
      "",
    ),
    timed(
      "training from scratch, one thread",
      { most: 10 },
      "s",
      starts.learning.readySeconds,
      `nlp.js ${nlpjsTrainingSeconds}`,
    ),
    timed("steepest growth with length (1 = linear)", { most: 1.5 }, "", steepest, ""),
    gate("artefact", { most: 5 }, "MB", Math.round(starts.learned.artefactBytes / 1e4) / 100, ""),
  ];
}

function fuzzGates({ fuzz }: Parts): readonly Gate[] {
  if (!fuzz) return [];
  return [gate("odd strings that threw or gave no frame", { most: 0 }, "", fuzz.threw.length + fuzz.broken.length, "")];
}

function gate(what: string, limit: Gate["limit"], unit: string, measured: number | null, baseline: string): Gate {
  const passed = measured !== null && ("least" in limit ? measured >= limit.least : measured <= limit.most);
  return { what, limit, unit, measured, baseline, passed, timed: false };
}

/** Nothing scored is nothing shown. */
function percentOf({ of, percent }: Share): number | null {
  return of === 0 ? null : percent;
}

function versus(nlpjs: Share | undefined): string {
  return nlpjs ? `nlp.js ${nlpjs.percent}` : "";
}

function percent(part: number, whole: number): number {
  return Math.round((10_000 * part) / whole) / 100;
}
