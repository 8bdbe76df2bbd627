/** Chrono's protocol: an entity over the very span, and every field that was said (not implied) has the expected value. */
import type { Json } from "../../../src/model/message.ts";
import type { Found } from "../engine.ts";
import type { ChronoFields, ChronoRow } from "./rows.ts";

/**
 * In its strict mode chrono reads no everyday words ("hôm nay"); nobody could talk to a product so. Rows that want
 * nothing found for that reason alone say nothing about an engine without such a mode.
 */
export function isAboutStrictMode({ strict, expected }: ChronoRow): boolean {
  return strict && expected === null;
}

export function passesSpan({ expected }: ChronoRow, found: readonly Found[]): boolean {
  return hits(expected, found, ({ value }) => [value]);
}

export function offersSpan({ expected }: ChronoRow, found: readonly Found[]): boolean {
  return hits(expected, found, ({ value, alternatives }) => [value, ...(alternatives ?? [])]);
}

function hits(expected: ChronoRow["expected"], found: readonly Found[], readings: (each: Found) => Json[]): boolean {
  const times = found.filter(({ type }) => type === "time");
  if (expected === null) return times.length === 0;
  const end = expected.index + expected.span.length;
  return times
    .filter((time) => time.start === expected.index && time.end === end)
    .some((time) => readings(time).some((reading) => equals(expected, reading)));
}

function equals({ start, end }: NonNullable<ChronoRow["expected"]>, said: Json): boolean {
  const { from, to, grain } = edgesOf(said);
  if (from === null || !agrees(start, from, grain)) return false;
  return end === null || (to !== null && (agrees(end, lastOf(to), null) || (clocked(end) && agrees(end, to, null))));
}

interface Edges {
  readonly from: Date | null;
  /** Exclusive. */
  readonly to: Date | null;
  readonly grain: string | null;
}

function edgesOf(said: Json): Edges {
  if (said === null || typeof said !== "object" || Array.isArray(said)) return { from: null, to: null, grain: null };
  const from = clockOf(said["from"] ?? said["value"]);
  const grain = typeof said["grain"] === "string" ? said["grain"] : null;
  return { from, to: clockOf(said["to"]), grain };
}

/** A clock without a zone, reckoned in UTC. */
function clockOf(said: Json | undefined): Date | null {
  return typeof said === "string" ? new Date(`${said.slice(0, "2017-02-02T03:55:00".length)}Z`) : null;
}

function lastOf(exclusive: Date): Date {
  return new Date(exclusive.getTime() - 1000);
}

function clocked(fields: ChronoFields): boolean {
  return fields.hour?.certain === true;
}

const day = 86_400_000;

function agrees(fields: ChronoFields, clock: Date, grain: string | null): boolean {
  // "Last week" is the whole week here and a day in the middle of it there.
  const wanted = clockOfFields(fields);
  if (grain === "week" && wanted !== null) return wanted >= clock.getTime() && wanted < clock.getTime() + 7 * day;
  const said: Readonly<Record<string, number>> = {
    year: clock.getUTCFullYear(),
    month: clock.getUTCMonth() + 1,
    day: clock.getUTCDate(),
    weekday: clock.getUTCDay(),
    hour: clock.getUTCHours(),
    minute: clock.getUTCMinutes(),
    second: clock.getUTCSeconds(),
    meridiem: clock.getUTCHours() < 12 ? 0 : 1,
  };
  return Object.entries(fields).every(
    ([name, { v, certain }]) => !certain || said[name] === undefined || said[name] === v,
  );
}

function clockOfFields({ year, month, day: date }: ChronoFields): number | null {
  if (!year?.certain || !month?.certain || !date?.certain) return null;
  return Date.UTC(year.v, month.v - 1, date.v);
}
