/** Entities as `npm run understand -- --entities` lists them: by their place in the original text, with plain values. */
import type { Json } from "../../model/message.ts";
import type { ReadText } from "../read-sentence.ts";
import { listLength, listTime } from "../time/list-time.ts";
import type { TimeFound } from "../time/read-time.ts";
import type { Entity } from "./entity.ts";
import type { MoneyValue } from "./money-range.ts";

export interface Listed {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly value: Json;
  /** Other values that the same words may have. */
  readonly alternatives?: readonly Json[];
}

type Value = Pick<Listed, "type" | "value" | "alternatives">;

export function findAll({ tokens, entities, now }: ReadText): readonly Listed[] {
  return entities.flatMap((entity) => {
    const whole = entity.end - entity.start === tokens.length;
    // What only leads to a time is no part of it, unless nothing else was said.
    const from =
      entity.type === "time" && (!whole || entity.time.readings[0]?.time.type === "range")
        ? entity.time.start
        : entity.start;
    const start = tokens[from]?.start ?? 0;
    const end = tokens[entity.end - 1]?.end ?? start;
    const listed = whole ? (nothingElse(entity) ?? list(entity, now)) : list(entity, now);
    const besides = entity.type === "place" && entity.time ? timeOf(entity.time, now) : null;
    return [listed, besides].flatMap((each) => (each ? [{ ...each, start, end }] : []));
  });
}

/** "5 nghìn" alone is a number; only a sentence makes it money. */
function nothingElse(entity: Entity): Value | null {
  if (entity.type !== "money" || !entity.unsaid || entity.money.type !== "value") return null;
  return { type: "number", value: entity.money.value };
}

function list(entity: Entity, now: string): Value | null {
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
      return timeOf(entity.time, now);
    case "duration":
      return { type: "duration", value: listLength(entity.length) };
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

/** A day that does not exist is no time. */
function timeOf(found: TimeFound, now: string): Value | null {
  const listed = listTime(found, now);
  return listed && { type: "time", ...listed };
}

function moneyValue(money: MoneyValue): Json {
  if (money.type !== "value") return { ...money };
  return { value: money.value, unit: money.unit };
}
