/** Gathers the counted things of a sentence into the `items` slot, with what belongs to each of them. */
import type { Item } from "../../model/frame.ts";
import type { Entity, Goods } from "../entities/entity.ts";
import { fullAt, type Token } from "../tokens.ts";

type Plain = Extract<Entity, { type: "number" }>;

export interface ItemsRead {
  readonly items: readonly Item[];
  /** Quantities that the first ambiguous number may mean, the taken one first. */
  readonly quantities: readonly number[];
}

/** `loose`: a lone number counts as a quantity, because the sentence is about one. */
export function itemsOf(entities: readonly Entity[], loose: boolean, tokens: readonly Token[]): ItemsRead | null {
  const said = entities.filter((entity) => entity.type === "goods");
  const goods = said.filter((each) => !isDestination(each, said, tokens));
  const ages = entities.filter((entity) => entity.type === "age");
  const children = entities.find((entity) => entity.type === "children");
  const number = entities.find((entity) => entity.type === "number" && entity.aside !== true) as Plain | undefined;

  if (goods.length === 0) {
    if (!number || !loose) return null;
    return {
      items: [{ item: null, quantity: number.value, unit: null }],
      quantities: ambiguous(number.value, number.others),
    };
  }
  const counted = merge(listed(goods, ages), number, tokens);
  const items = counted.map((each, i): Item => {
    const next = counted[i + 1]?.start ?? Number.POSITIVE_INFINITY;
    const age =
      ages.find((found) => found.start >= each.start && found.start < next) ??
      (counted.length === 1 || isOfAll(ages, counted, tokens) ? ages[0] : undefined);
    // Check-ups are counted in children: "khám răng cho 210 em" are 210 visits.
    const quantity = each.quantity ?? (each.unit === "visit" && children ? children.count : null);
    return { item: each.item, quantity, unit: each.unit, ...(age ? { age_band: age.band } : {}) };
  });
  const unclear = counted.find((each) => each.others.length > 0);
  return { items, quantities: unclear?.quantity ? ambiguous(unclear.quantity, unclear.others) : [] };
}

/** "150 cuốn truyện cho thư viện trường": where the counted things go. */
function isDestination({ quantity, unit, start }: Goods, goods: readonly Goods[], tokens: readonly Token[]): boolean {
  const isPlace = quantity === null && (unit === "trip" || unit === "work");
  const lead = /^(?:cho|của|cua|ở|o|tại|tai|vào|vao|for|in|at|the)$/u.test(fullAt(tokens, start - 1));
  const isCounted = goods.some((each) => each.quantity !== null && each.unit !== unit);
  return isPlace && lead && isCounted && !goods.some((each) => each.item === null && each.unit === unit);
}

/** What was named first and counted later is one thing; a lone number beside a lone thing counts it. */
function merge(goods: readonly Goods[], number: Plain | undefined, tokens: readonly Token[]): readonly Goods[] {
  const single = weighed(once(goods), tokens);
  const named = single.filter((each) => each.item !== null && each.quantity === null);
  const bare = single.filter((each) => each.item === null);
  const [thing] = named;
  const [count] = bare;
  if (single.length === 2 && thing && count) {
    return [{ ...thing, quantity: count.quantity, unit: unitOf(thing, count), others: count.others }];
  }
  if (single.length > 2) return pairs(single);
  // "40 thùng sữa, còn mì thì 10": the one that nothing else counts.
  const isOnly = single.length === 1 || (named.length === 1 && bare.length === 0);
  if (isOnly && thing && number && (single.length === 1 || number.start > thing.start))
    return single.map((each) => (each === thing ? { ...thing, quantity: number.value, others: number.others } : each));
  return single;
}

/** "xe đạp, 9 chiếc" are vehicles, "suất ăn bán trú còn 900 suất" meals. */
function unitOf({ unit: own }: Goods, { unit }: Goods): string | null {
  const isLoose =
    (unit === "piece" && /^(?:vehicle|card|gift)$/u.test(own ?? "")) || (unit === "gift" && own === "meal");
  return unit === null || isLoose ? own : unit;
}

/** "đổi gạo thành 2 tạ, mì vẫn 20 thùng", "xe thư viện xuống Hòa Điền 2 chuyến, 400 cuốn truyện": each thing takes the count behind it. */
function pairs(goods: readonly Goods[]): readonly Goods[] {
  return goods.flatMap((each, i) => {
    const [before, next] = [goods[i - 1], goods[i + 1]];
    if (each.item === null && before && isUncounted(before)) return [];
    if (!next || next.item !== null || !isUncounted(each)) return [each];
    return [{ ...each, quantity: next.quantity, unit: unitOf(each, next), others: next.others }];
  });
}

function isUncounted({ item, quantity }: Goods): boolean {
  return item !== null && quantity === null;
}

/** "xã đang thiếu chăn, xin 55 cái chăn": told twice, counted once. */
function once(goods: readonly Goods[]): readonly Goods[] {
  const isRepeated = (each: Goods, i: number): boolean =>
    goods.some((other, k) => k < i && other.quantity === each.quantity && other.unit === each.unit);
  return goods.filter(
    (each, i) =>
      (each.item === null && !isRepeated(each, i)) ||
      (each.item !== null &&
        (each.quantity !== null ||
          !goods.some((other, k) => other.item === each.item && (other.quantity !== null || k < i)))),
  );
}

/** "áo khoác 70 cái 6-8 tuổi và 45 cái 9-12 tuổi": the second count is of the same thing. */
function listed(goods: readonly Goods[], ages: readonly Entity[]): readonly Goods[] {
  const isAged = ({ end }: Goods): boolean => ages.some(({ start }) => start === end || start === end + 1);
  let last: Goods | null = null;
  return goods.map((each) => {
    if (each.item === null && last !== null && isAged(each)) {
      const { item, sector, unit } = last;
      return { ...each, item, sector, unit: each.unit === null || each.unit === "piece" ? unit : each.unit };
    }
    last = each.item !== null && each.quantity !== null && isAged(each) ? each : null;
    return each;
  });
}

/** "5 bao gạo 25kg": bags of a known weight. */
function weighed(goods: readonly Goods[], tokens: readonly Token[]): readonly Goods[] {
  return goods.flatMap((each, i) => {
    const [before, next] = [goods[i - 1], goods[i + 1]];
    if (before && isWeightOf(each, before, tokens)) return [];
    if (!next || !isWeightOf(next, each, tokens)) return [each];
    return [{ ...each, quantity: (each.quantity ?? 1) * (next.quantity ?? 1), unit: "kg", others: [] }];
  });
}

function isWeightOf(weight: Goods, packs: Goods, tokens: readonly Token[]): boolean {
  const packed = packs.item !== null && packs.quantity !== null && packs.unit !== "kg" && packs.unit !== null;
  // "20 bao gạo loại 10 kg"
  const from = /^(?:loại|loai|nặng|nang)$/u.test(fullAt(tokens, packs.end)) ? packs.end + 1 : packs.end;
  return packed && weight.item === null && weight.unit === "kg" && weight.start === from;
}

/** "60 áo mưa và 60 đôi ủng, 6-8 tuổi": one age behind the comma that ends the row. */
function isOfAll(ages: readonly Entity[], goods: readonly Goods[], tokens: readonly Token[]): boolean {
  const [age] = ages;
  const last = goods.at(-1);
  return (
    ages.length === 1 &&
    age !== undefined &&
    last !== undefined &&
    age.start === last.end + 1 &&
    fullAt(tokens, last.end) === ","
  );
}

function ambiguous(taken: number, others: readonly number[]): readonly number[] {
  return others.length > 0 ? [taken, ...others] : [];
}
