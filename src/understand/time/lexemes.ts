/** The words of `calendar.yaml`, each with the part that it may play; all of them are looked up in one walk over the text. */
import type { Language } from "../../model/message.ts";
import type { Lexicon } from "../lexicon.ts";
import { createPhrases, type Phrases } from "../phrases.ts";
import type { Grain } from "./moment.ts";
import type { Bound, Edge, Half, PartTime, Side, Time } from "./time.ts";

/** Words that carry nothing but their part. */
const plain = [
  "fillers",
  "joints",
  "to",
  "and",
  "between",
  "until_now",
  "now",
  "oclock",
  "minutes",
  "seconds",
  "half",
  "half_of",
  "sharp",
  "less",
  "past",
  "quarter_hour",
  "day_words",
  "moon_days",
  "full_moon",
  "lunar_mark",
  "solar_mark",
  "before_christ",
  "after_christ",
  "lead_shifts",
  "ahead",
  "ago",
  "next_span",
  "last_span",
  "within",
  "in_units",
  "ago_lead",
  "ahead_lead",
  "lately",
  "weekend",
] as const;

export type Lexeme =
  | { readonly is: (typeof plain)[number] }
  | { readonly is: "bound"; readonly bound: Bound | "at" }
  | { readonly is: "trailing_bound"; readonly bound: Bound }
  | { readonly is: "relative_day" | "after_part"; readonly days: number }
  | { readonly is: "part"; readonly part: PartTime }
  | { readonly is: "clock"; readonly hour: number }
  | { readonly is: "meridiem"; readonly half: Half }
  | { readonly is: "weekday"; readonly weekday: number }
  | { readonly is: "month"; readonly month: number; readonly lunar: boolean; readonly english: boolean }
  /** `times`: a decade is ten years. */
  | { readonly is: "unit"; readonly grain: Grain; readonly times: number }
  | { readonly is: "shift" | "lead_shift"; readonly shift: number }
  | { readonly is: "ordinal"; readonly n: number; readonly leads: boolean }
  | { readonly is: "edge"; readonly edge: Edge }
  | { readonly is: "side"; readonly side: Side; readonly leads: boolean }
  | { readonly is: "yearly"; readonly time: Extract<Time, { type: "season" | "holiday" }> }
  | { readonly is: "zone"; readonly minutes: number }
  | { readonly is: "number"; readonly part: "unit" | "after_ten" | "ten" | "tens" | "article"; readonly value: number };

export type LexemeOf<Is extends Lexeme["is"]> = Lexeme & { readonly is: Is };

type Calendar = Lexicon["calendar"];
type Tongue = "vi" | "en";
type Both = Readonly<Record<Tongue, readonly string[]>>;
type Entry = readonly [say: string, lexeme: Lexeme];

/** The words of one language, of both where the language is unknown. */
export function createLexemes(calendar: Calendar, language: Language | null): Phrases<Lexeme> {
  const tongues: readonly Tongue[] = language === null ? ["vi", "en"] : [language];
  const say = (words: Both, lexeme: (tongue: Tongue) => Lexeme): Entry[] =>
    tongues.flatMap((tongue) => words[tongue].map((word): Entry => [word, lexeme(tongue)]));
  return createPhrases([
    ...plain.flatMap((is) => say(calendar[is], () => ({ is }))),
    ...boundsOf(calendar, say),
    ...daysOf(calendar, say),
    ...periodsOf(calendar, say),
    ...Object.entries(calendar.zones).map(([zone, minutes]): Entry => [zone, { is: "zone", minutes }]),
    ...tongues.flatMap((tongue) => numbersOf(calendar.numbers[tongue])),
  ]);
}

type Say = (words: Both, lexeme: (tongue: Tongue) => Lexeme) => Entry[];

function boundsOf({ bounds, trailing_bounds }: Calendar, say: Say): Entry[] {
  return [
    ...(["before", "by", "after", "from", "at"] as const).flatMap((bound) =>
      say(bounds[bound], () => ({ is: "bound", bound })),
    ),
    ...(["before", "from"] as const).flatMap((bound) =>
      say(trailing_bounds[bound], () => ({ is: "trailing_bound", bound })),
    ),
  ];
}

function daysOf(calendar: Calendar, say: Say): Entry[] {
  return [
    ...calendar.relative_days.flatMap((row) => say(row, () => ({ is: "relative_day", days: row.days }))),
    ...calendar.after_parts.flatMap((row) => say(row, () => ({ is: "after_part", days: row.days }))),
    ...calendar.parts.flatMap((row) =>
      say(row, () => ({ is: "part", part: { type: "part", from: row.from, to: row.to, half: row.hour } })),
    ),
    ...calendar.clocks.flatMap((row) => say(row, () => ({ is: "clock", hour: row.hour }))),
    ...calendar.meridiems.flatMap((row) => say(row, () => ({ is: "meridiem", half: row.hour }))),
    ...calendar.weekdays.flatMap((row) => say(row, () => ({ is: "weekday", weekday: row.weekday }))),
  ];
}

function periodsOf(calendar: Calendar, say: Say): Entry[] {
  return [
    ...calendar.months.flatMap((row) =>
      say(row, (tongue) => ({ is: "month", month: row.month, lunar: row.lunar, english: tongue === "en" })),
    ),
    ...calendar.units.flatMap((row) => say(row, () => ({ is: "unit", ...unitOf(row.unit) }))),
    ...calendar.shifts.flatMap((row) =>
      say(row, (tongue) => ({ is: tongue === "en" ? "lead_shift" : "shift", shift: row.shift })),
    ),
    ...calendar.ordinals.flatMap((row) =>
      say(row, (tongue) => ({ is: "ordinal", n: row.position, leads: tongue === "en" })),
    ),
    ...calendar.edges.flatMap((row) => say(row, () => ({ is: "edge", edge: row.edge }))),
    ...calendar.sides.flatMap((row) => say(row, (tongue) => ({ is: "side", side: row.side, leads: tongue === "en" }))),
    ...calendar.seasons.flatMap((row) =>
      say(row, () => ({
        is: "yearly",
        time: { type: "season", from: yearDay(row.from), to: yearDay(row.to), year: null },
      })),
    ),
    ...calendar.holidays.flatMap((row) => say(row, () => ({ is: "yearly", time: holidayOf(row) }))),
  ];
}

function unitOf(unit: Calendar["units"][number]["unit"]): { readonly grain: Grain; readonly times: number } {
  if (unit === "decade") return { grain: "year", times: 10 };
  return unit === "century" ? { grain: "year", times: 100 } : { grain: unit, times: 1 };
}

function holidayOf(row: Calendar["holidays"][number]): Extract<Time, { type: "holiday" }> {
  const on = row.days ?? yearDay(row.lunar ?? row.day ?? "01-01");
  return { type: "holiday", on, lunar: row.lunar !== undefined, daysBefore: row.days_before, year: null };
}

function yearDay(monthDay: string): { readonly month: number; readonly day: number } {
  const [month = 1, day = 1] = monthDay.split("-").map(Number);
  return { month, day };
}

function numbersOf(numbers: Calendar["numbers"]["vi"]): Entry[] {
  return [
    ...(["unit", "after_ten", "ten", "article"] as const).flatMap((part) =>
      Object.entries(numbers[part]).map(([say, value]): Entry => [say, { is: "number", part, value }]),
    ),
    ...numbers.tens.map((say): Entry => [say, { is: "number", part: "tens", value: 10 }]),
  ];
}
