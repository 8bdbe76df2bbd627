/** More arrived than was promised: an officer says whether the rest counts to the need, as far as it has room, or goes into store. */
import type { Item } from "../../model/frame.ts";
import type { Need, Pledge } from "../ledger.ts";
import type { Step } from "../plan.ts";
import { asJson, type Choice } from "../say.ts";
import type { Known } from "../state.ts";
import { type Conversation, read, type Turn } from "../turn.ts";
import { sameGoods } from "./units.ts";

/** What is left over, and where it goes; null when nothing is. */
export interface Surplus {
  readonly type: "settled";
  readonly items: readonly Item[];
  readonly to: "need" | "store" | null;
}

export function* settleSurplus(turn: Turn, known: Known, pledge: Pledge): Conversation<Step | Surplus> {
  const items = surplusOf(known, pledge);
  if (items.length === 0) return { type: "settled", items, to: null };
  if (known.surplus === "store") return { type: "settled", items, to: "store" };
  const room = yield* roomFor(turn, pledge, items);
  if (room && known.surplus === "need") return { type: "settled", items, to: "need" };
  const choices: Choice[] = [
    ...(room ? [{ label: "surplus_need", meaning: { type: "know", known: { surplus: "need" } } } as const] : []),
    { label: "surplus_store", meaning: { type: "know", known: { surplus: "store" } } },
    { label: "no", meaning: { type: "no" } },
  ];
  const params = { code: pledge.code, surplus: asJson(items) };
  return {
    type: "ask",
    question: { awaiting: "items", key: room ? "ask.surplus" : "ask.surplus_no_room", params, choices },
    known,
  };
}

/** Rejects are counted against the first item, as the ledger does. */
function surplusOf({ items = [], rejected = 0 }: Known, pledge: Pledge): readonly Item[] {
  return items.flatMap((item, index) => {
    const open = pledge.items.find((one) => sameGoods(item, one))?.open ?? 0;
    const extra = (item.quantity ?? 0) - (index === 0 ? rejected : 0) - open;
    return extra > 0 ? [{ ...item, quantity: extra }] : [];
  });
}

/** Only when there is room for all of it: the choice is one. */
function* roomFor(turn: Turn, { need }: Pledge, surplus: readonly Item[]): Conversation<boolean> {
  if (!need) return false;
  const shown = yield* read<Need>("need_show", { need, now: turn.now });
  const rows = shown.ok ? shown.value.items : [];
  return surplus.every(({ item, quantity, age_band }) =>
    rows.some((one) => one.item === item && one.age_band === (age_band ?? null) && one.remaining >= (quantity ?? 0)),
  );
}
