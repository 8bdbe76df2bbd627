/** Finds what comes back every year or month: dates, seasons, quarters, feasts. Tries the years around the clock in the order in which it looks. */
import { lunarDay, lunarMonth } from "./lunar.ts";
import { dayAt, floor, momentOf, partsOf, type Span, unitAt } from "./moment.ts";
import type { Eyes } from "./eyes.ts";
import type { DateTime, Time } from "./time.ts";

type Yearly = Extract<Time, { readonly year: number | null }>;
const msPerDay = 86_400_000;
/** 29 February is at most eight years away. */
const mostYears = 8;

export function resolveYearly(time: Yearly, eyes: Eyes, within: Span | null): Span | null {
  if (time.year !== null) return kept(inYear(time, time.year), within);
  if (time.type === "date" && time.month === null) return resolveDayOfMonth(time, eyes, within);
  if (within) {
    const [first, last] = [partsOf(within.from).year, partsOf(within.to - 1).year];
    // The moon's December may lie in the next year, a winter begins in the one before.
    for (const year of [first, first - 1, last]) {
      const span = kept(inYear(time, year), within);
      if (span) return span;
    }
    return null;
  }
  return search(eyes, (year) => inYear(time, year));
}

function search({ now, toward, strict }: Eyes, at: (year: number) => Span | null): Span | null {
  const { year } = partsOf(now);
  const today = floor(now, "day");
  if (toward === "here") {
    const running = at(year - 1);
    return running && running.to > now ? running : (at(year) ?? at(year + 1));
  }
  const step = toward === "back" ? -1 : 1;
  for (let i = -1; i <= mostYears; i += 1) {
    const span = at(year + i * step);
    if (!span) continue;
    if (toward === "back" && (strict ? span.to <= today : span.from <= now)) return span;
    if (toward === "ahead" && (strict ? span.from > now : span.to > now)) return span;
  }
  return null;
}

/** Where a part of it is enough, as with a season that runs into the next year. */
function kept(span: Span | null, within: Span | null): Span | null {
  if (!span || !within) return span;
  const inside = span.from >= within.from && span.from < within.to;
  return inside ? span : null;
}

function inYear(time: Yearly, year: number): Span | null {
  switch (time.type) {
    case "date":
      return dateIn(time, year);
    case "quarter":
      return unitAt(dayAt(year, time.quarter * 3, 1) ?? 0, "quarter");
    case "week": {
      const first = floor(dayAt(year, 1, 4) ?? 0, "week");
      const span = unitAt(first + (time.week - 1) * 7 * msPerDay, "week");
      return partsOf(span.from + 3 * msPerDay).year === year ? span : null;
    }
    case "season": {
      const { from, to } = time;
      const wraps = to.month < from.month;
      const [start, end] = [dayAt(year, from.month, from.day), dayAt(wraps ? year + 1 : year, to.month, to.day)];
      return start === null || end === null
        ? null
        : { from: start, to: end + msPerDay, grain: "day", type: "interval" };
    }
    case "holiday":
      return holidayIn(time, year);
  }
}

function holidayIn({ on, lunar, daysBefore }: Extract<Time, { type: "holiday" }>, year: number): Span | null {
  if ("month" in on) {
    const day = lunar ? lunarDay(year, on.month, on.day) : dayAt(year, on.month, on.day);
    return day === null ? null : unitAt(day - daysBefore * msPerDay, "day");
  }
  const listed = on.find((day) => day.startsWith(String(year)));
  return listed === undefined ? null : unitAt(momentOf(`${listed}T00:00:00`), "day");
}

function dateIn({ month, day, lunar }: DateTime, year: number): Span | null {
  if (month === null) {
    const first = dayAt(year, 1, 1);
    return first === null ? null : unitAt(first, "year");
  }
  if (day === null) {
    if (!lunar) return unitAt(dayAt(year, month, 1) ?? 0, "month");
    const moon = lunarMonth(year, month);
    return moon && { ...moon, grain: "day", type: "interval" };
  }
  const at = lunar ? lunarDay(year, month, day) : dayAt(year, month, day);
  return at === null ? null : unitAt(at, "day");
}

/** "ngày 10", "rằm": the next one, in whichever month has it. */
function resolveDayOfMonth(time: DateTime, { now, toward }: Eyes, within: Span | null): Span | null {
  const { day, lunar } = time;
  if (day === null) return null;
  const around = within ?? { from: now, to: now };
  const { year } = partsOf(around.from);
  const today = floor(now, "day");
  const months = Array.from({ length: 36 }, (_, i) => ({ year: year - 1 + Math.floor(i / 12), month: (i % 12) + 1 }));
  const spans = months.flatMap((each) => dateIn({ ...time, ...each }, each.year) ?? []);
  if (within) return spans.find((span) => span.from >= within.from && span.from < within.to) ?? null;
  if (toward === "back") return spans.findLast((span) => span.from <= now) ?? null;
  const from = toward === "here" && !lunar ? floor(today, "month") : today;
  return spans.find((span) => span.from >= from) ?? null;
}
