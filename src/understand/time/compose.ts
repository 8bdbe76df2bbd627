/**
 * Puts neighbours together: "3 giờ chiều" + "thứ sáu" + "tuần sau". Each must have another rank, the finer is looked for inside
 * the coarser, and what cannot be found there does not belong together.
 */
import { fullAt, isGlued } from "../tokens.ts";
import { unitAt } from "./moment.ts";
import { inHalf, readClock } from "./read-clock.ts";
import { readDate } from "./read-date.ts";
import { readDistance } from "./read-distance.ts";
import { opensMonth, readMonth } from "./read-month.ts";
import { readNear } from "./read-near.ts";
import { resolve } from "./resolve.ts";
import { type Found, nothing, past, ranks, type Reader, remembered, type Scan } from "./scan.ts";
import type { Time } from "./time.ts";

/** "8 giờ sáng thứ sáu tuần cuối tháng 9 năm sau". */
const mostPieces = 5;
/** Readings of one place; there are rarely more than three. */
const mostReadings = 24;

/** Whatever needs no other time. */
export const readPiece: Reader = remembered((scan, at) => {
  const token = scan.tokens[at];
  if (!token || token.kind === "mark") return nothing;
  if (token.kind === "word" && scan.words(at).length === 0 && token.full !== "q" && !opensMonth(scan, at))
    return nothing;
  return [readClock, readNear, readDate, readMonth, readDistance].flatMap((reader) => reader(scan, at));
});

/** A run of pieces. `first` and `next` say what may begin and continue it. */
export function createCompose(first: Reader, next: Reader): Reader {
  return remembered((scan, at) => {
    const done: Found[] = [...first(scan, at)];
    let open = done.map((found) => [found]);
    for (let size = 1; size < mostPieces && open.length > 0 && done.length < mostReadings; size += 1) {
      const longer: Found[][] = [];
      for (const pieces of open) {
        const last = pieces.at(-1);
        if (!last || last.rank === ranks.none) continue;
        for (const piece of behind(scan, last.end).flatMap((place) => next(scan, place))) {
          const run = [...pieces, piece];
          const found = piece.rank === ranks.none || isApart(scan, piece, last.end) ? null : join(scan, run);
          if (!found || done.length >= mostReadings) continue;
          done.push(...found);
          longer.push(run);
        }
      }
      open = longer;
    }
    return done;
  });
}

/** Behind a comma "năm ngoái cũng cho 10 cái" tells of another year, and "toi 12/10" of an end and no evening. */
function isApart({ tokens }: Scan, { time, end }: Found, last: number): boolean {
  if (fullAt(tokens, last) !== ",") return false;
  if (time.type === "part") return fullAt(tokens, end - 1) === "toi";
  return time.type === "cycle" && time.grain === "year" && time.shift < 0;
}

/** Where the next piece may begin, over what stands between: ", ", "của", "vào lúc", the T of `2026-10-15T09:00`. */
function behind(scan: Scan, at: number): readonly number[] {
  const comma = fullAt(scan.tokens, at) === "," ? at + 1 : at;
  const letter = fullAt(scan.tokens, comma) === "t" && isGlued(scan.tokens, comma) && isGlued(scan.tokens, comma + 1);
  if (letter) return [comma + 1];
  const first = past(scan, comma, "joints", "fillers");
  if (first === comma) return [comma];
  const second = past(scan, first, "joints", "fillers");
  return second === first ? [comma, first] : [comma, first, second];
}

function join(scan: Scan, pieces: readonly Found[]): readonly Found[] | null {
  const sorted = pieces.toSorted((a, b) => b.rank - a.rank);
  const twice = sorted.some((piece, i) => i > 0 && sorted[i - 1]?.rank === piece.rank && piece.rank !== ranks.day);
  if (twice || mixesCalendars(sorted) || isNearIn(sorted)) return null;
  const said = withHalf(sorted);
  if (!said) return null;
  const end = pieces.at(-1)?.end ?? 0;
  const cost = pieces.reduce((sum, piece) => sum + piece.cost, 0);
  const rank = said.at(-1)?.rank ?? ranks.none;
  const time = said.map((piece) => piece.time).reduce(inside);
  if (resolve(time, scan.eyes)) return [{ time, rank, end, cost }];
  const [date, weekday] = said;
  // "thứ 5 ngày 20/11", which is a Friday: the date counts, but Thursday of that week is asked about.
  const disagree =
    said.length === 2 && date?.time.type === "date" && date.rank === ranks.day && weekday?.rank === ranks.weekday;
  if (!disagree || !resolve(date.time, scan.eyes)) return null;
  const span = resolve(date.time, scan.eyes);
  const week: Time = { type: "fixed", span: unitAt(span?.from ?? scan.eyes.now, "week") };
  return [
    { ...date, end, cost },
    { ...weekday, time: { type: "in", inner: weekday.time, outer: week }, end, cost: cost + 0.5 },
  ];
}

/** "tháng 12" and "ngày 10" make one date; all else is looked for inside the larger. */
function inside(outer: Time, inner: Time): Time {
  if (outer.type !== "date" || inner.type !== "date" || outer.day !== null || inner.year !== null)
    return { type: "in", inner, outer };
  if (inner.month === null) return outer.month === null ? { type: "in", inner, outer } : { ...outer, day: inner.day };
  return outer.month === null ? { ...inner, year: outer.year } : { type: "in", inner, outer };
}

/** A day of the moon's month is in none of the sun's. */
function mixesCalendars(pieces: readonly Found[]): boolean {
  const moon = pieces.some(({ time }) => time.type === "date" && time.lunar && time.month === null);
  return moon && pieces.some(({ rank }) => rank === ranks.month);
}

/** "Last Sunday" is told from today, not from October. */
function isNearIn(pieces: readonly Found[]): boolean {
  const near = pieces.some(({ time }) => time.type === "in" && time.outer.type === "days");
  return near && pieces.some(({ rank }) => rank >= ranks.month);
}

/** A part of the day beside a clock only tells its half: "tối nay 8 giờ". */
function withHalf(sorted: readonly Found[]): readonly Found[] | null {
  const part = sorted.find(({ rank }) => rank === ranks.part);
  const clock = sorted.find(({ rank }) => rank === ranks.clock);
  if (!part || !clock) return sorted;
  const inner = part.time.type === "in" ? part.time.inner : part.time;
  const outer = part.time.type === "in" ? part.time.outer : null;
  if (inner.type !== "part" || clock.time.type !== "clock" || clock.cost % 1 === 0.5) return null;
  const said = clock.time.hour;
  const fits = (said >= inner.from && said < inner.to) || (said === 24 && inner.to === 24);
  if (!clock.time.open && !fits) return null;
  const hour = clock.time.open ? inHalf(said % 12 || 12, inner.half, inner.from) : said;
  const time: Time = { ...clock.time, hour, open: false };
  const rest = sorted.filter((piece) => piece !== part && piece !== clock);
  const day: readonly Found[] = outer ? [{ ...part, time: outer, rank: ranks.day }] : nothing;
  return [...rest, ...day, { ...clock, time }].toSorted((a, b) => b.rank - a.rank);
}
