/** Lays what a donor said over what a need asks for: fills in the item and the unit that are plain from it, asks for the rest. */
import type { Item } from "../../model/frame.ts";
import type { Need, NeedItem } from "../ledger.ts";
import { asJson, type Choice, type Question } from "../say.ts";
import { sameCount } from "./units.ts";

export type Fitted =
  | { readonly type: "fits"; readonly items: readonly Item[] }
  | { readonly type: "ask"; readonly question: Question; readonly items: readonly Item[] };

/** With several items, the ones before the first that is unclear are already fitted. */
export function fitToNeed(items: readonly Item[], need: Need): Fitted {
  const fitted: Item[] = [];
  for (const [index, item] of items.entries()) {
    const one = fitOne(item, need);
    if ("key" in one)
      return {
        type: "ask",
        question: one,
        items: [...fitted, { ...item, ...namedIn(need, item) }, ...items.slice(index + 1)],
      };
    fitted.push(one);
  }
  return { type: "fits", items: fitted };
}

function fitOne(item: Item, need: Need): Item | Question {
  const matching = matchesOf(item, need);
  const [first] = matching;
  if (!first)
    return {
      awaiting: "items",
      key: "ask.other_item",
      params: { item: item.item, need: asJson(need) },
      choices: everythingOf(need),
    };
  if (item.item === null && new Set(matching.map((one) => one.item)).size > 1) return askWhich(need);
  if (!sameCount(item.unit, first.unit)) {
    return { awaiting: "items", key: "refused.unit_mismatch", params: { item: first.item, unit: first.unit } };
  }
  const known: Item = { ...item, ...namedIn(need, item) };
  if (known.quantity !== null) return known;
  return {
    awaiting: "items",
    key: "ask.quantity",
    params: { left: asJson(leftOf(need, known)), need: need.code, area: asJson(need.area) },
    choices: [allOf(need, known)],
  };
}

function matchesOf(item: Item, need: Need): readonly NeedItem[] {
  return need.items.filter((one) => fits(item, one));
}

function fits(item: Pick<Item, "item" | "age_band">, one: NeedItem): boolean {
  return (
    (item.item === null || one.item === item.item) &&
    (!item.age_band || !one.age_band || one.age_band === item.age_band)
  );
}

/** The item and the unit as the need calls them, when only one can be meant. */
function namedIn(need: Need, item: Item): Partial<Item> {
  const matching = matchesOf(item, need);
  const [first] = matching;
  return first && matching.every((one) => one.item === first.item) ? { item: first.item, unit: first.unit } : {};
}

/** What the need asks for, each with a button to give all that is missing of it. */
export function askWhich(need: Need): Question {
  return { awaiting: "items", key: "ask.give_of_need", params: { need: asJson(need) }, choices: everythingOf(need) };
}

export function everythingOf(need: Need): Choice[] {
  return missingOf(need).map((item) => allOf(need, item));
}

/** Everything the need still lacks. */
export function missingOf(need: Need): Item[] {
  return need.items
    .filter(({ remaining }) => remaining > 0)
    .map(({ item, unit, age_band, remaining }) => ({
      item,
      unit,
      quantity: remaining,
      ...(age_band ? { age_band } : {}),
    }));
}

function allOf(need: Need, item: Item): Choice {
  const left = leftOf(need, item);
  return { label: "all_of_it", params: { items: asJson([left]) }, meaning: { type: "know", known: { items: [left] } } };
}

export function leftOf(need: Need, item: Item): Item {
  return { ...item, quantity: remainingOf(need, item) };
}

export function remainingOf(need: Need, item: Pick<Item, "item" | "age_band">): number {
  return need.items.filter((one) => fits(item, one)).reduce((sum, one) => sum + one.remaining, 0);
}
