/** Reads ages: "6-8 tuổi", "từ 6 đến 8 tuổi", "dưới 6 tuổi", "ages 6 to 8", and school levels ("mầm non", "lớp 4", "primary"). */
import type { Lexicon } from "../lexicon.ts";
import { createPhrases } from "../phrases.ts";
import { bareAt, fullAt, isGlued, type Token } from "../tokens.ts";
import type { ReadNumber } from "./number.ts";

export interface AgeFound {
  readonly band: string;
  readonly end: number;
}

export type ReadAge = (tokens: readonly Token[], at: number) => AgeFound | null;

const announced = /^(?:ages|aged|age|size|co|lua|do|tuoi|tre|em|be|kids|children|pupils|students|boys|girls)$/u;
const through = /^(?:-|den|to|toi|and)$/u;
const becomes = /^(?:thanh|la|sang|qua|:|to|is)$/u;
const grades = /^(?:lop|khoi|grade|grades|class|year)$/u;
/** Children in the sense of the law, and a little more. */
const oldest = 18;
const lastPrimary = 5;
const lastLowerSecondary = 9;

/** `counts` tells whether something countable begins at a token: "mỗi lớp 5 cuốn" is no grade. */
export function createReadAge(
  bands: Lexicon["ageBands"],
  readNumber: ReadNumber,
  counts: (tokens: readonly Token[], at: number) => boolean,
): ReadAge {
  const levels = createPhrases(
    bands.flatMap(({ id, vi, en }) => [...vi, ...en].map((say): [string, string] => [say, id])),
  );

  const years = (tokens: readonly Token[], at: number): { value: number; end: number } | null => {
    const number = readNumber(tokens, at);
    return number && Number.isInteger(number.value) && number.value >= 0 && number.value <= oldest ? number : null;
  };

  /** "lớp 4", "lớp 1 đến lớp 5", "khối 6-9". */
  const grade: ReadAge = (tokens, at) => {
    let from = at;
    while (from - at < 2 && grades.test(bareAt(tokens, from))) from += 1;
    const first = from > at && tokens[from]?.kind === "number" ? years(tokens, from) : null;
    if (!first || first.value < 1 || first.value > lastLowerSecondary || isClass(tokens, first.end)) {
      // "lớp 4A", "lớp 6/2" is one class of one school; "lớp 6-9" several grades.
      if (!first || fullAt(tokens, first.end) !== "-") return null;
    }
    const link = through.test(bareAt(tokens, first.end)) ? first.end + 1 : null;
    const second = link === null ? null : years(tokens, grades.test(bareAt(tokens, link)) ? link + 1 : link);
    const last = second && second.value > first.value ? second : first;
    const [low, high] = [levelOf(first.value), levelOf(last.value)];
    return low !== null && low === high && !counts(tokens, last.end) ? { band: low, end: last.end } : null;
  };

  /** The word for years, with what follows it: "years old", "tháng tuổi" (months). */
  const unitAt = (tokens: readonly Token[], at: number): { end: number; months: boolean } | null => {
    const word = bareAt(tokens, at);
    if (word === "thang" && bareAt(tokens, at + 1) === "tuoi") return { end: at + 2, months: true };
    if (word === "t" && isGlued(tokens, at)) return { end: at + 1, months: false };
    const dash = word === "-" && isGlued(tokens, at) ? 1 : 0;
    if (!/^(?:tuoi|year|years|yo|yrs)$/u.test(bareAt(tokens, at + dash))) return null;
    let end = at + dash + 1;
    if (fullAt(tokens, end) === "-") end += 1;
    if (/^olds?$/u.test(fullAt(tokens, end))) return { end: end + 1, months: false };
    return { end: at + dash + 1, months: false };
  };

  /** The end of "6-8"; "từ 9 tuổi tới 12 tuổi" says the years twice. */
  const upTo = (tokens: readonly Token[], from: number): { value: number; end: number } | null => {
    const link = bareAt(tokens, from) === "tuoi" ? from + 1 : from;
    const second = through.test(bareAt(tokens, link)) ? years(tokens, link + 1) : null;
    return link === from || (second && unitAt(tokens, second.end)) ? second : null;
  };

  return (tokens, at) => {
    // The second half of "8-6" or "lớp 4 đến lớp 8" is not read alone.
    if (through.test(bareAt(tokens, at - 1)) && tokens[at - 2]?.kind === "number") return null;
    // "đã cấp 1.200 hộp" is no level of schools.
    const level = levels
      .from(tokens, at)
      .find(({ wrong, end }) => wrong === 0 && !(tokens[end - 1]?.kind === "number" && isGrouped(tokens, end)));
    if (level) return { band: level.value, end: level.end };
    const { end: lead, bound, said } = readLead(tokens, at);
    const from = years(tokens, lead);
    if (!from) return grade(tokens, at);
    const to = upTo(tokens, from.end);
    if (to && to.value <= from.value) return null;
    const unit = unitAt(tokens, (to ?? from).end);
    if (!unit && !(said && to)) return grade(tokens, at);
    const age = (value: number): number => (unit?.months ? Math.floor(value / 12) : value);
    return {
      band: bandOf(age(from.value), to && age(to.value), bound),
      end: unit?.end ?? (to ?? from).end,
    };
  };
}

/** "lớp 4A", "lớp 6/2"; the comma of "lớp 4, lớp 5" ends a grade. */
function isClass(tokens: readonly Token[], at: number): boolean {
  return isGlued(tokens, at) && !(/^[,.;:!?)]$/u.test(fullAt(tokens, at)) && !isGlued(tokens, at + 1));
}

function isGrouped(tokens: readonly Token[], at: number): boolean {
  return isGlued(tokens, at) && isGlued(tokens, at + 1) && tokens[at + 1]?.kind === "number";
}

/** "lứa tuổi từ", "ages", "aged between", "size", "dưới". */
function readLead(
  tokens: readonly Token[],
  at: number,
): { end: number; bound: "under" | "over" | null; said: boolean } {
  let end = at;
  while (end - at < 3 && announced.test(bareAt(tokens, end))) end += 1;
  const said = end > at;
  // "đổi độ tuổi thành 9-12"
  if (/^(?:tuoi|age|ages)$/u.test(bareAt(tokens, end - 1)) && said && becomes.test(bareAt(tokens, end))) end += 1;
  const word = bareAt(tokens, end);
  if (/^(?:tu|from|between)$/u.test(word)) return { end: end + 1, bound: null, said };
  if (/^(?:duoi|under)$/u.test(word)) return { end: end + 1, bound: "under", said };
  return /^(?:tren|over|above)$/u.test(word) ? { end: end + 1, bound: "over", said } : { end, bound: null, said };
}

function bandOf(from: number, to: number | null, bound: "under" | "over" | null): string {
  if (to !== null) return from === to ? String(from) : `${from}-${to}`;
  if (bound === "under" && from > 0) return `0-${from - 1}`;
  return bound === "over" && from < oldest ? `${from + 1}-${oldest}` : String(from);
}

function levelOf(grade: number): string | null {
  if (grade > lastLowerSecondary) return null;
  return grade <= lastPrimary ? "primary" : "lower_secondary";
}
