/** Scores the engine on the held-out lines: intents, whole frames, and what would be written wrongly without a question. */
import type { Frame } from "../../src/model/frame.ts";
import { isWrite } from "../../src/model/intent.ts";
import { naturalUnits, requiredSlots, risks, understand } from "./engine.ts";
import { asksBack, compare, rough, type Verdict } from "./frames.ts";
import { type HeldOutLine, type View, views } from "./held-out.ts";
import { areaUnderCurve, calibrationError, coverageAt, interval, type Share, share } from "./statistics.ts";

export interface Outcome extends Verdict {
  readonly line: HeldOutLine;
  readonly frame: Frame;
  /** What is wrong with a write that is echoed without any question before; null: nothing, or it is asked about. */
  readonly wrongWrite: WrongWrite | null;
}

/** Another intent; a value that was not said; something that was said is not noted. The last shows in the echo by its absence. */
export type WrongWrite = "intent" | "value" | "left out";

interface WithInterval extends Share {
  readonly interval: readonly [number, number];
}

export interface ViewScore {
  readonly lines: number;
  readonly intent: WithInterval;
  readonly frame: WithInterval;
}

export type Group = View | "rough" | "all";

export interface HeldOutScore {
  /** Lines as they were written, each once. */
  readonly written: number;
  readonly views: Readonly<Record<Group, ViewScore>>;
  readonly intents: readonly { readonly intent: string; readonly intentRight: Share; readonly frameRight: Share }[];
  readonly wrongWrites: {
    readonly wrong: number;
    readonly kinds: Readonly<Record<WrongWrite, number>>;
    /** Percent of all lines, and of those that were taken for a write. */
    readonly ofLines: number;
    readonly lines: number;
    readonly ofWrites: number;
    readonly writes: number;
    /** Every wrong write is still echoed and waits for a yes; these were even asked about before that. */
    readonly askedBack: number;
  };
  readonly answered: { readonly intent: number; readonly frame: number };
  readonly calibrationError: number;
  readonly areaUnderCurve: number | null;
  readonly outOfScope: { readonly recall: Share; readonly precision: Share };
}

export function judge(lines: readonly HeldOutLine[]): readonly Outcome[] {
  return lines.map((line) => {
    const frame = understand(line);
    const verdict = compare(line, frame, naturalUnits);
    return {
      line,
      frame,
      ...verdict,
      wrongWrite: wrongWriteOf(line, frame, verdict),
    };
  });
}

export function scoreHeldOut(outcomes: readonly Outcome[]): HeldOutScore {
  const full = outcomes.filter(({ line }) => line.view === "full");
  const taken = outcomes.filter(({ frame }) => writes(frame.intent));
  const wrong = taken.filter(({ wrongWrite }) => wrongWrite !== null).length;
  const countOf = (kind: WrongWrite): number => taken.filter(({ wrongWrite }) => wrongWrite === kind).length;
  const intents = full.map(({ frame, intentRight }) => ({ confidence: frame.confidence, right: intentRight }));
  const frames = full.map(({ frame, frameRight }) => ({ confidence: frame.confidence, right: frameRight }));
  return {
    written: full.length,
    views: viewScores(outcomes),
    intents: byIntent(full),
    wrongWrites: {
      wrong,
      kinds: { intent: countOf("intent"), value: countOf("value"), "left out": countOf("left out") },
      ofLines: percent(wrong, outcomes.length),
      lines: outcomes.length,
      ofWrites: percent(wrong, taken.length),
      writes: taken.length,
      askedBack: taken.filter(({ frameRight, wrongWrite }) => !frameRight && wrongWrite === null).length,
    },
    answered: { intent: coverageAt(0.99, intents), frame: coverageAt(0.99, frames) },
    calibrationError: calibrationError(intents),
    areaUnderCurve: areaUnderCurve(intents),
    outOfScope: {
      recall: share(outcomes.filter(({ line }) => line.intent === outside).map(({ intentRight }) => intentRight)),
      precision: share(outcomes.filter(({ frame }) => frame.intent === outside).map(({ intentRight }) => intentRight)),
    },
  };
}

const outside = "out_of_scope";

function viewScores(outcomes: readonly Outcome[]): Readonly<Record<Group, ViewScore>> {
  const scoreOf = (...kept: readonly View[]): ViewScore => {
    const some = outcomes.filter(({ line }) => kept.includes(line.view));
    return {
      lines: some.length,
      intent: withInterval(some.map(({ intentRight }) => intentRight)),
      frame: withInterval(some.map(({ frameRight }) => frameRight)),
    };
  };
  const each = Object.fromEntries(views.map((view) => [view, scoreOf(view)]));
  return {
    ...(each as Record<View, ViewScore>),
    rough: scoreOf(...rough),
    all: scoreOf(...views),
  };
}

function withInterval(outcomes: readonly boolean[]): WithInterval {
  return { ...share(outcomes), interval: interval(outcomes) };
}

function byIntent(outcomes: readonly Outcome[]): HeldOutScore["intents"] {
  return [...Map.groupBy(outcomes, ({ line }) => line.intent)]
    .map(([intent, some]) => ({
      intent,
      intentRight: share(some.map(({ intentRight }) => intentRight)),
      frameRight: share(some.map(({ frameRight }) => frameRight)),
    }))
    .toSorted((a, b) => a.intent.localeCompare(b.intent));
}

function wrongWriteOf(line: HeldOutLine, frame: Frame, { intentRight, frameRight, wrong }: Verdict): WrongWrite | null {
  if (frameRight || !writes(frame.intent) || asksBack(frame)) return null;
  if (!intentRight) return "intent";
  const said: Readonly<Record<string, unknown>> = { ...frame.slots };
  const absent = wrong.filter((slot) => said[slot] === undefined || said[slot] === null);
  if (absent.length < wrong.length) return "value";
  const asked = requiredSlots.get(line.intent) ?? [];
  return wrong.every((slot) => asked.includes(slot)) ? null : "left out";
}

function writes(intent: string): boolean {
  const risk = risks.get(intent);
  return risk !== undefined && isWrite({ risk });
}

function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((10_000 * part) / whole) / 100;
}
