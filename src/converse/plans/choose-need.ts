/** Which need a promise is for, when the sentence left it open. */
import type { Item } from "../../model/frame.ts";
import type { Need } from "../ledger.ts";
import type { Step } from "../plan.ts";
import { asJson, type Choice, say } from "../say.ts";
import type { Known } from "../state.ts";
import { act, type Conversation, read, type Turn } from "../turn.ts";
import { remainingOf } from "./fit-to-need.ts";

export function askNeed(known: Known, first: Item, needs: readonly Need[]): Step {
  const choices = needs.map((need) => needChoice(need, first));
  return { type: "ask", question: { awaiting: "need", key: "ask.need_of", params: { items: asJson(known.items) }, choices }, known };
}

/** Nobody asks for it there: another place that does, or a promise that the province will place. */
export function* noNeed(turn: Turn, known: Known, first: Item): Conversation<Step> {
  if (known.unspecified) return unspecified(known);
  const elsewhere = first.item
    ? yield* read<readonly { need: Need }[]>("need_similar", { item: first.item, except: "", now: turn.now })
    : undefined;
  const choices = elsewhere?.ok ? elsewhere.value.map(({ need }) => needChoice(need, first)) : [];
  if (choices.length === 0 && (!first.item || !first.quantity)) {
    const { items: _items, ...rest } = known;
    return { type: "ask", question: { awaiting: "items", key: "ask.give_what" }, known: rest };
  }
  const params = { items: asJson(known.items), area: asJson(known.unit ?? null) };
  const offer: Choice = { label: "unspecified", meaning: { type: "know", known: { unspecified: true } } };
  const no: Choice = { label: "no", meaning: { type: "no" } };
  return {
    type: "ask",
    question: { awaiting: "need", key: known.unit ? "ask.no_need_here" : "ask.no_need", params, choices: [...choices, ...(first.quantity ? [offer] : []), no] },
  };
}

/** "Wherever it helps": no need yet, the province finds one. */
function unspecified(known: Known): Step {
  const params = { items: asJson(known.items), area: asJson(known.unit ?? null), due: known.due ?? null, visibility: known.visibility ?? null };
  return {
    type: "ready",
    known,
    acts: [act("pledge_create", { items: known.items, area: known.unit?.id, sector: known.sector, due: known.due, visibility: known.visibility })],
    echo: { key: "echo.pledge.create_unspecified", params },
    done: [say("done.pledge.create", params)],
  };
}

function needChoice(need: Need, item: Item): Choice {
  const shown = need.items.find((one) => one.item === item.item) ?? need.items[0];
  return {
    label: "need_choice",
    params: { code: need.code, area: asJson(need.area), left: asJson({ ...shown, quantity: remainingOf(need, { ...item, item: shown?.item ?? null }) }) },
    meaning: { type: "know", known: { need: need.code } },
  };
}
