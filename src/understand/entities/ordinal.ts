/** Reads places in a list: "cái thứ hai", "mục 3", "số 2", "thứ nhất", "the second one", "the last one", "#2". */
import type { Lexicon } from "../lexicon.ts";
import { createPhrases, listOf, type Match } from "../phrases.ts";
import { bareAt, fullAt, isGlued, type Token } from "../tokens.ts";
import type { ReadNumber } from "./number.ts";

export interface OrdinalFound {
  /** From 1; negative ones count from the end. */
  readonly position: number;
  readonly end: number;
}

export type ReadOrdinal = (tokens: readonly Token[], at: number) => OrdinalFound | null;

/** A list that was shown is never longer. */
const longestList = 50;
/** After these a number is a place in the list; after "nhu cầu" it may count what follows. */
const certain = /^(?:so|thu|muc|cai|khoan|dong|#|number|no|option|item|line)$/u;
/** Ordinals that need no noun; "thứ hai" alone is Monday. */
const alone = /^(?:so|first|second|third|last|thu (?:nhat|nhi|tam|chin|muoi)|dau tien|cuoi cung)/u;
/** "open number four": the numbers that are no other words. */
const numbering = /^(?:number|option|item|line|need)$/u;
const longWord = /^(?:one|two|three|four|five|six|seven|eight|nine|ten)$/u;
/** "lần thứ hai", "đợt thứ 3" count events, no list. */
const events = /^(?:lan|dot|ky|nam|lop|khoi|ngay|tuan|thang|quy)$/u;

/** `counts` tells whether goods or children begin at a token ("nhu cầu 45 cặp" is no place in a list), `names` whether any name of a thing may. */
export function createReadOrdinal(
  { ordinals, list_nouns }: Lexicon["chat"],
  readNumber: ReadNumber,
  counts: (tokens: readonly Token[], at: number) => boolean,
  names: (tokens: readonly Token[], at: number) => boolean,
): ReadOrdinal {
  const words = createPhrases(
    ordinals.flatMap(({ position, vi, en }) => [...vi, ...en].map((say): [string, number] => [say, position])),
  );
  const nouns = listOf(list_nouns);

  const wordAt = (tokens: readonly Token[], at: number, noun: Match<true> | undefined): OrdinalFound | null => {
    const word = [...words.from(tokens, noun?.end ?? at), ...words.from(tokens, at)].find((match) => match.wrong === 0);
    if (!word) return null;
    const said = `${bareAt(tokens, at)} ${bareAt(tokens, at + 1)}`;
    if (!noun && isEvent(tokens, at, word.end)) return null;
    return noun || alone.test(said) || fullAt(tokens, word.end) === "one"
      ? { position: word.value, end: skipOne(tokens, word.end) }
      : null;
  };

  /** "thứ 1", "cái thứ 12", "thứ hai mươi"; from two to seven it is a day of the week unless a noun stands before it. */
  const counted = (tokens: readonly Token[], at: number, noun: Match<true> | undefined): OrdinalFound | null => {
    const from = noun?.end ?? at;
    if (bareAt(tokens, from) !== "thu" || events.test(bareAt(tokens, at - 1))) return null;
    const number = readNumber(tokens, from + 1);
    if (!number || !isPlace(number.value) || (number.form === "bare" && !noun)) return null;
    const weekday = number.value >= 2 && number.value <= 7;
    return weekday && !noun ? null : { position: number.value, end: number.end };
  };

  /** "mục 3", "khoản hai", "no. 3". */
  const numbered = (tokens: readonly Token[], noun: Match<true>): OrdinalFound | null => {
    const number = readNumber(tokens, noun.end);
    if (!number || !isPlace(number.value)) return null;
    // "cho 15" is for somebody, whatever "chỗ 15" is.
    if (fullAt(tokens, noun.end - 1) === "cho") return null;
    const sure = certain.test(bareAt(tokens, noun.end - 1));
    const spelled = [noun.end - 1, noun.end].some((each) => fullAt(tokens, each) !== bareAt(tokens, each));
    const english = numbering.test(fullAt(tokens, noun.end - 1)) && longWord.test(fullAt(tokens, noun.end));
    if (number.form === "bare" && !(sure && spelled) && !english) return null;
    const goesOn = counts(tokens, number.end) || (!sure && names(tokens, number.end));
    return goesOn ? null : { position: number.value, end: number.end };
  };

  return (tokens, at) => {
    if (tokens[at]?.kind === "number" && bareAt(tokens, at + 1).length !== 2) return null;
    // "mỗi thứ 35": of each kind.
    if (/^(?:mỗi|moi|từng|each|every)$/u.test(fullAt(tokens, at - 1))) return null;
    const noun = nouns.from(tokens, at).find((match) => match.wrong === 0);
    const long = counted(tokens, at, noun);
    const word = wordAt(tokens, at, noun);
    if (long || word) return (long?.end ?? 0) > (word?.end ?? 0) ? long : word;
    return noun ? numbered(tokens, noun) : null;
  };
}

/** "second-hand", "on second thoughts", "lịch giao nhận đầu tiên", "my last pledge": no place in a list. */
function isEvent(tokens: readonly Token[], at: number, end: number): boolean {
  const before = bareAt(tokens, at - 1);
  if (events.test(before) || /^(?:nhan|giao|lich|buoi|chuyen|my|our)$/u.test(before)) return true;
  // "so hai ben cung lo" is "sợ hai bên".
  if (fullAt(tokens, at) === "so" && tokens[at + 1]?.kind === "word" && tokens[end]?.kind === "word") return true;
  if (fullAt(tokens, end) === "-" && isGlued(tokens, end)) return true;
  return /^(?:thoughts?|time|hand|instal?lments?|round|batch|delivery|half|week|month|year|name|minute|part)$/u.test(
    fullAt(tokens, end),
  );
}

function isPlace(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= longestList;
}

function skipOne(tokens: readonly Token[], at: number): number {
  return fullAt(tokens, at) === "one" ? at + 1 : at;
}
