/** Reads from–to: "từ 1/11 đến 5/11", "13-15/7", "thứ 2 - thứ 6 tuần sau", "3-5 giờ chiều", "giữa 3 giờ và 4 giờ", "tháng 3 đến nay". */
import { isGlued } from "../tokens.ts";
import { createCompose, readPiece } from "./compose.ts";
import { countsAt } from "./count.ts";
import { partsOf } from "./moment.ts";
import { readInside } from "./read-inside.ts";
import { resolve } from "./resolve.ts";
import { type Counted, type Found, past, ranks, type Reader, remembered, type Scan, wordsAt } from "./scan.ts";
import { type DateTime, type Time, withYear } from "./time.ts";

const readAny: Reader = remembered((scan, at) => [...readPiece(scan, at), ...readInside(scan, at)]);

/** A time without bounds. */
export const readCore = createCompose(readAny, readAny);

export const readRange: Reader = remembered((scan, at) => {
  const leads = wordsAt(scan, at, "bound", "between").filter((word) => word.is === "between" || word.bound === "from");
  return [
    ...rangesAt(scan, at, false, false, 0),
    ...leads.flatMap((lead) => {
      const behind = past(scan, lead.end, "fillers");
      const starts = behind === lead.end ? [behind] : [lead.end, behind];
      return starts.flatMap((start) =>
        rangesAt(scan, start, true, lead.is === "between", lead.cost).map((found) => ({ start, ...found })),
      );
    }),
  ];
});

function rangesAt(scan: Scan, at: number, led: boolean, between: boolean, cost: number): readonly Found[] {
  const found: Found[] = [];
  const starts = readCore(scan, at).filter(isSaid);
  const numbers = countsAt(scan, at);
  if (starts.length === 0 && numbers.length === 0) return found;
  for (const from of starts) {
    for (const now of led ? wordsAt(scan, from.end, "until_now") : [])
      found.push(range({ type: "until_now", from: from.time }, now.end, cost + from.cost + now.cost));
    for (const { end, cost: more } of joiners(scan, from.end, between)) {
      for (const to of readCore(scan, end).filter(isSaid)) push(found, scan, from.time, to, cost + from.cost + more);
      for (const number of countsAt(scan, end)) {
        const to = sameKind(from, number);
        if (to && !isMore(scan, number.end)) push(found, scan, from.time, to, cost + from.cost + more);
      }
    }
  }
  for (const number of numbers)
    for (const { end, cost: more } of joiners(scan, number.end, between))
      for (const to of readCore(scan, end).filter(isSaid)) {
        const from = likeEnd(number, to.time);
        if (from) push(found, scan, from, to, cost + number.cost + more);
      }
  return found;
}

/** Second thoughts of both ends would make too many. */
function isSaid({ cost }: Found): boolean {
  return cost % 1 === 0;
}

function joiners(scan: Scan, at: number, between: boolean): readonly { readonly end: number; readonly cost: number }[] {
  const words = between ? wordsAt(scan, at, "to", "and") : wordsAt(scan, at, "to");
  return words.map(({ end, cost }) => ({ end: past(scan, end, "fillers"), cost })).concat(words);
}

/** Digits that go on are no whole number. */
function isMore({ tokens }: Scan, at: number): boolean {
  return tokens[at]?.kind === "mark" && isGlued(tokens, at) && isGlued(tokens, at + 1);
}

function push(found: Found[], scan: Scan, from: Time, to: Found, cost: number): void {
  const [first, last] = align(from, to.time, scan);
  const time: Time = { type: "range", from: first, to: last };
  if (!isSpan(first) && !isSpan(last) && resolve(time, scan.eyes)) found.push(range(time, to.end, cost + to.cost));
}

function range(time: Time, end: number, cost: number): Found {
  return { time, rank: ranks.none, end, cost };
}

function isSpan({ type }: Time): boolean {
  return type === "range" || type === "roll" || type === "within" || type === "impossible" || type === "until_now";
}

/** "ngày 13-15": a number behind a day or a month. */
function sameKind({ time, end }: Found, { value, digits, cost, end: behind }: Counted): Found | null {
  if (time.type !== "date" || time.year !== null || !digits) return null;
  if (time.day !== null && time.month === null)
    return value >= 1 && value <= 31 ? { time: { ...time, day: value }, rank: ranks.day, end: behind, cost } : null;
  const months = time.day === null && time.month !== null && value >= 1 && value <= 12 && behind > end;
  return months ? { time: { ...time, month: value }, rank: ranks.month, end: behind, cost } : null;
}

/** "13-15/7", "3-5 giờ chiều": a number before a day or a clock. */
function likeEnd({ value }: Counted, to: Time): Time | null {
  if (to.type === "in") {
    const inner = likeEnd({ value, end: 0, cost: 0, digits: true }, to.inner);
    return inner && { ...to, inner };
  }
  if (to.type === "date") return to.day !== null && value >= 1 && value <= 31 ? { ...to, day: value } : null;
  if (to.type !== "clock" || value > 24) return null;
  // Before noon or behind it, as the end is, if that is later.
  const hour = to.hour >= 12 && value < 12 && value + 12 <= to.hour ? value + 12 : value;
  return { ...to, hour, minute: null, second: null };
}

/** What was said once for both ends: the year, the week, the day, the half of the day. */
function align(from: Time, to: Time, scan: Scan): readonly [Time, Time] {
  if (from.type === "in" && to.type === "clock" && from.inner.type === "clock")
    return [from, { type: "in", inner: to, outer: from.outer }];
  if (to.type === "in" && sameType(from, to.inner)) {
    const [first] = align(from, to.inner, scan);
    return [{ type: "in", inner: first, outer: to.outer }, to];
  }
  if (from.type === "clock" && to.type === "clock" && from.open && !to.open && to.hour >= 12) {
    const hour = from.hour % 12;
    return [{ ...from, hour: hour + 12 <= to.hour ? hour + 12 : hour, open: false }, to];
  }
  if (from.type === "date" && to.type === "date") return alignDates(from, to, scan);
  const year = to.type === "quarter" || to.type === "season" ? to.year : null;
  return [(year !== null && withYear(from, year)) || from, to];
}

function sameType(a: Time, b: Time): boolean {
  return a.type === b.type && (a.type === "clock" || a.type === "weekday" || a.type === "date" || a.type === "part");
}

function alignDates(from: DateTime, to: DateTime, scan: Scan): readonly [Time, Time] {
  const month = from.month ?? (from.day === null ? null : to.month);
  const last =
    to.month === null && to.day !== null && from.month !== null ? { ...to, month: from.month, year: from.year } : to;
  const first = { ...from, month, lunar: from.lunar || (from.month === null && to.lunar) };
  if (from.year !== null || to.year === null) return [first, last];
  // "20/12 - 5/1/2027" begins in the year before.
  const wraps = (month ?? 0) > (to.month ?? 0) || (month === to.month && (from.day ?? 0) > (to.day ?? 0));
  const known = to.month === null ? partsOf(scan.eyes.now).year : to.year;
  return [{ ...first, year: to.month === null ? known : wraps ? to.year - 1 : to.year }, last];
}
