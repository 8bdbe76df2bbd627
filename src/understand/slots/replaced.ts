/** Two values of one kind, and what the one that holds takes over from the one that was taken back. */
import { amount } from "../entities/money-range.ts";
import type { Entity, Goods } from "../entities/entity.ts";

/** Only values of one family stand for each other; a lone number may be either goods or money. */
export type Family =
  | "count"
  | "money"
  | "children"
  | "time"
  | "place"
  | "need"
  | "pledge"
  | "delivery"
  | "difficulty"
  | "report";

type Money = Extract<Entity, { type: "money" }>;
type Plain = Extract<Entity, { type: "number" }>;

/** Scales in which a lone number beside a sum of money is meant: "2 triệu, à nhầm, 3". */
const scales = [1_000_000_000, 1_000_000, 1000];

export function familyOf(entity: Entity): Family | null {
  switch (entity.type) {
    case "goods":
    case "number":
      return "count";
    case "code":
      return entity.kind;
    case "money":
    case "children":
    case "time":
    case "place":
      return entity.type;
    case "age":
    case "duration":
    case "named":
    case "ordinal":
    case "phone":
      return null;
  }
}

export function mayReplace(fresh: Entity, old: Entity): boolean {
  const numbers = fresh.type === "number" || old.type === "number";
  const pair = [familyOf(fresh), familyOf(old)];
  const other = pair.includes("money") || pair.includes("children");
  return pair[0] === pair[1] || (numbers && other && pair.includes("count"));
}

/** Among the values said before: the same thing, else one in the same unit, else the last of its kind. */
export function nearestBefore(earlier: readonly Entity[], fresh: Entity): Entity | null {
  const alike = earlier.filter((old) => mayReplace(fresh, old));
  const goods = fresh.type === "goods" ? alike.filter((old): old is Goods => old.type === "goods") : [];
  const same = fresh.type === "goods" ? goods.findLast(({ item }) => item !== null && item === fresh.item) : undefined;
  const unit =
    fresh.type === "goods" && fresh.item === null && fresh.unit !== "piece"
      ? goods.findLast((old) => old.unit === fresh.unit)
      : undefined;
  return same ?? unit ?? alike.at(-1) ?? null;
}

/** "60 thẻ BHYT, à lộn, 80": the cards stay. */
export function inherit(fresh: Entity, old: Entity): Entity {
  const { start, end } = fresh;
  if (fresh.type === "goods") {
    if (old.type === "number") return { ...fresh, quantity: fresh.quantity ?? old.value };
    return old.type === "goods" ? inheritGoods(fresh, old) : fresh;
  }
  if (fresh.type !== "number") return fresh;
  if (old.type === "goods") return { ...old, start, end, quantity: fresh.value, others: fresh.others };
  if (old.type === "children") return { ...old, start, end, count: fresh.value };
  return old.type === "money" ? inheritMoney(fresh, old) : fresh;
}

function inheritGoods(fresh: Goods, old: Goods): Goods {
  const quantity = fresh.quantity ?? old.quantity;
  if (fresh.item !== null || old.item === null) return { ...fresh, quantity, unit: fresh.unit ?? old.unit };
  const unit = fresh.unit === null || fresh.unit === "piece" ? old.unit : fresh.unit;
  return { ...fresh, quantity, unit, item: old.item, sector: old.sector, free: old.free };
}

function inheritMoney({ start, end, value }: Plain, old: Money): Money {
  const said = old.amount?.value ?? 0;
  const scale = value < 1000 ? (scales.find((each) => each <= said) ?? 1) : 1;
  const currency = old.amount?.currency ?? null;
  return { ...old, start, end, amount: amount(value * scale, currency), others: [] };
}

/** "từ 40 lên 55 cái" read as what lies between them: the upper end. */
export function upperEnd(entity: Entity): Entity {
  if (entity.type !== "goods" && entity.type !== "money") return entity;
  const [upper] = entity.others;
  if (upper === undefined) return entity;
  if (entity.type === "goods") return { ...entity, quantity: upper, others: [] };
  return { ...entity, amount: entity.amount && { ...entity.amount, value: upper }, others: [] };
}
