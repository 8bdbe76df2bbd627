/** People say "50 cái" for whatever is counted one by one; that is no other unit than the one it is usually counted in. */
import type { Item } from "../../model/frame.ts";
import type { Turn } from "../turn.ts";

const counted: ReadonlySet<string> = new Set([
  "piece",
  "set",
  "pair",
  "book",
  "gift",
  "card",
  "vehicle",
  "meal",
  "visit",
  "session",
]);

/** Whether `said` may stand for `needed`. */
export function sameCount(said: string | null, needed: string): boolean {
  return said === null || said === needed || (said === "piece" && counted.has(needed));
}

/** Whether what was said may be the one that is named: the same thing, for no other age. */
export function sameGoods(said: Item, named: { readonly item: string; readonly age_band: string | null }): boolean {
  return (
    (said.item === null || said.item === named.item) &&
    (!said.age_band || !named.age_band || said.age_band === named.age_band)
  );
}

/** The item in the unit it is usually counted in, where that may be meant. */
export function inUsualUnit(turn: Turn, item: Item): Item {
  const usual = item.item ? turn.itemFacts(item.item)?.unit : undefined;
  return usual && sameCount(item.unit, usual) ? { ...item, unit: usual } : item;
}
