/** Turns keystrokes that arrived instead of letters ("Giang Thafnh", "a1o a6m1") into the words that were meant. */
import type { Language } from "../model/message.ts";
import { type Keyed, readKeys } from "./keystrokes.ts";
import { isGlued, type Token, unkeyed } from "./tokens.ts";

export type Unkey = (tokens: readonly Token[]) => readonly Token[];

export interface KeyedWords {
  /** A Vietnamese word with its diacritics. */
  readonly isWord: (full: string) => boolean;
  /** What was typed is itself said, and not seldom. */
  readonly isPlain: (typed: string, word: string) => boolean;
  /** A foreign word as it stands ("test", "soon"): keystrokes only among many others. */
  readonly isForeign: (typed: string) => boolean;
  readonly detect: (tokens: readonly Token[]) => Language | null;
}

interface Candidate extends Keyed {
  readonly start: number;
  readonly end: number;
  /** As typed, in one piece. */
  readonly raw: string;
  readonly known: boolean;
  readonly foreign: boolean;
}

interface Counts {
  readonly plain: number;
  readonly known: number;
}

/** Words hold no more glued pieces than this: "d9u7o7c5". */
const mostPieces = 9;
/** So many slips are no slips: the keyboard is off. */
const many = 2;
/** Addresses and codes are made of such pieces, too. */
const ofCodes = /^[-_/@.#]$/u;

export function createUnkey({ isWord, isPlain, isForeign, detect }: KeyedWords): Unkey {
  const candidateAt = (tokens: readonly Token[], start: number): Candidate | null => {
    const end = pieceEnd(tokens, start);
    if (end === start) return null;
    const raw = rawOf(tokens, start, end);
    const typed = end === start + 1 ? (tokens[start]?.lower ?? "") : raw.toLowerCase();
    const keyed = keysOf(typed);
    if (!keyed || isPlain(typed, keyed.word)) return null;
    return { ...keyed, start, end, raw, known: isWord(keyed.word), foreign: isForeign(typed) };
  };

  return (tokens) => {
    const candidates: Candidate[] = [];
    for (let at = 0; at < tokens.length;) {
      const found = candidateAt(tokens, at);
      if (found) candidates.push(found);
      at = found?.end ?? at + 1;
    }
    if (candidates.length === 0) return tokens;
    const counts = {
      plain: candidates.filter(isPlainSlip).length,
      known: candidates.filter((each) => each.known && !each.foreign).length,
    };
    const believed = candidates.filter((each) => isBelieved(each, counts));
    if (believed.length === 0) return tokens;
    const rest = without(tokens, candidates).filter(({ kind }) => kind === "word");
    return rest.length >= believed.length && detect(rest) === "en" ? tokens : replaced(tokens, believed);
  };
}

/** One slip must be plain and make a known word; among others of its kind it may be less plain, or rarer. */
function isBelieved(each: Candidate, { plain, known }: Counts): boolean {
  const others = plain - (isPlainSlip(each) ? 1 : 0);
  if (each.foreign) return each.known && others >= many;
  if (each.sure) return each.known || others > 0;
  return each.known && (others > 0 || known > many);
}

function isPlainSlip({ known, sure, foreign }: Candidate): boolean {
  return known && sure && !foreign;
}

/** Where the letters and digits that begin here as one piece end; `start` where none may be keystrokes. */
function pieceEnd(tokens: readonly Token[], start: number): number {
  const first = tokens[start];
  const before = tokens[start - 1];
  if (first?.kind !== "word" || (first.glued && before && (before.kind !== "mark" || ofCodes.test(before.full))))
    return start;
  let end = start + 1;
  while (end - start <= mostPieces && isGlued(tokens, end) && tokens[end]?.kind !== "mark") end += 1;
  const ends = end - start <= mostPieces && !(isGlued(tokens, end) && /^[-_/@]$/u.test(tokens[end]?.full ?? ""));
  return ends ? end : start;
}

function rawOf(tokens: readonly Token[], start: number, end: number): string {
  let raw = "";
  for (let at = start; at < end; at += 1) raw += tokens[at]?.raw ?? "";
  return raw;
}

const read = new Map<string, Keyed | null>();
const mostRead = 20_000;

/** People use few words; each is looked through once. */
function keysOf(typed: string): Keyed | null {
  const before = read.get(typed);
  if (before !== undefined) return before;
  const keyed = readKeys(typed);
  if (read.size >= mostRead) read.clear();
  read.set(typed, keyed);
  return keyed;
}

function without(tokens: readonly Token[], candidates: readonly Candidate[]): readonly Token[] {
  const covered = new Set(
    candidates.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i)),
  );
  return tokens.filter((_, at) => !covered.has(at));
}

function replaced(tokens: readonly Token[], believed: readonly Candidate[]): readonly Token[] {
  const result: Token[] = [];
  let at = 0;
  for (const { start, end, raw, word } of believed) {
    const first = tokens[start];
    const last = tokens[end - 1];
    if (!first || !last) continue;
    result.push(...tokens.slice(at, start), unkeyed(first, last.end, inCaseOf(raw, word)));
    at = end;
  }
  return [...result, ...tokens.slice(at)];
}

function inCaseOf(raw: string, word: string): string {
  const first = raw.slice(0, 1);
  if (first === first.toLowerCase()) return word;
  return raw.length > 1 && raw === raw.toUpperCase()
    ? word.toUpperCase()
    : word.slice(0, 1).toUpperCase() + word.slice(1);
}
