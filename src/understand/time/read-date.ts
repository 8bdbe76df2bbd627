/** Reads days of the calendar as they are written or said: `10/12`, `2026-12-10`, "ngày 10 tháng 12 năm 2026", "rằm tháng 7", "mùng 5 Tết", "Dec 10th". */
import { bareAt, fullAt, isGlued } from "../tokens.ts";
import { countsAt, digitsAt, markAt } from "./count.ts";
import type { LexemeOf } from "./lexemes.ts";
import { dayAt } from "./moment.ts";
import { readMonthAt, yearAfter } from "./read-month.ts";
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
import { date, type DateTime, type Time } from "./time.ts";

export const readDate: Reader = remembered((scan, at) => {
  const led = wordAt(scan, at, "day_words");
  const moon = wordAt(scan, at, "moon_days");
  const number = scan.tokens[at]?.kind === "number";
  const found: Found[] = [];
  if (number) found.push(...readWritten(scan, at, false), ...readSpoken(scan, at, "none"));
  else if (scan.words(at).length === 0) return nothing;
  else found.push(...readSpoken(scan, at, "none"), ...monthFirst(scan, at), ...fullMoon(scan, at));
  if (led) found.push(...readWritten(scan, led.end, true), ...readSpoken(scan, led.end, "day"));
  if (moon) found.push(...readSpoken(scan, moon.end, "moon"));
  return found;
});

function dayFound(time: DateTime, end: number, cost: number): Found {
  return { time: exists(time) ? time : { type: "impossible" }, rank: ranks.day, end, cost };
}

/** In a leap year, where no year is said. */
function exists({ year, month, day, lunar }: DateTime): boolean {
  if (day === null) return true;
  if (day < 1 || day > (lunar ? 30 : 31)) return false;
  if (month === null) return true;
  return month >= 1 && month <= 12 && (lunar || dayAt(year ?? 2024, month, day) !== null);
}

/** `2026-12-10`, `10/12/2026`, `10/12`, `10-12-2026`; other marks are as often those of ranges, decimals and versions. */
function readWritten(scan: Scan, at: number, led: boolean): readonly Found[] {
  const mark = markAt(scan, at + 1, "/-.");
  const first = fullAt(scan.tokens, at);
  const second = mark ? digitsAt(scan, at + 2, 2) : null;
  if (!mark || second === null) return nothing;
  const third = markAt(scan, at + 3, mark) ? scan.tokens[at + 4] : undefined;
  if (first.length === 4) {
    const day = third?.kind === "number" && third.full.length <= 2 ? Number(third.full) : null;
    return day === null || mark === "."
      ? nothing
      : [dayFound(date({ year: Number(first), month: second, day }), at + 5, 0)];
  }
  if (first.length > 2) return nothing;
  if (third) return withYear(scan, at, Number(first), second, mark);
  if (!led && !(isPlausible(Number(first), second) && (mark === "/" || isDayAlone(scan, at, mark)))) return nothing;
  return marked(scan, date({ month: second, day: Number(first) }), at + 3, mark === "/");
}

function withYear(scan: Scan, at: number, day: number, month: number, mark: string): readonly Found[] {
  const token = scan.tokens[at + 4];
  const length = token?.kind === "number" ? token.full.length : 0;
  const said = Number(token?.full);
  // "1.10.30" is a version, "1-2-3" a list.
  if (length !== 4 && !(length === 2 && (mark === "/" || isNearYear(scan, said)))) return nothing;
  const year = length === 4 ? said : said > 50 ? 1900 + said : 2000 + said;
  return marked(scan, date({ year, month, day }), at + 5, mark === "/");
}

/** "6/2026" is a month; "13/45" and "0/5" are scores or fractions. */
function isPlausible(day: number, month: number): boolean {
  return day >= 1 && day <= 31 && month >= 1 && month <= 12;
}

/** What is counted or measured behind "20.11" and "20-11". */
const measured =
  /^(?:tr|trieu|ngan|nghin|k|cu|chai|ty|dong|d|vnd|usd|million|kg|ky|ki|ta|tan|lit|l|ml|m|km|g|h|gio|g|tuoi|phan|cai|chiec|bo|thung|hop|bao|suat|cuon|quyen|doi|tieng|phut|ngay|tuan|thang|buoi|lan|percent)$/u;
/** What is numbered so, and is no day. */
const numbered = /^(?:muc|so|dieu|bang|cau|lop|phien|ban|version|v|no|ck|nc|gn|kk|ty|ti|size)$/u;
/** "hạn 5-11" and "trước 5-11" tell a day, "5-11 cái" a number. */
const leadsToDay = /^(?:han|truoc|hom|bua|chot|by|before|due)$/u;

/** "giao 20.11", "22-10 ở trường": such figures rise in a range, and thousands have three digits. */
function isDayAlone(scan: Scan, at: number, mark: string): boolean {
  const { tokens } = scan;
  const [first, second] = [fullAt(tokens, at), fullAt(tokens, at + 2)];
  if (second.length !== 2 || (isGlued(tokens, at) && tokens[at - 1]?.kind !== "mark")) return false;
  const next = tokens[at + 3];
  if (next?.glued && next.kind !== "mark") return false;
  if (markAt(scan, at + 3, "/-.,:") || markAt(scan, at - 1, "/-.,:")) return false;
  if (next?.full === "%" || measured.test(bareAt(tokens, at + 3)) || numbered.test(bareAt(tokens, at - 1)))
    return false;
  if (mark === ".") return scan.language !== "en";
  return leadsToDay.test(bareAt(tokens, at - 1)) || Number(first) > 12;
}

/** "30.11.26" */
function isNearYear({ eyes }: Scan, year: number): boolean {
  const here = new Date(eyes.now).getUTCFullYear() % 100;
  return year >= here - 1 && year <= here + 1;
}

/** "10/3 âm lịch"; and in English the first number may be the month. */
function marked(scan: Scan, time: DateTime, end: number, slashed: boolean): readonly Found[] {
  const moon = wordAt(scan, end, "lunar_mark");
  if (moon) return [dayFound({ ...time, lunar: true }, moon.end, moon.cost), dayFound(time, end, 0)];
  const found = dayFound(time, past(scan, end, "solar_mark"), 0);
  const swapped = { ...time, day: time.month, month: time.day };
  const other = scan.language === "en" && slashed && time.day !== time.month && exists(swapped);
  return other ? [found, dayFound(swapped, end, 0.5)] : [found];
}

const lastOfMung = 10;

type Lead = "none" | "day" | "moon";

/** "10 tháng 12 năm 2026", "ngày mười", "mùng 5 tháng chạp", "15th of October", "28 Tết". */
function readSpoken(scan: Scan, at: number, lead: Lead): readonly Found[] {
  // "mùng 25, mền 25": only the first ten days are said with mùng, behind it more are nets.
  return countsAt(scan, at)
    .filter(({ value }) => value <= (lead === "moon" ? lastOfMung : 99))
    .flatMap((count) => [
      ...withMonth(scan, count, lead),
      ...beforeTet(scan, count.value, count.end, lead),
      ...loneDay(scan, at, count, lead),
    ]);
}

/** Behind the st, nd, rd and th of English. */
function behindSuffix(scan: Scan, { digits, end }: Counted): number {
  return digits && isGlued(scan.tokens, end) && /^(?:st|nd|rd|th)$/u.test(fullAt(scan.tokens, end)) ? end + 1 : end;
}

function withMonth(scan: Scan, count: Counted, lead: Lead): readonly Found[] {
  const { value, digits, cost } = count;
  const behind = behindSuffix(scan, count);
  const joint = /^(?:of|,)$/u.test(fullAt(scan.tokens, behind)) ? behind + 1 : behind;
  if (value > 31 && lead === "none") return nothing;
  return readMonthAt(scan, joint)
    .filter(({ named }) => digits || lead !== "none" || named)
    .flatMap((month) => {
      const year = yearAfter(scan, month.end);
      const time = date({ year: year?.year ?? null, month: month.month, day: value, lunar: month.lunar });
      return moonToo(scan, time, lead, year?.end ?? month.end, cost + month.cost);
    });
}

/** "ngày 10", "mùng 5", "the 15th". */
function loneDay(scan: Scan, at: number, count: Counted, lead: Lead): readonly Found[] {
  const behind = behindSuffix(scan, count);
  const cardinal = behind === count.end && fullAt(scan.tokens, at - 1) === "the";
  if (lead === "none") return ofCalendar(scan, count);
  if ((lead === "day" && cardinal) || claimed(scan, behind)) return nothing;
  // Only the first ten days have this name: "mùng 25, mền 25" are nets.
  if (lead === "moon" && count.value > 10) return nothing;
  // Days below ten are said with mùng: "ngày một" is rare, "ngay mot" is the day after tomorrow.
  const rare = !count.digits && lead === "day" && count.value < 10 ? 1.5 : 0;
  return moonToo(scan, date({ day: count.value }), lead, behind, count.cost + rare);
}

/** "26 tây", "15 âm lịch": a number of the sun's or the moon's calendar is a day. */
function ofCalendar(scan: Scan, { value, digits, end, cost }: Counted): readonly Found[] {
  if (!digits || value < 1 || value > 31 || isGlued(scan.tokens, end)) return nothing;
  return wordsAt(scan, end, "solar_mark", "lunar_mark").flatMap((mark) => {
    const said = fullAt(scan.tokens, mark.end - 1);
    // "30 ta", "8 am"
    if (!/^(?:tây|tay|âm|lịch|lich|calendar)$/u.test(said)) return [];
    return [dayFound(date({ day: value, lunar: mark.is === "lunar_mark" }), mark.end, cost + mark.cost)];
  });
}

/** Digits that go on ("ngày 31/2", "ngày 1.5") or count something ("ngày 2 tuần") are no day. */
function claimed(scan: Scan, at: number): boolean {
  const mark = scan.tokens[at];
  if (mark?.kind === "mark" && mark.glued && isGlued(scan.tokens, at + 1) && "/.,:".includes(mark.full)) return true;
  return wordsAt(scan, at, "unit").some(({ grain, cost }) => grain !== "month" && cost === 0);
}

/** Who says mùng may count by the moon, unless the month is said to be one of the sun's. */
function moonToo(scan: Scan, time: DateTime, lead: Lead, end: number, cost: number): readonly Found[] {
  const mark = wordAt(scan, end, "lunar_mark");
  if (mark || time.lunar) return [dayFound({ ...time, lunar: true }, mark?.end ?? end, cost)];
  const solar = wordAt(scan, end, "solar_mark");
  const plain = dayFound(time, solar?.end ?? end, cost);
  return lead === "moon" && !solar && plain.time.type !== "impossible"
    ? [plain, dayFound({ ...time, lunar: true }, end, cost + 0.5)]
    : [plain];
}

/** "mùng 5 Tết" is in the new year, "28 Tết" still in the old one. */
function beforeTet(scan: Scan, day: number, at: number, lead: Lead): readonly Found[] {
  const old = day >= 20 && day <= 30;
  if (!old && (lead === "none" || day > 10)) return nothing;
  return wordsAt(scan, at, "yearly").flatMap(({ time, end, cost }): readonly Found[] => {
    if (!isTet(time)) return nothing;
    const said = yearAfter(scan, end);
    const year = said?.year ?? null;
    const place = { rank: ranks.day, end: said?.end ?? end, cost };
    // The last day of the old year is called the 30th, even where its month has 29.
    if (day === 30) return [{ time: { ...time, daysBefore: 1, year }, ...place }];
    const month = old ? 12 : 1;
    return [{ time: date({ year: year === null || !old ? year : year - 1, month, day, lunar: true }), ...place }];
  });
}

function isTet(time: LexemeOf<"yearly">["time"]): time is Extract<Time, { type: "holiday" }> {
  if (time.type !== "holiday" || !time.lunar || time.daysBefore > 0) return false;
  return "month" in time.on && time.on.month === 1 && time.on.day === 1;
}

/** "rằm", "rằm tháng 7". */
function fullMoon(scan: Scan, at: number): readonly Found[] {
  return wordsAt(scan, at, "full_moon").flatMap(({ end, cost }) => [
    dayFound(date({ day: 15, lunar: true }), end, cost),
    ...readMonthAt(scan, end).map((month) => {
      const year = yearAfter(scan, month.end);
      const time = date({ year: year?.year ?? null, month: month.month, day: 15, lunar: true });
      return dayFound(time, past(scan, year?.end ?? month.end, "lunar_mark"), cost + month.cost);
    }),
    ...fullMoonNear(scan, end, cost),
  ]);
}

/** "rằm tháng này", "rằm tháng sau" */
function fullMoonNear(scan: Scan, at: number, cost: number): readonly Found[] {
  return wordsAt(scan, at, "unit")
    .filter(({ grain, times }) => grain === "month" && times === 1)
    .flatMap((unit) =>
      wordsAt(scan, unit.end, "shift").map((word): Found => {
        const outer: Time = { type: "cycle", grain: "month", shift: word.shift };
        const time: Time = { type: "in", inner: date({ day: 15, lunar: true }), outer };
        return { time, rank: ranks.day, end: word.end, cost: cost + unit.cost + word.cost };
      }),
    );
}

/** "October 15", "Oct 15th, 2026"; and "tháng 12 ngày 10" is put together elsewhere. */
function monthFirst(scan: Scan, at: number): readonly Found[] {
  return wordsAt(scan, at, "month")
    .filter(({ english }) => english)
    .flatMap(({ month, end, cost }): readonly Found[] => {
      const start = past(scan, fullAt(scan.tokens, end) === "." ? end + 1 : end, "day_words");
      const day = digitsAt(scan, start, 2);
      if (day === null || day > 31) return nothing;
      const suffix = isGlued(scan.tokens, start + 1) && /^(?:st|nd|rd|th)$/u.test(fullAt(scan.tokens, start + 1));
      const year = yearAfter(scan, suffix ? start + 2 : start + 1);
      const behind = year?.end ?? (suffix ? start + 2 : start + 1);
      return [dayFound(date({ year: year?.year ?? null, month, day }), behind, cost)];
    });
}
