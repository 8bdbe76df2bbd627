/**
 * The door of the grammar of time: from the tokens of a sentence to what they say about days and hours at a place, with every
 * reading that the letters leave open. The words are in `calendar.yaml`.
 */
import type { Language } from "../../model/message.ts";
import type { Lexicon } from "../lexicon.ts";
import { bareAt, fullAt, type Token } from "../tokens.ts";
import { eyesOf } from "./eyes.ts";
import { createLexemes } from "./lexemes.ts";
import { mayBegin } from "./may-begin.ts";
import { lengthsAt } from "./read-distance.ts";
import { readCore, readRange } from "./read-range.ts";
import { resolve } from "./resolve.ts";
import { createScan, type Found, ranks, type Scan, wordsAt } from "./scan.ts";
import { comesBack, isEach, isTooLittle } from "./too-little.ts";
import type { Bound, Reading } from "./time.ts";
import { isFiner, type Step } from "./moment.ts";

export interface TimeFound {
  /** The likeliest first; none for a day that does not exist. */
  readonly readings: readonly Reading[];
  readonly bound: Bound | null;
  /** Some word leads to it: "trong năm nay". */
  readonly led: boolean;
  /** Index of the time itself, behind words that only lead to it: "vào", the "từ" of "từ … đến". */
  readonly start: number;
  /** Index after the last token. */
  readonly end: number;
}

export interface LengthFound {
  readonly steps: readonly Step[];
  readonly end: number;
}

/** Opens a sentence; its places are then asked for one by one. */
export type ReadTimes = (
  tokens: readonly Token[],
  now: string,
) => {
  time(at: number): TimeFound | null;
  length(at: number): LengthFound | null;
};

/** More readings than this are noise. */
const mostReadings = 5;

interface Bounded extends Found {
  readonly bound: Bound | null;
  readonly start: number;
}

export function createReadTimes(calendar: Lexicon["calendar"], language: Language | null): ReadTimes {
  const lexemes = createLexemes(calendar, language);
  return (tokens, now) => {
    const scan = createScan(lexemes, tokens, eyesOf(now), language);
    // As typed: abbreviations are spelled out with all their diacritics.
    const typed = tokens.some(({ raw }) => /[^ -~]/u.test(raw));
    return {
      time: (at) =>
        mayBegin(scan, at) && !isEach(scan, at, typed) ? choose(scan, at, readBounded(scan, at), typed) : null,
      length: (at) => {
        const first = mayBegin(scan, at) ? lengthsAt(scan, at)[0] : undefined;
        return first && (first.cost === 0 || !typed) ? { steps: first.steps, end: first.end } : null;
      },
    };
  };
}

function readBounded(scan: Scan, at: number): readonly Bounded[] {
  const plain = [...readCore(scan, at), ...readRange(scan, at)].map((found) => ({ start: at, ...found, bound: null }));
  const bounded = boundsAt(scan, at).flatMap(({ bound, end, cost }) =>
    [
      ...readCore(scan, end),
      ...readRunning(scan, end),
      ...(bound === null || bound === "by" ? readRange(scan, end) : []),
    ]
      .filter(
        (found) =>
          !((isDistance(found) || found.rank === ranks.part) && isDayWord(scan, end - 1)) &&
          !isLength(scan, found, end),
      )
      // "sau 3 ngày" is in three days, not any time behind them.
      .map((found) => ({
        ...found,
        bound,
        start: bound !== null || isOfDay(found) ? at : (found.start ?? end),
        cost: found.cost + cost + (isDistance(found) && bound === "after" ? 1 : 0),
      })),
  );
  const both = [...plain, ...bounded];
  return both.flatMap((found) => [found, ...trailing(scan, found)]);
}

/** "vào" belongs to "3 giờ" as it does not to "thứ hai". */
function isOfDay({ rank }: Found): boolean {
  return rank === ranks.clock || rank === ranks.part;
}

/** "hết tháng", "trong tuần", "within the month": the running one; but "2 buổi trong tuần" come back. */
function readRunning(scan: Scan, at: number): readonly Found[] {
  const lead = fullAt(scan.tokens, at - 1) === "the" ? at - 2 : at - 1;
  if (!/^(?:het|trong|within)$/u.test(bareAt(scan.tokens, lead))) return [];
  if (
    bareAt(scan.tokens, lead) !== "het" &&
    /^(?:buoi|lan|ngay|bua|suat|tiet|gio)$/u.test(bareAt(scan.tokens, lead - 1))
  )
    return [];
  return wordsAt(scan, at, "unit")
    .filter(({ grain, times }) => times === 1 && isFiner("day", grain))
    .map(({ grain, end, cost }) => ({ time: { type: "cycle", grain, shift: 0 }, rank: ranks.none, end, cost }));
}

function isDayWord({ tokens }: Scan, at: number): boolean {
  return /^(?:ngay|hom|bua)$/u.test(bareAt(tokens, at));
}

/** In one hour is not at one o'clock. */
function isLength({ tokens }: Scan, { rank }: Found, at: number): boolean {
  return rank === ranks.clock && /^(?:trong|in|within)$/u.test(bareAt(tokens, at - 1));
}

function isDistance({ time }: Found): boolean {
  return time.type === "move" && time.from === null;
}

function trailing(scan: Scan, found: Bounded): readonly Bounded[] {
  return wordsAt(scan, found.end, "trailing_bound").map(({ bound, end, cost }) => ({
    ...found,
    bound: bound === "before" ? "by" : bound,
    end,
    cost: found.cost + cost,
  }));
}

interface BoundRead {
  readonly bound: Bound | null;
  readonly end: number;
  readonly cost: number;
}

/** "hạn trước ngày", "chậm nhất là", "vào lúc": up to three such words; the strictest one counts. */
function boundsAt(scan: Scan, at: number): readonly BoundRead[] {
  if (isSpeaker(scan, at) || isOtherDay(scan, at)) return [];
  const done: BoundRead[] = [];
  let open: readonly BoundRead[] = [{ bound: null, end: at, cost: 0 }];
  for (let i = 0; i < 3 && open.length > 0; i += 1) {
    open = open.flatMap((before) => [
      ...(isDayWord(scan, before.end - 1) && before.end > at ? [] : wordsAt(scan, before.end, "bound")).map((word) => ({
        // "trước khi hết tháng 11" is by its end.
        bound:
          bareAt(scan.tokens, before.end) === "het"
            ? "by"
            : stricter(before.bound, word.bound === "at" ? null : word.bound),
        end: word.end,
        cost: before.cost + word.cost,
      })),
      ...wordsAt(scan, before.end, "fillers").map((word) => ({
        ...before,
        end: word.end,
        cost: before.cost + word.cost,
      })),
    ]);
    done.push(...open);
  }
  return done.filter((read, i) => done.findIndex(({ end, bound }) => end === read.end && bound === read.bound) === i);
}

/** "toi nam nay 72 tuoi", "chung toi la quy tu thien": a clause opens with "tôi", hardly with "tới". */
function isSpeaker({ tokens }: Scan, at: number): boolean {
  if (fullAt(tokens, at) !== "toi") return false;
  if (fullAt(tokens, at + 1) === "la" || /^(?:chung|vo|chong)$/u.test(fullAt(tokens, at - 1))) return true;
  return fullAt(tokens, at + 1) === "nam" && tokens[at - 1]?.kind !== "word";
}

/** "hôm trước ngày 5/10", "lần trước 12/9": the other day, which is then told. */
function isOtherDay({ tokens }: Scan, at: number): boolean {
  return bareAt(tokens, at) === "truoc" && /^(?:hom|bua|lan)$/u.test(bareAt(tokens, at - 1));
}

function stricter(a: Bound | null, b: Bound | null): Bound | null {
  return a === "before" || b === null ? a : b;
}

/** The longest readings; among them the likeliest, and what else the letters may mean. */
function choose(scan: Scan, at: number, found: readonly Bounded[], typed: boolean): TimeFound | null {
  const usable = found.filter(
    (each) => each.end > at && !isTooLittle(scan, at, each, typed) && !comesBack(scan, each.end),
  );
  if (usable.length === 0) return null;
  const end = usable.reduce((most, each) => Math.max(most, each.end), 0);
  const longest = usable.filter((each) => each.end === end).toSorted((a, b) => a.cost - b.cost || rivals(a, b));
  const least = Math.floor(longest[0]?.cost ?? 0);
  const readings: Bounded[] = [];
  const seen = new Set<string>();
  for (const each of longest) {
    // Who types diacritics means the word as it stands; who types none leaves one word open, not many.
    if (Math.floor(each.cost) > (typed ? least : least + 1)) break;
    const span = resolve(each.time, scan.eyes);
    const key = span ? `${each.bound} ${span.from} ${span.to} ${span.grain} ${span.type}` : "";
    if (!span || seen.has(key)) continue;
    seen.add(key);
    readings.push(each);
    if (readings.length === mostReadings) break;
  }
  const impossible = longest.some(({ time }) => time.type === "impossible");
  if (readings.length === 0 && !impossible) return shorter(scan, at, found, end, typed);
  const [likeliest] = readings;
  return {
    readings: readings.map(({ time, bound }) => ({ time, bound })),
    bound: likeliest?.bound ?? null,
    led: (likeliest?.start ?? at) > at,
    start: likeliest?.start ?? at,
    end,
  };
}

/** Typed without diacritics "bay gio" is now rather than seven o'clock, and "toi 30/10" until that day rather than its evening. */
function rivals(a: Bounded, b: Bounded): number {
  const preferred = ({ time, bound }: Bounded): number => Number(time.type === "now" || bound === "by");
  return preferred(b) - preferred(a);
}

/** Nothing of the longest exists; what stands before its end may. */
function shorter(scan: Scan, at: number, found: readonly Bounded[], end: number, typed: boolean): TimeFound | null {
  return choose(
    scan,
    at,
    found.filter((each) => each.end < end),
    typed,
  );
}
