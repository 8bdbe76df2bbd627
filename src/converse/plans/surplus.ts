/** More arrived than was promised: an officer says whether the rest counts to the need, as far as it has room, or goes into store. */
import type { Item } from "../../model/frame.ts";
import type { Need, Pledge } from "../ledger.ts";
import type { Step } from "../plan.ts";
import { asJson, type Choice } from "../say.ts";
import type { Known } from "../state.ts";
import { type Conversation, read, type Turn } from "../turn.ts";

/** Null when nothing is left over, or it was said where it goes. */
export function* settleSurplus(turn: Turn, known: Known, pledge: Pledge): Conversation<Step | null> {
  const surplus = surplusOf(known, pledge);
  if (!surplus || known.surplus === "store") return null;
  const room = yield* roomFor(turn, pledge, surplus);
  if (room && known.surplus === "need") return null;
  const choices: Choice[] = [
    ...(room ? [{ label: "surplus_need", meaning: { type: "know", known: { surplus: "need" } } } as const] : []),
    { label: "surplus_store", meaning: { type: "know", known: { surplus: "store" } } },
    { label: "no", meaning: { type: "no" } },
  ];
  const params = { code: pledge.code, surplus: asJson(surplus) };
  return {
    type: "ask",
    question: { awaiting: "items", key: room ? "ask.surplus" : "ask.surplus_no_room", params, choices },
    known,
  };
}

/** Rejects are counted against the first item, as the ledger does. */
function surplusOf({ items = [], rejected = 0 }: Known, pledge: Pledge): Item | null {
  for (const [index, item] of items.entries()) {
    const open = pledge.items.find((one) => one.item === item.item)?.open ?? 0;
    const extra = (item.quantity ?? 0) - (index === 0 ? rejected : 0) - open;
    if (extra > 0) return { ...item, quantity: extra };
  }
  return null;
}

function* roomFor(turn: Turn, { need }: Pledge, { item, quantity, age_band }: Item): Conversation<boolean> {
  if (!need) return false;
  const shown = yield* read<Need>("need_show", { need, now: turn.now });
  const row = shown.ok
    ? shown.value.items.find((one) => one.item === item && one.age_band === (age_band ?? null))
    : undefined;
  return row !== undefined && row.remaining >= (quantity ?? 0);
}
