/** Of several times in a sentence, which one is meant: the one that binds, the one at which something came, the year that is planned. */
import type { Intent } from "../../model/intent.ts";
import type { Lexicon } from "../lexicon.ts";
import { listOf } from "../phrases.ts";
import type { ReadText } from "../read-sentence.ts";
import { bareAt, fullAt } from "../tokens.ts";
import { isJustNow, type TimeEntity } from "./beside-times.ts";
import { isDay, isGone, yearOf } from "./day-slot.ts";
import { endOf } from "./own-words.ts";

export interface MeantTime {
  readonly entity: TimeEntity;
  /** How much speaks for it: of two that are equal, nobody knows which is meant. */
  readonly weight: number;
}

/** The times that may be meant, the likeliest first. */
export type MeantTimes = (sentence: ReadText, intent: Intent) => readonly MeantTime[];

/** Intents whose `date` lies ahead; everywhere else it is a day on which something has happened. */
export const planning: ReadonlySet<string> = new Set([
  "pledge.schedule",
  "reminder.list",
  "reminder.settings",
  "digest.send",
]);
/** What these set is for a year to come: "năm nay đạt 800, năm 2027 nâng lên 1.000". */
const yearly: ReadonlySet<string> = new Set(["plan.target", "assessment.answer"]);
/** Words between a verb and its time. */
const mostBetween = 2;
const longestVerb = 3;
const small = /^(?:mới|moi|thì|thi|đã|da|vừa|vua|là|la|mình|tui|em|bên|họ|xe|hàng|hang|nó|có|co)$/u;

export function createMeantTimes({ told }: Lexicon): MeantTimes {
  const settled = listOf(told.settled_by);
  const handing = listOf(told.handing_over);
  const arriving = listOf(told.arriving_on);
  const promising = listOf(told.promised_for);
  const prevented = listOf(told.prevented_on);
  const keeping = listOf(told.keeps_until);
  const entered = listOf(told.entered);
  const entering = listOf(told.entering);
  const counted = listOf(told.counted_again);

  const isLedBy = (verbs: typeof settled, sentence: ReadText, { start }: TimeEntity): boolean => {
    for (let at = start; at >= Math.max(0, start - mostBetween - longestVerb); at -= 1) {
      const end = endOf(verbs, sentence, at);
      if (end !== null && end > start - mostBetween - 1 && end <= start + 1) return true;
    }
    return false;
  };

  /** "13/10 mới tới", "12/10 thì đã chuyển". */
  const goesOnWith = (verbs: typeof settled, sentence: ReadText, { end }: TimeEntity): boolean => {
    for (let at = end; at <= end + mostBetween; at += 1) {
      if (endOf(verbs, sentence, at) !== null) return true;
      if (!small.test(fullAt(sentence.tokens, at))) return false;
    }
    return false;
  };

  /** "hàng hẹn 10/10 mà 13/10 mới tới" */
  const isPlanned = (sentence: ReadText, { start }: TimeEntity): boolean => {
    if (endOf(promising, sentence, start) !== null) return true;
    for (let at = start - 1; at >= Math.max(0, start - longestVerb); at -= 1) {
      const end = endOf(promising, sentence, at);
      if (end === start) return true;
    }
    return false;
  };

  /** "ngày 26/10; 25/10 không có ai nhận", "thứ 2 xã bận họp": a day on which it cannot be. */
  const isPrevented = (sentence: ReadText, { end }: TimeEntity): boolean => {
    for (let at = end; at <= end + mostBetween; at += 1) {
      if (endOf(prevented, sentence, at) !== null) return true;
      if (sentence.tokens[at]?.kind !== "word") return false;
    }
    return false;
  };

  /** Of two times, the one that binds, then the one that somebody acts at, is the day that is meant; a whole day rather than an hour. */
  const weight = (sentence: ReadText, entity: TimeEntity, isPast: boolean): number => {
    const said = entity.time.readings[0]?.time.type;
    const whole = said === "part" || said === "clock" ? 0 : 0.5;
    if (isPast && isPlanned(sentence, entity)) return -1;
    if (!isPast && isPrevented(sentence, entity)) return -1;
    if (isPast && goesOnWith(arriving, sentence, entity)) return 2 + whole;
    if (entity.time.bound !== null || isLedBy(settled, sentence, entity)) return 2 + whole;
    const acts = isLedBy(handing, sentence, entity) || endOf(handing, sentence, entity.end) !== null;
    return acts ? 1 + whole : whole;
  };

  /** "hồi sáng nhập 60 là sai", "do kiểm đếm lại ngày 14/10": when something was entered or counted is no day of a delivery. */
  const isOfEntry = (sentence: ReadText, intent: string, entity: TimeEntity): boolean => {
    const { time, start, end } = entity;
    const isRecount = isLedBy(counted, sentence, entity) || goesOnWith(counted, sentence, entity);
    if (isRecount && (intent === "delivery.amend" || isGone(time, sentence.now))) return true;
    if (isJustNow(sentence, end)) return true;
    return (
      (endOf(entered, sentence, end) !== null ||
        (endOf(entering, sentence, end) !== null && isGone(time, sentence.now))) &&
      sentence.tokens.slice(start, end).every(({ kind }) => kind === "word")
    );
  };

  /** "đã hẹn hôm qua nhận đủ": what was promised for a day may have come on it, when nothing else is said. */
  const isPromised = (sentence: ReadText, entity: TimeEntity): boolean => {
    if (goesOnWith(arriving, sentence, entity) && isGone(entity.time, sentence.now)) return false;
    return isPlanned(sentence, entity);
  };

  /** "hạn sử dụng tới tháng 3/2027", "hsd: 12/2026": until then the goods keep. */
  const isOfKeeping = (sentence: ReadText, { start, end: last }: TimeEntity): boolean => {
    for (let at = start; at >= Math.max(0, start - mostBetween - longestVerb); at -= 1) {
      const end = endOf(keeping, sentence, at);
      if (end !== null && end >= start - mostBetween && end < last) return true;
    }
    return false;
  };

  const mayBeMeant = (sentence: ReadText, intent: string, isPast: boolean, entity: TimeEntity): boolean => {
    if (isOfKeeping(sentence, entity)) return false;
    // "tôi nhớ hạn 30/11 rồi, đừng nhắc nữa" tells no day of a reminder.
    if (intent === "reminder.settings" && isDeadlineKnown(sentence, entity)) return false;
    if (intent.endsWith(".amend") && isOfEntry(sentence, intent, entity)) return false;
    return !isPast || !(isPromised(sentence, entity) || isAhead(entity));
  };

  return (sentence, { intent, risk, slots }) => {
    const isPast = risk !== "read" && "date" in slots && !planning.has(intent);
    const times = sentence.entities.filter(
      (entity): entity is TimeEntity => entity.type === "time" && mayBeMeant(sentence, intent, isPast, entity),
    );
    if (times.length < 2) return times.map((entity) => ({ entity, weight: 0 }));
    const spansOnly = "period" in slots && !("due" in slots) && !("date" in slots);
    const weightOf = (entity: TimeEntity): number => {
      if (yearly.has(intent)) return yearOf(entity.time, sentence.now, true) ?? 0;
      // "bản dự thảo để chiều nay trình ký, báo cáo năm nay": a report is of a year and no afternoon.
      return spansOnly ? Number(!isDay(entity.time, sentence.now)) : weight(sentence, entity, isPast);
    };
    return times.map((entity) => ({ entity, weight: weightOf(entity) })).toSorted((a, b) => b.weight - a.weight);
  };
}

/** "nhớ hạn 30/11", "biết ngày 30/11 là tới hạn" */
function isDeadlineKnown({ tokens }: ReadText, { start }: TimeEntity): boolean {
  return /^(?:nho|biet|hay)$/u.test(bareAt(tokens, start - 1)) && bareAt(tokens, start) === "han";
}

/** "mai báo mình khi nhận được": nothing has happened tomorrow. */
function isAhead({ time }: TimeEntity): boolean {
  const said = time.readings[0]?.time;
  return said?.type === "cycle" && said.grain === "day" && said.shift > 0;
}
