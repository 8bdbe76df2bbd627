/** Gathers the counted things of a sentence into the `items` slot, with what belongs to each of them. */
import type { Item } from "../../model/frame.ts";
import type { Entity, Goods } from "../entities/entity.ts";

export interface ItemsRead {
  readonly items: readonly Item[];
  /** Quantities that the first ambiguous number may mean, the taken one first. */
  readonly quantities: readonly number[];
}

/** `loose`: a lone number counts as a quantity, because the sentence is about one. */
export function itemsOf(entities: readonly Entity[], loose: boolean): ItemsRead | null {
  const goods = entities.filter((entity) => entity.type === "goods");
  const ages = entities.filter((entity) => entity.type === "age");
  const children = entities.find((entity) => entity.type === "children");
  const number = entities.find((entity) => entity.type === "number");

  if (goods.length === 0) {
    if (!number || !loose) return null;
    return {
      items: [{ item: null, quantity: number.value, unit: null }],
      quantities: ambiguous(number.value, number.others),
    };
  }
  const counted = merge(goods, number);
  const items = counted.map((each, i): Item => {
    const next = counted[i + 1]?.start ?? Number.POSITIVE_INFINITY;
    const age =
      ages.find((found) => found.start >= each.start && found.start < next) ??
      (counted.length === 1 ? ages[0] : undefined);
    // Check-ups are counted in children: "khám răng cho 210 em" are 210 visits.
    const quantity = each.quantity ?? (each.unit === "visit" && children ? children.count : null);
    return { item: each.item, quantity, unit: each.unit, ...(age ? { age_band: age.band } : {}) };
  });
  const unclear = counted.find((each) => each.others.length > 0);
  return { items, quantities: unclear?.quantity ? ambiguous(unclear.quantity, unclear.others) : [] };
}

/** "đồ ấm … 80 bộ" told apart are one thing; a lone number beside a lone thing counts it. */
function merge(goods: readonly Goods[], number: Extract<Entity, { type: "number" }> | undefined): readonly Goods[] {
  const named = goods.filter((each) => each.item !== null && each.quantity === null);
  const bare = goods.filter((each) => each.item === null);
  const [thing] = named;
  const [count] = bare;
  if (goods.length === 2 && thing && count)
    return [{ ...thing, quantity: count.quantity, unit: count.unit ?? thing.unit, others: count.others }];
  if (goods.length === 1 && thing && number) return [{ ...thing, quantity: number.value, others: number.others }];
  return goods;
}

function ambiguous(taken: number, others: readonly number[]): readonly number[] {
  return others.length > 0 ? [taken, ...others] : [];
}
