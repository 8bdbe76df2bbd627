/**
 * The chart: every reader proposes what may begin at each token, then the best row of proposals that do not overlap is
 * taken. Linear in the length of the text, because each proposal is bounded.
 */
import type { Language } from "../../model/message.ts";
import type { Lexicon } from "../lexicon.ts";
import { createPhrases, listOf } from "../phrases.ts";
import type { PlaceFound, Places } from "../places/places.ts";
import { createReadTimes, type TimeFound } from "../time/read-time.ts";
import { bareAt, fullAt, isGlued, type Token } from "../tokens.ts";
import { dayOf } from "../../model/wall-clock.ts";
import { createReadAge } from "./age.ts";
import { bestRow } from "./best-row.ts";
import { readCode } from "./code.ts";
import type { Entity } from "./entity.ts";
import { createReadGoods, type GoodsFound } from "./goods.ts";
import { createGoodsWords } from "./goods-words.ts";
import { createReadSum } from "./money.ts";
import { createReadMoney } from "./money-range.ts";
import { createReadCounted } from "./label-number.ts";
import { createMoneyWords } from "./money-words.ts";
import { createReadTenth } from "./tenth.ts";
import { createReadNumber, type NumberFound, type ReadNumber } from "./number.ts";
import { createReadOrdinal } from "./ordinal.ts";
import { readPhone } from "./phone.ts";

type Code = Extract<Entity, { type: "code" }>;

export type FindEntities = (tokens: readonly Token[], places: Places, now: string) => readonly Entity[];

/** One for each language of the sentence: words and number marks differ. */
export function createFindEntities(lexicon: Lexicon, language: Language | null): FindEntities {
  const readNumber = remembered(numbersOf(lexicon, language));
  const goodsWords = createGoodsWords(lexicon, language);
  const readCounted = remembered(createReadCounted(lexicon.numerals, readNumber, goodsWords));
  const readTenth = createReadTenth(lexicon.numerals);
  const readGoods = createReadGoods(goodsWords, readCounted, readTenth, language);
  const children = listOf(lexicon.chat.children);
  const counts = (tokens: readonly Token[], at: number): boolean =>
    goodsWords.unit(tokens, at) !== null ||
    goodsWords.thing(tokens, at) !== null ||
    children.first(tokens, at) !== null;
  const names = (tokens: readonly Token[], at: number): boolean => goodsWords.freeName(tokens, at) !== null;
  const moneyWords = createMoneyWords(lexicon.money);
  const around = { counts, names, ends: goodsWords.endsName };
  const readMoney = createReadMoney(moneyWords, createReadSum(moneyWords, readCounted, readTenth, around));
  const readTimes = createReadTimes(lexicon.calendar, language);
  const readAge = createReadAge(lexicon.ageBands, readNumber, counts);
  const readOrdinal = createReadOrdinal(lexicon.chat, readNumber, counts, names);
  const named = createPhrases(namedEntries(lexicon));
  const otherCounts = listOf(lexicon.chat.other_counts);

  /** "45/50 em", "45 trong 50 em": where they end. */
  const someOfChildren = (tokens: readonly Token[], { value, end }: NumberFound): number | null => {
    const slash = fullAt(tokens, end) === "/" && isGlued(tokens, end);
    const all = slash ? end + 1 : goodsWords.partOf(tokens, end);
    const whole = all === null ? null : readNumber(tokens, all);
    // What may be a day and a month is no part.
    if (!whole || whole.value < value || (slash && whole.value <= 12)) return null;
    return children.from(tokens, whole.end).find(({ wrong }) => wrong === 0)?.end ?? null;
  };

  const countedAt = (tokens: readonly Token[], start: number): readonly Entity[] => {
    const number = readNumber(tokens, start);
    if (!number) return [];
    const isCount = readCounted(tokens, start) !== null && !isShift(tokens, start);
    const child = isCount ? children.from(tokens, number.end).find((match) => match.wrong === 0) : undefined;
    const end = child?.end ?? (isCount ? someOfChildren(tokens, number) : null);
    const found: Entity[] = end === null ? [] : [{ type: "children", start, end, count: number.value }];
    if (!readCounted(tokens, start) || !isNumber(tokens, start, number)) return found;
    const aside = otherCounts.from(tokens, number.end).some(({ wrong }) => wrong === 0);
    return [...found, { type: "number", start, ...number, aside }];
  };

  /** Goods in words that no list has, and without those words: what else they mean may count more. */
  const goodsAt = (start: number, goods: GoodsFound): readonly Entity[] => {
    const { unitEnd } = goods;
    const found: Entity = { type: "goods", start, ...goods };
    if (unitEnd === undefined) return [found];
    return [found, { ...found, item: null, end: unitEnd, free: false, holdsThing: false }];
  };

  const goodsOrTime = (tokens: readonly Token[], start: number, time: TimeFound | null): readonly Entity[] => {
    const goods = readGoods(tokens, start);
    const isNone = goods && (isTimeOfDay(tokens, { ...goods, start }, time) || isDayOfMung(tokens, goods, time, start));
    const found = goods && !isNone ? goodsAt(start, goods) : [];
    const isPart = goods && time && isOfGoods(tokens, goods, time, start);
    return time && !isPart ? [{ type: "time", start, end: time.end, time }, ...found] : found;
  };

  const codesIn = (tokens: readonly Token[], year: number): readonly (Code | null)[] =>
    tokens.map((_, start) => {
      const code = readCode(tokens, start, year, (next) => counts(tokens, next));
      return code && { type: "code", start, ...code };
    });

  /** "150 food parcels" are parcels. */
  const namedAt = (tokens: readonly Token[], at: number) => {
    // "muon" is "muốn" far more often than "muộn".
    const word = fullAt(tokens, at) === "muon" ? undefined : named.from(tokens, at).find(({ wrong }) => wrong === 0);
    return word && tokens[at - 1]?.kind === "number" && names(tokens, word.end) ? undefined : word;
  };

  return (tokens, places, now) => {
    const year = Number(dayOf(now).slice(2, 4));
    const found = readTimes(tokens, now);
    const timeAt = (at: number): TimeFound | null => {
      const time = found.time(at);
      return time && isNamedAfterDay(tokens, time) ? null : time;
    };
    const codes = codesIn(tokens, year);
    const proposals = codes.map((code): Entity[] => (code ? [code] : []));
    const propose = (entity: Entity): void => void proposals[entity.start]?.push(entity);
    // "ấp Kinh Hai, NC26-078": letters that begin a code are no name.
    for (const place of places.find(tokens).filter(({ end }) => !codes[end - 1])) {
      const { start, end } = place;
      const time = timeAt(start);
      if (!isDayName(place, time)) propose({ type: "place", start, end, place, time: time?.end === end ? time : null });
    }

    for (let at = 0; at < tokens.length; at += 1) {
      if (isInside(tokens, codes, at)) continue;
      const start = at;
      const phone = readPhone(tokens, at);
      if (phone) propose({ type: "phone", start, ...phone });
      const time = timeAt(at);
      const length = found.length(at);
      if (length) propose({ type: "duration", start, end: length.end, length });
      const money = readMoney(tokens, at);
      if (money && !goesOn(time, money.end)) propose({ type: "money", start, ...money });
      for (const entity of goodsOrTime(tokens, at, time)) propose(entity);
      const age = readAge(tokens, at);
      if (age) propose({ type: "age", start, ...age });
      const ordinal = readOrdinal(tokens, at);
      if (ordinal) propose({ type: "ordinal", start, ...ordinal });
      const word = namedAt(tokens, at);
      if (word) propose({ type: "named", start, end: word.end, ...word.value });
      for (const entity of countedAt(tokens, at)) propose(entity);
    }
    return bestRow(proposals);
  };
}

/** Tokens of a code in one piece; a row of glued marks is not walked back through. */
const longestCode = 8;

/** The parts of `CK26-045`, written in one piece, are nothing by themselves. */
function isInside(tokens: readonly Token[], codes: readonly (Code | null)[], at: number): boolean {
  let start = at;
  while (at - start < longestCode && !codes[start] && isGlued(tokens, start)) start -= 1;
  const code = codes[start];
  if (!code || code.end <= at) return false;
  for (let next = at + 1; next < code.end; next += 1) if (!isGlued(tokens, next)) return false;
  return true;
}

/** English numbers that are no other words. */
const longWord = /^(?:two|three|four|five|six|seven|eight|nine)$/u;

/** Thứ Ba is a commune, too, but without a word for one it is Tuesday. Bình Minh is one before it is dawn. */
function isDayName({ end }: PlaceFound, time: TimeFound | null): boolean {
  return time !== null && time.end >= end && time.readings[0]?.time.type !== "part";
}

/** "chợ Thứ Bảy", "kinh Thứ Ba": places are called after canals, and those after days. */
function isNamedAfterDay(tokens: readonly Token[], { start, end }: TimeFound): boolean {
  const isDay = end === start + 2 && tokens[start]?.raw === "Thứ" && tokens[start + 1]?.capital === true;
  return isDay && /^(?:chợ|kinh|kênh|cầu|bến|vàm|ngã|ấp|xóm)$/u.test(fullAt(tokens, start - 1));
}

/** "3 ruoi chieu mai" is half past three; money ends before "mai", since "chieu" is also a slip of "triệu". */
function goesOn(time: TimeFound | null, end: number): boolean {
  return time !== null && time.end > end;
}

/** "sau bữa trưa" is after lunch, and not six lunches. */
function isTimeOfDay(
  tokens: readonly Token[],
  goods: { readonly start: number; readonly end: number; readonly quantity: number | null },
  time: TimeFound | null,
): boolean {
  return time?.end === goods.end && goods.quantity !== null && tokens[goods.start]?.kind === "word";
}

/** Words of time that belong to goods. */
function isOfGoods(tokens: readonly Token[], goods: GoodsFound, time: TimeFound, at: number): boolean {
  return isNamedAfterFeast(goods, time, at) || isFraction(tokens, goods, time, at);
}

/** "mùng 8 tháng 12" is a day and no eight nets. */
function isDayOfMung(tokens: readonly Token[], goods: GoodsFound, time: TimeFound | null, at: number): boolean {
  const said = time?.readings[0]?.time;
  return tokens[at]?.kind === "word" && said?.type === "date" && said.day !== null && (time?.end ?? 0) > goods.end;
}

/** "phat qua tet roi": the gifts of a feast, handed out already, and not around last Tết. */
function isNamedAfterFeast(
  goods: { readonly item: string | null; readonly end: number },
  time: TimeFound,
  at: number,
): boolean {
  return goods.item !== null && time.start > at && goods.end > time.start;
}

/** "tuan sau em giao": after this week, and no six children. */
function isShift(tokens: readonly Token[], at: number): boolean {
  return (
    fullAt(tokens, at) === "sau" && /^(?:tuan|thang|nam|quy|hom|bua|ngay|lan|dot|ky)$/u.test(bareAt(tokens, at - 1))
  );
}

/** "1/2 ta gao" is half a quintal of rice, and no first day of a lunar month. */
function isFraction(
  tokens: readonly Token[],
  goods: { readonly item: string | null; readonly quantity: number | null; readonly end: number },
  time: TimeFound,
  at: number,
): boolean {
  return goods.item !== null && goods.quantity !== null && goods.end > time.end && fullAt(tokens, at + 1) === "/";
}

/** A lone word is too little, and the parts of a date that does not exist ("31/2") are no numbers. */
function isNumber(tokens: readonly Token[], at: number, { form, end }: NumberFound): boolean {
  if (form === "bare" && tokens.length > 1 && !longWord.test(tokens[at]?.full ?? "")) return false;
  const slash = (mark: number): boolean => tokens[mark]?.full === "/" && isGlued(tokens, mark);
  return !slash(end) && !(slash(at - 1) && isGlued(tokens, at));
}

/**
 * Where the language is not known to be English, Vietnamese number words come first: they are as short as English ones are
 * long. "ten" and "an" in a Vietnamese sentence are "tên" and "ăn".
 */
function numbersOf({ numerals }: Lexicon, language: Language | null): ReadNumber {
  const first = createReadNumber(numerals, language);
  if (language === "en") return first;
  const second = createReadNumber(numerals, "en");
  return (tokens, at) => {
    const vi = first(tokens, at);
    if (language === "vi" && (vi || tokens[at]?.kind !== "word" || (tokens[at]?.full.length ?? 0) < 4)) return vi;
    const en = second(tokens, at);
    if (language === "vi" && en?.form === "bare") return vi;
    return (en?.end ?? 0) > (vi?.end ?? 0) ? en : vi;
  };
}

/** Goods, money, days and ages all ask for the number at the same place: it is read once for each sentence. */
function remembered(readNumber: ReadNumber): ReadNumber {
  let sentence: readonly Token[] | null = null;
  let known: (NumberFound | null | undefined)[] = [];
  return (tokens, at) => {
    if (tokens !== sentence) [sentence, known] = [tokens, []];
    const kept = known[at];
    return kept === undefined ? (known[at] = readNumber(tokens, at)) : kept;
  };
}

type Named = Extract<Entity, { type: "named" }>;

function namedEntries({ sectors, chat }: Lexicon): [string, Pick<Named, "slot" | "value">][] {
  const rows = {
    sector: sectors,
    visibility: chat.visibilities,
    status: chat.statuses,
    sort: chat.sorts,
    language: chat.languages,
  };
  return (Object.keys(rows) as Named["slot"][]).flatMap((slot) =>
    rows[slot].flatMap(({ id, vi, en }) =>
      [...vi, ...en].map((say): [string, Pick<Named, "slot" | "value">] => [say, { slot, value: id }]),
    ),
  );
}
