/**
 * Numbers that count nothing: "quận 7", "quốc lộ 80", "lớp 10", "loại 500 lít", "i5", "2 hội viên". They name a place, a size or
 * the people who give, and must not become a quantity or a sum.
 */
import type { Lexicon } from "../lexicon.ts";
import { listOf, type Phrases } from "../phrases.ts";
import { accented, bareAt, fullAt, isGlued, type Token } from "../tokens.ts";
import type { GoodsWords } from "./goods-words.ts";
import type { ReadNumber } from "./number.ts";

/** "số nhà cũ 12" is as long as these get. */
const longestLead = 3;
/** Weights that are other words more often: "tốn", "cần". */
const otherWeight = /^(?:ton|can|ta)$/u;
/** Without their marks these are hardly other words. */
const plainLead = /^(?:lop|nguon)$/u;
/** "thiếu số 0", "one zero too many": what stands before a zero that was typed. */
const zeroLead = /^(?:so|chu|con|a|an|one|extra|the|another|missing|single)$/u;
const loneScale = /^(?:tram|chuc|ngan|nghin)$/u;
/** "chương trình 135 cấp 300 cuốn": what programmes of the state are called by. */
const programme = /^(?:134|135|661|1719)$/u;
/** Nobody gives fewer litres than this in "500 lít"; "5 lít" is half a million dong. */
const leastMeasure = 100;

export function createReadCounted(
  { labels }: Lexicon["numerals"],
  readNumber: ReadNumber,
  words: GoodsWords,
): ReadNumber {
  const sure = listOf(labels.sure);
  const unlessCounted = listOf(labels.unless_counted);
  const sizes = listOf(labels.sizes);
  const measures = listOf(labels.measures);
  const people = listOf(labels.people);

  /** Words that stand right before a token; a lone syllable without its marks ("to", "phong") may be any other word. */
  const isBehind = (phrases: Phrases<true>, tokens: readonly Token[], at: number, loose: boolean): boolean => {
    for (let from = at - 1; from >= Math.max(0, at - longestLead); from -= 1)
      if (
        phrases
          .from(tokens, from)
          .some(({ end, wrong, cost }) => end === at && wrong === 0 && (loose || cost === 0 || from < at - 1))
      )
        return true;
    return false;
  };

  const isCounted = (tokens: readonly Token[], at: number): boolean => {
    const unit = words.unit(tokens, at);
    if (words.isChild(tokens, at)) return true;
    if (unit) return !otherWeight.test(fullAt(tokens, at));
    const thing = words.thing(tokens, at);
    return (thing !== null && (thing.cost === 0 || thing.end > at + 1)) || words.other(tokens, at) !== null;
  };

  /** "gạo 50 ký, đường 20": sugar, no street. */
  const isThingOfRow = (tokens: readonly Token[], at: number): boolean =>
    tokens[at - 1]?.kind === "mark" && words.other(tokens, at)?.end === at + 1;

  const isSize = (tokens: readonly Token[], at: number, value: number, end: number): boolean => {
    const measure = measures.from(tokens, end).find(({ wrong }) => wrong === 0);
    if (!measure) return false;
    if (isBehind(sizes, tokens, at, true)) return true;
    const isBig = value >= leastMeasure && bareAt(tokens, at - 1) !== "";
    return isBig && words.freeName(tokens, measure.end) === null && words.thing(tokens, measure.end) === null;
  };

  /** "i5", "11A2", "68t". */
  const isGluedLabel = (tokens: readonly Token[], at: number, end: number): boolean => {
    const before = tokens[at - 1];
    const letter = before?.kind === "word" && before.raw.length === 1 && fullAt(tokens, at - 1) !== "x";
    if (letter && isGlued(tokens, at)) return true;
    return fullAt(tokens, end) === "t" && isGlued(tokens, end) && words.thing(tokens, end + 1) === null;
  };

  const isLabel = (tokens: readonly Token[], at: number, value: number, end: number): boolean => {
    if (words.isNoCount(tokens, at)) return true;
    // "ấp trạm trời" without its marks.
    if (end === at + 1 && loneScale.test(fullAt(tokens, at)) && tokens[end]?.kind === "word" && !isCounted(tokens, end))
      return true;
    // "50 of our raincoats" are no people.
    if (people.from(tokens, end).some((match) => match.wrong === 0 && !words.thing(tokens, match.end))) return true;
    if (value === 0 && isZeroKey(tokens, at, end)) return true;
    if (tokens[at]?.kind !== "number") return false;
    // "ao quan 20 bo": trousers, no district.
    const trousers =
      sure.from(tokens, at - 1).some((lead) => lead.end === at && lead.cost > 0) && isCounted(tokens, end);
    if (!trousers && isBehind(sure, tokens, at, true)) return true;
    if (isSize(tokens, at, value, end) || isGluedLabel(tokens, at, end)) return true;
    return isNumbered(tokens, at, end);
  };

  /** "lớp 10", "chương trình 135" */
  const isNumbered = (tokens: readonly Token[], at: number, end: number): boolean => {
    const lead = tokens[at - 1];
    return (
      lead?.kind === "word" &&
      !isThingOfRow(tokens, at - 1) &&
      isBehind(unlessCounted, tokens, at, !accented(lead) && plainLead.test(bareAt(tokens, at - 1))) &&
      !isCounted(tokens, end)
    );
  };

  /** "bấm dư một số 0", "typed an extra zero": a key, and no number of anything. */
  const isZeroKey = (tokens: readonly Token[], at: number, end: number): boolean =>
    zeroLead.test(bareAt(tokens, at - 1)) && !isCounted(tokens, end);

  return (tokens, at) => {
    const number = readNumber(tokens, at);
    return number && (isProgramme(tokens, at) || isLabel(tokens, at, number.value, number.end)) ? null : number;
  };
}

function isProgramme(tokens: readonly Token[], at: number): boolean {
  return programme.test(fullAt(tokens, at)) && /^(?:trinh|nguon)$/u.test(bareAt(tokens, at - 1));
}
