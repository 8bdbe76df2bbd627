/** What the understanding is told about where the dialogue stands, and which questions take words as they are. */
import { outOfScope } from "../model/intent.ts";
import type { Frame, Listening, SlotName } from "../model/frame.ts";
import { plainWords } from "./prompt.ts";
import type { State } from "./state.ts";
import type { Turn } from "./turn.ts";

export function listening(turn: Turn, state: State): Listening {
  const awaiting = state.prompt?.awaiting;
  const highest = turn.person.roles.find(({ role }) => role === "province_officer") ?? turn.person.roles[0];
  return {
    now: turn.now,
    role: highest?.role ?? "donor",
    locale: turn.person.language,
    awaiting: state.flow && awaiting ? (asConfirm.has(awaiting) ? "confirm" : (awaiting as SlotName)) : null,
    running: state.flow?.intent ?? null,
  };
}

/** Questions that are no slot: people answer them as they answer a read-back. */
const asConfirm: ReadonlySet<string> = new Set(["confirm", "consent", "change", "resume", "meaning"]);

const freeText = ["reason", "source", "service", "text"] as const;
type FreeText = (typeof freeText)[number];

/** The slot that takes the person's words as they are, unless the words steer the dialogue or ask something. Words that name somebody never get here. */
export function freeTextSlot(turn: Turn, state: State, frame: Frame, spoken: string): FreeText | null {
  const slot = freeText.find((one) => one === state.prompt?.awaiting);
  if (!slot) return null;
  const risk = turn.intents.get(frame.intent)?.risk;
  const steers =
    risk === "talk" && frame.intent !== outOfScope && plainWords(spoken).split(" ").length <= longestCommand;
  const asks = risk === "read" && frame.intent !== "child.identity" && spoken.endsWith("?");
  return steers || asks ? null : slot;
}

/** "thôi khỏi nhé", "no thanks"; longer words that begin like a no are the answer itself: "not enough papers". */
const longestCommand = 3;
