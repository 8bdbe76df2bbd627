/**
 * Which slots a thing that was found in a sentence gives its value to, told by their values alone: the same question can be
 * asked of what a clerk noted and of what our own grammar read.
 */
import type { Slots, SlotName } from "../../model/frame.ts";
import type { Entity } from "../entities/entity.ts";
import type { ReadText } from "../read-sentence.ts";
import { comingDayOf, dueOf, isImpossible, pastDayOf, periodOf, yearOf } from "../slots/day-slot.ts";
import type { TimeFound } from "../time/read-time.ts";

/** `none`: it was said beside the matter. */
export type Use = SlotName | "none";

const counts = ["child_turns", "beneficiaries", "instalments", "rejected", "list_ref", "year"] as const;

/** Null for what is never a value by itself. */
export function filledBy(entity: Entity, slots: Slots, sentence: ReadText): readonly Use[] | null {
  const found = slotsOf(entity, slots, sentence);
  return found && (found.length > 0 ? found : ["none"]);
}

function slotsOf(entity: Entity, slots: Slots, { now, entities }: ReadText): readonly SlotName[] | null {
  switch (entity.type) {
    case "time":
      return isImpossible(entity.time) ? null : timesOf(entity.time, slots, now);
    case "goods":
      return goodsOf(entity, slots);
    case "number":
      return [...countsOf(entity.value, slots), ...when(slots.amount?.value === entity.value, "amount")];
    case "children":
      return childrenOf(entity.count, slots, entities);
    case "money":
      // "100 euro" is asked about.
      return entity.amount && when(isOfSum(entity.amount.value, slots, entities), "amount");
    case "place":
      return when(isNamed(entity.place, slots.area), "area");
    case "code":
      return codesOf(entity, slots);
    case "ordinal":
      return when(slots.list_ref === entity.position, "list_ref");
    case "duration":
    case "phone":
    case "age":
    case "named":
      return null;
  }
}

function when(holds: boolean, slot: SlotName): readonly SlotName[] {
  return holds ? [slot] : [];
}

function timesOf(time: TimeFound, { due, date, period, year }: Slots, now: string): readonly SlotName[] {
  const span = period === undefined && year === undefined ? null : periodOf(time, now);
  const isDate = (): boolean => pastDayOf(time, now)?.day === date || comingDayOf(time, now)?.day === date;
  const isYear = (): boolean => yearOf(time, now) === year || span === String(year);
  return [
    ...when(due !== undefined && dueOf(time, now)?.day === due, "due"),
    ...when(date !== undefined && isDate(), "date"),
    ...when(period !== undefined && JSON.stringify(span) === JSON.stringify(period), "period"),
    ...when(year !== undefined && isYear(), "year"),
  ];
}

function goodsOf({ item, quantity, unit }: Extract<Entity, { type: "goods" }>, slots: Slots): readonly SlotName[] {
  const isGiven = (slots.items ?? []).some(
    (given) =>
      (given.item === item || given.item === null || item === null) &&
      // Bags become kilograms.
      (given.quantity === quantity || given.quantity === null || (unit === "bag" && given.unit === "kg")),
  );
  if (isGiven || (quantity === null && item !== null && slots.item === item)) return ["items"];
  return quantity === null ? [] : countsOf(quantity, slots);
}

function countsOf(count: number, slots: Slots): readonly SlotName[] {
  const given = (slots.items ?? []).some(({ quantity }) => quantity === count);
  return [...counts.filter((slot) => slots[slot] === count), ...when(given, "items")];
}

/** "50 em lớp 4 và 50 em lớp 5" are a hundred. */
function childrenOf(count: number, slots: Slots, entities: readonly Entity[]): readonly SlotName[] {
  const groups = entities.flatMap((entity) => (entity.type === "children" ? [entity.count] : []));
  const own = countsOf(count, slots);
  return own.length > 0 ? own : countsOf(sumOf(groups), slots);
}

/** The sum that was taken, or one of those that it is made of. */
function isOfSum(value: number, { amount }: Slots, entities: readonly Entity[]): boolean {
  if (!amount || value === amount.value) return value === amount?.value;
  const sums = entities.flatMap((entity) => (entity.type === "money" && entity.amount ? [entity.amount.value] : []));
  return sumOf(sums.filter((each) => each !== amount.value)) === amount.value;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function codesOf({ kind, code }: Extract<Entity, { type: "code" }>, slots: Slots): readonly SlotName[] | null {
  // Difficulties and reports have no slot of their own.
  return kind === "need" || kind === "pledge" || kind === "delivery" ? when(slots[kind] === code, kind) : null;
}

function isNamed({ name, areas }: Extract<Entity, { type: "place" }>["place"], area: string | undefined): boolean {
  return area !== undefined && (name === area || areas.some((each) => each.name === area));
}
