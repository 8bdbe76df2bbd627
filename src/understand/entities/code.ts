/** Reads the codes of needs, pledges, deliveries, obstacles and reports however they are typed, and invitation codes. */
import { bareAt, fullAt, isGlued, type Token } from "../tokens.ts";

export type CodeKind = "need" | "pledge" | "delivery" | "difficulty" | "report";

export interface CodeFound {
  readonly kind: CodeKind;
  /** As stored: `CK26-045`. */
  readonly code: string;
  readonly end: number;
}

interface Digits {
  readonly text: string;
  readonly end: number;
  readonly glued: boolean;
}

const kinds: ReadonlyMap<string, CodeKind> = new Map([
  ["nc", "need"],
  ["ck", "pledge"],
  ["gn", "delivery"],
  ["kk", "difficulty"],
  ["bc", "report"],
]);
/** "cam kết số 83": what people say for the letters. */
const spoken: Readonly<Record<string, string>> = {
  "nhu cau": "NC",
  "cam ket": "CK",
  "giao nhan": "GN",
  "bien nhan": "GN",
  need: "NC",
  pledge: "CK",
  delivery: "GN",
};
const spokenStarts = new Set(Object.keys(spoken).map((words) => words.split(" ")[0]));
/** "CK 500k" is slang for a transfer of money, not a code. */
const amounts = new Set(["k", "tr", "trieu", "d", "dong", "ngan", "nghin", "cu", "ty", "vnd", "usd"]);
/** Smaller numbers after "cam kết số" are places in the list shown last; it shows five at a time. */
const longestList = 10;
const longestSerial = 5;
/** "gn 87 cấp phát hết", "gn 92 em gõ dư", "gn 45 bổ sung": without their marks the words behind a code look like goods or children. */
const actBehind =
  /^(?:cap (?:phat|cho|het|roi|du|xong|toi)|sua (?:lai|thanh|giup|gium|dum|so|ngay|xuong|tu|len)|bo (?:sung|het|di|qua)|(?:em|e|con|be) (?:go|nhap|ghi|lo|bao|sua|phat|bam|chia|trao|moi|vua|giao|nham|lon|viet))$/u;
/** "duyệt nhu cầu 26": a decision makes a number behind "nhu cầu" its code. */
const decides = /^(?:duyet|bo|ngung|dung|rut|huy|lai|ve|dong|nhan|chot)$/u;
/** Codes live for some years. */
const yearsAround = 6;

/** `year` is the two-digit year that a code without one gets. `counts` tells whether what can be counted begins at a token. */
export function readCode(
  tokens: readonly Token[],
  at: number,
  year: number,
  counts: (at: number) => boolean,
): CodeFound | null {
  if (tokens[at]?.kind !== "word") return null;
  const kind = kinds.get(bareAt(tokens, at));
  if (!kind) return readSpoken(tokens, at, year, counts);
  const letters = bareAt(tokens, at).toUpperCase();
  const head = digitsAt(tokens, skipMarks(tokens, skipNumberWord(tokens, at + 1)));
  if (!head || head.text.length > 9) return null;
  if (amounts.has(bareAt(tokens, head.end))) return null;
  if (!namesOne(tokens, kind, head, year, counts)) return null;
  const make = (written: string, serial: string, end: number): CodeFound | null =>
    Number(serial) > 0 ? { kind, code: `${letters}${written}-${pad(serial)}`, end } : null;

  const short = yearOf(head.text, year);
  const from = skipMarks(tokens, head.end);
  const tail = short === null ? null : digitsAt(tokens, from);
  if (short !== null && tail && tail.text.length <= longestSerial) {
    // "ck 45 80 bộ" is pledge 45 and 80 sets; "ck 26 045" is one code.
    const other = from === head.end && !tail.glued && tail.text.length !== 3 && isCounted(tokens, tail.end, counts);
    if (!other) return make(short, tail.text, tail.end);
  }
  // "ck 500.000" is money again.
  if (groupFollows(tokens, head.end)) return null;
  const [long, rest] = head.text.length >= 5 ? [yearOf(head.text.slice(0, 2), year), head.text.slice(2)] : [null, ""];
  if (long !== null) return make(long, rest, head.end);
  return head.text.length > longestSerial ? null : make(twoDigits(year), head.text, head.end);
}

/** "gn 40 bộ" logs a delivery, "bc 9 tháng" is a report by its period; only "gn26-101" and "bc26-004" name one. */
function namesOne(
  tokens: readonly Token[],
  kind: CodeKind,
  head: Digits,
  year: number,
  counts: (at: number) => boolean,
): boolean {
  if (kind === "report") return head.glued && isWholeCode(tokens, head, year);
  return kind !== "delivery" || head.glued || !isGoods(tokens, head.end, counts);
}

function isGoods(tokens: readonly Token[], at: number, counts: (at: number) => boolean): boolean {
  const isAct = actBehind.test(`${bareAt(tokens, at)} ${bareAt(tokens, at + 1)}`);
  return counts(at) && (!isAct || /^(?:cặp|bộ)$/u.test(fullAt(tokens, at)));
}

/** "26-004", "26004": a year, and a serial with its zeros. */
function isWholeCode(tokens: readonly Token[], head: Digits, year: number): boolean {
  if (head.text.length >= 5) return yearOf(head.text.slice(0, 2), year) !== null;
  const tail = digitsAt(tokens, skipMarks(tokens, head.end));
  return head.text.length === 2 && yearOf(head.text, year) !== null && (tail?.text.length ?? 0) >= 3;
}

/** "nc 26 40 con thieu" still lacks some and counts no animals. */
function isCounted(tokens: readonly Token[], at: number, counts: (at: number) => boolean): boolean {
  return bareAt(tokens, at) !== "con" && counts(at);
}

/** "cam kết số 83", "nhu cầu mã 045", "pledge no. 45". */
function readSpoken(
  tokens: readonly Token[],
  at: number,
  year: number,
  counts: (at: number) => boolean,
): CodeFound | null {
  const word = bareAt(tokens, at);
  if (!spokenStarts.has(word)) return null;
  const pair = spoken[`${word} ${bareAt(tokens, at + 1)}`];
  const letters = pair ?? spoken[word];
  if (letters === undefined) return null;
  const from = at + (pair === undefined ? 1 : 2);
  const named = skipMarks(tokens, skipNumberWord(tokens, from));
  const digits = digitsAt(tokens, named);
  if (!digits || digits.text.length > longestSerial || digits.text.length < 2) return null;
  const whole = wholeSpoken(tokens, digits, letters, year);
  if (whole) return whole;
  const padded = digits.text.startsWith("0");
  if (!padded && (named === from ? !isDecided(tokens, at, digits) : Number(digits.text) <= longestList)) return null;
  if (Number(digits.text) === 0 || isGoods(tokens, digits.end, counts) || amounts.has(bareAt(tokens, digits.end)))
    return null;
  if (groupFollows(tokens, digits.end)) return null;
  const kind = kinds.get(letters.toLowerCase());
  return kind ? { kind, code: `${letters}${twoDigits(year)}-${pad(digits.text)}`, end: digits.end } : null;
}

/** "trả lại nhu cầu 41, thiếu danh sách"; "trả lại nhu cầu 2026" is a year. */
function isDecided(tokens: readonly Token[], at: number, { text }: Digits): boolean {
  const isNumber = text.length < 4 && Number(text) > longestList;
  return isNumber && (decides.test(bareAt(tokens, at - 1)) || decides.test(bareAt(tokens, at - 2)));
}

/** "nhu cầu 26-044": the year, a dash and the serial with its zeros are a code without its letters. */
function wholeSpoken(tokens: readonly Token[], { text, end }: Digits, letters: string, year: number): CodeFound | null {
  const short = yearOf(text, year);
  const tail = fullAt(tokens, end) === "-" ? digitsAt(tokens, end + 1) : null;
  const kind = kinds.get(letters.toLowerCase());
  if (short === null || tail?.text.length !== 3 || !kind || Number(tail.text) === 0) return null;
  return { kind, code: `${letters}${short}-${tail.text}`, end: tail.end };
}

/** The digits at a token; a letter O typed for a zero belongs to them. */
function digitsAt(tokens: readonly Token[], at: number): Digits | null {
  const token = tokens[at];
  if (token?.kind === "number") return { text: token.full, end: at + 1, glued: token.glued };
  const next = tokens[at + 1];
  const zero = token?.kind === "word" && token.bare === "o" && next?.kind === "number" && next.glued;
  return zero ? { text: `0${next.full}`, end: at + 2, glued: token.glued } : null;
}

/** Two digits of a year near enough, also written with four. */
function yearOf(digits: string, year: number): string | null {
  const short = digits.length === 4 && digits.startsWith("20") ? digits.slice(2) : digits;
  return short.length === 2 && Math.abs(Number(short) - year) <= yearsAround ? short : null;
}

/** "số", "mã", "no." */
function skipNumberWord(tokens: readonly Token[], at: number): number {
  if (!/^(?:so|ma|no|number)$/u.test(bareAt(tokens, at))) return at;
  return fullAt(tokens, at + 1) === "." ? at + 2 : at + 1;
}

/** One mark, or a doubled dash. A full stop or colon ends a sentence unless digits follow at once. */
function skipMarks(tokens: readonly Token[], at: number): number {
  const mark = tokens[at];
  if (mark?.kind !== "mark" || !/^[-#./_:]$/u.test(mark.full)) return at;
  if (mark.full === "-" && fullAt(tokens, at + 1) === "-") return at + 2;
  return mark.full === "-" || mark.full === "#" || isGlued(tokens, at + 1) ? at + 1 : at;
}

function groupFollows(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1];
  return /^[.,]$/u.test(fullAt(tokens, at)) && isGlued(tokens, at) && next?.glued === true && next.full.length === 3;
}

function twoDigits(year: number): string {
  return String(year).padStart(2, "0");
}

function pad(serial: string): string {
  return String(Number(serial)).padStart(3, "0");
}

/**
 * 16 random bytes in base64url: 22 characters, nearly always with both cases and a digit, which no word has. One that won a few
 * when it was copied is still meant as a code, and told to be wrong.
 */
const invitation = /(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{22,26}(?![A-Za-z0-9_-])/gu;

/** Looks at the text as typed: spelling rules must not touch a secret. */
export function findInvitation(text: string): string | null {
  for (const [run] of text.matchAll(invitation))
    if (/[A-Z]/u.test(run) && /[a-z]/u.test(run) && /[\d_-]/u.test(run)) return run;
  return null;
}
