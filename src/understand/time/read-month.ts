/** Reads months, quarters and years: "tháng 8/2012", "tháng giêng", "quý 3 năm 2026", "Q3", "năm 938", "111 TCN", "thế kỷ 21". */
import { fullAt, isGlued } from "../tokens.ts";
import { countsAt, digitsAt, markAt } from "./count.ts";
import { dayAt } from "./moment.ts";
import { type Found, nothing, past, ranks, type Reader, remembered, type Scan, wordAt, wordsAt } from "./scan.ts";
import { date, type Time } from "./time.ts";

export interface MonthRead {
  readonly month: number;
  readonly lunar: boolean;
  /** In words, which leave no doubt: "tháng chạp", "October". */
  readonly named: boolean;
  readonly end: number;
  readonly cost: number;
}

export const readMonth: Reader = remembered((scan, at) => {
  const found: Found[] = [];
  const written = scan.tokens[at]?.kind === "number" ? monthOfYear(scan, at) : null;
  if (written) found.push(written);
  if (scan.words(at).length > 0 || fullAt(scan.tokens, at) === "q" || opensMonth(scan, at))
    found.push(
      ...readMonths(scan, at),
      ...readQuarters(scan, at),
      ...readWeeks(scan, at),
      ...readYears(scan, at),
      ...readAges(scan, at),
    );
  const era = scan.tokens[at]?.kind === "number" ? readEra(scan, at) : null;
  if (era) found.push(era);
  return found;
});

/** The months named here: "tháng 8", "tháng tám", "tháng giêng", "Oct". */
export function readMonthAt(scan: Scan, at: number): readonly MonthRead[] {
  const months: MonthRead[] = wordsAt(scan, at, "month")
    .filter(({ english }) => !english || isSure(scan, at))
    .map(({ month, lunar, end, cost }) => ({ month, lunar, named: true, end, cost }));
  // "tháng mười một âm lịch"
  for (const month of months.filter(({ lunar }) => !lunar)) {
    const mark = wordAt(scan, month.end, "lunar_mark");
    if (mark && mark.end > month.end + 1) months.push({ ...month, lunar: true, named: false, end: mark.end });
  }
  for (const { grain, end, cost } of wordsAt(scan, at, "unit")) {
    const number = grain === "month" ? digitsAt(scan, end, 2) : null;
    if (number === null) continue;
    const mark = wordAt(scan, end + 1, "lunar_mark");
    if (mark && mark.end > end + 2) months.push({ month: number, lunar: true, named: false, end: mark.end, cost });
    months.push({ month: number, lunar: false, named: false, end: end + 1, cost });
  }
  const short = shortMonthAt(scan, at);
  return short ? [...months, short] : months;
}

/** Whether "t11" or "th 11" may begin here. */
export function opensMonth({ tokens }: Scan, at: number): boolean {
  return /^th?$/u.test(fullAt(tokens, at)) && fullAt(tokens, at - 1) !== "size";
}

/** "t11", "th11", "th.11": of the months only those that are no weekday, too. */
function shortMonthAt(scan: Scan, at: number): MonthRead | null {
  if (!opensMonth(scan, at)) return null;
  const isOneLetter = fullAt(scan.tokens, at) === "t";
  const number = fullAt(scan.tokens, at + 1) === "." ? at + 2 : at + 1;
  const month = digitsAt(scan, number, 2, isOneLetter || number > at + 1);
  if (month === null || (month > 1 && month < 8) || month > 12 || month === 0) return null;
  if (isGlued(scan.tokens, number + 1) && scan.tokens[number + 1]?.kind === "word") return null;
  return { month, lunar: false, named: true, end: number + 1, cost: 0 };
}

/** "năm 2026", "/2026", ", 2026", "năm 43 TCN" behind a day, month or quarter. */
export function yearAfter(scan: Scan, at: number): { readonly year: number; readonly end: number } | null {
  if (markAt(scan, at, "/-")) {
    const year = digitsAt(scan, at + 1, 4);
    return year !== null && isYear(year) ? { year, end: at + 2 } : null;
  }
  const comma = fullAt(scan.tokens, at) === "," ? at + 1 : at;
  const of = past(scan, comma, "joints");
  const word = wordsAt(scan, of, "unit").find(({ grain, times }) => grain === "year" && times === 1);
  const start = word?.end ?? comma;
  const digits = digitsAt(scan, start, 4);
  if (digits === null || markAt(scan, start + 1, "/.,")) return null;
  const era = eraAt(scan, start + 1, digits);
  if (era) return era;
  const length = fullAt(scan.tokens, start).length;
  if (word && length <= 2) return { year: digits > 50 ? 1900 + digits : 2000 + digits, end: start + 1 };
  return (word && length >= 3) || isYear(digits) ? { year: digits, end: start + 1 } : null;
}

function isYear(year: number): boolean {
  return year >= 1900 && year <= 2200;
}

function eraAt(scan: Scan, at: number, year: number): { readonly year: number; readonly end: number } | null {
  const era = wordAt(scan, at, "before_christ", "after_christ");
  return era && { year: era.is === "before_christ" ? -year : year, end: era.end };
}

function readMonths(scan: Scan, at: number): readonly Found[] {
  return readMonthAt(scan, at).flatMap(({ month, lunar, named, end, cost }): readonly Found[] => {
    const year = yearAfter(scan, end);
    const behind = year?.end ?? end;
    if (month < 1 || month > 12)
      return year ? [{ time: { type: "impossible" }, rank: ranks.month, end: behind, cost }] : nothing;
    const time = date({ year: year?.year ?? null, month });
    const plain: Found = { time, rank: ranks.month, end: behind, cost };
    if (!lunar) return [plain];
    const moon: Found = { ...plain, time: { ...time, lunar } };
    // "tháng chạp" is December to some and a moon to others; but its days are always the moon's.
    return named
      ? [
          { ...plain, rank: ranks.none },
          { ...moon, cost: cost + 0.5 },
        ]
      : [moon];
  });
}

/** `6/2026`, `06.2026`. */
function monthOfYear(scan: Scan, at: number): Found | null {
  const month = digitsAt(scan, at, 2);
  const year =
    markAt(scan, at + 1, "/-.") && fullAt(scan.tokens, at + 2).length === 4 ? digitsAt(scan, at + 2, 4) : null;
  if (month === null || month < 1 || month > 12 || year === null || !isYear(year) || markAt(scan, at + 3, "/-."))
    return null;
  return { time: date({ year, month }), rank: ranks.month, end: at + 3, cost: 0 };
}

const roman = new Map([
  ["i", 1],
  ["ii", 2],
  ["iii", 3],
  ["iv", 4],
]);

/** "quý 3", "quý ba", "quý III/2026", "Q3 2025". */
function readQuarters(scan: Scan, at: number): readonly Found[] {
  const letter = fullAt(scan.tokens, at) === "q" && isGlued(scan.tokens, at + 1) ? [{ end: at + 1, cost: 0 }] : [];
  const words = wordsAt(scan, at, "unit").filter(({ grain }) => grain === "quarter");
  return [...letter, ...words].flatMap(({ end, cost }) => {
    // Drawn-out letters are cut from words, so that the third would be the first.
    const numeral = roman.get(scan.tokens[end]?.lower ?? "");
    const counts = numeral ? [{ value: numeral, end: end + 1, cost: 0 }] : countsAt(scan, end);
    return counts
      .filter(({ value }) => value >= 1 && value <= 4)
      .map((count): Found => {
        const year = yearAfter(scan, count.end);
        const time: Time = { type: "quarter", quarter: count.value, year: year?.year ?? null };
        return { time, rank: ranks.quarter, end: year?.end ?? count.end, cost: cost + count.cost };
      });
  });
}

/** "tuần 41", "week 40 of 2026". */
function readWeeks(scan: Scan, at: number): readonly Found[] {
  return wordsAt(scan, at, "unit").flatMap(({ grain, end, cost }): readonly Found[] => {
    const week = grain === "week" ? digitsAt(scan, end, 2) : null;
    if (week === null || week < 1 || week > 53 || markAt(scan, end + 1, "/.,-")) return nothing;
    const year = yearAfter(scan, end + 1);
    const time: Time = { type: "week", week, year: year?.year ?? null };
    return [{ time, rank: ranks.week, end: year?.end ?? end + 1, cost }];
  });
}

/** "năm 2026", "năm 938", "năm 43 TCN"; fewer digits count years. In English a year needs a word that leads to it. */
function readYears(scan: Scan, at: number): readonly Found[] {
  return wordsAt(scan, at, "unit").flatMap(({ grain, times, end, cost }): readonly Found[] => {
    const year = grain === "year" && times === 1 ? digitsAt(scan, end, 4) : null;
    if (year === null || markAt(scan, end + 1, ".,")) return nothing;
    // "next year 500 school bags"
    if (/^years?$/u.test(fullAt(scan.tokens, end - 1)) && !isYear(year)) return nothing;
    const era = eraAt(scan, end + 1, year);
    const length = fullAt(scan.tokens, end).length;
    if (!era && (length < 2 || (length === 2 && cost > 0))) return nothing;
    const said = length === 2 ? (year > 50 ? 1900 : 2000) + year : year;
    return [yearFound(era?.year ?? said, era?.end ?? end + 1, cost)];
  });
}

/** "111 TCN"; and "2026" behind "in" or "of". */
function readEra(scan: Scan, at: number): Found | null {
  const year = digitsAt(scan, at, 4);
  if (year === null) return null;
  const era = eraAt(scan, at + 1, year);
  if (era) return yearFound(era.year, era.end, 0);
  const before = fullAt(scan.tokens, at - 1);
  const led = /^(?:in|of|since|until|by|before|after|from|during)$/u.test(before);
  // "our 2026 report"; goods are not counted behind such a word.
  if (/^(?:our|your|my|their)$/u.test(before) && isYear(year)) return yearFound(year, at + 1, 0);
  const alone = scan.tokens[at + 1]?.kind !== "word" || scan.words(at + 1).length > 0;
  return led && isYear(year) && alone && !markAt(scan, at + 1, "/.,") ? yearFound(year, at + 1, 0) : null;
}

function yearFound(year: number, end: number, cost: number): Found {
  return { time: date({ year }), rank: ranks.year, end, cost };
}

/** "thế kỷ 21", "thập niên 90". */
function readAges(scan: Scan, at: number): readonly Found[] {
  return wordsAt(scan, at, "unit").flatMap(({ grain, times, end, cost }): readonly Found[] => {
    const number = grain === "year" && times > 1 ? digitsAt(scan, end, 4) : null;
    if (number === null || number < 1) return nothing;
    const decade = number >= 100 ? Math.floor(number / 10) * 10 : number > 20 ? 1900 + number : 2000 + number;
    const first = times === 100 ? (number - 1) * 100 + 1 : decade;
    const [from, to] = [dayAt(first, 1, 1), dayAt(first + times, 1, 1)];
    if (from === null || to === null || first > 3000) return nothing;
    return [
      {
        time: { type: "fixed", span: { from, to, grain: "year", type: "interval" } },
        rank: ranks.none,
        end: end + 1,
        cost,
      },
    ];
  });
}

/** Short English names are other words too: "may", "march", "sun", "sat". A capital or a leading word makes them days and months. */
export function isSure(scan: Scan, at: number): boolean {
  const token = scan.tokens[at];
  if (!token || !/^(?:may|mar|march|sun|sat|mon|wed|thu)$/u.test(token.full)) return true;
  const before = fullAt(scan.tokens, at - 1);
  return (
    (token.capital && at > 0) ||
    scan.tokens.length === 1 ||
    digitsAt(scan, at - 1, 2) !== null ||
    digitsAt(scan, at + 1, 4) !== null ||
    /^(?:in|of|by|on|until|till|since|from|to|before|after|next|last|this|early|late|mid|end|th|st|nd|rd|,)$/u.test(
      before,
    )
  );
}
