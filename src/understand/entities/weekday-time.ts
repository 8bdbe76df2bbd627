/** Reads days of the week: "thứ sáu tuần sau", "t7 này", "next Friday", "Friday next week". Weeks begin on Monday. */
import type { Language } from "../../model/message.ts";
import { bareAt } from "../tokens.ts";
import { addDays, spanOf, weekday } from "./day.ts";
import { oneDay, type ReadTimeCore, type TimeCore, timeCore } from "./time-core.ts";
import type { TimeWords } from "./time-words.ts";

export function createReadWeekday(words: TimeWords, language: Language | null): ReadTimeCore {
  const readEnglish: ReadTimeCore = (tokens, at, today) => {
    const lead = words.shift.first(tokens, at);
    const day = words.weekday.first(tokens, lead?.end ?? at);
    if (!day) return null;
    if (lead) return ledBy(lead.value, day.value, day.end, today);
    const trail = words.shift.first(tokens, day.end);
    const week = trail && words.span.first(tokens, trail.end);
    if (trail && week?.value === "week") return timeCore(inWeek(day.value, trail.value, today), "day", week.end);
    return coming(day.value, day.end, today);
  };

  const readVietnamese: ReadTimeCore = (tokens, at, today) => {
    const day = words.weekday.first(tokens, at);
    if (!day || (day.cost > 0 && day.end === at + 1)) return null;
    const span = words.span.first(tokens, day.end);
    const week = span?.value === "week" ? words.shift.first(tokens, span.end) : null;
    if (week) return timeCore(inWeek(day.value, week.value, today), "day", week.end);
    const trail = words.shift.first(tokens, day.end);
    if (!trail) return coming(day.value, day.end, today);
    if (trail.value < 0) return timeCore(oneDay(addDays(nextOf(day.value, today, 0), -7)), "day", trail.end);
    // "thứ sáu này" and "thứ sáu tới" are the coming one; "thứ sáu sau" that of next week.
    if (bareAt(tokens, trail.end - 1) === "sau") return timeCore(inWeek(day.value, 1, today), "day", trail.end);
    return timeCore(oneDay(nextOf(day.value, today, trail.value)), "day", trail.end);
  };

  return language === "en" ? readEnglish : readVietnamese;
}

/** "next Friday" is this week's or next week's, depending on who speaks: next week's, but ask. "Last Friday" is the one just gone. */
function ledBy(shift: number, day: number, end: number, today: string): TimeCore {
  if (shift === 0) return timeCore(oneDay(nextOf(day, today, 0)), "day", end);
  if (shift < 0) return timeCore(oneDay(addDays(nextOf(day, today, 0), -7)), "day", end);
  const said = timeCore(inWeek(day, shift, today), "day", end);
  const near = nextOf(day, today, 1);
  return near === said.from ? said : { ...said, others: [oneDay(near)] };
}

function coming(day: number, end: number, today: string): TimeCore {
  return { ...timeCore(oneDay(nextOf(day, today, 0)), "day", end), unsaid: "week" };
}

/** The next such day that is at least `atLeast` days ahead. */
function nextOf(day: number, today: string, atLeast: number): string {
  const ahead = (day - weekday(today) + 7) % 7;
  return addDays(today, ahead < atLeast ? ahead + 7 : ahead);
}

function inWeek(day: number, shift: number, today: string): { from: string; to: string } {
  return oneDay(addDays(spanOf(today, "week", shift).from, day - 1));
}
