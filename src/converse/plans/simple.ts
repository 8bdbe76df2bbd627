/**
 * The plan of every write that needs nothing but its slots: the intent's file says which are required and which function it calls.
 * A code is looked up before it is read back, so that a wrong one is told at once.
 */
import type { Json, Params } from "../../model/message.ts";
import type { Refusal } from "../../model/refusal.ts";
import { refusedQuestion } from "../refuse.ts";
import type { Need, Pledge, PledgePage, StatusPage } from "../ledger.ts";
import { without } from "../merge.ts";
import type { Plan, Step } from "../plan.ts";
import { asJson, type Choice, say } from "../say.ts";
import type { Known } from "../state.ts";
import { type Act, act, type Conversation, read, type Turn } from "../turn.ts";
import { askArea } from "./area.ts";

const shows = { need: "need_show", pledge: "pledge_show", delivery: "delivery_show" } as const;
type Subject = keyof typeof shows;

export const simplePlan: Plan = function* (turn, flow) {
  const intent = turn.intents.get(flow.intent);
  if (!intent?.function) return { type: "stop", messages: [say("talk.not_available")] };
  const area = askArea(flow.known);
  if (area) return area;
  for (const [slot, { required }] of Object.entries(intent.slots)) {
    if (required && flow.known[slot as keyof Known] === undefined) return yield* askSlot(turn, flow.intent, slot, flow.known);
  }
  const subject = yield* lookUp(flow.known);
  if (subject.type === "unknown") return refusedQuestion(subject.slot, subject.refusal, without(flow.known, subject.slot));
  const params: Params = { ...(asJson(flow.known) as Params), ...subject.params };
  return {
    type: "ready",
    known: flow.known,
    acts: [act(intent.function, argumentsOf(flow.known, Object.keys(intent.slots)))],
    echo: { key: `echo.${flow.intent}`, params },
    done: [say(`done.${flow.intent}`, params)],
  };
};

/** The slots of an intent as arguments of its function: `area` becomes the unit's id, `amount` whole VND. */
export function argumentsOf(known: Known, slots: readonly string[]): Act["args"] {
  const values = slots.map((slot): [string, unknown] => {
    if (slot === "area") return [slot, known.unit?.id];
    if (slot === "amount") return [slot, known.amount?.value];
    return [slot, known[slot as keyof Known]];
  });
  return Object.fromEntries(values);
}

/** Asks for a slot; where it is a code, the ones it can be are offered. */
export function* askSlot(turn: Turn, intent: string, slot: string, known: Known): Conversation<Step> {
  const choices = yield* candidates(turn, intent, slot);
  return { type: "ask", question: { awaiting: slot, key: choices.length > 0 ? `ask.${slot}_of` : `ask.${slot}`, choices }, known };
}

function* candidates(turn: Turn, intent: string, slot: string): Conversation<Choice[]> {
  if (slot === "pledge" && (intent === "pledge.amend" || intent === "pledge.cancel")) {
    const page = yield* read<PledgePage>("pledge_list", { status: "open", now: turn.now });
    return page.ok ? page.value.pledges.map((pledge) => codeChoice(slot, pledge)) : [];
  }
  const decides = intent.startsWith("need.") || intent === "pledge.confirm" || intent === "pledge.decline";
  if ((slot === "pledge" || slot === "need") && decides && turn.person.roles.length > 0) {
    const page = yield* read<StatusPage>("status_query", { status: "pending", now: turn.now });
    if (!page.ok) return [];
    const found = slot === "need" ? page.value.needs : page.value.pledges;
    return found.map((one) => codeChoice(slot, one));
  }
  return [];
}

function codeChoice(slot: string, subject: Need | Pledge): Choice {
  const quantity = subject.items.map((item) => ({ ...item, quantity: "needed" in item ? item.needed : item.quantity }));
  return {
    label: `${slot}_code_choice`,
    params: { code: subject.code, items: asJson(quantity), area: asJson(subject.area) },
    meaning: { type: "know", known: { [slot]: subject.code } },
  };
}

type Looked =
  | { readonly type: "known"; readonly params: Params }
  | { readonly type: "unknown"; readonly slot: string; readonly refusal: Refusal };

function* lookUp(known: Known): Conversation<Looked> {
  const params: Record<string, Json> = {};
  for (const subject of Object.keys(shows) as Subject[]) {
    const code = known[subject];
    if (!code) continue;
    const shown = yield* read<Json>(shows[subject], { [subject]: code });
    if (!shown.ok) return { type: "unknown", slot: subject, refusal: shown.refusal };
    params[`${subject}_shown`] = shown.value;
  }
  return { type: "known", params };
}
