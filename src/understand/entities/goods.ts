/** Reads what is counted: "80 bộ đồ ấm", "ba chục cuốn tập", "gạo 50kg", "40 boxes of milk", "80". */
import type { Language } from "../../model/message.ts";
import type { Lexicon } from "../lexicon.ts";
import { createPhrases, type Match } from "../phrases.ts";
import type { Token } from "../tokens.ts";
import type { ReadNumber } from "./number.ts";

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

export interface ReadGoods {
  (tokens: readonly Token[], at: number): GoodsFound | null;
  /** The thing alone, without a number. */
  thing(tokens: readonly Token[], at: number): GoodsFound | null;
  isUnit(tokens: readonly Token[], at: number): boolean;
}

interface Unit {
  readonly id: string;
  readonly loose: boolean;
  readonly factor: number;
}
interface Thing {
  readonly id: string;
  readonly unit: string;
  readonly sector: string;
}

const codeLetters = /^(?:nc|ck|gn|kk)$/u;
/** Longer names of unlisted things are sentences. */
const longestName = 4;

export function createReadGoods(lexicon: Lexicon, readNumber: ReadNumber, language: Language | null): ReadGoods {
  const tongues = language === "en" ? (["en", "vi"] as const) : (["vi", "en"] as const);
  const units = createPhrases(
    tongues.flatMap((tongue) =>
      lexicon.units.flatMap((unit) => unit[tongue].map((say): [string, Unit] => [say, unit])),
    ),
  );
  const things = createPhrases(
    lexicon.items.flatMap((item) =>
      tongues.flatMap((tongue) =>
        item[tongue].map(({ say, unit }): [string, Thing] => [say, { ...item, unit: unit ?? item.unit }]),
      ),
    ),
  );
  const both = (words: { vi: readonly string[]; en: readonly string[] }) =>
    createPhrases(tongues.flatMap((tongue) => words[tongue].map((say): [string, true] => [say, true])));
  const notGoods = both(lexicon.chat.not_goods);
  const children = both(lexicon.chat.children);
  const nameEnd = both(lexicon.chat.goods_end);
  const notThings = both(lexicon.chat.not_things);

  const unitAt = (tokens: readonly Token[], at: number): Match<Unit> | null => {
    const word = units.first(tokens, at);
    return word && word.wrong === 0 ? word : null;
  };
  const thingAt = (tokens: readonly Token[], at: number): Match<Thing> | null =>
    notThings.first(tokens, at)?.wrong === 0 ? null : things.first(tokens, at);

  const read = (tokens: readonly Token[], at: number): GoodsFound | null => {
    const number = readNumber(tokens, at);
    return number ? afterNumber(tokens, at, number) : (beforeNumber(tokens, at) ?? null);
  };

  const afterNumber = (
    tokens: readonly Token[],
    at: number,
    number: NonNullable<ReturnType<ReadNumber>>,
  ): GoodsFound | null => {
    if (tokens[number.end]?.full === "of" && readNumber(tokens, number.end + 1)) return partOf(tokens, number);
    let unit = unitAt(tokens, number.end) ?? misspeltUnit(tokens, number.end);
    let next = unit?.end ?? number.end;
    // "20 cái bộ đồ": the second classifier tells more. "cặp" and "thùng mì": a thing beats a unit of the same words.
    const second = unit?.value.loose ? unitAt(tokens, next) : null;
    if (second && !second.value.loose && thingAt(tokens, second.end)) {
      unit = second;
      next = second.end;
    }
    const direct = thingAt(tokens, number.end);
    const linked = unit ? thingAt(tokens, skipOf(tokens, next)) : null;
    const counted = { quantity: number.value, others: number.others };
    if (direct && direct.end >= (linked?.end ?? next)) return { ...named(direct, null), ...counted };
    if (linked) return { ...named(linked, unit?.value ?? null), ...weigh(counted, unit?.value) };
    if (notGoods.first(tokens, number.end) || children.first(tokens, number.end)) return null;
    const free = freeName(tokens, next);
    const unitId = unit && !(unit.value.loose && !free) ? unit.value.id : (unit?.value.id ?? null);
    if (free && (unit || (number.form === "digits" && !isYear(number.value))))
      return { item: free.name, unit: unitId, sector: null, end: free.end, free: true, ...weigh(counted, unit?.value) };
    if (!unit) return null;
    if (number.form === "bare" && tokens[at]?.bare === "khong") return null;
    return { item: null, unit: unitId, sector: null, end: next, free: false, ...weigh(counted, unit.value) };
  };

  /** "80 of 200 sets": eighty sets. */
  const partOf = (tokens: readonly Token[], number: NonNullable<ReturnType<ReadNumber>>): GoodsFound | null => {
    const whole = readNumber(tokens, number.end + 1);
    const goods = whole ? afterNumber(tokens, number.end + 1, whole) : null;
    return goods && { ...goods, quantity: number.value, others: number.others };
  };

  /** "80 bô đo âm": between a number and a thing even a wrongly accented unit is clear. */
  const misspeltUnit = (tokens: readonly Token[], at: number): Match<Unit> | null => {
    const plain = tokens[at] && { ...tokens[at], full: tokens[at].bare };
    const unit = plain?.kind === "word" ? units.first([plain], 0) : null;
    return unit && thingAt(tokens, at + 1) ? { ...unit, end: at + 1 } : null;
  };

  /** "đồ ấm 1.500 bộ", "gạo: 50kg", "áo mưa 40 cái". */
  const beforeNumber = (tokens: readonly Token[], at: number): GoodsFound | null => {
    const thing = thingAt(tokens, at);
    if (!thing) return null;
    const from = /^[:=x-]$/u.test(tokens[thing.end]?.full ?? "") ? thing.end + 1 : thing.end;
    const number = readNumber(tokens, from);
    if (!number || number.form === "bare" || children.first(tokens, number.end)) return null;
    const unit = unitAt(tokens, number.end);
    // "áo mưa 40 áo phao 20": the number before a second thing may belong to either; only a unit or an end settles it.
    const follows = tokens[number.end];
    if (!unit && follows && follows.kind !== "mark" && !nameEnd.first(tokens, number.end)) return null;
    if (!unit && follows && /^[-/]$/u.test(follows.full)) return null;
    const counted = weigh({ quantity: number.value, others: number.others }, unit?.value);
    return { ...named(thing, unit?.value ?? null), ...counted, end: unit?.end ?? number.end };
  };

  const named = (thing: Match<Thing>, unit: Unit | null): Omit<GoodsFound, "quantity" | "others"> => ({
    item: thing.value.id,
    unit: unit && !unit.loose ? unit.id : thing.value.unit,
    sector: thing.value.sector,
    end: thing.end,
    free: false,
  });

  const freeName = (tokens: readonly Token[], at: number): { name: string; end: number } | null => {
    const words: string[] = [];
    let end = at;
    while (words.length < longestName && tokens[end]?.kind === "word" && !nameEnd.first(tokens, end)) {
      if (codeLetters.test(tokens[end]?.bare ?? "") && tokens[end + 1]?.kind === "number") break;
      if (thingAt(tokens, end) || (words.length > 0 && readNumber(tokens, end)?.form === "digits")) break;
      words.push(tokens[end]?.full ?? "");
      end += 1;
    }
    return words.length > 0 ? { name: words.join(" "), end } : null;
  };

  const thing = (tokens: readonly Token[], at: number): GoodsFound | null => {
    const found = thingAt(tokens, at);
    // A lone syllable without its diacritics ("ung", "vo", "my") is nearly always another word.
    if (found && found.cost > 0 && found.end === at + 1 && tokens[at]?.bare !== "gao") return null;
    return found && { ...named(found, null), quantity: null, others: [] };
  };

  return Object.assign(read, {
    thing,
    isUnit: (tokens: readonly Token[], at: number) => unitAt(tokens, at) !== null,
  });
}

function isYear(value: number): boolean {
  return value >= 2019 && value <= 2040;
}

function skipOf(tokens: readonly Token[], at: number): number {
  return tokens[at]?.full === "of" ? at + 1 : at;
}

/** Weights are kept in kg. */
function weigh(
  { quantity, others }: { quantity: number; others: readonly number[] },
  unit: Unit | undefined,
): { quantity: number; others: readonly number[] } {
  const factor = unit?.factor ?? 1;
  return { quantity: quantity * factor, others: others.map((other) => other * factor) };
}
