/** Reads the time of day: "3 giờ 18", "8h30", "ba rưỡi chiều", "5 giờ kém 10", "15:23:24", "4pm CET", "half past 3". */
import { fullAt, isGlued } from "../tokens.ts";
import { countsAt, digitsAt, markAt } from "./count.ts";
import { type Found, nothing, past, ranks, type Reader, remembered, type Scan, wordAt, wordsAt } from "./scan.ts";
import type { ClockTime, Half, Time } from "./time.ts";

/** Hours as said; which half of the day is settled after them. */
interface Said {
  readonly hour: number;
  readonly minute: number | null;
  readonly second: number | null;
  readonly end: number;
  readonly cost: number;
  /** Written like `08:30`: as it stands. */
  readonly literal: boolean;
  /** A lone number is a clock only with a part of the day: "3 chiều". */
  readonly needsPart: boolean;
}

export const readClock: Reader = remembered((scan, at) => [
  ...namedClocks(scan, at),
  ...saidAt(scan, at).flatMap((said) => settle(scan, said)),
]);

function namedClocks(scan: Scan, at: number): readonly Found[] {
  return wordsAt(scan, at, "clock").flatMap(({ hour, end, cost }) =>
    withZone(scan, { type: "clock", hour, minute: null, second: null, open: false, zone: null }, end, cost),
  );
}

function saidAt(scan: Scan, at: number): readonly Said[] {
  const found: Said[] = [...minutesPast(scan, at), ...ledHour(scan, at)];
  for (const { value, end, cost, digits } of countsAt(scan, at)) {
    if (value > 24) continue;
    const literal = digits && (scan.tokens[at]?.full.startsWith("0") ?? false);
    const hour = { ...said(value, end), cost, literal };
    if (digits) found.push(...colonTimes(scan, hour));
    found.push(...oclockTimes(scan, hour, digits));
    const half = wordAt(scan, end, "half");
    if (half) found.push({ ...hour, minute: 30, end: half.end, cost: cost + half.cost, needsPart: true });
    // In "1-2-3" and "$1,194" digits stand for themselves.
    // A bare "nam toi" is next year before it is five in the evening.
    const guess = digits || cost === 0 ? 0 : 0.5;
    if (!isGlued(scan.tokens, end) || scan.tokens[end]?.kind === "word")
      found.push({ ...hour, cost: cost + guess, needsPart: true });
  }
  return found;
}

/** `15:23`, `15:23:24`. */
function colonTimes(scan: Scan, hour: Said): readonly Said[] {
  const minute = markAt(scan, hour.end, ":") ? digitsAt(scan, hour.end + 1, 2) : null;
  if (minute === null || minute > 59 || scan.tokens[hour.end + 1]?.full.length !== 2) return nothing;
  const end = hour.end + 2;
  const second = markAt(scan, end, ":") ? digitsAt(scan, end + 1, 2) : null;
  if (second === null) return [{ ...hour, minute, end }];
  return second > 59 ? nothing : [{ ...hour, minute, second, end: end + 2 }];
}

/** "3 giờ", "8h30", "3 giờ rưỡi", "5 giờ kém 10", "10 giờ 45 phút 20 giây". */
function oclockTimes(scan: Scan, hour: Said, digits: boolean): readonly Said[] {
  const found: Said[] = [];
  for (const word of wordsAt(scan, hour.end, "oclock")) {
    const letter = scan.tokens[hour.end]?.full.length === 1;
    if (letter && !digits) continue;
    const end = past(scan, word.end, "sharp");
    const whole = { ...hour, end, cost: hour.cost + word.cost };
    found.push(whole);
    const half = wordAt(scan, end, "half");
    if (half) found.push({ ...whole, minute: 30, end: half.end, cost: whole.cost + half.cost });
    const less = wordAt(scan, end, "less");
    if (less)
      for (const { value, end: behind } of countsAt(scan, less.end))
        if (value > 0 && value < 60 && hour.hour > 0)
          found.push({ ...whole, hour: hour.hour - 1, minute: 60 - value, end: past(scan, behind, "minutes") });
    for (const minute of countsAt(scan, end)) found.push(...minuteTimes(scan, whole, minute));
  }
  return found;
}

/** A number behind the hour is its minutes when it says so, touches it, or nothing else can claim it. */
function minuteTimes(
  scan: Scan,
  hour: Said,
  { value, end, cost }: { readonly value: number; readonly end: number; readonly cost: number },
): readonly Said[] {
  const word = wordAt(scan, end, "minutes");
  const next = scan.tokens[end];
  const glued = isGlued(scan.tokens, hour.end);
  const claimed = value > 59 || (next?.kind === "word" && scan.words(end).length === 0);
  if (!word && claimed && !glued) return nothing;
  const minute = { ...hour, minute: value, end: word?.end ?? end, cost: hour.cost + cost };
  const seconds = word
    ? countsAt(scan, word.end).find((count) => count.value < 60 && wordAt(scan, count.end, "seconds"))
    : undefined;
  return seconds ? [minute, { ...minute, second: seconds.value, end: past(scan, seconds.end, "seconds") }] : [minute];
}

/** "half past 3", "quarter to 4", "10 past 8". */
function minutesPast(scan: Scan, at: number): readonly Said[] {
  if (scan.language === "vi") return nothing;
  const minutes = [
    ...wordsAt(scan, at, "half_of").map(({ end }) => ({ value: 30, end })),
    ...wordsAt(scan, at, "quarter_hour").map(({ end }) => ({ value: 15, end })),
    ...countsAt(scan, at).filter(({ value }) => value > 0 && value < 60),
  ];
  return minutes.flatMap(({ value, end }) =>
    wordsAt(scan, past(scan, end, "minutes"), "past", "less").flatMap((word): readonly Said[] => {
      const to = word.is === "less";
      if (to && fullAt(scan.tokens, word.end - 1) !== "to") return nothing;
      return countsAt(scan, word.end)
        .filter((hour) => hour.value >= 1 && hour.value <= 12)
        .map((hour) => ({
          ...said(hour.value - (to ? 1 : 0), past(scan, hour.end, "oclock")),
          minute: to ? 60 - value : value,
        }));
    }),
  );
}

/** "at 3": the word before the number says what it is. */
function ledHour(scan: Scan, at: number): readonly Said[] {
  if (!/^(?:at|lúc)$/u.test(fullAt(scan.tokens, at - 1))) return nothing;
  return countsAt(scan, at)
    .slice(0, 1)
    .filter(
      ({ value, end }) => value > 0 && value <= 24 && scan.tokens[end]?.kind !== "word" && !isGlued(scan.tokens, end),
    )
    .map(({ value, end }) => said(value, end));
}

function said(hour: number, end: number): Said {
  return { hour, minute: null, second: null, end, cost: 0, literal: false, needsPart: false };
}

/** The half of the day that was said, or else both, the likelier one first: nobody means 3 in the night by "3 giờ". */
function settle(scan: Scan, said: Said): readonly Found[] {
  if ((said.minute ?? 0) > 59)
    return [{ time: { type: "impossible" }, rank: ranks.clock, end: said.end, cost: said.cost }];
  const found: Found[] = [];
  const clock = { type: "clock", minute: said.minute, second: said.second, zone: null } as const;
  for (const word of wordsAt(scan, said.end, "part", "meridiem")) {
    if (word.is === "meridiem" && said.hour > 12) continue;
    // "3 chiều" is a clock; "3 buổi chiều" and "3 bữa trưa" are counted.
    if (said.needsPart && word.is === "part" && word.end > said.end + 1) continue;
    // "thang 10 toi 34 nguoi nhan"
    if (said.needsPart && fullAt(scan.tokens, said.end) === "toi" && scan.tokens[word.end]?.kind === "number") continue;
    const half = word.is === "part" ? word.part : { half: word.half, from: 0 };
    const hour = inHalf(said.hour, half.half, half.from);
    found.push(...withZone(scan, { ...clock, hour, open: false }, word.end, said.cost + word.cost));
  }
  if (said.needsPart) return found;
  const open = !said.literal && said.hour >= 1 && said.hour <= 11;
  const likely = open && said.hour <= 5 ? said.hour + 12 : said.hour;
  found.push(...withZone(scan, { ...clock, hour: likely, open }, said.end, said.cost));
  if (open) found.push(...withZone(scan, { ...clock, hour: (likely + 12) % 24, open }, said.end, said.cost + 0.5));
  return found;
}

/** 3 giờ chiều, 12 giờ trưa, 11 giờ đêm, 2 giờ đêm; midnight ends the day that it is said of. */
export function inHalf(hour: number, half: Half, from: number): number {
  if (hour > 12) return hour;
  switch (half) {
    case "am":
      return hour % 12;
    case "noon":
      return hour < 10 ? hour + 12 : hour;
    case "pm":
      return hour === 12 ? (from >= 18 ? 24 : 12) : hour + 12;
    case "night":
      return hour === 12 ? 24 : hour >= 6 ? hour + 12 : hour;
  }
}

/** "CET", "giờ GMT", "UTC+7"; and a day that may be so short only here: "8 giờ tối nay", "9 giờ sáng mai". */
function withZone(scan: Scan, clock: ClockTime, end: number, cost: number): readonly Found[] {
  const zone = wordAt(scan, past(scan, end, "oclock"), "zone");
  const day = wordAt(scan, end, "after_part");
  const plain = { time: clock, rank: ranks.clock, end, cost };
  if (zone) return [{ ...plain, ...zoneAt(scan, clock, zone.minutes, zone.end) }];
  if (!day || scan.tokens[end - 1]?.kind === "number") return [plain];
  const time: Time = { type: "in", inner: clock, outer: { type: "cycle", grain: "day", shift: day.days } };
  return [plain, { ...plain, time, end: day.end, cost: cost + day.cost }];
}

function zoneAt(scan: Scan, clock: ClockTime, minutes: number, at: number): { time: ClockTime; end: number } {
  const sign = scan.tokens[at]?.glued ? scan.tokens[at]?.full : undefined;
  const hours = sign === "+" || sign === "-" ? digitsAt(scan, at + 1, 2, true) : null;
  if (hours === null) return { time: { ...clock, zone: minutes }, end: at };
  return { time: { ...clock, zone: minutes + (sign === "-" ? -hours : hours) * 60 }, end: at + 2 };
}
