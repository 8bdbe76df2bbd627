/** Loads `intents/entities/*.yaml`: the words for things, units, numbers, days, sectors and ages, and chat abbreviations. */
import { join } from "node:path";
import { z } from "zod";
import { alarms } from "./lexicon-alarms.ts";
import { revisions } from "./lexicon-revisions.ts";
import { told } from "./lexicon-told.ts";
import { readYaml } from "./read-yaml.ts";

const words = z.array(z.string().min(1));
const both = z.strictObject({ vi: words, en: words });
const isoDay = z.iso.date();

const unit = z.strictObject({
  id: z.string(),
  loose: z.boolean().default(false),
  as_written: z.boolean().default(false),
  factor: z.number().positive().default(1),
  ...both.shape,
});

const synonym = z.union([
  z.string().transform((say) => ({ say, unit: null })),
  z.strictObject({ say: z.string(), unit: z.string() }),
]);
const item = z.strictObject({
  id: z.string(),
  unit: z.string(),
  sector: z.string(),
  vi: z.array(synonym).min(1),
  en: z.array(synonym).min(1),
});

const values = z.record(z.string(), z.number());
const numerals = z.strictObject({
  unit: values,
  tail: values,
  ten: values,
  tens: values,
  whole: values,
  hundred: values,
  scale: values,
  odd: words,
  half: words,
  half_of: words,
  point: words,
  minus: words,
  vague: words,
  article: words,
  closing: words,
});

const named = z.array(z.strictObject({ id: z.string(), ...both.shape }));

const yearDay = z.string().regex(/^\d\d-\d\d$/u);
const half = z.enum(["am", "pm", "noon", "night"]);
const smallNumbers = z.strictObject({ unit: values, after_ten: values, ten: values, tens: words, article: values });

/** `at`: counts only where the sentence begins or ends with it ("… không?", "can I …"). */
const concept = z.strictObject({ id: z.string(), at: z.enum(["start", "end"]).optional(), ...both.shape });

const calendar = z.strictObject({
  bounds: z.record(z.enum(["before", "by", "after", "from", "at"]), both),
  trailing_bounds: z.record(z.enum(["before", "from"]), both),
  fillers: both,
  joints: both,
  to: both,
  and: both,
  between: both,
  until_now: both,
  now: both,
  relative_days: z.array(z.strictObject({ days: z.int(), ...both.shape })),
  after_parts: z.array(z.strictObject({ days: z.int(), ...both.shape })),
  parts: z.array(z.strictObject({ id: z.string(), from: z.int(), to: z.int(), hour: half, ...both.shape })),
  clocks: z.array(z.strictObject({ hour: z.int().min(0).max(24), ...both.shape })),
  oclock: both,
  minutes: both,
  seconds: both,
  half: both,
  half_of: both,
  sharp: both,
  less: both,
  past: both,
  quarter_hour: both,
  meridiems: z.array(z.strictObject({ hour: half, ...both.shape })),
  weekdays: z.array(z.strictObject({ weekday: z.int().min(1).max(7), ...both.shape })),
  months: z.array(z.strictObject({ month: z.int().min(1).max(12), lunar: z.boolean().default(false), ...both.shape })),
  day_words: both,
  moon_days: both,
  full_moon: both,
  lunar_mark: both,
  solar_mark: both,
  before_christ: both,
  after_christ: both,
  units: z.array(
    z.strictObject({
      unit: z.enum(["second", "minute", "hour", "day", "week", "month", "quarter", "year", "decade", "century"]),
      ...both.shape,
    }),
  ),
  shifts: z.array(z.strictObject({ shift: z.int(), ...both.shape })),
  lead_shifts: both,
  ahead: both,
  ago: both,
  next_span: both,
  last_span: both,
  within: both,
  in_units: both,
  ago_lead: both,
  ahead_lead: both,
  lately: both,
  ordinals: z.array(z.strictObject({ position: z.int(), ...both.shape })),
  edges: z.array(z.strictObject({ edge: z.enum(["start", "middle", "end"]), ...both.shape })),
  sides: z.array(z.strictObject({ side: z.enum(["first", "last"]), ...both.shape })),
  weekend: both,
  seasons: z.array(z.strictObject({ id: z.string(), from: yearDay, to: yearDay, ...both.shape })),
  holidays: z.array(
    z.strictObject({
      id: z.string(),
      ...both.shape,
      day: yearDay.optional(),
      lunar: yearDay.optional(),
      days: z.array(isoDay).optional(),
      days_before: z.int().default(0),
    }),
  ),
  zones: values,
  numbers: z.strictObject({ vi: smallNumbers, en: smallNumbers }),
});

const spellings = z.record(z.string(), z.string());
const teencode = z.strictObject({ always: spellings, letters: spellings, english: spellings, as_typed: words });

const chat = z.strictObject({
  yes: words,
  no: words,
  correct: words,
  stop: words,
  polite: words,
  closing: words,
  marked_closing: words,
  ordinals: z.array(z.strictObject({ position: z.int(), ...both.shape })),
  list_nouns: both,
  children: both,
  not_goods: both,
  goods_end: both,
  goods_adjectives: both,
  not_counts: both,
  not_things: both,
  other_counts: both,
  languages: named,
  visibilities: named,
  statuses: named,
  sorts: named,
  reasons: both,
  announcements: both,
  sources: both,
  rejected: both,
  accepted: both,
  missing: both,
  not_come: both,
  refused: both,
  instalment: both,
  each: both,
  rhythm: z.array(z.strictObject({ id: z.enum(["week", "month", "quarter", "year"]), ...both.shape })),
  services: both,
  open_answers: both,
  nothing: both,
  at_once: both,
  giving_verbs: both,
  handed_over: both,
  child: z.strictObject({ persons: words, wanted: words }),
});

const money = z.strictObject({
  currencies: z.array(
    z.strictObject({
      id: z.string(),
      as: z.enum(["VND", "USD"]).optional(),
      cents: z.boolean().default(true),
      say: words,
      after: words,
      loose: words.default([]),
    }),
  ),
  slang: z.array(z.strictObject({ value: z.number(), sure: z.boolean().default(true), say: words })),
  cash: words,
  joins: words,
  about: words,
  from: words,
  to: words,
  under: words,
  above: words,
  or_less: words,
  or_more: words,
  not_money: words,
});

const privacy = z.strictObject({
  families: words,
  middles: words,
  places: words,
  persons: words,
  plural: words,
  illness: words,
});

const placeWords = z.strictObject({
  outside: words,
  outside_words: words,
  also_called: spellings,
  need_kind: words,
  phrases: words,
  may_be_words: words,
  owners: words,
  goals: both,
  origins: both,
  not_meant: both,
  between: both,
  continued: z.record(z.string(), words),
  small: both,
});

const schemas = {
  items: z.array(item),
  "other-goods": both,
  units: z.array(unit),
  numerals: z.strictObject({
    vi: numerals,
    en: numerals,
    suffix: z.strictObject({ vi: values, en: values }),
    part_of: words,
    count_lead: words,
    labels: z.strictObject({ sure: both, unless_counted: both, sizes: both, measures: both, people: both }),
  }),
  money,
  calendar,
  sectors: named,
  "age-bands": named,
  concepts: z.array(concept),
  privacy,
  teencode,
  "chat-words": chat,
  "place-words": placeWords,
  revisions,
  told,
  alarms,
} as const;

export interface Lexicon {
  readonly items: z.infer<typeof schemas.items>;
  readonly otherGoods: z.infer<typeof both>;
  readonly units: z.infer<typeof schemas.units>;
  readonly numerals: z.infer<typeof schemas.numerals>;
  readonly money: z.infer<typeof money>;
  readonly calendar: z.infer<typeof calendar>;
  readonly sectors: z.infer<typeof named>;
  readonly ageBands: z.infer<typeof named>;
  readonly concepts: readonly z.infer<typeof concept>[];
  readonly privacy: z.infer<typeof privacy>;
  readonly teencode: z.infer<typeof teencode>;
  readonly chat: z.infer<typeof chat>;
  readonly placeWords: z.infer<typeof placeWords>;
  readonly revisions: z.infer<typeof revisions>;
  readonly told: z.infer<typeof told>;
  readonly alarms: z.infer<typeof alarms>;
}

/** `folder` is `intents/entities`. */
export function readLexicon(folder: string): Lexicon {
  const at = (name: keyof typeof schemas): string => join(folder, `${name}.yaml`);
  return {
    items: readYaml(at("items"), schemas.items),
    otherGoods: readYaml(at("other-goods"), schemas["other-goods"]),
    units: readYaml(at("units"), schemas.units),
    numerals: readYaml(at("numerals"), schemas.numerals),
    money: readYaml(at("money"), schemas.money),
    calendar: readYaml(at("calendar"), schemas.calendar),
    sectors: readYaml(at("sectors"), schemas.sectors),
    ageBands: readYaml(at("age-bands"), schemas["age-bands"]),
    concepts: readYaml(at("concepts"), schemas.concepts),
    privacy: readYaml(at("privacy"), privacy),
    teencode: readYaml(at("teencode"), schemas.teencode),
    chat: readYaml(at("chat-words"), schemas["chat-words"]),
    placeWords: readYaml(at("place-words"), schemas["place-words"]),
    revisions: readYaml(at("revisions"), revisions),
    told: readYaml(at("told"), schemas.told),
    alarms: readYaml(at("alarms"), schemas.alarms),
  };
}
