/** Gives every time that was said to the slot that it answers: a deadline, a day gone by, a day to come, a period, a year. */
import type { Slots, SlotName } from "../../model/frame.ts";
import type { Intent } from "../../model/intent.ts";
import type { ReadText } from "../read-sentence.ts";
import type { TimeFound } from "../time/read-time.ts";
import { comingDayOf, type DayRead, dueOf, isImpossible, pastDayOf, periodOf, yearOf } from "./day-slot.ts";

interface Draft {
  readonly slots: { -readonly [Name in keyof Slots]: Slots[Name] };
  readonly alternatives: { slot: SlotName; values: readonly string[] }[];
}

/** Intents whose `date` lies ahead; everywhere else it is a day on which something has happened. */
const planning: ReadonlySet<string> = new Set(["pledge.schedule", "reminder.settings", "digest.send"]);

export function fillTimes({ slots, alternatives }: Draft, sentence: ReadText, { intent, slots: wanted }: Intent): void {
  const { now } = sentence;
  const open = (slot: SlotName): boolean => slot in wanted && slots[slot] === undefined;
  const dayOf = planning.has(intent) ? comingDayOf : pastDayOf;

  const take = (slot: "due" | "date", read: DayRead | null): boolean => {
    if (!read) return false;
    slots[slot] = read.day;
    if (read.readings.length > 0) alternatives.push({ slot, values: read.readings });
    return true;
  };

  for (const entity of sentence.entities) {
    if (entity.type !== "time") continue;
    const { time } = entity;
    const slot = open("due") ? "due" : open("date") ? "date" : null;
    // The 31st of February is asked about, with nothing to choose from.
    if (slot && isImpossible(time)) alternatives.push({ slot, values: [] });
    else if (!slot || !take(slot, slot === "due" ? dueOf(time, now) : dayOf(time, now))) takeSpan(time);
  }

  /** A whole year goes to the slot that is made for years. */
  function takeSpan(time: TimeFound): void {
    const year = "year" in wanted ? yearOf(time, now) : null;
    if (year !== null && slots.period === undefined) slots.year ??= year;
    else if (open("period")) {
      const period = periodOf(time, now);
      if (period !== null) slots.period = period;
    }
  }
}
