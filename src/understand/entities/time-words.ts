/** The words of `calendar.yaml`, ready to be matched in one language (the other one's words follow as a second choice). */
import type { Language } from "../../model/message.ts";
import type { Lexicon } from "../lexicon.ts";
import { createPhrases, type Phrases } from "../phrases.ts";
import type { Grain } from "./day.ts";

export type Bound = "before" | "by" | "after";
export type Edge = "start" | "middle" | "end";
export interface Holiday {
  readonly days?: readonly string[] | undefined;
  readonly month_day?: string | undefined;
}

export interface TimeWords {
  readonly bound: Phrases<Bound>;
  readonly filler: Phrases<true>;
  readonly relative: Phrases<number>;
  readonly weekday: Phrases<number>;
  readonly month: Phrases<number>;
  readonly span: Phrases<Grain>;
  readonly shift: Phrases<number>;
  readonly edge: Phrases<Edge>;
  readonly ahead: Phrases<true>;
  readonly ago: Phrases<true>;
  readonly holiday: Phrases<Holiday>;
}

export function createTimeWords(calendar: Lexicon["calendar"], language: Language | null): TimeWords {
  const tongues =
    language === "en" ? (["en"] as const) : language === "vi" ? (["vi"] as const) : (["vi", "en"] as const);
  type Both = { readonly vi: readonly string[]; readonly en: readonly string[] };
  const phrases = <T>(rows: readonly (Both & { readonly value: T })[]): Phrases<T> =>
    createPhrases(
      rows.flatMap((row) => tongues.flatMap((tongue) => row[tongue].map((say): [string, T] => [say, row.value]))),
    );
  const bounds = (["before", "by", "after"] as const).map((value) => ({ ...calendar.bounds[value], value }));
  return {
    bound: phrases(bounds),
    filler: phrases([{ ...calendar.fillers, value: true as const }]),
    relative: phrases(calendar.relative_days.map((row) => ({ vi: row.vi, en: row.en, value: row.days }))),
    weekday: phrases(calendar.weekdays.map((row) => ({ vi: row.vi, en: row.en, value: row.weekday }))),
    month: phrases(calendar.months.map((row) => ({ vi: row.vi, en: row.en, value: row.month }))),
    span: phrases(calendar.spans.map((row) => ({ vi: row.vi, en: row.en, value: row.span }))),
    shift: phrases(calendar.shifts.map((row) => ({ vi: row.vi, en: row.en, value: row.shift }))),
    edge: phrases(calendar.edges.map((row) => ({ vi: row.vi, en: row.en, value: row.edge }))),
    ahead: phrases([{ ...calendar.ahead, value: true as const }]),
    ago: phrases([{ ...calendar.ago, value: true as const }]),
    holiday: phrases(calendar.holidays.map((holiday) => ({ vi: holiday.vi, en: holiday.en, value: holiday }))),
  };
}
