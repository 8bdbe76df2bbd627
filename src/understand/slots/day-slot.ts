/** Turns a time that was said into the day or period that a slot wants, and keeps the readings that should be asked about. */
import type { Period } from "../../model/frame.ts";
import { floor, partsOf, type Span, writeDay } from "../time/moment.ts";
import { type Eyes, eyesOf } from "../time/eyes.ts";
import type { TimeFound } from "../time/read-time.ts";
import { resolve } from "../time/resolve.ts";
import { isFloating, type Reading, type Time } from "../time/time.ts";

export interface DayRead {
  readonly day: string;
  /** All readings, `day` first, when there is more than one. */
  readonly readings: readonly string[];
}

const msPerDay = 86_400_000;
/** A day that was named without its year and has gone by longer ago may be a slip, or no day at all ("đợt 3/12"). */
const longAgo = 183 * msPerDay;

/** What lies further ahead is no deadline: "họp lại sau 28 năm". */
const furthest = 5 * 366 * msPerDay;

/** Said like a day, but no calendar has it. */
export function isImpossible(found: TimeFound): boolean {
  return found.readings.length === 0;
}

/** Whether it is over by tonight, whichever way it is read. */
export function isGone({ readings }: TimeFound, now: string): boolean {
  const eyes = eyesOf(now);
  const midnight = floor(eyes.now, "day") + msPerDay;
  return readings.every(({ time }) => (resolve(time, eyes)?.to ?? Infinity) <= midnight);
}

/** The last acceptable day: "trước 10/12" ends on the 9th, "tháng 12" on the 31st. Null when only a beginning was said. */
export function dueOf(found: TimeFound, now: string): DayRead | null {
  const eyes = eyesOf(now);
  return dayRead(
    found.readings.filter((reading) => found.led || isDeadline(reading)).flatMap((reading) => dueDays(reading, eyes)),
  );
}

/** "năm nay tôi góp", "cho mùa lũ" only tell when or what for; "trong năm nay", "trước mùa lũ" bind. */
function isDeadline({ time: said, bound }: Reading): boolean {
  if (bound !== null) return true;
  const time = said.type === "toward" && said.toward !== "ahead" ? said.time : said;
  // "mùa mưa năm nay dài"
  const isThisYear = time.type === "in" && time.inner.type === "season" && isRunningYear(time.outer);
  return !isThisYear && time.type !== "season" && !(time.type === "cycle" && time.grain === "year");
}

function isRunningYear(time: Time): boolean {
  return time.type === "cycle" && time.grain === "year" && time.shift === 0;
}

function dueDays({ time, bound }: Reading, eyes: Eyes): readonly number[] {
  if (bindsNothing({ time, bound })) return [];
  const last = (span: Span): number => floor(bound === "before" ? startOf(time, span) - 1 : endOf(time, span), "day");
  const span = resolve(time, eyes);
  if (!span) return [];
  const day = last(span);
  const today = floor(eyes.now, "day");
  if (day - today > furthest) return [];
  const next = day < today && isFloating(time) ? resolve(time, { ...eyes, now: span.to }) : null;
  // "mua hồi năm 2023"
  if (!next && bound === null && day < today && (isLong(span) || isNearby(time))) return [];
  if (!hasNoYear(time)) return [next ? last(next) : day];
  // A day that has gone by this year is next year's, or a slip: asked about.
  if (next) return [last(next), day];
  const here = resolve(time, { ...eyes, toward: "here" });
  return here && last(here) < today ? [day, last(here)] : [day];
}

function bindsNothing({ time, bound }: Pick<Reading, "time" | "bound">): boolean {
  // "gần Tết rồi cần gấp"
  if (bound === null && time.type === "toward" && time.toward === "back") return true;
  if (bound === "after" || bound === "from" || time.type === "now" || time.type === "part") return true;
  // "hổm rày" tells how it has been.
  return bound === null && time.type === "days" && time.to <= 0;
}

/** "hồi hôm đăng ký …", "hôm qua tính góp …", "3 ngày nay rét quá": no deadline was yesterday. */
function isNearby({ type }: Time): boolean {
  return type === "cycle" || type === "days" || type === "roll" || type === "move";
}

function isLong({ from, to }: Span): boolean {
  return to - from > 7 * msPerDay;
}

/** Within two weeks is until this weekday. */
function endOf(time: Time, { to }: Span): number {
  return time.type === "within" ? to : to - 1;
}

/** Before the end of November is before its last day. */
function startOf(time: Time, span: Span): number {
  return time.type === "edge" && time.edge === "end" ? span.to - msPerDay : span.from;
}

function hasNoYear(time: Time): boolean {
  if (time.type === "in") return hasNoYear(time.outer);
  return time.type === "date" && time.year === null && time.month !== null && time.day !== null;
}

/** The day on which something happened: what was left unsaid is filled so that it lies in the past. Null for longer spans. */
export function pastDayOf(found: TimeFound, now: string): DayRead | null {
  const eyes: Eyes = { ...eyesOf(now), toward: "back" };
  if (found.bound === "before") return null;
  const days = found.readings
    .map(({ time }) => resolve(time, eyes))
    .flatMap((span) => (span && isOneDay(span) ? [floor(span.from, "day")] : []));
  const past = days.filter((day) => day <= eyes.now);
  const read = past.length > 0 ? past : days;
  // "kho giữ tới 20/10"
  if (isFar(found, read, eyes.now) && found.bound === "by") return null;
  // On 15 October "ngày 16/10" is hardly that of last year: asked about.
  return dayRead(
    isFar(found, read, eyes.now)
      ? [...read, ...found.readings.flatMap(({ time }) => startIn(time, eyesOf(now)))]
      : read,
  );
}

function isFar({ readings }: TimeFound, [day]: readonly number[], now: number): boolean {
  return day !== undefined && now - day > longAgo && readings.every(({ time }) => hasNoYear(time));
}

function startIn(time: Time, eyes: Eyes): readonly number[] {
  const span = resolve(time, eyes);
  return span ? [floor(span.from, "day")] : [];
}

/** A day to come; "tuần sau" is none yet, and "trước 3 ngày" none at all before a promise. */
export function comingDayOf(found: TimeFound, now: string): DayRead | null {
  if (found.readings[0]?.time.type === "now") return null;
  const eyes = eyesOf(now);
  const days = found.readings.filter(({ time }) => {
    const span = resolve(time, eyes);
    return span !== null && isOneDay(span);
  });
  const read = dayRead(days.flatMap((reading) => dueDays(reading, eyes)));
  return read && read.day >= now.slice(0, 10) ? read : null;
}

/** A day or less. */
export function isDay({ readings }: TimeFound, now: string): boolean {
  const span = readings[0] ? resolve(readings[0].time, eyesOf(now)) : null;
  return span !== null && isOneDay(span);
}

function isOneDay({ from, to }: Span): boolean {
  return to - floor(from, "day") <= msPerDay;
}

function dayRead(days: readonly number[]): DayRead | null {
  const [day, ...others] = [...new Set(days.map(writeDay))];
  if (day === undefined) return null;
  return { day, readings: others.length > 0 ? [day, ...others] : [] };
}

/** "tới 30/10" tells an end, "lúc này" a moment; "tới hạn tuần sau" tells when. */
function isNoPeriod({ time, bound }: Reading, isFallingDue: boolean): boolean {
  return time.type === "now" || bound === "before" || (bound === "by" && !isFallingDue);
}

/** `isFallingDue`: the words before it tell of what falls due then. */
export function periodOf(found: TimeFound, now: string, isFallingDue = false): Period | null {
  const [reading] = found.readings;
  const eyes: Eyes = { ...eyesOf(now), toward: "here" };
  const span = reading ? resolve(reading.time, eyes) : null;
  if (!reading || !span || isNoPeriod(reading, isFallingDue)) return null;
  const last = reading.bound === "from" ? Math.max(floor(eyes.now, "day"), span.from) : span.to - 1;
  const { year, month } = partsOf(span.from);
  if (span.type === "value" && reading.bound !== "from")
    switch (span.grain) {
      case "year":
        return String(year);
      case "quarter":
        return `${year}-Q${Math.ceil(month / 3)}`;
      case "month":
        return writeDay(span.from).slice(0, 7);
      case "week":
        return isoWeek(span.from);
      case "day":
      case "hour":
      case "minute":
      case "second":
        break;
    }
  return { from: writeDay(span.from), to: writeDay(last) };
}

/** The year that was said, as a year and not as that of a day; `within`: also where only its beginning or end was said. */
export function yearOf(found: TimeFound, now: string, within = false): number | null {
  const [reading] = found.readings;
  const time = within && reading?.time.type === "edge" ? reading.time.of : reading?.time;
  const span = time ? resolve(time, { ...eyesOf(now), toward: "here" }) : null;
  return span?.grain === "year" && span.type === "value" ? partsOf(span.from).year : null;
}

/** Weeks are counted as ISO 8601 does: the first one holds the year's first Thursday. */
function isoWeek(monday: number): string {
  const thursday = monday + 3 * msPerDay;
  const week = Math.floor((thursday - floor(thursday, "year")) / (7 * msPerDay)) + 1;
  return `${partsOf(thursday).year}-W${String(week).padStart(2, "0")}`;
}
