/**
 * Values that may be misread although nothing else fits better: goods without a name or a number, names in the person's own
 * words, a number that nothing took, much else said beside. The read-back points at them instead of leaving it to luck that
 * somebody looks.
 */
import type { Slots, SlotName } from "../model/frame.ts";
import type { Entity } from "./entities/entity.ts";
import type { Lexicon } from "./lexicon.ts";
import type { ReadText } from "./read-sentence.ts";
import { typedBetween } from "./slots/own-words.ts";
import { createChooseCode } from "./slots/subject-code.ts";
import { accented, type Token } from "./tokens.ts";

/**
 * How much each sign speaks for a wrong frame: log odds of a logistic fit on development lines by other authors than those of
 * the examples. With this threshold one right write in eight is pointed at, and six in ten of the wrong ones.
 */
const signs = {
  unlisted: 4.2,
  spareChildren: 3.4,
  namelessAmongOthers: 3.3,
  goodsAndMoney: 2.6,
  uncounted: 2.5,
  spareMoney: 3,
  nameless: 2.3,
  age: 1.7,
  position: 1.2,
  slip: 0.9,
  spareNumber: 0.85,
  unsureIntent: 0.5,
  unmarked: 0.5,
  freeWord: 0.15,
} as const;
type Sign = keyof typeof signs;
const enough = 3;

const codes = ["need", "pledge", "delivery"] as const satisfies readonly SlotName[];

/** Below this the classifier itself was not quite sure. */
const sureIntent = 0.99;
const mostSpare = 2;

export interface Taken {
  readonly intent: string;
  readonly slots: Slots;
  /** Of the intent. */
  readonly confidence: number;
}

/** The slot to look at closely; none where nothing speaks against the values. */
export type FindValueDoubts = (taken: Taken, sentence: ReadText) => readonly SlotName[];

export function createFindValueDoubts(lexicon: Lexicon): FindValueDoubts {
  const ids = new Set(lexicon.items.map(({ id }) => id));
  const chooseCode = createChooseCode(lexicon);

  /** "3 triệu của CK26-050 và 2 triệu của CK26-051": only one of them is written. */
  const doubtfulCode = (slots: Slots, sentence: ReadText): SlotName | undefined =>
    codes.find((kind) => slots[kind] !== undefined && chooseCode(sentence, kind)?.doubtful);

  const goodsSigns = ({ items: goods = [] }: Slots): readonly Sign[] => {
    const nameless = goods.some(({ item }) => item === null);
    return [
      ...when(
        goods.some(({ item }) => item !== null && !ids.has(item)),
        "unlisted",
      ),
      ...when(nameless, "nameless"),
      ...when(nameless && goods.length > 1, "namelessAmongOthers"),
      ...when(
        goods.some(({ quantity }) => quantity === null),
        "uncounted",
      ),
      ...when(
        goods.some((each) => each.age_band !== undefined),
        "age",
      ),
    ];
  };

  return ({ intent, slots, confidence }, sentence) => {
    const code = doubtfulCode(slots, sentence);
    if (code) return [code];
    const found: readonly Sign[] = [
      ...goodsSigns(slots),
      // "từ 80 sang 60 bộ": what is amended tells the number that it replaces.
      ...spareSigns(slots, sentence).slice(intent.endsWith(".amend") ? 1 : 0),
      ...wordSigns(sentence),
      ...when(isSumSpare(slots, sentence), "spareMoney"),
      // "50 áo mưa trị giá 3 triệu": a sum beside goods is often only their worth.
      ...when(slots.items !== undefined && slots.amount !== undefined, "goodsAndMoney"),
      ...when(slots.list_ref !== undefined, "position"),
      ...when(confidence < sureIntent, "unsureIntent"),
    ];
    const doubt = found.reduce((sum, sign) => sum + signs[sign], 0);
    return doubt < enough ? [] : shown(slots);
  };
}

function when(holds: boolean, sign: Sign): readonly Sign[] {
  return holds ? [sign] : [];
}

/** What is most often wrong comes first. */
function shown(slots: Slots): readonly SlotName[] {
  const order: readonly SlotName[] = ["items", "amount", "list_ref", "due", "date"];
  const said = Object.keys(slots) as SlotName[];
  return [...order.filter((slot) => slots[slot] !== undefined), ...said].slice(0, 1);
}

/** Numbers and children that were said and became no value; those of a reason or an obstacle are told in it. */
function spareSigns(slots: Slots, sentence: ReadText): readonly Sign[] {
  const values = new Set(numbersIn(slots));
  const words = [slots.reason, slots.text, slots.source, slots.service].filter((said) => said !== undefined);
  const isTold = ({ start, end }: Entity): boolean => {
    const typed = typedBetween(sentence, start, end);
    return words.some((said) => said.includes(typed));
  };
  const isSpare = (entity: Entity, count: number | null): boolean =>
    count !== null && !values.has(count) && !isTold(entity);
  const numbers = sentence.entities.filter((entity) => isSpare(entity, numberOf(entity))).slice(0, mostSpare);
  const groups = sentence.entities.filter((entity) => entity.type === "children");
  // "50 em lớp 4 và 50 em lớp 5" are a hundred.
  const isSum = values.has(groups.reduce((all, { count }) => all + count, 0));
  const children = !isSum && groups.some((entity) => isSpare(entity, entity.count));
  return [...numbers.map((): Sign => "spareNumber"), ...when(children, "spareChildren")];
}

/** "1 triệu ngày 5/10 và 2 triệu ngày 12/10": one of two sums was taken, and neither is the whole. */
function isSumSpare({ amount }: Slots, { entities }: ReadText): boolean {
  if (!amount) return false;
  const sums = entities.flatMap((entity) => (entity.type === "money" && entity.amount ? [entity.amount.value] : []));
  const spare = sums.filter((value) => value !== amount.value);
  return spare.length > 0 && spare.reduce((all, value) => all + value, 0) !== amount.value;
}

function numberOf(entity: Entity): number | null {
  if (entity.type === "goods") return entity.quantity;
  return entity.type === "number" ? entity.value : null;
}

function numbersIn(slots: Slots): readonly (number | null | undefined)[] {
  const { items = [], amount, rejected, child_turns, beneficiaries, instalments, year, list_ref } = slots;
  const counts = [amount?.value, rejected, child_turns, beneficiaries, instalments, year, list_ref];
  return [...items.map(({ quantity }) => quantity), ...counts];
}

function wordSigns({ tokens, cover, language }: ReadText): readonly Sign[] {
  const isFree = ({ kind }: Token, at: number): boolean => kind === "word" && !cover[at];
  return [
    ...tokens.filter(isFree).map((): Sign => "freeWord"),
    ...when(
      tokens.some(({ slip, keyed }) => slip ?? keyed),
      "slip",
    ),
    ...when(language === "vi" && !tokens.some(accented), "unmarked"),
  ];
}
