/** The sections about the held-out lines: views, what is written wrongly, how honest the confidence is, every intent. */
import type { BaselineScore } from "../baselines/baselines-score.ts";
import type { HeldOutScore } from "../held-out-score.ts";
import type { Share } from "../statistics.ts";
import { table } from "./table.ts";

const viewNames: Readonly<Record<keyof HeldOutScore["views"], string>> = {
  full: "as written",
  bare: "without diacritics",
  teencode: "teencode",
  southern: "southern",
  typo: "typos",
  rough: "the last three together",
  all: "all",
};

export function heldOutSection({ views, wrongWrites, answered, outOfScope, ...rest }: HeldOutScore): string {
  const rows = Object.entries(views).map(([view, { lines, intent, frame }]) => [
    viewNames[view as keyof typeof viewNames],
    lines,
    `${intent.percent} (${intent.interval.join("–")})`,
    `${frame.percent} (${frame.interval.join("–")})`,
  ]);
  const { kinds } = wrongWrites;
  return [
    "## Held-out lines",
    "Lines in `intents/test/`, written apart from the examples, for the engine alone (no language model). A whole frame is right when the intent and every slot are. In brackets: 95 % of samples of this size (bootstrap).",
    table(["view", "lines", "intent %", "whole frame %"], rows),
    `**Writes.** ${wrongWrites.writes} of ${wrongWrites.lines} lines, in all views, were taken for something that changes data. ${wrongWrites.wrong} of these frames were wrong and not asked about (${wrongWrites.ofLines} % of lines, ${wrongWrites.ofWrites} % of writes): ${kinds.intent} with another intent, ${kinds.value} with a value that was not said, ${kinds["left out"]} that left something out. ${wrongWrites.askedBack} more were wrong and asked about. Nothing is written in any case before its echo was confirmed.`,
    `**Confidence.** As written, ${answered.intent} % of lines can be answered when 99 of 100 intents must be right, ${answered.frame} % when 99 of 100 whole frames must be. Expected calibration error ${rest.calibrationError}; a right answer is surer than a wrong one with a chance of ${rest.areaUnderCurve ?? "(no wrong answer)"}.`,
    `**Out of scope.** ${counted(outOfScope.recall)} of what is none of our business is left alone; ${counted(outOfScope.precision)} of what was left alone was none of our business.`,
  ].join("\n\n");
}

export function baselineSection(baselines: readonly BaselineScore[]): string {
  const rows = baselines.map(({ name, views, answered }) => [
    name,
    ...Object.values(views).map(({ percent }) => percent),
    answered,
  ]);
  const names = Object.keys(baselines[0]?.views ?? {}).map((view) => viewNames[view as keyof typeof viewNames]);
  return [
    "### Beside other engines",
    `Intents in percent, learned from the same examples in the same run, on the ${baselines[0]?.lines ?? 0} lines (all views) that do not answer a question: only our engine hears what was asked. nlp.js is \`@nlpjs/nlp\`, the engine inside node-nlp (which brings 128 MB of other things); neither has a package for Vietnamese, and nlp.js was told the language of each line. keywords: the intent most of whose telling words occur. majority: always the most frequent intent.`,
    table(["engine", ...names, "answered at 99 %"], rows),
  ].join("\n\n");
}

export function intentSection({ intents }: HeldOutScore): string {
  const rows = intents.map(({ intent, intentRight, frameRight }) => [
    intent,
    counted(intentRight),
    counted(frameRight),
  ]);
  return ["## Every intent, as written", table(["intent", "intent right", "whole frame right"], rows)].join("\n\n");
}

function counted({ right, of, percent }: Share): string {
  return of === 0 ? "0 of 0" : `${right} of ${of} (${percent} %)`;
}
