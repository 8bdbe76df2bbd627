/** The baseline for times: chrono-node with its Vietnamese locale, on the same rows. */
import { type ParsedComponents, type ParsedResult, vi } from "chrono-node";
import type { ChronoFields, ChronoRow, DucklingRow } from "./rows.ts";

type Field = keyof ChronoFields;

/** Generous: most of the text is covered and the beginning is right at the grain of the gold, whatever its own grain. */
export function readsDuckling({ text, reference, expected }: DucklingRow, said: string): boolean {
  if (expected === null || expected.type === "under" || expected.type === "above") return false;
  const local = new Date(reference.slice(0, "2017-02-02T03:55:00".length));
  return vi.casual.parse(said, local, { forwardDate: true }).some((result) => {
    if (result.text.length < text.length * mostOf) return false;
    if (expected.type === "interval")
      return isoOf(result.start) === expected.from && !!result.end && isoOf(result.end, 1) === expected.to;
    if (!("grain" in expected)) return false;
    const length = lengths[expected.grain] ?? 10;
    return isoOf(result.start).slice(0, length) === expected.value.slice(0, length);
  });
}

export function readsChrono({ reference, expected, strict, options }: ChronoRow, said: string): boolean {
  const results = (strict ? vi.strict : vi.casual).parse(said, new Date(reference), {
    forwardDate: options?.forwardDate === true,
  });
  if (expected === null) return results.length === 0;
  return results.some(
    (result) =>
      result.index === expected.index &&
      result.text.length === expected.span.length &&
      agrees(expected.start, result.start) &&
      (expected.end === null || (!!result.end && agrees(expected.end, result.end))),
  );
}

const mostOf = 0.6;
/** How much of an ISO clock a grain says. */
const lengths: Readonly<Record<string, number>> = { year: 4, month: 7, day: 10, hour: 13, minute: 16, second: 19 };

function isoOf(components: ParsedComponents, dayAfter = 0): string {
  const part = (name: Field): number => components.get(name) ?? 0;
  const day = new Date(Date.UTC(part("year"), part("month") - 1, part("day") + dayAfter));
  const clock = (["hour", "minute", "second"] as const).map((name) => String(part(name)).padStart(2, "0")).join(":");
  return `${day.toISOString().slice(0, 10)}T${dayAfter === 0 ? clock : "00:00:00"}`;
}

function agrees(fields: ChronoFields, components: ParsedResult["start"]): boolean {
  return Object.entries(fields).every(([name, { v, certain }]) => !certain || components.get(name as "year") === v);
}
