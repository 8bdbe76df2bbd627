/** Reads lengths of time and what they measure off: "3 ngày nữa", "2 tuần trước", "3 tháng tới", "trong vòng 2 tuần", "in an hour", "cách đây nửa tháng". */
import { fullAt, isGlued } from "../tokens.ts";
import { countsAt, digitsAt, markAt } from "./count.ts";
import { type Grain, isFiner, type Step } from "./moment.ts";
import {
  type Counted,
  type Found,
  nothing,
  past,
  ranks,
  type Reader,
  remembered,
  type Scan,
  wordAt,
  wordsAt,
} from "./scan.ts";
import type { Time } from "./time.ts";

export interface Length {
  readonly steps: readonly Step[];
  readonly end: number;
  readonly cost: number;
}

/** "1 năm 6 tháng 2 tuần 3 ngày". */
const mostSteps = 4;

const fewHours = 5;

/** Lengths that begin here, the longest first. */
export function lengthsAt(scan: Scan, at: number): readonly Length[] {
  const lengths: Length[] = [];
  for (const first of stepsAt(scan, at)) {
    lengths.push(first);
    let whole = first;
    for (let i = 1; i < mostSteps; i += 1) {
      const last = whole.steps.at(-1)?.grain ?? "second";
      const and = wordAt(scan, whole.end, "and")?.end ?? whole.end;
      const next = stepsAt(scan, and).find(({ steps }) => isFiner(steps[0]?.grain ?? "year", last));
      if (!next) break;
      whole = { steps: [...whole.steps, ...next.steps], end: next.end, cost: whole.cost + next.cost };
      lengths.push(whole);
    }
  }
  return lengths.toSorted((a, b) => b.end - a.end || a.cost - b.cost);
}

function stepsAt(scan: Scan, at: number): readonly Length[] {
  const found: Length[] = [];
  const half = wordAt(scan, at, "half_of");
  if (half)
    for (const unit of wordsAt(scan, half.end, "unit"))
      found.push({ steps: stepsOf(unit.grain, unit.times / 2), end: unit.end, cost: half.cost + unit.cost });
  for (const count of numbersAt(scan, at))
    for (const unit of wordsAt(scan, count.end, "unit")) {
      // A lone letter is a unit only behind digits: "3 s", "2h".
      if (fullAt(scan.tokens, unit.end - 1).length === 1 && !count.digits) continue;
      const and = wordAt(scan, unit.end, "half");
      const value = count.value * unit.times;
      const cost = count.cost + unit.cost;
      found.push({ steps: stepsOf(unit.grain, value), end: unit.end, cost });
      if (and) found.push({ steps: stepsOf(unit.grain, value + unit.times / 2), end: and.end, cost: cost + and.cost });
    }
  return found;
}

function numbersAt(scan: Scan, at: number): readonly Counted[] {
  const articles = wordsAt(scan, at, "number").filter(({ part }) => part === "article");
  const counts = [
    ...countsAt(scan, at),
    ...articles.map(({ value, end, cost }) => ({ value, end, cost, digits: false })),
  ];
  const mark = scan.tokens[at]?.kind === "number" ? markAt(scan, at + 1, ".,") : null;
  const tenths = mark ? digitsAt(scan, at + 2, 2, true) : null;
  if (tenths === null || isGlued(scan.tokens, at + 3)) return counts;
  const value = Number(`${fullAt(scan.tokens, at)}.${fullAt(scan.tokens, at + 2)}`);
  return Number.isFinite(value) ? [{ value, end: at + 3, cost: 0, digits: true }] : counts;
}

/** Halves are counted in the next finer unit: half a year is 6 months, half a month 15 days. */
function stepsOf(grain: Grain, count: number): readonly Step[] {
  if (Number.isInteger(count)) return [{ grain, count }];
  const finer: Record<Grain, Step> = {
    second: { grain: "second", count: 1 },
    minute: { grain: "second", count: 60 },
    hour: { grain: "minute", count: 60 },
    day: { grain: "hour", count: 24 },
    week: { grain: "day", count: 7 },
    month: { grain: "day", count: 30 },
    quarter: { grain: "day", count: 90 },
    year: { grain: "month", count: 12 },
  };
  const { grain: fine, count: size } = finer[grain];
  return [{ grain: fine, count: Math.round(count * size) }];
}

export const readDistance: Reader = remembered((scan, at) => [...behindLength(scan, at), ...beforeLength(scan, at)]);

/** "3 ngày nữa", "2 tuần trước", "3 tháng tới", "2 ngày qua", "3 days from now". */
function behindLength(scan: Scan, at: number): readonly Found[] {
  const found: Found[] = [];
  for (const { steps, end, cost } of lengthsAt(scan, at)) {
    for (const word of wordsAt(scan, end, "ahead", "ago"))
      found.push(
        moved(word.is === "ago" ? back(steps) : steps, word.end, cost + word.cost + (isMany(steps) ? 0.5 : 0)),
      );
    const [step] = steps;
    if (steps.length > 1 || !step || step.count < 1) continue;
    for (const word of wordsAt(scan, end, "next_span", "last_span")) {
      const sign = word.is === "next_span" ? 1 : -1;
      const rolled: Time = { type: "roll", step: { ...step, count: sign * step.count } };
      // "20 tháng nay" is the 20th of this month.
      const many = sign < 0 && isMany(steps) ? 1.5 : 0;
      found.push({ time: rolled, rank: ranks.none, end: word.end, cost: cost + word.cost + many });
      // "3 tháng tới tôi giao" may also mean in three months.
      if (sign > 0) found.push(moved(steps, word.end, cost + word.cost + 0.5));
    }
    const shift = step.grain === "month" && step.count > 12 && step.count <= 31 ? wordAt(scan, end, "shift") : null;
    if (shift) found.push(dayOfMonth(step.count, shift.shift, shift.end, cost + shift.cost));
  }
  return found;
}

function isMany([step]: readonly Step[]): boolean {
  return step?.grain === "month" && step.count > 12;
}

/** "15 tháng sau" is the 15th of next month: so many months are not counted. */
function dayOfMonth(day: number, shift: number, end: number, cost: number): Found {
  const outer: Time = { type: "cycle", grain: "month", shift };
  const inner: Time = { type: "date", year: null, month: null, day, lunar: false };
  return { time: { type: "in", inner, outer }, rank: ranks.day, end, cost };
}

/** "cách đây 2 tuần", "sau 3 ngày", "trong 2 tuần", "trong vòng 2 tuần", "within a week", "next 3 weeks". */
function beforeLength(scan: Scan, at: number): readonly Found[] {
  const found: Found[] = [];
  for (const lead of wordsAt(scan, at, "ago_lead", "ahead_lead", "in_units", "within", "lead_shift"))
    for (const length of lengthsAt(scan, lead.is === "lead_shift" ? lead.end : past(scan, lead.end, "fillers"))) {
      const { steps } = length;
      const cost = lead.cost + length.cost;
      const tail = wordAt(scan, length.end, lead.is === "ago_lead" ? "ago" : "ahead");
      if (lead.is === "ahead_lead" && !tail && isHour(scan, length)) continue;
      const end = tail?.end ?? length.end;
      if (lead.is === "lead_shift") found.push(...rolled(lead.shift, length, cost));
      else if (lead.is === "ago_lead") found.push(moved(back(steps), end, cost));
      else if (lead.is === "within")
        found.push(
          { time: { type: "within", steps }, rank: ranks.none, end: length.end, cost },
          moved(steps, length.end, cost + 0.5),
        );
      else found.push(moved(steps, end, cost));
    }
  return found;
}

/** "sau 17h" is later than five, "sau 2h" more likely in two hours. */
function isHour({ tokens }: Scan, { steps, end }: Length): boolean {
  const [step] = steps;
  if (step?.grain !== "hour" || steps.length > 1 || step.count < fewHours) return false;
  return /^(?:h|g|giờ|gio)$/u.test(fullAt(tokens, end - 1));
}

function rolled(shift: number, { steps, end }: Length, cost: number): readonly Found[] {
  const [step] = steps;
  if (shift === 0 || !step || steps.length > 1) return nothing;
  return [
    { time: { type: "roll", step: { ...step, count: Math.sign(shift) * step.count } }, rank: ranks.none, end, cost },
  ];
}

function moved(steps: readonly Step[], end: number, cost: number): Found {
  const fine = steps.some(({ grain }) => isFiner(grain, "day"));
  return { time: { type: "move", steps, from: null }, rank: fine ? ranks.none : ranks.day, end, cost };
}

export function back(steps: readonly Step[]): readonly Step[] {
  return steps.map(({ grain, count }) => ({ grain, count: -count }));
}
