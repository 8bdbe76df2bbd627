/** What a sentence adds to what was known: slots are replaced, items are matched to the ones they correct. */
import type { Frame, Item } from "../model/frame.ts";
import { doubtfulOf, withoutDoubts } from "./doubtful.ts";
import type { Known } from "./state.ts";

export function learn(known: Known, frame: Frame): Known {
  const merged: Known = { ...withoutStaleChoices(known, frame), ...frame.slots };
  const news = doubtfulOf(frame);
  const clear = withoutDoubts(merged, (slot) => news.some((doubt) => doubt.slot === slot));
  const doubtful = [...news, ...(clear.doubtful ?? [])];
  return {
    ...clear,
    ...(frame.slots.items ? { items: mergeItems(known.items ?? [], frame.slots.items) } : {}),
    ...settle(frame),
    ...(doubtful.length > 0 ? { doubtful } : {}),
    ...unsureOf(frame),
  };
}

/** "80 bộ" without a name gets it from the need that it is for, and that is read back anyway. */
function unsureOf({ unsure = [], slots }: Frame): Partial<Known> {
  const plain = slots.items?.every(({ item, quantity }) => item === null && quantity !== null) === true;
  const left = plain ? unsure.filter((slot) => slot !== "items") : unsure;
  return left.length > 0 ? { unsure: left } : {};
}

function settle({ areas }: Frame): Partial<Known> {
  if (!areas) return {};
  return areas.length === 1 && areas[0] ? { unit: areas[0] } : { candidates: areas };
}

/** A correction of one thing ("no, 30") keeps the rest of it ("sets of warm clothes"). */
export function mergeItems(known: readonly Item[], said: readonly Item[]): readonly Item[] {
  const [old, ...others] = known;
  const [news] = said;
  if (!old || !news) return said;
  if (others.length === 0 && said.length === 1) return [mergeItem(old, news)];
  const uncounted = known.findIndex(({ quantity }) => quantity === null);
  if (said.length === 1 && news.item === null && uncounted >= 0)
    return known.map((item, index) => (index === uncounted ? mergeItem(item, news) : item));
  const newsOf = (item: Item) => said.find((one) => sameGoods(one, item));
  if (!known.some(newsOf)) return said;
  return [
    ...known.map((item) => ({ ...item, ...newsOf(item) })),
    ...said.filter((item) => !known.some((one) => sameGoods(one, item))),
  ];
}

function sameGoods(one: Item, other: Item): boolean {
  return one.item === other.item && (!one.age_band || !other.age_band || one.age_band === other.age_band);
}

function mergeItem(old: Item, said: Item): Item {
  const quantity = said.quantity ?? old.quantity;
  if (said.item !== null && said.item !== old.item) return { ...said, quantity };
  return { ...old, ...said, item: old.item, unit: said.unit ?? old.unit, quantity };
}

/** A choice that depended on a number, a place or a need is void once that changes. */
function withoutStaleChoices(known: Known, { slots }: Frame): Known {
  let kept = known;
  if (slots.items || slots.area || slots.need || slots.pledge)
    kept = without(kept, "waitlist", "split", "surplus", "all");
  if (slots.area) kept = without(kept, "area", "need");
  return withoutDoubts(kept, (slot) => slots[slot] !== undefined);
}

/** `known` without some slots; without its area also without the unit it was settled to. */
export function without(known: Known, ...slots: readonly string[]): Known {
  const dropped = slots.includes("area") ? [...slots, "unit", "candidates"] : slots;
  const kept: Known = Object.fromEntries(Object.entries(known).filter(([name]) => !dropped.includes(name)));
  return withoutDoubts(kept, (slot) => dropped.includes(slot));
}

/** What a pressed choice settles; the question it answers is no longer open. */
export function settleChoice(known: Known, chosen: Known): Known {
  const open = withoutDoubts(chosen.unit ? without(known, "candidates") : known, (slot) => slot in chosen);
  return { ...open, ...chosen };
}
