/** Reads what is counted: "80 bộ đồ ấm", "ba chục cuốn tập", "gạo 50kg", "40 boxes of milk", "80 bộ". */
import type { Language } from "../../model/message.ts";
import type { Match } from "../phrases.ts";
import { bareAt, fullAt, isGlued, type Token } from "../tokens.ts";
import { type Count, createReadCount } from "./goods-count.ts";
import type { FreeName, GoodsWords, Thing, Unit } from "./goods-words.ts";
import type { ReadNumber } from "./number.ts";
import type { ReadTenth } from "./tenth.ts";

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
  /** A listed thing is a part of those words, or they are the usual name of one that is not listed. */
  readonly holdsThing?: boolean;
  /** Where the number and the unit before those words end. */
  readonly unitEnd?: number | undefined;
  /** Tokens of the number before them. */
  readonly lead?: number;
}

export type ReadGoods = (tokens: readonly Token[], at: number) => GoodsFound | null;

/** A unit that was said, with the rest said in parts of it: "2 tạ rưỡi". */
interface Measure extends Match<Unit> {
  readonly rest: number;
}

/** "áo mưa 40 áo phao 20 …": a longer row of such pairs is not looked through. */
const longestRow = 8;
const parts = /^(?:chia|lam|thanh|trong|ra)$/u;

export function createReadGoods(
  words: GoodsWords,
  readNumber: ReadNumber,
  readTenth: ReadTenth,
  language: Language | null,
): ReadGoods {
  const readCount = createReadCount(words, readNumber, language);

  const afterCount = (tokens: readonly Token[], at: number, count: Count): GoodsFound | null => {
    const unit = measureAt(tokens, count.end);
    const direct = words.thing(tokens, count.end);
    const linked = unit && words.thing(tokens, skipOf(tokens, unit.end));
    const owned = unit ? null : words.thing(tokens, skipOf(tokens, count.end));
    // "20 cặp sách": a thing beats a unit made of the same words.
    if (direct && direct.end >= (linked?.end ?? unit?.end ?? 0))
      return { ...named(direct, null), ...counted(count, null) };
    if (linked) return { ...named(linked, unit.value), ...counted(count, unit) };
    if (owned) return { ...named(owned, null), ...counted(count, null) };
    return wholeName(tokens, count, unit) ?? unlisted(tokens, at, count, unit);
  };

  /** "20 bao tay", "20 ổ khóa": the word for a unit is a part of the name. */
  const wholeName = (tokens: readonly Token[], count: Count, unit: Measure | null): GoodsFound | null => {
    if (!unit || count.two || words.other(tokens, skipOf(tokens, unit.end))) return null;
    const whole = words.other(tokens, count.end);
    if (!whole || whole.cost > 0 || whole.end <= unit.end) return null;
    return { ...unlistedThing(whole, null), ...counted(count, null) };
  };

  const isNoGoods = (tokens: readonly Token[], at: number, end: number, isNamed: boolean): boolean =>
    (words.isNoGoods(tokens, end) && !isWeight(tokens, at, end, isNamed)) || words.isChild(tokens, end);

  /** A unit alone ("80 bộ"), or a thing that no list has ("5 cái quạt máy"). */
  const unlisted = (tokens: readonly Token[], at: number, count: Count, unit: Measure | null): GoodsFound | null => {
    const from = skipOf(tokens, unit?.end ?? count.end);
    const free = count.two ? null : words.freeName(tokens, from);
    const other = count.two ? null : words.other(tokens, from);
    const isOther = other !== null && from === count.end;
    if (!isOther && isNoGoods(tokens, at, count.end, free !== null)) return null;
    if (other && other.end >= (free?.end ?? 0)) return { ...unlistedThing(other, unit), ...counted(count, unit) };
    const kind = free && unit ? vehicleName(tokens, unit, free) : null;
    const lead = count.end - at;
    if (kind) return { ...kind, free: true, lead, sector: null, ...counted(count, null) };
    const common = { sector: null, ...counted(count, unit) };
    if (free && (unit !== null || isCertain(tokens, at, count)))
      return {
        ...common,
        ...ofUnit(unit),
        item: free.name,
        end: free.end,
        free: true,
        lead,
        holdsThing: free.holdsThing,
      };
    return unit ? { item: null, end: unit.end, free: false, unit: unit.value.id, ...common } : null;
  };

  /** "20 cái bộ đồ ấm": the second classifier tells more. */
  const measureAt = (tokens: readonly Token[], at: number): Measure | null => {
    const unit = words.unit(tokens, at) ?? words.misspeltUnit(tokens, at);
    const second = unit?.value.loose ? words.unit(tokens, unit.end) : null;
    const chosen = second && !second.value.loose && words.thing(tokens, second.end) ? second : unit;
    return chosen && withRest(tokens, chosen);
  };

  /** "2 tạ rưỡi gạo", "1 tấn 2": only weights have such a rest, and only rice or an end shows that a digit is one. */
  const withRest = (tokens: readonly Token[], unit: Match<Unit>): Measure => {
    if (unit.value.id !== "kg") return { ...unit, rest: 0 };
    const { value: rest, end } = readTenth(tokens, unit.end, closes);
    return { ...unit, end, rest };
  };

  const closes = (tokens: readonly Token[], at: number): boolean => {
    const after = tokens[at];
    const ends =
      after?.kind === "mark" && (!after.glued || (/^[,.;!?)]$/u.test(after.full) && !isGlued(tokens, at + 1)));
    return !after || ends || words.thing(tokens, at)?.value.unit === "kg";
  };

  /** "đồ ấm 1.500 bộ", "gạo: 50kg", "áo mưa 40 cái", "áo ấm (50 cái)". */
  const beforeCount = (tokens: readonly Token[], at: number): GoodsFound | null => {
    const listed = words.thing(tokens, at);
    const other = listed ? null : words.other(tokens, at);
    const thing = listed ?? other;
    if (!thing) return null;
    const lead = leadAt(tokens, thing.end);
    const count = isPacked(tokens, at, thing.end) ? null : readCount(tokens, lead);
    if (!count || words.isChild(tokens, count.end)) return null;
    const unit = measureAt(tokens, count.end);
    if (listed && isOfNext(tokens, at, listed, unit?.end ?? count.end)) return null;
    if (!unit && !isOwn(tokens, count)) return null;
    const end = unit?.end ?? count.end;
    const name = nameOf(listed, other, unit);
    return name && { ...name, ...counted(count, unit), end: isBracketed(tokens, lead, end) ? end + 1 : end };
  };

  /** "10 bao gạo (50kg)": bags of rice, and what one weighs. */
  const isPacked = (tokens: readonly Token[], at: number, end: number): boolean =>
    fullAt(tokens, end) === "(" && tokens[at - 2]?.kind === "number" && words.unit(tokens, at - 1)?.end === at;

  const leadAt = (tokens: readonly Token[], at: number): number =>
    /^[:=x(-]$/u.test(fullAt(tokens, at)) ? at + 1 : words.countLead(tokens, at);

  /** "vac vo 5 bao gao": no notebooks, but rice. "5 cuốn tập 2 cây": the books were counted before. */
  const isOfNext = (tokens: readonly Token[], at: number, listed: Match<Thing>, end: number): boolean => {
    if (tokens[at - 1]?.kind === "number" && words.unit(tokens, at)) return true;
    return listed.cost > 0 && listed.end === at + 1 && words.thing(tokens, skipOf(tokens, end)) !== null;
  };

  /** A number without a unit; "áo ấm 9-12 tuổi" are for some age. */
  const isOwn = (tokens: readonly Token[], count: Count): boolean =>
    count.form !== "bare" &&
    !isYear(count.quantity) &&
    !words.isAge(tokens, count.end) &&
    standsAlone(tokens, count.end);

  /** The number of "áo mưa 40 áo phao 20" belongs to the thing before it, if the row ends with a number. */
  const standsAlone = (tokens: readonly Token[], from: number): boolean => {
    let at = from;
    for (let pairs = 0; pairs < longestRow; pairs += 1) {
      const after = tokens[at];
      if (!after || (after.kind === "mark" && !/^[-/]$/u.test(after.full)) || words.endsName(tokens, at)) return true;
      const thing = words.thing(tokens, at);
      const number = thing && readNumber(tokens, thing.end);
      if (!number) return false;
      at = number.end;
    }
    return false;
  };

  /** "ba lô" is no three of anything. */
  const isThing = (tokens: readonly Token[], at: number, count: Count): boolean => {
    const thing = words.thing(tokens, at);
    return thing !== null && thing.wrong === 0 && thing.end > count.end;
  };

  return (tokens, at) => {
    const count = words.isNoCount(tokens, at) || isYearNamed(tokens, at) ? null : readCount(tokens, at);
    if (count && !(count.form === "bare" && isThing(tokens, at, count)))
      return count.form === "bare" && bareAt(tokens, at) === "khong" ? null : afterCount(tokens, at, count);
    return beforeCount(tokens, at) ?? alone(words.thing(tokens, at), tokens, at);
  };
}

/** "bao gao 25 ky" and "20 ky duong" are weights, "chia 3 ky" three parts. */
function isWeight(tokens: readonly Token[], at: number, end: number, isNamed: boolean): boolean {
  if (fullAt(tokens, end) !== "ky") return false;
  const before = bareAt(tokens, at - 1);
  return /^(?:bao|gao|tui|goi|loai|nang|can)$/u.test(before) || (isNamed && !parts.test(before));
}

/** "áo ấm (50 cái)" */
function isBracketed(tokens: readonly Token[], start: number, end: number): boolean {
  return fullAt(tokens, start - 1) === "(" && fullAt(tokens, end) === ")";
}

/** "trăm nón" counts, "tram troi" and "ngan hang" do not. */
function isCertain(tokens: readonly Token[], at: number, count: Count): boolean {
  if (count.form === "digits") return !isYear(count.quantity);
  const isOther = /^(?:tram|chuc|ngan|nghin)$/u.test(fullAt(tokens, at)) && count.end === at + 1;
  return !isOther && count.form === "words" && (count.quantity > 10 || bareAt(tokens, count.end - 1) !== "muoi");
}

function ofUnit(unit: Measure | null): Pick<GoodsFound, "unit" | "unitEnd"> {
  return { unit: unit?.value.id ?? null, unitEnd: unit?.end };
}

/** "60 chiếc xe lăn", "2 xe đẩy": the word for a vehicle is a part of the name. */
function vehicleName(
  tokens: readonly Token[],
  unit: Measure,
  { name, end, holdsThing }: FreeName,
): Pick<GoodsFound, "item" | "unit" | "end" | "holdsThing"> | null {
  if (fullAt(tokens, unit.end - 1) !== "xe") return null;
  const counted = bareAt(tokens, unit.end - 2) === "chiec" ? "piece" : null;
  return { item: `xe ${name}`, unit: counted, end, holdsThing };
}

/** A thing without a number. A lone syllable without its diacritics ("ung", "vo", "my") is nearly always another word. */
function alone(thing: Match<Thing> | null, tokens: readonly Token[], at: number): GoodsFound | null {
  const isShort = thing !== null && thing.cost > 0 && thing.end === at + 1;
  if (!thing || (isShort && bareAt(tokens, at) !== "gao" && !isListed(tokens, at))) return null;
  return { ...named(thing, null), quantity: null, others: [] };
}

/** "ao mua voi ung, moi thu 35": the second of two things. */
function isListed(tokens: readonly Token[], at: number): boolean {
  const joins = /^(?:voi|va|\+)$/u.test(fullAt(tokens, at - 1)) && at > 1;
  return joins && tokens[at + 1]?.kind === "mark" && /^(?:mỗi|moi)$/u.test(fullAt(tokens, at + 2));
}

function named(thing: Match<Thing>, unit: Unit | null): Omit<GoodsFound, "quantity" | "others"> {
  const { id, unit: own, sector } = thing.value;
  return { item: id, unit: unit && !unit.loose ? unit.id : own, sector, end: thing.end, free: false };
}

/** "dầu ăn 60 chai": its usual name are the person's own words. */
function unlistedThing(thing: Match<string>, unit: Measure | null): Omit<GoodsFound, "quantity" | "others"> {
  return {
    item: thing.value,
    unit: unit?.value.id ?? null,
    sector: null,
    end: thing.end,
    free: true,
    holdsThing: true,
  };
}

function nameOf(
  listed: Match<Thing> | null,
  other: Match<string> | null,
  unit: Measure | null,
): Omit<GoodsFound, "quantity" | "others"> | null {
  return listed ? named(listed, unit?.value ?? null) : other && unlistedThing(other, unit);
}

/** Weights are kept in kg. */
function counted(count: Count, unit: Measure | null): Pick<GoodsFound, "quantity" | "others"> {
  const factor = unit?.value.factor ?? 1;
  const weigh = (quantity: number): number => Math.round((quantity + (unit?.rest ?? 0)) * factor * 1000) / 1000;
  return { quantity: weigh(count.quantity), others: count.others.map(weigh) };
}

function isYear(value: number): boolean {
  return value >= 2019 && value <= 2040;
}

/** "năm 2025 cả tỉnh …" */
function isYearNamed(tokens: readonly Token[], at: number): boolean {
  return /^(?:năm|nam|year)$/u.test(fullAt(tokens, at - 1)) && isYear(Number(fullAt(tokens, at)));
}

/** "40 boxes of milk", "3 of my laptops"; "10 lít dầu ăn" in a measure that has no name here. */
function skipOf(tokens: readonly Token[], from: number): number {
  const at = /^(?:lít|lit|litres?|liters?)$/u.test(fullAt(tokens, from)) && tokens[from + 1] ? from + 1 : from;
  if (fullAt(tokens, at) !== "of") return at;
  return /^(?:my|our)$/u.test(fullAt(tokens, at + 1)) ? at + 2 : at + 1;
}
