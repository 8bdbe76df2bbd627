/** A year of promises before it is lived: who promises what for when, what becomes of it, when people write, and when we are away. Seeded, so that it can be lived again. */

export const hour = 3_600_000;
export const day = 24 * hour;

export type Happening = { readonly at: number } & (
  | {
      readonly type: "made";
      readonly code: string;
      readonly donor: string;
      readonly unit: string;
      readonly day: string;
    }
  | { readonly type: "delivered" | "cancelled"; readonly code: string }
  | {
      readonly type: "moved" | "scheduled" | "snoozed";
      readonly code: string;
      readonly donor: string;
      readonly day: string;
    }
  | { readonly type: "stopped"; readonly code: string | null; readonly donor: string }
  | { readonly type: "wrote"; readonly donor: string }
  | { readonly type: "report_due"; readonly code: string; readonly unit: string; readonly day: string }
  | { readonly type: "reported"; readonly code: string }
);

export interface YearOptions {
  readonly units: readonly string[];
  readonly donors: number;
  readonly pledges: number;
  readonly from: string;
  readonly to: string;
  readonly seed: number;
}

export interface Year {
  readonly happenings: readonly Happening[];
  readonly ticks: readonly number[];
  readonly outages: readonly { readonly from: number; readonly to: number }[];
}

/** Some before the day begins, some after it has ended: nobody may be disturbed then. */
const tickHours = [6.5, 8, 12.25, 21.75, 22.5];
const outageHours = 36;

export const instant = (date: string, hours = 0): number => Date.parse(`${date}T00:00:00+07:00`) + hours * hour;
export const dayOf = (at: number): string => new Date(at + 7 * hour).toISOString().slice(0, 10);
export const addDays = (date: string, days: number): string => dayOf(instant(date, 12) + days * day);

export function planYear({ units, donors, pledges, from, to, seed }: YearOptions): Year {
  const random = mulberry32(seed);
  const between = (low: number, high: number) => low + Math.floor(random() * (high - low + 1));
  const days = Math.round((instant(to) - instant(from)) / day);
  const outages = [0.3, 0.75].map((share) => {
    const start = instant(addDays(from, Math.floor(days * (share + random() * 0.15))), between(0, 23));
    return { from: start, to: start + outageHours * hour };
  });
  /** What people send while we are away is worked on when we are back. */
  const heard = (at: number) => outages.find((outage) => at >= outage.from && at < outage.to)?.to ?? at;
  const sometime = (date: string) => heard(instant(date, between(6, 21)) + between(1, 58) * 60_000 + 7_000);
  const happenings: Happening[] = [];
  for (let number = 1; number <= pledges; number += 1) {
    const code = `CK26-${String(number).padStart(4, "0")}`;
    const donor = `donor-${between(1, donors)}`;
    const made = addDays(from, between(0, days - 30));
    let due = addDays(made, between(3, 75));
    happenings.push({
      at: sometime(made),
      type: "made",
      code,
      donor,
      unit: units[between(0, units.length - 1)]!,
      day: due,
    });
    if (random() < 0.15) {
      const later = addDays(due, between(2, 20));
      happenings.push({ at: sometime(addDays(due, -between(0, 2))), type: "moved", code, donor, day: later });
      due = later;
    }
    if (random() < 0.2) {
      const on = addDays(due, -between(0, 2));
      happenings.push({ at: sometime(addDays(on, -between(1, 4))), type: "scheduled", code, donor, day: on });
    }
    if (random() < 0.06) {
      const asked = addDays(due, between(-6, 6));
      happenings.push({ at: sometime(asked), type: "snoozed", code, donor, day: addDays(asked, between(1, 5)) });
    }
    if (random() < 0.04) happenings.push({ at: sometime(addDays(due, -between(0, 6))), type: "stopped", code, donor });
    const end = random();
    if (end < 0.7) happenings.push({ at: sometime(addDays(due, between(-12, 12))), type: "delivered", code });
    else if (end < 0.75) happenings.push({ at: sometime(addDays(due, between(-9, 5))), type: "cancelled", code });
  }
  for (let number = 1; number <= donors; number += 1) {
    const donor = `donor-${number}`;
    if (random() < 0.05)
      happenings.push({ at: sometime(addDays(from, between(60, days - 20))), type: "stopped", code: null, donor });
    // Four in ten never write after their promises.
    if (random() < 0.4) continue;
    for (let on = between(0, 20); on < days; on += between(2, 25))
      happenings.push({ at: sometime(addDays(from, on)), type: "wrote", donor });
  }
  units.forEach((unit, index) => {
    const code = `BC26-${String(index + 1).padStart(3, "0")}`;
    happenings.push({ at: instant("2026-10-01", 9), type: "report_due", code, unit, day: "2026-11-30" });
    if (random() < 0.9)
      happenings.push({ at: sometime(addDays("2026-11-30", -between(-6, 40))), type: "reported", code });
  });
  const away = (at: number) => outages.some((outage) => at >= outage.from && at < outage.to);
  const ticks = Array.from({ length: days }, (_, index) =>
    tickHours.map((hours) => instant(addDays(from, index), hours)),
  )
    .flat()
    .filter((at) => !away(at));
  const first = (one: Happening, other: Happening) => one.at - other.at || rank(one) - rank(other);
  return { happenings: happenings.filter(({ at }) => at < instant(to)).toSorted(first), ticks, outages };
}

const rank = ({ type }: Happening): number => (type === "made" || type === "report_due" ? 0 : 1);

/** The same year on every machine. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
