/**
 * The Vietnamese lunar calendar, computed for UTC+7: the Chinese one differs in some years (1985, 2007, 2030). New moons and
 * the sun's longitude follow J. Meeus, "Astronomical Algorithms" (1998), chapters 25 and 49. Good for 1900 to 2100.
 */

interface LunarMonth {
  readonly month: number;
  readonly leap: boolean;
  /** Julian day numbers; `to` is the first day of the next month. */
  readonly from: number;
  readonly to: number;
}

const zone = 7 / 24;
const synodicMonth = 29.530588861;
const epoch = 2_440_588;
const msPerDay = 86_400_000;
const [firstYear, lastYear] = [1850, 2150];

/** The moment at which a day of the moon's calendar begins, null when the month has no such day. */
export function lunarDay(year: number, month: number, day: number, leap = false): number | null {
  const found = monthOf(year, month, leap);
  if (!found || day < 1 || found.from + day > found.to) return null;
  return toMoment(found.from + day - 1);
}

export function lunarMonth(year: number, month: number, leap = false): { from: number; to: number } | null {
  const found = monthOf(year, month, leap);
  return found ? { from: toMoment(found.from), to: toMoment(found.to) } : null;
}

function monthOf(year: number, month: number, leap: boolean): LunarMonth | undefined {
  if (year < firstYear || year > lastYear) return undefined;
  return monthsOf(year).find((each) => each.month === month && each.leap === leap);
}

function toMoment(julianDay: number): number {
  return (julianDay - epoch) * msPerDay;
}

const known = new Map<number, readonly LunarMonth[]>();

/** The first ten months come from the winter that opens the year, the last two from the one that closes it. */
function monthsOf(year: number): readonly LunarMonth[] {
  let months = known.get(year);
  if (!months) {
    const opening = betweenSolstices(year).filter(({ month }) => month < 11);
    const closing = betweenSolstices(year + 1).filter(({ month }) => month >= 11);
    known.set(year, (months = [...opening, ...closing]));
  }
  return months;
}

/** Month 11 holds the winter solstice. Where 13 moons lie between two of them, the first without a new sign of the sun repeats. */
function betweenSolstices(year: number): readonly LunarMonth[] {
  const first = winterMoon(year - 1);
  const count = winterMoon(year) - first;
  const months: LunarMonth[] = [];
  let month = 11;
  let leapSeen = count < 13;
  for (let k = first; k < first + count; k += 1) {
    const [from, to] = [newMoonDay(k), newMoonDay(k + 1)];
    const leap = !leapSeen && k > first && sign(from) === sign(to);
    if (k > first && !leap) month = (month % 12) + 1;
    leapSeen ||= leap;
    months.push({ month, leap, from, to });
  }
  return months;
}

/** The number of the new moon that begins month 11 of a year. */
function winterMoon(year: number): number {
  const newYearsEve = Date.UTC(year, 11, 31) / msPerDay + epoch;
  let k = Math.floor((newYearsEve - 2_451_550) / synodicMonth) + 1;
  while (newMoonDay(k) > newYearsEve || sign(newMoonDay(k)) >= 9) k -= 1;
  return k;
}

/** Twelfths of the sun's way at local midnight; winter begins with 9. */
function sign(julianDay: number): number {
  return Math.floor(sunLongitude(julianDay - 0.5 - zone) / 30);
}

function sunLongitude(at: number): number {
  const t = (at - 2_451_545) / 36_525;
  const anomaly = 357.52911 + 35_999.05029 * t;
  const centre = (1.914602 - 0.004817 * t) * sin(anomaly) + 0.019993 * sin(2 * anomaly) + 0.000289 * sin(3 * anomaly);
  const longitude = 280.46646 + 36_000.76983 * t + centre - 0.00569 - 0.00478 * sin(125.04 - 1934.136 * t);
  return ((longitude % 360) + 360) % 360;
}

/** Size, and how often each angle enters: moon, sun, node; the power of the orbit's flattening is that of the sun. */
const terms: readonly (readonly [size: number, moon: number, sun: number, node: number])[] = [
  [-0.4072, 1, 0, 0],
  [0.17241, 0, 1, 0],
  [0.01608, 2, 0, 0],
  [0.01039, 0, 0, 2],
  [0.00739, 1, -1, 0],
  [-0.00514, 1, 1, 0],
  [0.00208, 0, 2, 0],
  [-0.00111, 1, 0, -2],
  [-0.00057, 1, 0, 2],
  [0.00056, 2, 1, 0],
  [-0.00042, 3, 0, 0],
  [0.00042, 0, 1, 2],
  [0.00038, 0, 1, -2],
  [-0.00024, 2, -1, 0],
];

/** The local day of the new moon that is `k` moons after that of 6 January 2000. */
function newMoonDay(k: number): number {
  const t = k / 1236.85;
  const sun = 2.5534 + 29.1053567 * k;
  const moon = 201.5643 + 385.81693528 * k + 0.0107582 * t * t;
  const node = 160.7108 + 390.67050284 * k - 0.0016118 * t * t;
  const flattening = 1 - 0.002516 * t;
  let at = 2_451_550.09766 + synodicMonth * k + 0.00015437 * t * t - 0.00017 * sin(124.7746 - 1.56375588 * k);
  for (const [size, m, s, n] of terms) at += size * flattening ** Math.abs(s) * sin(m * moon + s * sun + n * node);
  // Clocks run behind the even time of the planets by about a minute in this age.
  return Math.floor(at - 66 / 86_400 + 0.5 + zone);
}

function sin(degrees: number): number {
  return Math.sin((degrees * Math.PI) / 180);
}
