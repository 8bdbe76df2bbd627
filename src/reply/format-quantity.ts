/**
 * Goods in words: "80 bộ đồ ấm 6–8 tuổi", "80 sets of warm clothes, ages 6–8". How an item is counted ("lượt khám mắt",
 * "eye check-ups") is a sentence of its own in locales/, section `counted`; this file only decides when it applies.
 */
import type { Json } from "../model/message.ts";
import { writeList } from "./format-list.ts";
import { writeNumber } from "./format-number.ts";
import { findTerm } from "./format-term.ts";
import { asText, isRecord, type Scope, type TextFormatter } from "./scope.ts";

/**
 * Units that the counted form of an item already says. Any other unit is a measure and is named ("3 thùng sữa");
 * items that are not listed are counted by the piece.
 */
const countedBy: Readonly<Record<string, readonly string[]>> = {
  notebook: ["piece", "book"],
  storybook: ["piece", "book"],
  boarding_meal: ["piece", "meal"],
  health_check: ["piece", "visit"],
  eye_check: ["piece", "visit"],
  dental_check: ["piece", "visit"],
  health_insurance_card: ["piece", "card"],
  bicycle: ["piece", "vehicle"],
  scholarship: ["piece", "gift", "meal"],
  playground: ["piece", "work"],
  library_visit: ["piece", "trip", "visit"],
  tet_gift: ["piece", "gift"],
  mid_autumn_gift: ["piece", "gift"],
  childrens_day_gift: ["piece", "gift"],
  uniform: ["set"],
  textbook_set: ["set"],
  shoes: ["pair"],
  boots: ["pair"],
  rice: [],
  milk: [],
  instant_noodles: [],
  medicine: [],
};

interface Goods {
  readonly item: string | null;
  readonly quantity: number | null;
  readonly unit: string | null;
  readonly ageBand: string | null;
}

/** `{ item, quantity, unit, age_band? }`; or a bare number in a row that has the rest: `{{remaining, quantity}}`. */
export const formatQuantity: TextFormatter = (value, scope) => {
  const goods = readGoods(value, scope);
  const quantity = goods.item === null ? writeAmount(goods, scope) : writeGoods(goods.item, goods, scope);
  return goods.ageBand === null
    ? quantity
    : scope.words("format.for_age", { quantity, age: writeAgeBand(goods.ageBand, scope) });
};

export const formatQuantities: TextFormatter = (value, scope, options) =>
  writeList(
    (Array.isArray(value) ? value : [value]).map((goods) => formatQuantity(goods, scope, options)),
    scope,
  );

/** Only number and unit: "70 bộ". */
export const formatAmountOf: TextFormatter = (value, scope) => writeAmount(readGoods(value, scope), scope);

export const formatAgeBand: TextFormatter = (value, scope) => writeAgeBand(asText(value), scope);

function writeGoods(item: string, { quantity, unit }: Goods, scope: Scope): string {
  const name = findTerm(item, "item", scope);
  if (quantity === null) return name ?? item;
  const count = { count: quantity, number: writeNumber(quantity, scope.language) };
  if (name !== undefined && (unit === null || (countedBy[item] ?? ["piece"]).includes(unit)))
    return scope.words(`counted.${item}`, count);
  if (unit === null) return scope.words("format.own_words", { ...count, item: name ?? item });
  if (unit === "piece") return scope.words("format.own_words_pieces", { ...count, item: name ?? item });
  return scope.words("format.measured", {
    measure: scope.words("format.amount", { ...count, unit: writeUnit(unit, quantity, scope) }),
    item: name ?? item,
  });
}

function writeAmount({ quantity, unit }: Goods, scope: Scope): string {
  if (quantity === null) return "";
  const number = writeNumber(quantity, scope.language);
  if (unit === null) return number;
  if (unit === "piece") return scope.words("format.pieces", { count: quantity, number });
  return scope.words("format.amount", { number, unit: writeUnit(unit, quantity, scope) });
}

function writeUnit(unit: string, count: number, scope: Scope): string {
  return scope.has(`unit.${unit}`) ? scope.words(`unit.${unit}`, { count }) : unit;
}

function writeAgeBand(band: string, scope: Scope): string {
  const [, from, to] = /^(\d+)(?:\s*[-–]\s*(\d+))?$/.exec(band) ?? [];
  if (from && to) return scope.words("age_band.years", { from: Number(from), to: Number(to) });
  if (from) return scope.words("age_band.year", { age: Number(from) });
  return findTerm(band, "age_band", scope) ?? band;
}

function readGoods(value: Json, scope: Scope): Goods {
  const goods = typeof value === "number" ? { ...scope.params, quantity: value } : value;
  if (!isRecord(goods)) scope.problem(`goods were expected, not ${JSON.stringify(value)}`);
  const { item, quantity, unit, age_band } = isRecord(goods) ? goods : {};
  return {
    item: typeof item === "string" ? item : null,
    quantity: typeof quantity === "number" ? quantity : null,
    unit: typeof unit === "string" ? unit : null,
    ageBand: typeof age_band === "string" ? age_band : null,
  };
}
