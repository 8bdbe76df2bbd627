/** The meanings that a sentence may have where the understanding is not sure, each with the slots that it fills then. */
import type { Frame } from "../model/frame.ts";
import { listening } from "./listening.ts";
import { maySay } from "./may-say.ts";
import { learn } from "./merge.ts";
import { inDialogue } from "./read-words.ts";
import type { Flow, Reading, State } from "./state.ts";
import type { Turn } from "./turn.ts";

/** Beside the first; more than three things nobody compares. */
const mostOthers = 2;

/** What steers a dialogue, is only polite, or has a refusal for its answer is nobody's forgotten wish. */
const neverOffered: ReadonlySet<string> = new Set([
  "affirm",
  "back",
  "cancel",
  "child.identity",
  "deny",
  "greet",
  "more",
  "out_of_scope",
  "thanks",
]);

export function isOffered(intent: string): boolean {
  return !neverOffered.has(intent);
}

/** Empty when there is nothing to choose between: then the frame means what it says. */
export function readingsOf(turn: Turn, state: State, frame: Frame, spoken: string): readonly Reading[] {
  const offered = ({ intent: name, known }: Reading): boolean => {
    const intent = turn.intents.get(name);
    return intent !== undefined && isOffered(name) && maySay(turn, intent, known);
  };
  const others = frame.otherIntents.map((intent) => readAs(turn, state, intent, spoken)).filter(offered);
  if (others.length === 0) return [];
  return [...[{ intent: frame.intent, known: learn({}, frame) }].filter(offered), ...others.slice(0, mostOthers)];
}

function readAs(turn: Turn, state: State, intent: string, spoken: string): Reading {
  const context = { ...listening(turn, state), awaiting: null, running: null, meant: intent };
  const { code, ...known } = learn({}, inDialogue(turn, turn.understand(spoken, context), spoken));
  if (!code) return { intent, known };
  // An invitation code is never kept; KK26-003 is no secret.
  return {
    intent,
    known: { ...known, ...(/^[A-Z]{2}\d{2}-/.test(code) ? { code } : { invitation: turn.hash(code) }) },
  };
}

/** A write that is less sure is not even begun before it is clear that it is meant. */
export function isWorthBeginning({ confidence }: Frame): boolean {
  return confidence >= 0.6;
}

export function doubtOf(frame: Frame, readings: readonly Reading[]): Pick<Flow, "doubt"> {
  if (readings.length < 2) return {};
  return { doubt: { readings: [...readings], asked: isWorthBeginning(frame) } };
}
