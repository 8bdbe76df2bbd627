/** The sum of money that was said, also where the words behind it look like goods: "2tr vo quy", "500k check giup". */
import type { Slots, SlotName } from "../../model/frame.ts";
import type { Intent } from "../../model/intent.ts";
import { amount } from "../entities/money-range.ts";
import type { Entity } from "../entities/entity.ts";
import { coverOf, type ReadText } from "../read-sentence.ts";
import { accented } from "../tokens.ts";

interface Draft {
  readonly slots: { -readonly [Name in keyof Slots]: Slots[Name] };
  readonly alternatives: { slot: SlotName; values: readonly string[] }[];
}

/** A donor who types this much without a unit means dong. */
const surelyMoney = 100_000;
/** So many things nobody gives; where only money is spoken of, less is money, too. */
const tooMany = 1_000_000;
const leastSum = 1000;

export function asMoney({ slots }: Intent, sentence: ReadText): ReadText {
  const least = "items" in slots ? tooMany : leastSum;
  // "1.000.000.000 bộ đồ ấm", spelled out, is a slip and stays goods; the "vo" of "2tr vo quy" is none.
  const isSpelled = ({ start, end }: Entity): boolean => sentence.tokens.slice(start, end).some(accented);
  const isSum = (entity: Entity): boolean =>
    entity.type === "goods" &&
    entity.unit !== "kg" &&
    entity.quantity !== null &&
    entity.quantity >= least &&
    !(least === tooMany && entity.item !== null && isSpelled(entity));
  if (!("amount" in slots) || !sentence.entities.some(isSum)) return sentence;
  const entities = sentence.entities.map((entity): Entity => {
    if (entity.type !== "goods" || entity.quantity === null || !isSum(entity)) return entity;
    const { start, end, quantity, others } = entity;
    const money = { type: "value", value: quantity, unit: "VND" } as const;
    return { type: "money", start, end, money, amount: amount(quantity, "VND"), others, unsaid: true };
  });
  return { ...sentence, entities, cover: coverOf(sentence.tokens, entities) };
}

/** `atMost`: who looks for needs names the most that they would give. */
export function fillMoney({ slots, alternatives }: Draft, { entities }: ReadText, atMost: boolean): void {
  const money = entities.find((entity) => entity.type === "money");
  const number = entities
    .filter((entity) => entity.type === "number")
    .find(({ value, form }) => value >= surelyMoney && form === "digits");
  const goods = entities.some((entity) => entity.type === "goods");
  if (money && !money.amount) alternatives.push({ slot: "amount", values: [] });
  else if (money?.amount) {
    const upper = atMost && money.money.type === "interval" ? money.others[0] : undefined;
    slots.amount = upper === undefined ? money.amount : { ...money.amount, value: upper };
    if (upper === undefined && money.others.length > 0)
      alternatives.push({ slot: "amount", values: [money.amount.value, ...money.others].map(String) });
  } else if (number && !goods) slots.amount = { value: number.value, currency: "VND" };
}
