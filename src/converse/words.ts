/** A few things that are no slot of an intent and still change what is meant: "wherever it helps", "all of it". */
import type { Frame } from "../model/frame.ts";
import { plainWords } from "./prompt.ts";
import type { Known } from "./state.ts";
import type { Turn } from "./turn.ts";

/** Labels of buttons whose words may also be said inside a sentence, and what they settle there. */
const marks: readonly { readonly label: string; readonly intents: readonly string[]; readonly known: Known }[] = [
  { label: "unspecified", intents: ["pledge.create"], known: { unspecified: true } },
  { label: "forget_phone", intents: ["data.delete"], known: { forget_phone: true } },
  { label: "stop_reminding", intents: ["reminder.settings"], known: { mode: "stop" } },
  { label: "resume_reminding", intents: ["reminder.settings"], known: { mode: "resume" } },
  { label: "all_of_it", intents: ["pledge.create", "delivery.log"], known: { all: true } },
];

/** One word alone ("all", "hết") is said for too many reasons; phrases are plain. */
export function wordsThatSay(turn: Turn, frame: Frame, spoken: string): Frame {
  const said = ` ${plainWords(spoken)} `;
  const known = marks
    .filter(
      ({ label, intents }) =>
        intents.includes(frame.intent) &&
        turn
          .optionWords({ label, params: { items: [] } }, turn.language)
          .some((words) => isPhrase(words) && said.includes(` ${plainWords(words)} `)),
    )
    .map((mark) => mark.known);
  return known.length === 0 ? frame : { ...frame, slots: Object.assign({}, frame.slots, ...known) as Frame["slots"] };
}

function isPhrase(words: string): boolean {
  return plainWords(words).includes(" ");
}
