/** From where to where the name of a giver goes: "Hôm 2/10 | quân khu | có", "trường được | Viettel |", "| Agribank | đã lắp 3 bồn". */
import type { Entity } from "../entities/entity.ts";
import type { Lexicon } from "../lexicon.ts";
import { listOf } from "../phrases.ts";
import type { ReadText } from "../read-sentence.ts";
import { fullAt } from "../tokens.ts";
import { endOf, isCapital, wordsBetween } from "./own-words.ts";

/** `named`: only what begins like the name of a giver is one. */
export type GiverBetween = (sentence: ReadText, from: number, to: number, named?: boolean) => string | null;

const lead = /^(?:hôm|hom|bữa|bua|ngày|ngay|có|co|,)$/u;
const goodsWord = /^(?:quà|qua|hàng|hang|đồ|do|gifts?|goods)$/u;
const of = /^(?:của|cua|from|by)$/u;
/** "tụi em bên Đoàn xã" */
const ours = /^(?:tụi|tui|chúng|em|mình|minh|xã|xa|bên|ben|trường|truong|ấp|ap)$/u;

export function isCounted(entity: Entity): boolean {
  return (entity.type === "goods" && entity.quantity !== null) || entity.type === "children";
}

export function createGiverBetween(
  { giver_ends, giver_acts }: Lexicon["told"],
  begins: (sentence: ReadText, at: number) => boolean,
): GiverBetween {
  const ends = listOf(giver_ends);
  const acts = listOf(giver_acts);

  const startOf = (sentence: ReadText, from: number, to: number): number => {
    const { tokens, cover } = sentence;
    let start = from;
    while (start < to && (isTime(sentence, start) || lead.test(fullAt(tokens, start)))) start += 1;
    if (cover[start]?.type === "goods" || goodsWord.test(fullAt(tokens, start)))
      for (let at = start; at < to; at += 1) if (of.test(fullAt(tokens, at))) start = at + 1;
    // Who gets it stands before "được"; "vận động được 90 suất" got the goods themselves.
    for (let at = start; at < to - 1; at += 1)
      if (/^(?:được|duoc)$/u.test(fullAt(tokens, at)) && cover[at + 1]?.type !== "goods") start = at + 1;
    // "Kiên Lương có doanh nghiệp …", "xã mình có nguồn 135": where it is.
    for (let at = start; at < to - 1; at += 1)
      if (/^(?:có|co)$/u.test(fullAt(tokens, at)) && isWhere(sentence, start, at) && begins(sentence, at + 1))
        start = at + 1;
    return start;
  };

  const endIn = (sentence: ReadText, start: number, to: number): number => {
    const { tokens, cover, entities } = sentence;
    // "Quà của Liên đoàn Lao động: 100 phần, phát sáng nay"
    const colon = tokens.findIndex(({ full }, at) => at > start && at < to && full === ":" && !cover[at]);
    const goods = entities.find((entity) => entity.start > start && entity.start < to && isCounted(entity));
    const limit = Math.min(colon > 0 ? colon : to, goods?.start ?? to);
    let end = limit;
    for (let shorter: number | null = end; shorter !== null; shorter = withoutLast(sentence, start, end)) end = shorter;
    return end;
  };

  /** "quân khu cũng có": without the words that only lead to the verb; "Nông thôn mới đã …" keeps its name. */
  const withoutLast = (sentence: ReadText, start: number, end: number): number | null => {
    const isDone = /^(?:đã|da)$/u.test(fullAt(sentence.tokens, end));
    if (isCapital(sentence, end - 1) || (isDone && /^(?:mới|moi)$/u.test(fullAt(sentence.tokens, end - 1))))
      return null;
    for (let at = Math.max(start + 1, end - 2); at < end; at += 1)
      if (endOf(ends, sentence, at) === end || endOf(acts, sentence, at) === end) return at;
    return null;
  };

  return (sentence, from, to, named = false) => {
    const { tokens } = sentence;
    let start = startOf(sentence, from, to);
    let end = tokens.findIndex((_, at) => at > start && at < to && isTime(sentence, at));
    const behind = tokens.findLastIndex((_, at) => at >= start && at < to && isTime(sentence, at)) + 1;
    // "Đợt bão tháng 9 Mặt trận tỉnh": whom a name begins behind the time.
    if (end < 0 || begins(sentence, behind)) end = to;
    if (end === to) start = Math.max(start, behind);
    end = endIn(sentence, start, end);
    if (named) while (start < end && ours.test(fullAt(tokens, start)) && !begins(sentence, start)) start += 1;
    return named && !begins(sentence, start) ? null : wordsBetween(sentence, start, end);
  };
}

/** "Nắng Mai": a name may hold what elsewhere is a day. */
function isTime(sentence: ReadText, at: number): boolean {
  const covered = sentence.cover[at];
  if (covered?.type !== "time") return false;
  return !(covered.end === covered.start + 1 && at > 0 && isCapital(sentence, at) && isCapital(sentence, at - 1));
}

/** A place, or "xã mình", and nothing else. */
function isWhere({ tokens, cover }: ReadText, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1)
    if (cover[at]?.type !== "place" && !ours.test(fullAt(tokens, at)) && !/^(?:ở|o|tại)$/u.test(fullAt(tokens, at)))
      return false;
  return true;
}

export function upToGoods(sentence: ReadText, from: number): string | null {
  const next = sentence.entities.find(
    (entity) => entity.start >= from && entity.type !== "place" && entity.type !== "named",
  );
  const place = sentence.entities.find((entity) => entity.type === "place" && entity.start > from);
  const mark = sentence.tokens.findIndex((token, i) => i >= from && /^[,;.]$/u.test(token.full));
  const done = sentence.tokens.findIndex((token, i) => i > from && /^(?:đã|da|reached|arrived)$/u.test(token.full));
  const ends = [next?.start, place?.start, mark < 0 ? undefined : mark, done < 0 ? undefined : done].filter(
    (end) => end !== undefined,
  );
  return wordsBetween(sentence, from, Math.min(...ends, sentence.tokens.length));
}
