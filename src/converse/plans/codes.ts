/** Asking for a slot. Where it is a code, the ones it can be are offered; the only one there is is taken, since the read-back names it. */
import type { Need, Pledge, PledgePage, StatusPage } from "../ledger.ts";
import type { Step } from "../plan.ts";
import { asJson, type Choice } from "../say.ts";
import type { Known } from "../state.ts";
import { type Conversation, read, type Turn } from "../turn.ts";

export type Settled = { readonly type: "settled"; readonly known: Known };

export function* settleCode(
  turn: Turn,
  intent: string,
  slot: "need" | "pledge",
  known: Known,
): Conversation<Step | Settled> {
  if (known[slot]) return { type: "settled", known };
  const choices = yield* candidates(turn, intent, slot);
  const [only] = choices;
  if (only?.meaning.type === "know" && choices.length === 1)
    return { type: "settled", known: { ...known, ...only.meaning.known } };
  return {
    type: "ask",
    question: { awaiting: slot, key: choices.length > 0 ? `ask.which_${slot}` : `ask.${slot}`, choices },
    known,
  };
}

function* candidates(turn: Turn, intent: string, slot: "need" | "pledge"): Conversation<Choice[]> {
  const own = intent === "pledge.schedule" && turn.person.roles.length === 0;
  if (intent === "pledge.schedule" && !own) return [];
  if (own || intent === "pledge.amend" || intent === "pledge.cancel") {
    const page = yield* read<PledgePage>("pledge_list", { status: "open", now: turn.now });
    return page.ok ? page.value.pledges.map((pledge) => codeChoice(slot, pledge)) : [];
  }
  const page = yield* read<StatusPage>("status_query", { status: "pending", now: turn.now });
  if (!page.ok) return [];
  const wanted = intent === "need.publish" ? "approved" : "submitted";
  const found =
    slot === "pledge"
      ? page.value.pledges
      : page.value.needs.filter(({ status }) => intent === "need.return" || status === wanted);
  return found.map((one) => codeChoice(slot, one));
}

function codeChoice(slot: string, subject: Need | Pledge): Choice {
  const items = subject.items.map((item) => ({ ...item, quantity: "needed" in item ? item.needed : item.quantity }));
  return {
    label: "code_choice",
    params: { code: subject.code, subject: asJson({ ...subject, items }) },
    meaning: { type: "know", known: { [slot]: subject.code } },
  };
}
