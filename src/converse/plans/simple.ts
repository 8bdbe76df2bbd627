/**
 * The plan of every write that needs nothing but its slots: the intent's file says which are required and which function it calls.
 * A code is looked up before it is read back, so that a wrong one is told at once.
 */
import type { Json, Params } from "../../model/message.ts";
import type { Plan, Step } from "../plan.ts";
import { unknownCode } from "../refuse.ts";
import { asJson, confirmChoices, say, yesNo } from "../say.ts";
import type { Known } from "../state.ts";
import { type Act, act, type Conversation, read, type Turn } from "../turn.ts";
import { askArea } from "./area.ts";
import { settleCode } from "./codes.ts";

const shows = { need: "need_show", pledge: "pledge_show", delivery: "delivery_show" } as const;
type Subject = keyof typeof shows;

export const simplePlan: Plan = function* (turn, flow) {
  const intent = turn.intents.get(flow.intent);
  if (!intent?.function) return { type: "stop", messages: [say("talk.not_available")] };
  const area = askArea(flow.known);
  if (area) return area;
  const filled = yield* fill(turn, flow.intent, intent.slots, flow.known);
  if (filled.type !== "settled") return filled;
  const { known } = filled;
  const params: Record<string, Json> = { ...(asJson(known) as Params) };
  for (const subject of Object.keys(shows) as Subject[]) {
    if (!known[subject]) continue;
    const shown = yield* read<Json>(shows[subject], { [subject]: known[subject], now: turn.now });
    if (!shown.ok) return unknownCode(turn, subject, shown.refusal, known);
    params[`${subject}_shown`] = shown.value;
  }
  return {
    type: "ready",
    known,
    acts: [act(intent.function, argumentsOf(known, Object.keys(intent.slots)))],
    echo: { key: `echo.${flow.intent}`, params },
    choices: known.reason ? confirmChoices : yesNo,
    done: say(`done.${flow.intent}`, params),
  };
};

function* fill(
  turn: Turn,
  intent: string,
  slots: Readonly<Record<string, { readonly required: boolean }>>,
  known: Known,
): Conversation<Step | { type: "settled"; known: Known }> {
  let filled = known;
  for (const [slot, { required }] of Object.entries(slots)) {
    if (!required || filled[slot as keyof Known] !== undefined) continue;
    if (slot !== "need" && slot !== "pledge")
      return { type: "ask", question: { awaiting: slot, key: `ask.${slot}` }, known: filled };
    const settled = yield* settleCode(turn, intent, slot, filled);
    if (settled.type !== "settled") return settled;
    filled = settled.known;
  }
  return { type: "settled", known: filled };
}

/** The slots of an intent as arguments of its function: `area` becomes the unit's id, `amount` whole VND. */
function argumentsOf(known: Known, slots: readonly string[]): Act["args"] {
  const values = slots.map((slot): [string, unknown] => {
    if (slot === "area") return [slot, known.unit?.id];
    if (slot === "amount") return [slot, known.amount?.value];
    return [slot, known[slot as keyof Known]];
  });
  return Object.fromEntries(values);
}
