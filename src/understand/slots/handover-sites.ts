/** Places where people meet, said with no word before them: "giao CK26-045 ngày 20/10, sân nhà thờ", "next Tuesday, 2pm, commune hall". */
import type { Lexicon } from "../lexicon.ts";
import { listOf, type Phrases } from "../phrases.ts";
import type { ReadText } from "../read-sentence.ts";
import { bareAt, fullAt } from "../tokens.ts";
import { endOf, isAccented, isCapital, wordsBetween } from "./own-words.ts";

/** "in front of", "văn phòng ấp" */
const longestCue = 3;
/** "Hoa Binh primary school" */
const longestEnglish = 5;
/** Without its marks a lone head is too many other words: "cho", "san", "cau". */
const plainHeads = /^(?:truong)$/u;
/** "chợ xã", "trường cũ": what a lone head goes on with, besides a name. */
const goesOn = /^(?:xa|ap|phuong|huyen|nha|lang|so|cu)$/u;
/** Sides that say nothing more of the place. */
const emptySide = /^(?:ngay|ở|o)$/u;

type BareSites = (sentence: ReadText) => string | null;
/** `by`: what makes it a place; a mark or a day before it says less than "tới". */
interface Lead {
  readonly by: "boundary" | "way";
  readonly start: number;
}

export function createBareSites({ told }: Lexicon, endFrom: (sentence: ReadText, from: number) => number): BareSites {
  const sites = listOf(told.handover_sites);
  const heads = listOf({ vi: told.site_heads.vi, en: [] });
  const englishHeads = listOf({ vi: [], en: told.site_heads.en });
  const sides = listOf(told.site_sides);
  const acts = listOf(told.site_acts);
  const ways = listOf(told.handover_ways);
  const handing = listOf(told.handing_over);
  const ends = listOf(told.name_ends);

  const startBefore = (words: Phrases<true>, sentence: ReadText, end: number): number | null => {
    for (let at = Math.max(0, end - longestCue); at < end; at += 1)
      if (endOf(words, sentence, at) === end && sentence.cover[at]?.type !== "time") return at;
    return null;
  };

  const leadOf = (sentence: ReadText, at: number): Lead | null => {
    const side = startBefore(sides, sentence, at);
    const start = side !== null && !emptySide.test(fullAt(sentence.tokens, side)) ? side : at;
    const from = side ?? at;
    if (startBefore(ways, sentence, from) !== null) return { by: "way", start };
    if (isBoundary(sentence, from)) return { by: side === null ? "boundary" : "way", start };
    return startBefore(handing, sentence, from) === null ? null : { by: "way", start };
  };

  /** "ủy ban bận họp": who acts is no place, unless something leads there. */
  const actWithin = (sentence: ReadText, from: number, to: number): number => {
    for (let at = from; at <= to; at += 1)
      if (sentence.cover[at]?.type !== "place" && endOf(acts, sentence, at) !== null) return at;
    return -1;
  };

  const upTo = (sentence: ReadText, head: number, lead: Lead | null): string | null => {
    const end = Math.max(head, endFrom(sentence, head - 1));
    const act = actWithin(sentence, head, end);
    if (act >= 0 && lead?.by !== "way") return null;
    return lead && wordsBetween(sentence, lead.start, act < 0 ? end : act);
  };

  const isWhole = ({ tokens, cover }: ReadText, end: number): boolean =>
    end >= tokens.length || tokens[end]?.kind === "mark" || cover[end]?.type === "time" || cover[end]?.type === "code";

  /** Whether the head can be nothing else, or a name follows it. */
  const isSure = (sentence: ReadText, at: number, head: number, lead: Lead): boolean => {
    const isLong = head > at + 1;
    if (!isAccented(sentence) && !isLong && !plainHeads.test(bareAt(sentence.tokens, at))) return false;
    const isNamed = sentence.cover[head]?.type === "place" || isCapital(sentence, head);
    // "qua cầu" only goes on.
    if (lead.by === "way") return isLong || isNamed || bareAt(sentence.tokens, at) !== "cau";
    return isLong || isNamed || goesOn.test(bareAt(sentence.tokens, head));
  };

  const headed = (sentence: ReadText, at: number): string | null => {
    const head = endOf(heads, sentence, at);
    const lead = head === null ? null : leadOf(sentence, at);
    if (head === null || !lead || !isSure(sentence, at, head, lead)) return null;
    if (lead.by === "boundary" && startBefore(handing, sentence, endFrom(sentence, head - 1) + 1) !== null) return null;
    return upTo(sentence, head, lead);
  };

  /** "commune hall", "in front of the church", between marks and days. */
  const englishAt = (sentence: ReadText, at: number): string | null => {
    const { tokens, cover } = sentence;
    const lead = at > 0 ? leadOf(sentence, at) : null;
    if (!lead) return null;
    for (let end = at; end < at + longestEnglish && tokens[end]?.kind === "word"; end += 1) {
      const head = endOf(englishHeads, sentence, end);
      const isEnd = head !== null && endOf(englishHeads, sentence, head) === null;
      if (isEnd) return isWhole(sentence, head) ? wordsBetween(sentence, lead.start, head) : upTo(sentence, head, lead);
      const covered = cover[end]?.type;
      if ((covered !== undefined && covered !== "place" && covered !== "named") || endOf(acts, sentence, end) !== null)
        return null;
      if (endOf(ends, sentence, end) !== null) return null;
    }
    return null;
  };

  return (sentence) => {
    for (let at = 0; at < sentence.tokens.length; at += 1) {
      const site = endOf(sites, sentence, at);
      const told =
        site === null
          ? headed(sentence, at)
          : upTo(sentence, site, leadOf(sentence, at) ?? { by: "boundary", start: at });
      const found = told ?? (sentence.language === "en" ? englishAt(sentence, at) : null);
      if (found) return found;
    }
    return null;
  };
}

/** Behind a mark, a day or a code. */
function isBoundary({ tokens, cover }: ReadText, at: number): boolean {
  if (at === 0) return false;
  const before = cover[at - 1]?.type;
  return tokens[at - 1]?.kind === "mark" || before === "time" || before === "code";
}
