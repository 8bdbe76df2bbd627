/** What words mean where the dialogue stands: the understanding's frame, and the few things that only a dialogue can know. */
import { outOfScope } from "../model/intent.ts";
import type { Frame } from "../model/frame.ts";
import { markImpossibleDay } from "./impossible-day.ts";
import { listening } from "./listening.ts";
import type { Flow, State } from "./state.ts";
import type { Turn } from "./turn.ts";
import { wordsThatSay } from "./words.ts";

/** A code that the open write has no use for is about something else: such words are no answer to its question. */
export function readWords(turn: Turn, state: State, spoken: string): Frame {
  const context = listening(turn, state);
  const slots = turn.intents.get(context.running ?? "")?.slots ?? {};
  const kinds = [...spoken.matchAll(/(?<![a-z])(nc|ck|gn|kk) ?\d{2}[ -]?\d{3}/gi)].map(
    ([, letters = ""]) => codeSlots[letters.toLowerCase()] ?? "",
  );
  const foreign = context.running !== null && kinds.some((slot) => !(slot in slots) && slot !== context.awaiting);
  const heard = turn.understand(spoken, foreign ? { ...context, awaiting: null, running: null } : context);
  return inDialogue(turn, notByChance(heard), spoken);
}

/** What only a dialogue can know of a reading, whoever made it. */
export function inDialogue(turn: Turn, heard: Frame, spoken: string): Frame {
  return markImpossibleDay(turn, wordsThatSay(turn, heard, spoken), spoken);
}

/** Gibberish is nearest to something, too. What stops or confirms must have been said, not guessed. */
function notByChance(frame: Frame): Frame {
  return steering.has(frame.intent) && frame.confidence < sureEnough ? { ...frame, intent: outOfScope } : frame;
}

const steering: ReadonlySet<string> = new Set(["affirm", "deny", "cancel", "back", "undo", "more"]);
const sureEnough = 0.6;

const codeSlots: Readonly<Record<string, string>> = { nc: "need", ck: "pledge", gn: "delivery", kk: "code" };

/** While a write is open, a number with at most its unit belongs to it, and so does a place after a question that a place can answer. */
export function asAnswer({ prompt }: State, flow: Flow, frame: Frame): Frame {
  const { items, ...slots } = frame.slots;
  const [only, ...more] = items ?? [];
  const named = Object.keys(frame.slots);
  const place = named.length === 1 && slots.area !== undefined && placeAnswers.has(prompt?.awaiting ?? "");
  if (place) return { ...frame, intent: flow.intent };
  if (!only || more.length > 0 || slots.amount || slots.need || slots.pledge || slots.delivery) return frame;
  if (prompt?.awaiting === "rejected" && only.quantity !== null) {
    return { ...frame, intent: flow.intent, slots: { ...slots, rejected: slots.rejected ?? only.quantity } };
  }
  return only.item === null ? { ...frame, intent: flow.intent } : frame;
}

const placeAnswers: ReadonlySet<string> = new Set(["need", "area"]);

/** With nothing open, a number alone was meant for a list that has no such place. */
export function isBareNumber({ slots }: Frame): boolean {
  const [only, ...more] = slots.items ?? [];
  return only?.item === null && only.unit === null && more.length === 0 && Object.keys(slots).length === 1;
}

export function hasNews(frame: Frame): boolean {
  return Object.keys(frame.slots).length > 0;
}
