/** Reads what is counted: "80 bộ đồ ấm", "ba chục cuốn tập", "gạo 50kg", "40 boxes of milk", "80 bộ". */
import type { Match } from "../phrases.ts";
import { bareAt, fullAt, type Token } from "../tokens.ts";
import type { GoodsWords, Thing, Unit } from "./goods-words.ts";
import type { NumberFound, ReadNumber } from "./number.ts";

export interface GoodsFound {
  readonly item: string | null;
  readonly quantity: number | null;
  readonly unit: string | null;
  readonly sector: string | null;
  readonly end: number;
  /** Other quantities the same characters may mean. */
  readonly others: readonly number[];
  /** The item is not of the catalogue, only the person's words. */
  readonly free: boolean;
}

export type ReadGoods = (tokens: readonly Token[], at: number) => GoodsFound | null;

const through = /^(?:-|đến|tới|den|toi|to)$/u;

export function createReadGoods(words: GoodsWords, readNumber: ReadNumber): ReadGoods {
  const afterNumber = (tokens: readonly Token[], number: NumberFound): GoodsFound | null => {
    if (fullAt(tokens, number.end) === "of") return partOf(tokens, number);
    const range = rangeOf(tokens, number);
    if (range) return range;
    const unit = unitAfter(tokens, number.end);
    const direct = words.thing(tokens, number.end);
    const linked = unit && words.thing(tokens, skipOf(tokens, unit.end));
    // "20 cặp sách": a thing beats a unit made of the same words.
    if (direct && direct.end >= (linked?.end ?? unit?.end ?? 0))
      return { ...named(direct, null), ...count(number, null) };
    if (linked) return { ...named(linked, unit.value), ...count(number, unit.value) };
    return unlisted(tokens, number, unit);
  };

  /** A unit alone ("80 bộ"), or a thing that no list has ("5 cái quạt máy"). */
  const unlisted = (tokens: readonly Token[], number: NumberFound, unit: Match<Unit> | null): GoodsFound | null => {
    if (words.isNoGoods(tokens, number.end) || words.isChild(tokens, number.end)) return null;
    const free = words.freeName(tokens, unit?.end ?? number.end);
    const counted = count(number, unit?.value ?? null);
    const common = { unit: unit?.value.id ?? null, sector: null, ...counted };
    const certain = unit !== null || (number.form === "digits" && !isYear(number.value));
    if (free && certain) return { item: free.name, end: free.end, free: true, ...common };
    return unit ? { item: null, end: unit.end, free: false, ...common } : null;
  };

  /** "20 cái bộ đồ ấm": the second classifier tells more. */
  const unitAfter = (tokens: readonly Token[], at: number): Match<Unit> | null => {
    const unit = words.unit(tokens, at) ?? words.misspeltUnit(tokens, at);
    const second = unit?.value.loose ? words.unit(tokens, unit.end) : null;
    return second && !second.value.loose && words.thing(tokens, second.end) ? second : unit;
  };

  /** "20-30 cái", "từ 20 đến 30 bộ": the smaller number, and ask. */
  const rangeOf = (tokens: readonly Token[], number: NumberFound): GoodsFound | null => {
    if (number.form === "bare" || !through.test(fullAt(tokens, number.end))) return null;
    const second = readNumber(tokens, number.end + 1);
    if (!second || second.value <= number.value || through.test(fullAt(tokens, second.end))) return null;
    const goods = afterNumber(tokens, second);
    return goods && !goods.free ? { ...goods, quantity: number.value, others: [second.value] } : null;
  };

  /** "80 of 200 sets": eighty sets. */
  const partOf = (tokens: readonly Token[], number: NumberFound): GoodsFound | null => {
    const whole = readNumber(tokens, number.end + 1);
    const goods = whole && fullAt(tokens, whole.end) !== "of" ? afterNumber(tokens, whole) : null;
    return goods && { ...goods, quantity: number.value, others: number.others };
  };

  /** "đồ ấm 1.500 bộ", "gạo: 50kg", "áo mưa 40 cái". */
  const beforeNumber = (tokens: readonly Token[], at: number): GoodsFound | null => {
    const thing = words.thing(tokens, at);
    if (!thing) return null;
    const from = /^[:=x-]$/u.test(fullAt(tokens, thing.end)) ? thing.end + 1 : thing.end;
    const number = readNumber(tokens, from);
    if (!number || number.form === "bare" || words.isChild(tokens, number.end)) return null;
    const unit = words.unit(tokens, number.end);
    // "áo mưa 40 áo phao 20": the number before a second thing may belong to either; only a unit or an end settles it.
    const after = tokens[number.end];
    const ends = !after || (after.kind === "mark" && !/^[-/]$/u.test(after.full)) || words.endsName(tokens, number.end);
    if (!unit && !ends) return null;
    return {
      ...named(thing, unit?.value ?? null),
      ...count(number, unit?.value ?? null),
      end: unit?.end ?? number.end,
    };
  };

  return (tokens, at) => {
    const number = readNumber(tokens, at);
    if (number) return number.form === "bare" && fullAt(tokens, at) === "không" ? null : afterNumber(tokens, number);
    return beforeNumber(tokens, at) ?? alone(words.thing(tokens, at), tokens, at);
  };
}

/** A thing without a number. A lone syllable without its diacritics ("ung", "vo", "my") is nearly always another word. */
function alone(thing: Match<Thing> | null, tokens: readonly Token[], at: number): GoodsFound | null {
  if (!thing || (thing.cost > 0 && thing.end === at + 1 && bareAt(tokens, at) !== "gao")) return null;
  return { ...named(thing, null), quantity: null, others: [] };
}

function named(thing: Match<Thing>, unit: Unit | null): Omit<GoodsFound, "quantity" | "others"> {
  const { id, unit: own, sector } = thing.value;
  return { item: id, unit: unit && !unit.loose ? unit.id : own, sector, end: thing.end, free: false };
}

/** Weights are kept in kg. */
function count(number: NumberFound, unit: Unit | null): Pick<GoodsFound, "quantity" | "others"> {
  const factor = unit?.factor ?? 1;
  return { quantity: number.value * factor, others: number.others.map((other) => other * factor) };
}

function isYear(value: number): boolean {
  return value >= 2019 && value <= 2040;
}

function skipOf(tokens: readonly Token[], at: number): number {
  return fullAt(tokens, at) === "of" ? at + 1 : at;
}
