/** Entities as `npm run understand -- --entities` lists them: by their place in the original text, with plain values. */
import type { Json } from "../../model/message.ts";
import type { ReadText } from "../read-sentence.ts";
import type { Entity } from "./entity.ts";
import type { MoneyValue } from "./money-range.ts";
import { addDays } from "./day.ts";
import type { TimeFound } from "./time.ts";

export interface Listed {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly value: Json;
}

export function findAll({ tokens, entities }: ReadText): readonly Listed[] {
  return entities.flatMap((entity) => {
    const start = tokens[entity.start]?.start ?? 0;
    const end = tokens[entity.end - 1]?.end ?? start;
    const listed = entity.end - entity.start === tokens.length ? (nothingElse(entity) ?? list(entity)) : list(entity);
    return listed ? [{ ...listed, start, end }] : [];
  });
}

/** "5 nghìn" alone is a number; only a sentence makes it money. */
function nothingElse(entity: Entity): Pick<Listed, "type" | "value"> | null {
  if (entity.type !== "money" || !entity.unsaid || entity.money.type !== "value") return null;
  return { type: "number", value: entity.money.value };
}

function list(entity: Entity): Pick<Listed, "type" | "value"> | null {
  switch (entity.type) {
    case "number":
      return { type: "number", value: entity.value };
    case "money":
      return { type: "money", value: moneyValue(entity.money) };
    case "goods":
      if (entity.quantity === null) return { type: "item", value: entity.item };
      return { type: "quantity", value: { value: entity.quantity, unit: entity.unit, item: entity.item } };
    case "children":
      return { type: "quantity", value: { value: entity.count, unit: "child", item: null } };
    case "time":
      return { type: "time", value: timeValue(entity.time) };
    case "place":
      return { type: "area", value: { name: entity.place.name, ids: entity.place.areas.map(({ id }) => id) } };
    case "code":
      return { type: "code", value: entity.code };
    case "phone":
      return { type: "phone", value: entity.phone };
    case "ordinal":
      return { type: "ordinal", value: entity.position };
    case "age":
      return { type: "age", value: entity.band };
    case "named":
      return { type: entity.slot, value: entity.value };
  }
}

function moneyValue(money: MoneyValue): Json {
  if (money.type !== "value") return { ...money };
  return { value: money.value, unit: money.unit };
}

/** One grain is a value; anything else an interval whose end is the first day after it. */
function timeValue({ from, to, grain, bound }: TimeFound): Json {
  if (bound === "before") return { type: "interval", from: null, to: `${from}T00:00:00` };
  const whole = grain !== "day" || from === to;
  if (whole) return { type: "value", value: `${from}T00:00:00`, grain };
  return { type: "interval", from: `${from}T00:00:00`, to: `${addDays(to, 1)}T00:00:00` };
}
