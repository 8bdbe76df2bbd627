/** Times that are told beside a promise or a need and are no deadline of it: a moment gone by, a season that has come, a wedding, a salary. */
import type { Intent } from "../../model/intent.ts";
import type { Entity } from "../entities/entity.ts";
import type { Lexicon } from "../lexicon.ts";
import { listOf } from "../phrases.ts";
import type { ReadText } from "../read-sentence.ts";
import type { Time } from "../time/time.ts";
import { fullAt } from "../tokens.ts";
import { endOf, find, type Place } from "./own-words.ts";

export type TimeEntity = Extract<Entity, { type: "time" }>;
export type IsBeside = (sentence: ReadText, intent: Intent, time: TimeEntity) => boolean;

const mostBetween = 2;
/** "tiền lời bán" */
const longestEarned = 3;

export function createIsBeside({ told }: Lexicon): IsBeside {
  const handing = listOf(told.handing_over);
  const earned = listOf(told.earned);
  const events = listOf(told.events);
  const come = listOf(told.season_came);

  /** "25/10 con gái tôi tròn 6 tuổi, …": a clause that tells of the day and of nothing handed over. */
  const isOfEvent = (sentence: ReadText, { start, end }: Place): boolean => {
    const { tokens } = sentence;
    const isMark = (at: number): boolean => at < 0 || at >= tokens.length || tokens[at]?.kind === "mark";
    let [from, to] = [start, end];
    while (!isMark(from - 1)) from -= 1;
    while (!isMark(to)) to += 1;
    const has = (words: typeof events): boolean => {
      const found = find(words, sentence, from);
      return found !== null && found.end <= to;
    };
    return has(events) && !has(handing) && (from > 0 || to < tokens.length);
  };

  /** "lương tháng này", "tháng này bán trà chanh được 4 triệu" tell where the money came from. */
  const isSource = (sentence: ReadText, { start, end }: Place): boolean => {
    // "tháng này lãnh thưởng"
    for (let at = end; at <= end + mostBetween; at += 1) if (endOf(earned, sentence, at) !== null) return true;
    for (let at = start - 1; at >= Math.max(0, start - longestEarned); at -= 1)
      if (endOf(earned, sentence, at) === start) return true;
    const sum = sentence.entities.find((entity) => entity.type === "money" && entity.start > end);
    return sum !== undefined && /^(?:được|duoc)$/u.test(fullAt(sentence.tokens, sum.start - 1));
  };

  return (sentence, { intent }, { time, start, end }) => {
    if (isGoneBy(sentence, start, end)) return true;
    const said = time.readings[0]?.time;
    if (time.bound !== null || !said) return false;
    // "mùa nước nổi tới rồi", "gần Tết rồi"
    if (isOfYear(said) && endOf(come, sentence, end) !== null) return true;
    if (time.led) return false;
    // "hôm nay họp lại chốt 18 chiếc": a need is not for today.
    if (intent.startsWith("need.") && intent !== "need.list" && isToday(said)) return true;
    return (
      /^pledge\.(?:create|amend)$/u.test(intent) &&
      (isOfEvent(sentence, { start, end }) || isSource(sentence, { start, end }))
    );
  };
}

/** "hồi nãy", "hồi 28/9", "vừa nãy". */
function isGoneBy(sentence: ReadText, start: number, end: number): boolean {
  return /^(?:hồi|hoi)$/u.test(fullAt(sentence.tokens, start)) || isJustNow(sentence, end);
}

/** "hồi nãy", "vừa nãy": a moment ago. */
export function isJustNow({ tokens }: ReadText, end: number): boolean {
  const said = `${fullAt(tokens, end - 2)} ${fullAt(tokens, end - 1)}`;
  return /^(?:(?:hồi|vừa|mới) nãy|(?:hoi|vua|moi) nay)$/u.test(said);
}

function isOfYear(time: Time): boolean {
  if (time.type === "toward") return isOfYear(time.time);
  return time.type === "season" || time.type === "holiday";
}

function isToday(time: Time): boolean {
  return time.type === "cycle" && time.grain === "day" && time.shift === 0;
}
