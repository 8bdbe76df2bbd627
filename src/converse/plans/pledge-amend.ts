/** Changing a promise: shown as it is and as it would be, never below what arrived, never above what is missing. */
import type { Item } from "../../model/frame.ts";
import { isOpen } from "../answers/show.ts";
import type { Need, Pledge, PledgeItem } from "../ledger.ts";
import { without } from "../merge.ts";
import type { Plan, Step } from "../plan.ts";
import { refusedMessage, unknownCode } from "../refuse.ts";
import { asJson, say } from "../say.ts";
import type { Known } from "../state.ts";
import { act, type Conversation, read, type Turn } from "../turn.ts";
import { settleCode } from "./codes.ts";
import { sameCount, sameGoods } from "./units.ts";

export const pledgeAmendPlan: Plan = function* (turn, flow) {
  const settled = yield* settleCode(turn, flow.intent, "pledge", flow.known);
  if (settled.type !== "settled") return settled;
  const { known } = settled;
  const shown = yield* read<Pledge>("pledge_show", { pledge: known.pledge, now: turn.now });
  if (!shown.ok) return unknownCode(turn, "pledge", shown.refusal, known);
  const pledge = shown.value;
  if (!pledge.own)
    return { type: "stop", messages: [refusedMessage({ code: "not_found", params: { code: pledge.code } })] };
  const onlyName = known.visibility && !known.items && !known.amount && !known.due;
  if (!isOpen(pledge) && !onlyName)
    return { type: "stop", messages: [say("talk.pledge_closed", { pledge: asJson(pledge) })] };
  if (!known.items && !known.amount && !known.due && !known.visibility) {
    return {
      type: "ask",
      question: { awaiting: "change", key: "ask.change_pledge", params: { pledge: asJson(pledge) } },
      known,
    };
  }
  if (known.amount && pledge.kind !== "cash") return askWhich(without(known, "amount"), pledge, "ask.other_of_pledge");
  if (known.items && pledge.kind === "cash")
    return { type: "ask", question: { awaiting: "amount", key: "ask.amount" }, known: without(known, "items") };
  const items = known.items ? yield* fitToPledge(turn, known, known.items, pledge) : undefined;
  return items && "type" in items ? items : readBack(known, pledge, items);
};

function* fitToPledge(
  turn: Turn,
  known: Known,
  said: readonly Item[],
  pledge: Pledge,
): Conversation<Step | readonly Item[]> {
  const fitted: Item[] = [];
  for (const item of said) {
    const matching = pledge.items.filter((one) => sameGoods(item, one));
    const [promised] = matching;
    if (!promised || matching.length > 1)
      return askWhich(known, pledge, promised ? "ask.which_of_pledge" : "ask.other_of_pledge");
    if (item.quantity === null)
      return {
        type: "ask",
        question: { awaiting: "items", key: "ask.quantity_plain", params: { item: promised.item } },
        known,
      };
    if (!sameCount(item.unit, promised.unit)) {
      const params = { item: promised.item, unit: promised.unit };
      return {
        type: "ask",
        question: { awaiting: "items", key: "refused.unit_mismatch", params },
        known: without(known, "items"),
      };
    }
    const most = yield* mostOf(turn, pledge, promised);
    if (item.quantity > most) return tooMuch(known, pledge, promised, most);
    fitted.push({
      item: promised.item,
      unit: promised.unit,
      quantity: item.quantity,
      ...(promised.age_band ? { age_band: promised.age_band } : {}),
    });
  }
  return fitted;
}

function askWhich(known: Known, pledge: Pledge, key: string): Step {
  return {
    type: "ask",
    question: { awaiting: "items", key, params: { pledge: asJson(pledge) } },
    known: without(known, "items"),
  };
}

/** What is promised already and what the need still lacks. Without a need, and in the queue, there is no limit. */
function* mostOf(turn: Turn, pledge: Pledge, promised: PledgeItem): Conversation<number> {
  if (!pledge.need || pledge.status === "waitlisted") return Number.POSITIVE_INFINITY;
  const shown = yield* read<Need>("need_show", { need: pledge.need, now: turn.now });
  if (!shown.ok) return Number.POSITIVE_INFINITY;
  const row = shown.value.items.find((one) => one.item === promised.item && one.age_band === promised.age_band);
  return promised.quantity + (row?.remaining ?? 0);
}

function tooMuch(known: Known, pledge: Pledge, promised: PledgeItem, most: number): Step {
  const all: Item = { item: promised.item, unit: promised.unit, quantity: most };
  return {
    type: "ask",
    question: {
      awaiting: "items",
      key: most > promised.quantity ? "ask.amend_most" : "ask.amend_no_more",
      params: { code: pledge.code, most: asJson(all) },
      choices:
        most > promised.quantity
          ? [{ label: "take_rest", params: { left: asJson(all) }, meaning: { type: "know", known: { items: [all] } } }]
          : [],
    },
    known: without(known, "items"),
  };
}

function readBack(known: Known, pledge: Pledge, items: readonly Item[] | undefined): Step {
  const before = pledge.items.filter((one) => items?.some((item) => item.item === one.item));
  const params = {
    code: pledge.code,
    items: items ? { before: asJson(before), after: asJson(items) } : null,
    amount: known.amount ? { before: pledge.amount_vnd, after: known.amount.value } : null,
    due: known.due ? { before: pledge.due_on, after: known.due } : null,
    visibility: known.visibility ?? null,
  };
  const args = {
    pledge: pledge.code,
    items,
    amount: known.amount?.value,
    due: known.due,
    visibility: known.visibility,
  };
  return {
    type: "ready",
    known,
    acts: [act("pledge_amend", args)],
    echo: { key: "echo.pledge.amend", params },
    done: say("done.pledge.amend", params),
  };
}
