/** Gives every time that was said to the slot that it answers: a deadline, a day gone by, a day to come, a period, a year. */
import type { Slots, SlotName } from "../../model/frame.ts";
import type { Intent } from "../../model/intent.ts";
import type { Lexicon } from "../lexicon.ts";
import type { ReadText } from "../read-sentence.ts";
import type { TimeFound } from "../time/read-time.ts";
import type { Time } from "../time/time.ts";
import { bareAt } from "../tokens.ts";
import { createIsBeside, type TimeEntity } from "./beside-times.ts";
import { comingDayOf, type DayRead, dueOf, isImpossible, pastDayOf, periodOf, yearOf } from "./day-slot.ts";
import { createMeantTimes, type MeantTime, planning } from "./meant-times.ts";
import { yearIn } from "./told-slots.ts";

interface Draft {
  readonly slots: { -readonly [Name in keyof Slots]: Slots[Name] };
  readonly alternatives: { slot: SlotName; values: readonly string[] }[];
}

export type FillTimes = (draft: Draft, sentence: ReadText, intent: Intent) => void;
/** Said of a year beside the one that is meant: "target 2027 (last year we had 1,800)". */
const yearly: ReadonlySet<string> = new Set(["plan.target", "assessment.answer"]);
/** What opens a span when it is said before the day in it: "tuần này vào thứ sáu". */
const span = /^(?:tuan|thang|quy|week|month|quarter)$/u;
const fallingDue = /^(?:han|due)$/u;

export function createFillTimes(lexicon: Lexicon): FillTimes {
  const meantFirst = createMeantTimes(lexicon);
  const isBeside = createIsBeside(lexicon);

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

    const meant = meantFirst(sentence, asked);
    const readOf = (slot: "due" | "date", entity: TimeEntity): DayRead | null =>
      slot === "due" ? (isBeside(sentence, asked, entity) ? null : dueRead(entity.time)) : dateRead(entity.time);

    /** "9/10 ký, 12/10 chuyển 2 triệu": two days, and nothing tells which of them is meant. */
    const rivalsOf = (slot: "due" | "date", { entity, weight }: MeantTime, day: string): readonly string[] => {
      if (risk === "read") return [];
      const others = meant.filter(
        (each) => each.entity !== entity && each.weight === weight && each.entity.time.bound !== "from",
      );
      return others.flatMap((each) => readOf(slot, each.entity)?.day ?? []).filter((other) => other !== day);
    };

    const take = (slot: "due" | "date", each: MeantTime): boolean => {
      const read = readOf(slot, each.entity);
      if (!read) return false;
      slots[slot] = read.day;
      const values = [...new Set([read.day, ...read.readings, ...rivalsOf(slot, each, read.day)])];
      if (values.length > 1) alternatives.push({ slot, values });
      return true;
    };

    /** A whole year goes to the slot that is made for years. */
    const takeSpan = (time: TimeFound, start: number, end: number): void => {
      const year = "year" in wanted ? yearOf(time, now, yearly.has(intent)) : null;
      if (year !== null && spoken !== null && spoken > year && yearly.has(intent)) return;
      if (year !== null && slots.period === undefined) slots.year ??= year;
      else if (open("period") && !isMoment(time, slots) && !isHour(time)) {
        const isFallingDue = tokens.slice(start, end).some((_, at) => fallingDue.test(bareAt(tokens, start + at)));
        const period = periodOf(time, now, isFallingDue);
        if (period !== null) slots.period = period;
      }
    };

    for (const each of meant) {
      const { time, start, end } = each.entity;
      const slot = open("due") ? "due" : open("date") ? "date" : null;
      if (slot === "due" && isBeside(sentence, asked, each.entity)) continue;
      // The 31st of February is asked about, with nothing to choose from.
      if (slot && isImpossible(time)) alternatives.push({ slot, values: [] });
      else if (!slot || !take(slot, each)) takeSpan(time, start, end);
      else if (open("period") && span.test(bareAt(tokens, time.start))) takeSpan(aroundOf(time), start, end);
    }
  };
}

/** "bữa nay NC26-057 còn thiếu mấy cái": how one thing stands today is how it stands. */
function isMoment({ readings }: TimeFound, { need, pledge }: Slots): boolean {
  const time = readings[0]?.time;
  return (need ?? pledge) !== undefined && time?.type === "cycle" && time.grain === "day" && time.shift === 0;
}

/** "2 giờ chiều mấy ông họp": nothing is told of an hour. */
function isHour({ readings }: TimeFound): boolean {
  const time = readings[0]?.time;
  return time?.type === "clock" || (time?.type === "in" && time.inner.type === "clock");
}

/** The span around a day: the quarter of "quý 4 sáng mai". */
function aroundOf(found: TimeFound): TimeFound {
  const outer = (time: Time): Time => (time.type === "in" ? outer(time.outer) : time);
  return { ...found, readings: found.readings.map((reading) => ({ ...reading, time: outer(reading.time) })) };
}
