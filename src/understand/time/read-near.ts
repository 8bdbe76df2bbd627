/** Reads what is named by its distance from now: "hôm qua", "tối mai", "tuần này", "thứ sáu tuần sau", "next Friday", "Tết vừa rồi", "mùa hè này". */
import { bareAt, fullAt } from "../tokens.ts";
import type { LexemeOf } from "./lexemes.ts";
import { digitsAt } from "./count.ts";
import { type Grain, isFiner } from "./moment.ts";
import { isSure, readMonth, yearAfter } from "./read-month.ts";
import {
  type Found,
  nothing,
  ranks,
  type Rank,
  type Reader,
  remembered,
  type Scan,
  wordAt,
  type WordOf,
  wordsAt,
} from "./scan.ts";
import type { Time } from "./time.ts";

export const readNear: Reader = remembered((scan, at) => {
  if (scan.words(at).length === 0) return nothing;
  return [
    ...readNamedDays(scan, at),
    ...readParts(scan, at),
    ...readWeekdays(scan, at),
    ...readCycles(scan, at),
    ...readYearly(scan, at),
    ...readLed(scan, at),
    ...readWeekOn(scan, at),
  ];
});

/** "Tết 2027", "mùa hè năm 2026", "năm học 2026-2027": what every year has, with its year or without. */
function readYearly(scan: Scan, at: number): readonly Found[] {
  const found: Found[] = [];
  for (const { time, end, cost } of wordsAt(scan, at, "yearly")) {
    const rank = rankOfYearly(time);
    const year = yearAfter(scan, end);
    found.push(...turned(scan, { time, rank, end, cost }));
    if (!year) continue;
    const second = /^[-/]$/u.test(fullAt(scan.tokens, year.end)) ? digitsAt(scan, year.end + 1, 4) : null;
    const spans = second === year.year + 1 || second === (year.year + 1) % 100;
    found.push({ time: { ...time, year: year.year }, rank, end: spans ? year.end + 2 : year.end, cost });
  }
  for (const month of readMonth(scan, at)) if (isYearly(month.time)) found.push(...turned(scan, month).slice(1));
  return found;
}

/** A school year has terms inside it. */
function rankOfYearly(time: LexemeOf<"yearly">["time"]): Rank {
  if (time.type === "holiday") return ranks.day;
  const months = (time.to.month - time.from.month + 12) % 12;
  return months > 6 ? ranks.year : ranks.quarter;
}

function isYearly(time: Time): boolean {
  return (time.type === "date" || time.type === "quarter") && time.year === null;
}

/** "tháng 3 tới", "Tết vừa rồi", "hè này". */
function turned(scan: Scan, found: Found): readonly Found[] {
  const shifts = shiftsAt(scan, found.end).filter(({ shift }) => Math.abs(shift) < 2);
  return [found, ...shifts.map(({ shift, end, cost }) => ({ ...turn(found, shift), end, cost: found.cost + cost }))];
}

/** The "sau" of "sau khi" and the "tới" of "tới hết" belong to what follows. */
function shiftsAt(scan: Scan, at: number): readonly WordOf<"shift">[] {
  const longest = wordAt(scan, at, "bound", "to");
  if (isToPeople(scan, at)) return nothing;
  return wordsAt(scan, at, "shift").filter(({ end }) => end >= (longest?.end ?? 0));
}

/** "bản tin tháng 10 tới 34 người nhận" */
function isToPeople({ tokens }: Scan, at: number): boolean {
  if (!/^(?:tới|toi)$/u.test(fullAt(tokens, at)) || tokens[at + 1]?.kind !== "number") return false;
  return /^(?:nguoi|nha|don|hoi|dia|so|tai|doanh|thanh|email|can)$/u.test(bareAt(tokens, at + 2));
}

function turn(found: Found, shift: number): Found {
  const running = found.time.type === "holiday" ? "ahead" : "here";
  const toward = shift === 0 ? running : shift > 0 ? "ahead" : "back";
  return { ...found, time: { type: "toward", time: found.time, toward, strict: shift !== 0 } };
}

function readNamedDays(scan: Scan, at: number): readonly Found[] {
  return wordsAt(scan, at, "now", "relative_day", "lately", "weekend").map((word): Found => {
    const { end, cost } = word;
    if (word.is === "weekend") return { time: weekend(0), rank: ranks.day, end, cost };
    if (word.is === "relative_day") return { time: cycle("day", word.days), rank: ranks.day, end, cost };
    if (word.is === "now") return { time: { type: "now" }, rank: ranks.none, end, cost };
    return { time: { type: "days", from: -7, to: 0 }, rank: ranks.none, end, cost };
  });
}

/** Of a unit from days on. */
function rankOf(grain: Grain): Rank {
  return isFiner(grain, "day") ? ranks.none : ranks[grain as "day" | "week" | "month" | "quarter" | "year"];
}

function cycle(grain: Extract<Time, { type: "cycle" }>["grain"], shift: number): Time {
  return { type: "cycle", grain, shift };
}

function weekend(shift: number): Time {
  return { type: "edge", edge: "end", of: cycle("week", shift) };
}

/** "tối nay", "sáng mai"; "buổi chiều" alone is today's or the next one. */
function readParts(scan: Scan, at: number): readonly Found[] {
  const found: Found[] = [];
  for (const { part, end, cost } of wordsAt(scan, at, "part")) {
    found.push({ time: part, rank: ranks.part, end, cost });
    for (const day of wordsAt(scan, end, "after_part"))
      found.push({
        time: { type: "in", inner: part, outer: cycle("day", day.days) },
        rank: ranks.part,
        end: day.end,
        cost: cost + day.cost,
      });
    if (fullAt(scan.tokens, at) === "tonight")
      found.push({ time: { type: "in", inner: part, outer: cycle("day", 0) }, rank: ranks.part, end, cost });
  }
  return found;
}

/** "thứ sáu" is the next one; "thứ sáu này", "thứ sáu tới" too; "thứ sáu sau" that of next week; "thứ ba vừa rồi" the last one. */
function readWeekdays(scan: Scan, at: number): readonly Found[] {
  const found: Found[] = [];
  for (const { weekday, end, cost } of wordsAt(scan, at, "weekday")) {
    if (end === at + 1 && !isSure(scan, at)) continue;
    const time: Time = { type: "weekday", weekday };
    found.push({ time, rank: ranks.weekday, end, cost });
    // Who says the name of today means today or a week from now.
    found.push({
      time: { type: "in", inner: time, outer: cycle("day", 0) },
      rank: ranks.weekday,
      end,
      cost: cost + 0.5,
    });
    // "Saturday week"
    if (fullAt(scan.tokens, end) === "week") found.push(weekOn(weekday, end + 1, cost));
    for (const { shift, end: behind, cost: more } of shiftsAt(scan, end)) {
      const outer = fullAt(scan.tokens, end) === "sau" ? cycle("week", 1) : daysAround(shift);
      found.push({ time: { type: "in", inner: time, outer }, rank: ranks.day, end: behind, cost: cost + more });
    }
  }
  return found;
}

/** Behind the next one of that name. */
function weekOn(weekday: number, end: number, cost: number): Found {
  return { time: inside(weekday, { type: "days", from: 8, to: 14 }), rank: ranks.day, end, cost };
}

/** "a week on Saturday", "a week from Monday" */
function readWeekOn(scan: Scan, at: number): readonly Found[] {
  const [count, week] = [fullAt(scan.tokens, at), fullAt(scan.tokens, at + 1)];
  if (!/^(?:a|one)$/u.test(count) || week !== "week") return nothing;
  const on = /^(?:on|from)$/u.test(fullAt(scan.tokens, at + 2)) ? at + 3 : at + 2;
  return wordsAt(scan, on, "weekday").map(({ weekday, end, cost }) => weekOn(weekday, end, cost));
}

function daysAround(shift: number): Time {
  if (shift === 0) return { type: "days", from: 0, to: 6 };
  return shift > 0
    ? { type: "days", from: 7 * shift - 6, to: 7 * shift }
    : { type: "days", from: 7 * shift, to: 7 * shift + 6 };
}

/** "tuần này", "tháng trước", "năm ngoái": days have names of their own. */
function readCycles(scan: Scan, at: number): readonly Found[] {
  const found: Found[] = [];
  for (const { grain, times, end, cost } of wordsAt(scan, at, "unit")) {
    if (times > 1 || !isFiner("day", grain)) continue;
    for (const { shift, end: behind, cost: more } of shiftsAt(scan, end))
      found.push({
        time: cycle(grain, shift),
        rank: rankOf(grain),
        end: behind,
        cost: cost + more,
      });
  }
  return found;
}

/** "next week", "last March", "this Tet", "next Friday"; "sang năm", "qua tháng". */
function readLed(scan: Scan, at: number): readonly Found[] {
  const found: Found[] = [];
  for (const lead of wordsAt(scan, at, "lead_shift", "lead_shifts")) {
    const shift = lead.is === "lead_shifts" ? 1 : lead.shift;
    for (const { grain, times, end, cost } of wordsAt(scan, lead.end, "unit"))
      if (times === 1 && isFiner("day", grain))
        found.push({
          time: cycle(grain, shift),
          rank: rankOf(grain),
          end,
          cost: lead.cost + cost,
        });
    if (lead.is === "lead_shifts") continue;
    for (const { weekday, end, cost } of wordsAt(scan, lead.end, "weekday")) {
      const day: Found = { time: inside(weekday, daysAround(shift)), rank: ranks.day, end, cost: lead.cost + cost };
      // "Next Friday" is this week's or next week's, depending on who speaks.
      if (shift === 1)
        found.push({ ...day, time: inside(weekday, cycle("week", 1)) }, { ...day, cost: day.cost + 0.5 });
      else found.push(day);
    }
    for (const word of wordsAt(scan, lead.end, "part"))
      if (shift === 0 || (shift === -1 && word.part.half === "night"))
        found.push({
          time: { type: "in", inner: word.part, outer: cycle("day", shift) },
          rank: ranks.part,
          end: word.end,
          cost: lead.cost + word.cost,
        });
    for (const word of wordsAt(scan, lead.end, "weekend"))
      found.push({
        time: weekend(shift),
        rank: ranks.day,
        end: word.end,
        cost: lead.cost + word.cost,
      });
    const yearly = [
      ...wordsAt(scan, lead.end, "yearly").map(({ time, end, cost }): Found => ({
        time,
        rank: rankOfYearly(time),
        end,
        cost,
      })),
      ...readMonth(scan, lead.end).filter(({ time }) => isYearly(time)),
    ];
    for (const each of yearly) found.push({ ...turn(each, shift), cost: each.cost + lead.cost });
  }
  return found;
}

function inside(weekday: number, outer: Time): Time {
  return { type: "in", inner: { type: "weekday", weekday }, outer };
}
