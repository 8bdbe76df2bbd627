/**
 * What should have been said, worked out from the rules alone: it knows the offsets, the hours and the holidays as the brief gives them,
 * and none of the product's tables or functions. One mention is one matter told to one person at one tick.
 */
import { addDays, type Happening, dayOf, day, hour, instant, type Year } from "./plan.ts";

export interface Mention {
  readonly at: number;
  readonly person: string;
  readonly kind: string;
  readonly code: string;
  readonly reason: string;
}

interface Kind {
  readonly remind: readonly number[];
  readonly escalate: readonly number[];
  readonly silence: number;
  readonly stopAfter?: number;
  /** Who is told in the end; else the unit's officer. */
  readonly province?: true;
}

const kinds: Readonly<Record<string, Kind>> = {
  "pledge.due": { remind: [-7, -3, -1, 0, 1, 7], escalate: [8], silence: 24, stopAfter: 3 },
  handover: { remind: [-1], escalate: [], silence: 12 },
  "unit.handover": { remind: [-1], escalate: [1], silence: 12 },
  "report.submit": { remind: [-30, -14, -7, -3, -1], escalate: [1], silence: 24, province: true },
};
const holidays = [
  ["2026-02-17", "2026-02-17"],
  ["2026-04-14", "2026-04-16"],
] as const;
const graceDays = 14;

interface Deadline {
  readonly kind: string;
  readonly code: string;
  readonly donor: string | null;
  readonly unit: string;
  due: string;
  said: number;
  snoozed: number | null;
  handed: boolean;
  open: boolean;
  told: number[];
}

type Meeting = Extract<Happening, { type: "moved" | "scheduled" | "snoozed" }>;

interface Waiting {
  readonly deadline: Deadline;
  readonly person: string;
  readonly reason: string;
  readonly expires: number;
}

const holidayOf = (date: string) => holidays.find(([first, last]) => date >= first && date <= last);
const endOf = (date: string) => instant(addDays(date, 1));
const isQuiet = (at: number) => (at + 7 * hour) % day < 7 * hour || (at + 7 * hour) % day >= 22 * hour;

const mornings = new Map<string, number>();

/** Eight in the morning of that day, after a holiday, or before it where after would be too late. */
function morning(date: string, due: string): number {
  const key = `${date} ${due}`;
  const known = mornings.get(key) ?? morningOf(date, due);
  mornings.set(key, known);
  return known;
}

function morningOf(date: string, due: string): number {
  const rest = holidayOf(date);
  if (!rest) return instant(date, 8);
  const after = instant(addDays(rest[1], 1), 8);
  return instant(date, 8) < endOf(due) && after >= endOf(due) ? instant(addDays(rest[0], -1), 8) : after;
}

const moments = new Map<string, readonly number[]>();

function momentsOf(steps: readonly number[], due: string): readonly number[] {
  const key = `${steps.join()} ${due}`;
  const known = moments.get(key) ?? steps.map((step) => morning(addDays(due, step), due));
  moments.set(key, known);
  return known;
}

const latest = (all: readonly number[], { said, due }: Deadline, at: number): number | null => {
  const passed = all.filter((one) => one <= at && one > said && (one >= endOf(due) || at < endOf(due)));
  return passed.length > 0 ? Math.max(...passed) : null;
};

export function expect({ happenings, ticks }: Year, units: readonly string[]): readonly Mention[] {
  const deadlines = new Map<string, Deadline>();
  const unitOf = new Map<string, string>();
  const donorOf = new Map<string, string>();
  const wrote = new Map<string, number>();
  const stops = new Set<string>();
  const pending = new Map<string, Waiting>();
  const hadOne = new Map<string, string>();
  const mentions: Mention[] = [];
  const of = (kind: string, code: string) => deadlines.get(`${kind} ${code}`);
  const about = (code: string) => ["pledge.due", "handover", "unit.handover"].flatMap((kind) => of(kind, code) ?? []);
  const isOpen = (code: string) => of("pledge.due", code)?.open === true;
  const forget = (deadline: Deadline) =>
    pending.forEach((one, key) => one.deadline === deadline && pending.delete(key));

  function put(kind: string, code: string, due: string, at: number, unit: string, donor: string | null): void {
    const old = of(kind, code);
    if (old?.open && old.due === due) return;
    const said = at + kinds[kind]!.silence * hour;
    if (old) {
      forget(old);
      Object.assign(old, { due, said, snoozed: null, handed: false, open: true });
    } else
      deadlines.set(`${kind} ${code}`, {
        kind,
        code,
        donor,
        unit,
        due,
        said,
        snoozed: null,
        handed: false,
        open: true,
        told: [],
      });
  }

  function settle(code: string): void {
    for (const deadline of [...about(code), ...[of("report.submit", code)].filter((one) => one !== undefined)]) {
      deadline.open = false;
      forget(deadline);
    }
  }

  function snooze(code: string, date: string, at: number, donor: string): void {
    const mine = about(code).filter((one) => one.open && one.donor !== null);
    if (mine.length === 0 || date < dayOf(at)) return;
    stops.delete(`${donor} ${code}`);
    stops.delete(`${donor} *`);
    const ahead = mine
      .filter(({ due }) => endOf(due) > at)
      .map(({ due }) => due)
      .toSorted()[0];
    let then = morning(date, ahead ?? "9999-12-30");
    if (ahead !== undefined && then >= endOf(ahead)) then = morning(ahead, ahead);
    if (ahead !== undefined && then <= at) then = Math.max(instant(ahead, 8), at + hour);
    for (const deadline of mine) {
      deadline.snoozed = then;
      deadline.said = Math.min(deadline.said, then - 1_000);
    }
    pending.forEach((one, key) => one.person === donor && one.deadline.code === code && pending.delete(key));
  }

  function agree({ type, code, day: date, at, donor }: Meeting): void {
    if (!isOpen(code) || date < dayOf(at)) return;
    const unit = unitOf.get(code)!;
    if (type === "moved" || date > of("pledge.due", code)!.due) put("pledge.due", code, date, at, unit, donor);
    if (type === "moved") return;
    put("handover", code, date, at, unit, donor);
    put("unit.handover", code, date, at, unit, null);
  }

  function stop(donor: string, code: string | null): void {
    if (code !== null && !donorOf.has(code)) return;
    stops.add(`${donor} ${code ?? "*"}`);
    const stopped = (one: Waiting) => one.person === donor && (code ?? one.deadline.code) === one.deadline.code;
    pending.forEach((one, key) => stopped(one) && pending.delete(key));
  }

  function happen(it: Happening): void {
    if ("donor" in it && it.type !== "made") wrote.set(it.donor, it.at);
    switch (it.type) {
      case "made":
        unitOf.set(it.code, it.unit);
        donorOf.set(it.code, it.donor);
        return put("pledge.due", it.code, it.day, it.at, it.unit, it.donor);
      case "report_due":
        return put("report.submit", it.code, it.day, it.at, it.unit, null);
      case "delivered":
      case "cancelled":
      case "reported":
        return settle(it.code);
      case "moved":
      case "scheduled":
        return agree(it);
      case "snoozed":
        return snooze(it.code, it.day, it.at, it.donor);
      case "stopped":
        return stop(it.donor, it.code);
      case "wrote":
    }
  }

  function note(deadline: Deadline, person: string, reason: string, moment: number): boolean {
    if (stops.has(`${person} *`) || stops.has(`${person} ${deadline.code}`)) return false;
    const expires = moment < endOf(deadline.due) ? endOf(deadline.due) : Number.POSITIVE_INFINITY;
    pending.set(`${deadline.kind} ${deadline.code} ${person}`, { deadline, person, reason, expires });
    return true;
  }

  function collect(deadline: Deadline, at: number): void {
    const kind = kinds[deadline.kind]!;
    const planned = momentsOf(kind.remind, deadline.due);
    const { snoozed } = deadline;
    const wanted = snoozed === null ? planned : [...planned.filter((one) => one > snoozed), snoozed];
    const remind = latest(wanted, deadline, at);
    const late = momentsOf(kind.escalate, deadline.due);
    const escalate = latest(late, deadline, at);
    if ([...wanted, ...late].some((one) => one <= at && one > deadline.said)) deadline.said = at;
    const officer = kind.province ? "province" : `officer-${deadline.unit}`;
    const person = deadline.donor ?? `officer-${deadline.unit}`;
    const since = wrote.get(person) ?? 0;
    const silent =
      remind !== null &&
      deadline.donor !== null &&
      kind.stopAfter !== undefined &&
      deadline.told.filter((one) => one > since).length >= kind.stopAfter;
    if (remind !== null && !silent) note(deadline, person, "due", remind);
    if ((escalate === null && !silent) || (deadline.handed && kind.stopAfter !== undefined)) return;
    if (note(deadline, officer, escalate === null ? "unanswered" : "late", escalate ?? remind!)) deadline.handed = true;
  }

  function tell(at: number): void {
    const today = dayOf(at);
    const rest = holidayOf(today);
    for (const [person, matters] of Map.groupBy(pending.values(), (one) => one.person)) {
      if (hadOne.get(person) === today) continue;
      if (rest && !matters.some(({ expires }) => expires <= endOf(addDays(rest[1], 1)))) continue;
      hadOne.set(person, today);
      for (const { deadline, reason } of matters) {
        mentions.push({ at, person, kind: deadline.kind, code: deadline.code, reason });
        if (reason === "due") deadline.told.push(at);
        pending.delete(`${deadline.kind} ${deadline.code} ${person}`);
      }
    }
  }

  let next = 0;
  for (const at of ticks) {
    for (; next < happenings.length && happenings[next]!.at <= at; next += 1) happen(happenings[next]!);
    for (const deadline of deadlines.values())
      if (deadline.kind === "pledge.due" && deadline.open && addDays(deadline.due, graceDays) < dayOf(at))
        settle(deadline.code);
    pending.forEach(({ expires }, key) => expires <= at && pending.delete(key));
    for (const deadline of deadlines.values()) if (deadline.open) collect(deadline, at);
    if (!isQuiet(at)) tell(at);
  }
  if (units.length === 0) throw new Error("a year without units");
  return mentions;
}
