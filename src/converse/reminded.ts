/**
 * When a reminder was the last thing said, few words are enough to answer it: "đã giao", "thứ sáu", "dời sang 20/12".
 * Only words that say too little alone ask the ledger what was said last.
 */
import type { Frame } from "../model/frame.ts";
import { starting } from "./answers/offer.ts";
import { begin } from "./begin.ts";
import { learn } from "./merge.ts";
import { plainWords } from "./prompt.ts";
import { say, toMessage, toPrompt } from "./say.ts";
import type { State } from "./state.ts";
import { type Conversation, type Ending, read, type Turn } from "./turn.ts";
import { listening } from "./listening.ts";

/** What somebody may want done with the promise that they were just reminded of. */
const aboutPledge: ReadonlySet<string> = new Set([
  "pledge.amend",
  "pledge.cancel",
  "pledge.schedule",
  "reminder.settings",
]);
/** "sáng thứ sáu tuần sau nhé". */
const mostWordsOfDay = 6;

/** Null: it is no answer to a reminder. */
export function* answerReminder(turn: Turn, state: State, frame: Frame, spoken: string): Conversation<Ending | null> {
  const { pledge, need, delivery, list_ref: place } = frame.slots;
  if (pledge || need || delivery || place !== undefined) return null;
  const claims = saysHandedOver(turn, spoken);
  const day = claims ? undefined : bareDay(turn, state, frame, spoken);
  if (!claims && !day && !aboutPledge.has(frame.intent)) return null;
  const codes = yield* remindedOf(turn);
  const [only, ...more] = codes;
  if (!only) return null;
  if (claims)
    return more.length === 0
      ? yield* begin(turn, state, "pledge.claim", { pledge: only })
      : askWhich(turn, state, codes);
  if (more.length > 0) return null;
  if (day) return askWhatThen(turn, state, only, day);
  return wantsAll(frame) ? null : yield* begin(turn, state, frame.intent, { ...learn({}, frame), pledge: only });
}

function* remindedOf(turn: Turn): Conversation<readonly string[]> {
  const last = yield* read<readonly string[]>("reminder_said", { now: turn.now });
  return last.ok ? last.value : [];
}

/** Whoever says stop, or wants to hear again, without a name means all of it. */
function wantsAll({ intent, slots }: Frame): boolean {
  return intent === "reminder.settings" && "mode" in slots;
}

function saysHandedOver(turn: Turn, spoken: string): boolean {
  const said = ` ${plainWords(spoken)} `;
  const asks =
    spoken.trim().endsWith("?") || [" chua ", " khong ", " yet ", " not "].some((word) => said.includes(word));
  if (asks || said.split(" ").length > 10) return false;
  return turn
    .optionWords({ label: "handed_over" }, turn.language)
    .some((words) => said.includes(` ${plainWords(words)} `));
}

/** A day and nothing else. */
function bareDay(turn: Turn, state: State, frame: Frame, spoken: string): string | undefined {
  if (aboutPledge.has(frame.intent) || spoken.trim().split(/\s+/).length > mostWordsOfDay) return undefined;
  const named = Object.keys(frame.slots).filter((slot) => slot !== "date" && slot !== "due" && slot !== "period");
  if (named.length > 0 || turn.intents.get(frame.intent)?.risk === "read") return undefined;
  const asked = { ...listening(turn, state), awaiting: "date" as const, running: "reminder.settings" };
  const { slots } = turn.understand(spoken, asked);
  return slots.date && slots.date >= turn.today ? slots.date : undefined;
}

function askWhatThen(turn: Turn, state: State, pledge: string, date: string): Ending {
  const prompt = toPrompt(
    {
      awaiting: "list",
      key: "ask.remind_or_move",
      params: { code: pledge, day: date },
      choices: [
        starting("remind_then", "reminder.settings", { pledge, date, mode: "later" }, { day: date }),
        starting("move_to", "pledge.amend", { pledge, due: date }, { day: date }),
      ],
    },
    turn,
  );
  return { state: { ...state, prompt }, messages: [toMessage(prompt)] };
}

function askWhich(turn: Turn, state: State, codes: readonly string[]): Ending {
  const choices = codes.map((code) => starting("code", "pledge.claim", { pledge: code }, { code }));
  const prompt = toPrompt({ awaiting: "list", key: "ask.which_handed_over", choices }, turn);
  return {
    state: { ...state, prompt },
    messages: codes.length > 0 ? [toMessage(prompt)] : [say("talk.not_understood")],
  };
}
