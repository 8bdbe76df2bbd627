/** Gives every time that was said to the slot that it answers: a deadline, a day gone by, a day to come, a period, a year. */
import type { Slots, SlotName } from "../../model/frame.ts";
import type { Intent } from "../../model/intent.ts";
import type { Entity } from "../entities/entity.ts";
import type { Lexicon } from "../lexicon.ts";
import type { ReadText } from "../read-sentence.ts";
import type { TimeFound } from "../time/read-time.ts";
import type { Time } from "../time/time.ts";
import { bareAt, fullAt } from "../tokens.ts";
import {
  comingDayOf,
  type DayRead,
  dueOf,
  isDay,
  isGone,
  isImpossible,
  pastDayOf,
  periodOf,
  yearOf,
} from "./day-slot.ts";
import { endOf, find, type Place } from "./own-words.ts";
import { yearIn } from "./told-slots.ts";
import { listOf } from "../phrases.ts";

interface Draft {
  readonly slots: { -readonly [Name in keyof Slots]: Slots[Name] };
  readonly alternatives: { slot: SlotName; values: readonly string[] }[];
}

export type FillTimes = (draft: Draft, sentence: ReadText, intent: Intent) => void;
type TimeEntity = Extract<Entity, { type: "time" }>;

/** Intents whose `date` lies ahead; everywhere else it is a day on which something has happened. */
const planning: ReadonlySet<string> = new Set(["pledge.schedule", "reminder.list", "reminder.settings", "digest.send"]);
/** Words between a verb and its time. */
const mostBetween = 2;
const longestVerb = 3;
/** "tiền lời bán" */
const longestEarned = 3;
/** What opens a span when it is said before the day in it: "tuần này vào thứ sáu". */
const span = /^(?:tuan|thang|quy|week|month|quarter)$/u;
const fallingDue = /^(?:han|due)$/u;

export function createFillTimes({ told }: Lexicon): FillTimes {
  const settled = listOf(told.settled_by);
  const handing = listOf(told.handing_over);
  const entered = listOf(told.entered);
  const entering = listOf(told.entering);
  const earned = listOf(told.earned);
  const events = listOf(told.events);

  const isLedBy = (verbs: typeof settled, sentence: ReadText, { start }: TimeEntity): boolean => {
    for (let at = start; at >= Math.max(0, start - mostBetween - longestVerb); at -= 1) {
      const end = endOf(verbs, sentence, at);
      if (end !== null && end > start - mostBetween - 1 && end <= start + 1) return true;
    }
    return false;
  };

  /** Of two times, the one that binds, then the one that somebody acts at, is the day that is meant. */
  const weight = (sentence: ReadText, entity: TimeEntity): number => {
    if (entity.time.bound !== null || isLedBy(settled, sentence, entity)) return 2;
    const acts = isLedBy(handing, sentence, entity) || endOf(handing, sentence, entity.end) !== null;
    return acts ? 1 : 0;
  };

  /** "hồi sáng nhập 60 là sai": when something was entered is no day of a delivery. */
  const isOfEntry = (sentence: ReadText, intent: string, { time, start, end }: TimeEntity): boolean =>
    intent.endsWith(".amend") &&
    (endOf(entered, sentence, end) !== null ||
      (endOf(entering, sentence, end) !== null && isGone(time, sentence.now))) &&
    sentence.tokens.slice(start, end).every(({ kind }) => kind === "word");

  const meantFirst = (sentence: ReadText, { intent, slots }: Intent): readonly TimeEntity[] => {
    const times = sentence.entities.filter(
      (entity): entity is TimeEntity => entity.type === "time" && !isOfEntry(sentence, intent, entity),
    );
    if (times.length < 2) return times;
    const spansOnly = "period" in slots && !("due" in slots) && !("date" in slots);
    // "bản dự thảo để chiều nay trình ký, báo cáo năm nay": a report is of a year and no afternoon.
    const weightOf = (entity: TimeEntity): number =>
      spansOnly ? Number(!isDay(entity.time, sentence.now)) : weight(sentence, entity);
    const weights = new Map(times.map((entity) => [entity, weightOf(entity)]));
    return times.toSorted((a, b) => (weights.get(b) ?? 0) - (weights.get(a) ?? 0));
  };

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

  return ({ slots, alternatives }, sentence, asked) => {
    const { intent, risk, slots: wanted } = asked;
    const { now, today, tokens } = sentence;
    const spoken = "year" in wanted ? yearIn(sentence) : null;
    const open = (slot: SlotName): boolean => slot in wanted && slots[slot] === undefined;
    const dayOf = planning.has(intent) ? comingDayOf : pastDayOf;
    const dateRead = (time: TimeFound): DayRead | null => {
      if (intent !== "reminder.settings") return dayOf(time, now);
      // "nhắc buổi sáng" names no day, "tạm ngưng tới hết tháng" its last one.
      const said = time.readings[0]?.time.type;
      if (said === "part" || said === "clock") return null;
      const until = time.bound === "by" ? dueOf(time, now) : null;
      return until && until.day >= today ? until : dayOf(time, now);
    };

    const dueRead = (time: TimeFound): DayRead | null => {
      const read = dueOf(time, now);
      // Who only looks says when they look: "tối nay".
      return risk === "read" && read?.day === today && time.bound === null && !time.led ? null : read;
    };

    /** "lương tháng này", "tháng này bán trà chanh được 4 triệu" tell where the money came from. */
    const isSource = ({ time, start, end }: TimeEntity): boolean => {
      if (time.bound !== null || time.led || !/^pledge\.(?:create|amend)$/u.test(intent)) return false;
      if (isOfEvent(sentence, { start, end })) return true;
      // "tháng này lãnh thưởng"
      for (let at = end; at <= end + mostBetween; at += 1) if (endOf(earned, sentence, at) !== null) return true;
      for (let at = start - 1; at >= Math.max(0, start - longestEarned); at -= 1)
        if (endOf(earned, sentence, at) === start) return true;
      const sum = sentence.entities.find((entity) => entity.type === "money" && entity.start > end);
      return sum !== undefined && /^(?:được|duoc)$/u.test(fullAt(tokens, sum.start - 1));
    };

    const take = (slot: "due" | "date", read: DayRead | null): boolean => {
      if (!read) return false;
      slots[slot] = read.day;
      if (read.readings.length > 0) alternatives.push({ slot, values: read.readings });
      return true;
    };

    /** A whole year goes to the slot that is made for years. */
    const takeSpan = (time: TimeFound, start: number, end: number): void => {
      const year = "year" in wanted ? yearOf(time, now) : null;
      // "target 2027 (last year we had 1,800)"
      if (year !== null && spoken !== null && spoken !== year && intent === "plan.target") return;
      if (year !== null && slots.period === undefined) slots.year ??= year;
      else if (open("period") && !isMoment(time, slots)) {
        const isFallingDue = tokens.slice(start, end).some((_, at) => fallingDue.test(bareAt(tokens, start + at)));
        const period = periodOf(time, now, isFallingDue);
        if (period !== null) slots.period = period;
      }
    };

    for (const entity of meantFirst(sentence, asked)) {
      const { time, start, end } = entity;
      if (isSource(entity)) continue;
      const slot = open("due") ? "due" : open("date") ? "date" : null;
      // The 31st of February is asked about, with nothing to choose from.
      if (slot && isImpossible(time)) alternatives.push({ slot, values: [] });
      else if (!slot || !take(slot, slot === "due" ? dueRead(time) : dateRead(time))) takeSpan(time, start, end);
      else if (open("period") && span.test(bareAt(tokens, time.start))) takeSpan(aroundOf(time), start, end);
    }
  };
}

/** "bữa nay NC26-057 còn thiếu mấy cái": how one thing stands today is how it stands. */
function isMoment({ readings }: TimeFound, { need, pledge }: Slots): boolean {
  const time = readings[0]?.time;
  return (need ?? pledge) !== undefined && time?.type === "cycle" && time.grain === "day" && time.shift === 0;
}

/** The span around a day: the quarter of "quý 4 sáng mai". */
function aroundOf(found: TimeFound): TimeFound {
  const outer = (time: Time): Time => (time.type === "in" ? outer(time.outer) : time);
  return { ...found, readings: found.readings.map((reading) => ({ ...reading, time: outer(reading.time) })) };
}
