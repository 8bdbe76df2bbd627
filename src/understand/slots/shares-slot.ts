/**
 * Multiplies what is said of each one: "mỗi em 2 cuốn vở cho 30 em", "2 notebooks each", "30 bao gạo, mỗi bao 10 ký",
 * "20 suất học bổng, mỗi suất 1 triệu". A share of nobody knows how many leaves its total open.
 */
import type { Entity, Goods } from "../entities/entity.ts";
import { clamp } from "../entities/digits.ts";
import { amount } from "../entities/money-range.ts";
import type { Lexicon } from "../lexicon.ts";
import { listOf } from "../phrases.ts";
import type { ReadText } from "../read-sentence.ts";
import { bareAt, fullAt, isGlued } from "../tokens.ts";
import { childrenIn } from "./children-slot.ts";

export type ShareOut = (entities: readonly Entity[], sentence: ReadText) => readonly Entity[];

/** "mỗi em", "/suất", "each": who or what gets a share. */
interface Mark {
  readonly start: number;
  readonly end: number;
  /** The word for one of them, null for a child. */
  readonly of: string | null;
}
type Share = Extract<Entity, { type: "goods" | "money" }>;

/** "mỗi em được nhận 2 cuốn": words between a mark and its share. */
const longestGap = 3;
/** In dong; a smaller sum is for one of them. */
const leastGift = 50_000;
/** More marks are a table. */
const mostMarks = 4;
const acts =
  /^(?:nhan|giao|phat|gui|cho|co|ve|toi|tang|trao|nhap|chuyen|dang|gop|dung|phai|xong|biet|du|cap|da|lap|mua|xay|vua|nham|ck|gop|nop|dong)$/u;
/** As typed: "mới" shares nothing out. */
const each = /^(?:mỗi|mổi|mõi|moi|từng|tung|every|each|per)$/u;
/** Behind these the whole is said. */
const totals = /^(?:[.;]|tổng|tong|cộng|hết|het|total|altogether)$/u;
const kinds = /^(?:thứ|thu|loại|loai|món|mon|kind|sort|type)$/u;
/** What comes back in time is an instalment. */
const rhythm = /^(?:thang|tuan|ngay|nam|quy|dot|lan|ky|buoi|month|week|day|year|time|quarter)$/u;

export function createShareOut({ chat }: Lexicon): ShareOut {
  const children = listOf(chat.children);

  const markAt = ({ tokens, cover }: ReadText, at: number): Mark | null => {
    // "632 ngàn một thẻ"
    if (cover[at - 1]?.type === "money" && /^(?:một|mot|1)$/u.test(fullAt(tokens, at)))
      return rhythm.test(bareAt(tokens, at + 1)) ? null : { start: at, end: at + 2, of: fullAt(tokens, at + 1) };
    const slash = fullAt(tokens, at) === "/" && isGlued(tokens, at + 1) && tokens[at + 1]?.kind === "word";
    if (!slash && !each.test(fullAt(tokens, at))) return null;
    // "moi nhan 30 cai men" has just been received.
    if (fullAt(tokens, at) === "moi" && acts.test(bareAt(tokens, at + 1))) return null;
    const from = /^(?:mot|1)$/u.test(bareAt(tokens, at + 1)) && cover[at + 1] === null ? at + 2 : at + 1;
    const child = children.from(tokens, from).find((match) => match.wrong === 0);
    if (child) return { start: at, end: child.end, of: null };
    if (rhythm.test(bareAt(tokens, from))) return null;
    // "2 notebooks each to 30 children"
    if (/^each$/u.test(fullAt(tokens, at)) && !isCounted(fullAt(tokens, from)))
      return { start: at, end: at + 1, of: null };
    return tokens[from]?.kind === "word" ? { start: at, end: from + 1, of: fullAt(tokens, from) } : null;
  };

  const marksOf = (sentence: ReadText): readonly Mark[] => {
    const marks: Mark[] = [];
    for (let at = 0; at < sentence.tokens.length && marks.length < mostMarks; at += 1) {
      const mark = markAt(sentence, at);
      if (mark) marks.push(mark);
    }
    return marks;
  };

  return (entities, sentence) => {
    let shared: readonly Entity[] = entities.map((entity) => ofEachGift(entity, entities));
    for (const mark of marksOf(sentence)) shared = share(shared, mark, sentence);
    return shared;
  };
}

function share(entities: readonly Entity[], mark: Mark, sentence: ReadText): readonly Entity[] {
  const shares = sharesOf(entities, mark, sentence);
  if (kinds.test(mark.of ?? "")) return ofEachKind(entities, mark);
  if (shares.length === 0) return entities;
  const packs = entities.find((entity): entity is Goods => isPack(entity, mark, sentence) && !shares.includes(entity));
  const count = packs?.quantity ?? countOf(entities, mark, sentence);
  // "nhận cái NC26-012 và cả NC26-015, mỗi cái 20 phần": as much for the first as for the second.
  if (count === null && entities.filter(({ type }) => type === "code").length > 1) return entities;
  const totals = new Set(
    shares.flatMap((each) => (each.type === "goods" && each.item !== null ? [multiplied(each.quantity, count)] : [])),
  );
  // "mỗi xe 1tr8, và 3 triệu tiền mặt": only the first is a price.
  const price = shares.find(({ type }) => type === "money");
  return entities.flatMap((entity) => {
    if (entity === packs) return [weighed(packs, shares, count)];
    // The bag of "1 triệu một bao" is no other bag; "mỗi em 1 cuốn, tổng cộng 612 cuốn" tells the total twice.
    if (entity.type === "goods" && entity.item === null) {
      if (entity.start >= mark.start && entity.start < mark.end) return [];
      if (entity.start >= mark.end && entity.quantity !== null && entity.quantity !== 1 && totals.has(entity.quantity))
        return [];
    }
    if (!shares.some((each) => each === entity)) return [entity];
    if (entity.type === "money" && packs && !isMoneyGift(packs)) return entity === price ? [] : [entity];
    if (entity.type === "money") return count === null ? [] : [times(entity, count)];
    // What is inside of packs is not given beside them, nor what each gets of things that were counted.
    if (entity.type === "goods")
      return packs || isTold(entities, shares, entity)
        ? []
        : [{ ...entity, quantity: multiplied(entity.quantity, count) }];
    return [entity];
  });
}

/** "bút chì với tập, mỗi thứ 60" */
function ofEachKind(entities: readonly Entity[], { start, end }: Mark): readonly Entity[] {
  const counts = entities.filter((entity) => entity.type === "number" || isCount(entity));
  const count = counts.find((entity) => entity.start >= end) ?? counts.find((entity) => entity.end === start);
  const quantity = count?.type === "number" ? count.value : count?.type === "goods" ? count.quantity : null;
  if (!count || quantity === null || (count.type === "goods" && count.item !== null)) return entities;
  return entities
    .filter((entity) => entity !== count)
    .map((entity) => (entity.type === "goods" && entity.quantity === null ? { ...entity, quantity } : entity));
}

/** "12 xe đạp cho 12 em, mỗi em một chiếc": the twelve are known. */
function isTold(entities: readonly Entity[], shares: readonly Share[], { item, unit }: Goods): boolean {
  if (item !== null) return false;
  return entities.some(
    (whole) => isCount(whole) && !shares.includes(whole) && (whole.item !== null || whole.unit === unit),
  );
}

/** After "mỗi em" all that follows; else the one just before: "2 cuốn vở mỗi em". */
function sharesOf(entities: readonly Entity[], { start, end }: Mark, { tokens }: ReadText): readonly Share[] {
  const all = entities.filter((entity): entity is Share => entity.type === "money" || isCount(entity));
  const next = all.find((entity) => entity.start >= end);
  const stop = tokens.findIndex(({ full }, i) => i >= end && totals.test(full));
  if (next && next.start - end <= longestGap)
    return all.filter((entity) => entity.start >= end && (stop < 0 || entity.start < stop));
  return all.filter(
    (entity) => entity.end === start || (entity.end === start - 1 && fullAt(tokens, start - 1) === "cho"),
  );
}

function isCount(entity: Entity): entity is Goods {
  return entity.type === "goods" && entity.quantity !== null;
}

/** The goods that are counted in the word of the mark: the bags of "mỗi bao". */
function isPack(entity: Entity, { of }: Mark, { tokens }: ReadText): entity is Goods {
  if (of === null || !isCount(entity)) return false;
  return tokens.slice(entity.start, entity.end).some(({ full }) => full === of);
}

/** How many children there are, or how many of "4 lớp". */
function countOf(entities: readonly Entity[], { of, start, end }: Mark, { tokens }: ReadText): number | null {
  const others = entities.filter((entity) => entity.start >= end || entity.end <= start);
  if (of === null) {
    const first = others.find((entity) => entity.type === "children");
    return first ? (childrenIn({ entities: others, tokens }) ?? first.count) : null;
  }
  for (const entity of others) {
    if (entity.type === "number" && fullAt(tokens, entity.end) === of) return entity.value;
  }
  return null;
}

/** "30 suất học bổng 500k": nobody gives so little to thirty. */
function ofEachGift(entity: Entity, entities: readonly Entity[]): Entity {
  if (entity.type !== "money" || entity.amount?.currency !== "VND") return entity;
  const gifts = entities.find(({ type, end }) => type === "goods" && end === entity.start);
  const count = gifts?.type === "goods" && isMoneyGift(gifts) && gifts.unit === "gift" ? (gifts.quantity ?? 1) : 1;
  return count > 1 && entity.amount.value / count < leastGift ? times(entity, count) : entity;
}

/** What a bicycle costs is not given beside it; a scholarship is its money. */
function isMoneyGift({ item, free }: Goods): boolean {
  return !free && (item === null || item === "scholarship" || item.endsWith("_gift"));
}

/** Bags of a known weight become their weight. */
function weighed(packs: Goods, shares: readonly Share[], count: number | null): Goods {
  const [inside] = shares;
  const weight = shares.length === 1 && inside?.type === "goods" && inside.unit === "kg" ? inside : null;
  if (!weight || (weight.item !== null && weight.item !== packs.item)) return packs;
  return { ...packs, quantity: multiplied(weight.quantity, count), unit: "kg" };
}

function times(money: Extract<Entity, { type: "money" }>, count: number): Entity {
  const total = money.amount && amount(money.amount.value * count, money.amount.currency);
  return { ...money, amount: total, others: money.others.map((other) => other * count) };
}

function multiplied(quantity: number | null, count: number | null): number | null {
  return quantity === null || count === null ? null : clamp(quantity * count);
}

function isCounted(word: string): boolean {
  return /^(?:class|school|family|household|box|bag|set|pack|carton|commune|hamlet)$/u.test(word);
}
