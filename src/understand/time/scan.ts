/** One sentence while its times are read: what each token may mean is looked up once. Readers are functions from a place to all that they find there. */
import type { Language } from "../../model/message.ts";
import type { Match, Phrases } from "../phrases.ts";
import type { Token } from "../tokens.ts";
import type { Lexeme, LexemeOf } from "./lexemes.ts";
import type { Eyes } from "./eyes.ts";
import type { Time } from "./time.ts";

/** How large a time is; parts of one expression have different ranks, and finer ones lie inside coarser ones. */
export const ranks = {
  none: 0,
  clock: 1,
  part: 2,
  weekday: 3,
  day: 4,
  week: 5,
  month: 6,
  quarter: 7,
  year: 8,
} as const;
export type Rank = (typeof ranks)[keyof typeof ranks];

export interface Found {
  readonly time: Time;
  readonly rank: Rank;
  /** Where the time itself begins, when a word only leads to it. */
  readonly start?: number;
  /** Index after the last token. */
  readonly end: number;
  /** Letters that had to be given diacritics, and other guesses: of two readings the cheaper one is likelier. */
  readonly cost: number;
}

export interface Counted {
  readonly value: number;
  readonly end: number;
  readonly cost: number;
  readonly digits: boolean;
}

export interface Scan {
  readonly tokens: readonly Token[];
  readonly eyes: Eyes;
  readonly language: Language | null;
  /** Every part that the words from here on may play, longest first. Typed diacritics agree. */
  words(at: number): readonly Match<Lexeme>[];
  /** Results of readers, so that no place is read twice. */
  readonly known: Map<Reader, (readonly Found[] | undefined)[]>;
}

export type Reader = (scan: Scan, at: number) => readonly Found[];

export const nothing: readonly never[] = [];

export function createScan(
  lexemes: Phrases<Lexeme>,
  tokens: readonly Token[],
  eyes: Eyes,
  language: Language | null,
): Scan {
  const found: (readonly Match<Lexeme>[] | undefined)[] = [];
  const look = (at: number): readonly Match<Lexeme>[] => {
    const matches = lexemes.from(tokens, at);
    return matches.some(({ wrong }) => wrong > 0) ? matches.filter(({ wrong }) => wrong === 0) : matches;
  };
  return { tokens, eyes, language, words: (at) => (found[at] ??= look(at)), known: new Map() };
}

export type WordOf<Is extends Lexeme["is"]> = LexemeOf<Is> & { readonly end: number; readonly cost: number };

/** The words at a place that may play one of these parts. */
export function wordsAt<Is extends Lexeme["is"]>(
  scan: Scan,
  at: number,
  ...parts: readonly Is[]
): readonly WordOf<Is>[] {
  const matches = scan.words(at);
  if (matches.length === 0) return nothing;
  const found: WordOf<Is>[] = [];
  for (const { value, end, cost } of matches)
    if ((parts as readonly string[]).includes(value.is)) found.push({ ...(value as LexemeOf<Is>), end, cost });
  return found;
}

/** The longest of them. */
export function wordAt<Is extends Lexeme["is"]>(scan: Scan, at: number, ...parts: readonly Is[]): WordOf<Is> | null {
  for (const { value, end, cost } of scan.words(at))
    if ((parts as readonly string[]).includes(value.is)) return { ...(value as LexemeOf<Is>), end, cost };
  return null;
}

/** Behind one such word, or where we stand. */
export function past(scan: Scan, at: number, ...parts: readonly Lexeme["is"][]): number {
  return wordAt(scan, at, ...parts)?.end ?? at;
}

/** Reads each place once. */
export function remembered(reader: Reader): Reader {
  const self: Reader = (scan, at) => {
    let places = scan.known.get(self);
    if (!places) scan.known.set(self, (places = []));
    return (places[at] ??= reader(scan, at));
  };
  return self;
}
