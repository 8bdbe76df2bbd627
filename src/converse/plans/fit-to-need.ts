/** Lays what a donor said over what a need asks for: fills in the item and the unit that are plain from it, asks for the rest. */
import type { Item } from "../../model/frame.ts";
import type { Need, NeedItem } from "../ledger.ts";
import { asJson, type Question } from "../say.ts";

export type Fitted =
  | { readonly type: "fits"; readonly items: readonly Item[] }
  | { readonly type: "ask"; readonly question: Question; readonly items?: readonly Item[] };

export function fitToNeed(items: readonly Item[], need: Need): Fitted {
  const fitted: Item[] = [];
  for (const item of items) {
    const matching = need.items.filter((one) => item.item === null || one.item === item.item);
    const [first] = matching;
    if (!first) {
      return { type: "ask", question: { awaiting: "items", key: "refused.item_not_in_need", params: { item: item.item, need: asJson(need) } } };
    }
    if (item.item === null && new Set(matching.map((one) => one.item)).size > 1) {
      return { type: "ask", question: { awaiting: "items", key: "ask.give_of_need", params: { need: asJson(need) } } };
    }
    const known: Item = { ...item, item: first.item, unit: first.unit };
    if (item.unit !== null && item.unit !== first.unit && !sameCount(item.unit, first.unit)) {
      return { type: "ask", question: { awaiting: "items", key: "refused.unit_mismatch", params: { item: first.item, unit: first.unit } } };
    }
    if (known.quantity === null) {
      const left = asJson({ item: first.item, unit: first.unit, quantity: remainingOf(need, known) });
      return { type: "ask", question: { awaiting: "items", key: "ask.quantity", params: { left, need: need.code } }, items: [known] };
    }
    fitted.push(known);
  }
  return { type: "fits", items: fitted };
}

export function remainingOf(need: Need, item: Pick<Item, "item" | "age_band">): number {
  const counts = (one: NeedItem): boolean =>
    (item.item === null || one.item === item.item) && (!item.age_band || !one.age_band || one.age_band === item.age_band);
  return need.items.filter(counts).reduce((sum, one) => sum + one.remaining, 0);
}

/** People say "50 cái" for whatever is counted one by one; that is no other unit. */
const counted: ReadonlySet<string> = new Set(["piece", "set", "pair", "book", "gift", "card", "vehicle", "meal", "visit", "session"]);

function sameCount(said: string, needed: string): boolean {
  return said === "piece" && counted.has(needed);
}
