/** Short ways to say an intent: the slash commands that Telegram shows in its menu, and the choices of news that are typed with a code. */
import type { Frame } from "../model/frame.ts";
import { plainWords } from "./prompt.ts";
import { subjectOf } from "./subject.ts";
import type { Turn } from "./turn.ts";

export const commands: readonly { readonly command: string; readonly intent: string }[] = [
  { command: "needs", intent: "need.list" },
  { command: "pledge", intent: "pledge.create" },
  { command: "mine", intent: "pledge.list" },
  { command: "status", intent: "status.query" },
  { command: "delivery", intent: "delivery.log" },
  { command: "language", intent: "language.set" },
  { command: "contact", intent: "human.contact" },
  { command: "privacy", intent: "data.delete" },
  { command: "cancel", intent: "cancel" },
  { command: "help", intent: "help" },
];

const typedChoices: readonly { readonly label: string; readonly intent: string }[] = [
  { label: "accept_offer", intent: "pledge.confirm" },
  { label: "refuse_offer", intent: "pledge.cancel" },
  { label: "difficulty_acknowledge", intent: "difficulty.acknowledge" },
  { label: "difficulty_assign", intent: "difficulty.assign" },
  { label: "difficulty_answer", intent: "difficulty.answer" },
  { label: "difficulty_close", intent: "difficulty.close" },
  { label: "difficulty_reopen", intent: "difficulty.reopen" },
  { label: "difficulty_escalate", intent: "difficulty.escalate" },
  { label: "handed_over", intent: "pledge.claim" },
  { label: "other_day", intent: "pledge.amend" },
  { label: "remind_later", intent: "reminder.settings" },
  { label: "show_pledge", intent: "status.query" },
];

type Head = Pick<Frame, "intent" | "confidence" | "slots">;

/** Null when it is no command; words that follow a slash command are understood like any others. */
export function commandIntent(turn: Turn, spoken: string): Head | null {
  const name = /^\/([a-z_]{1,32})$/.exec(spoken)?.[1];
  const found = commands.find(({ command }) => command === name);
  return found ? { intent: found.intent, confidence: 1, slots: {} } : typedChoice(turn, spoken);
}

/** "Nhận phần này CK26-003": where there are no buttons, news says what to type. */
function typedChoice(turn: Turn, spoken: string): Head | null {
  const [, words = "", code = ""] = /^(.+?)\s+((?:CK|KK)\d{2}-\d{3,6})$/i.exec(spoken) ?? [];
  const said = plainWords(words);
  const found = typedChoices.find(
    ({ label, intent }) =>
      intent.startsWith("difficulty.") === code.toUpperCase().startsWith("KK") &&
      turn.optionWords({ label }, turn.language).some((one) => plainWords(one) === said && said !== ""),
  );
  return found ? { intent: found.intent, confidence: 1, slots: subjectOf(code.toUpperCase()) } : null;
}
