/**
 * Signs that a value may be misread although nothing else fits better: goods without a name or a number, names in the person's
 * own words, one of two sums, much else said beside. How much each one says is for `value-doubts.ts`.
 */
import type { Slots } from "../model/frame.ts";
import type { ReadText } from "./read-sentence.ts";
import type { Opinions } from "./second-reader/second-reader.ts";

export type Sign =
  | "unlisted"
  | "namelessAmongOthers"
  | "uncounted"
  | "unitless"
  | "spareMoney"
  | "goodsAndMoney"
  | "nameless"
  | "namelessOfCode"
  | "age"
  | "slip"
  | "unsureIntent"
  | "freeWord";

export interface Taken {
  readonly slots: Slots;
  readonly opinions: Opinions;
  /** To what was just asked, or a correction of what was read back. */
  readonly isAnswer: boolean;
  /** Of the intent. */
  readonly confidence: number;
}

/** Below this the classifier itself was not quite sure. */
const sureIntent = 0.99;

/** `listed`: ids of the catalogue. A sign that is there twice counts twice. */
export function signsOf(
  { slots, confidence }: Taken,
  sentence: ReadText,
  listed: ReadonlySet<string>,
): readonly Sign[] {
  return [
    ...goodsSigns(slots, listed),
    ...wordSigns(sentence),
    ...when(isSumSpare(slots, sentence), "spareMoney"),
    // "50 áo mưa trị giá 3 triệu": a sum beside goods is often only their worth.
    ...when(slots.items !== undefined && slots.amount !== undefined, "goodsAndMoney"),
    ...when(confidence < sureIntent, "unsureIntent"),
  ];
}

function when(holds: boolean, sign: Sign): readonly Sign[] {
  return holds ? [sign] : [];
}

function goodsSigns(slots: Slots, listed: ReadonlySet<string>): readonly Sign[] {
  const { items: goods = [], need, pledge, delivery } = slots;
  // "CK26-045 đã nhận 80 bộ": the promise says of what.
  const nameless = goods.some(({ item }) => item === null);
  const isOfCode = (need ?? pledge ?? delivery) !== undefined;
  const has = (isSo: (each: (typeof goods)[number]) => boolean, sign: Sign) => when(goods.some(isSo), sign);
  return [
    ...has(({ item }) => item !== null && !listed.has(item), "unlisted"),
    ...when(nameless, isOfCode ? "namelessOfCode" : "nameless"),
    ...when(nameless && goods.length > 1, "namelessAmongOthers"),
    ...has(({ quantity }) => quantity === null, "uncounted"),
    ...has(({ unit }) => unit === null, "unitless"),
    ...has((each) => each.age_band !== undefined, "age"),
  ];
}

/** "1 triệu ngày 5/10 và 2 triệu ngày 12/10": one of two sums was taken, and neither is the whole. */
function isSumSpare({ amount }: Slots, { entities }: ReadText): boolean {
  if (!amount) return false;
  const sums = entities.flatMap((entity) => (entity.type === "money" && entity.amount ? [entity.amount.value] : []));
  const spare = sums.filter((value) => value !== amount.value);
  return spare.length > 0 && spare.reduce((all, value) => all + value, 0) !== amount.value;
}

function wordSigns({ tokens, cover }: ReadText): readonly Sign[] {
  return [
    ...tokens.filter(({ kind }, at) => kind === "word" && !cover[at]).map((): Sign => "freeWord"),
    ...when(
      tokens.some(({ slip, keyed }) => slip ?? keyed),
      "slip",
    ),
  ];
}
