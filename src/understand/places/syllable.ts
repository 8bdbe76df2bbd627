/**
 * How far a typed word is from a syllable of a name: its letters, its vowel marks and its tone are judged apart, because
 * people leave marks out far more often than they type wrong ones.
 */
import { bare } from "../views.ts";

export interface Syllable {
  /** Lower case, canonical spelling. */
  readonly full: string;
  readonly bare: string;
  /** With its vowel marks, without its tone: `dieu` < `điêu` < `điều`. */
  readonly shape: string;
  /** The combining mark, or nothing. */
  readonly tone: string;
}

export interface Fit {
  /** 0 = as written or with marks left out, 1 = one slip, 2 = something else. */
  readonly slips: number;
  /** Marks were left out. */
  readonly missing: boolean;
}

const tones = /[\u0300\u0301\u0303\u0309\u0323]/gu;
const same: Fit = { slips: 0, missing: false };
const unmarked: Fit = { slips: 0, missing: true };
const slip: Fit = { slips: 1, missing: false };
const other: Fit = { slips: 2, missing: false };

export function syllableOf(full: string): Syllable {
  const apart = full.normalize("NFD");
  return {
    full,
    bare: bare(full),
    shape: apart.replace(tones, "").normalize("NFC"),
    tone: apart.match(tones)?.join("") ?? "",
  };
}

export function fit(typed: { readonly full: string; readonly bare: string }, meant: Syllable): Fit {
  if (typed.full === meant.full) return same;
  const plain = typed.full === typed.bare;
  if (typed.bare === meant.bare) {
    if (plain) return unmarked;
    const said = syllableOf(typed.full);
    return (said.tone === "" || said.tone === meant.tone) && fewerMarks(said, meant) ? unmarked : slip;
  }
  // Two letters mistyped out of two are another word.
  if (!isNear(typed.bare, meant.bare)) return other;
  if (plain) return slip;
  const { tone } = syllableOf(typed.full);
  return tone === "" || tone === meant.tone ? slip : other;
}

/** `Điêu` for `Điều`, `dinh` for `định`: every mark that was typed is in the name too. */
function fewerMarks(typed: Syllable, meant: Syllable): boolean {
  for (let i = 0; i < typed.shape.length; i += 1)
    if (typed.shape[i] !== meant.shape[i] && typed.shape[i] !== typed.bare[i]) return false;
  return true;
}

/** One letter too many, too few or another one, two swapped, or two spellings of one sound. */
export function isNear(a: string, b: string): boolean {
  return isOneEdit(a, b) || sound(a) === sound(b);
}

export function isOneEdit(a: string, b: string): boolean {
  let from = 0;
  while (from < a.length && a[from] === b[from]) from += 1;
  let [endA, endB] = [a.length, b.length];
  while (endA > from && endB > from && a[endA - 1] === b[endB - 1]) {
    endA -= 1;
    endB -= 1;
  }
  if (endA - from <= 1 && endB - from <= 1) return true;
  return endA - from === 2 && endB - from === 2 && a[from] === b[from + 1] && a[from + 1] === b[from];
}

/** Spellings that sound alike in the delta share a key: tr/ch, s/x, d/gi/v, final n/ng and t/c/ch, i/y. */
export function sound(syllable: string): string {
  return syllable
    .replace(/^tr/u, "ch")
    .replace(/^s/u, "x")
    .replace(/^(?:gi(?=[aeouy])|[dv])/u, "z")
    .replace(/^ngh/u, "ng")
    .replace(/^gh/u, "g")
    .replace(/^k(?!h)/u, "c")
    .replace(/(?<=[aeiouy])ng$/u, "n")
    .replace(/(?<=[aeiouy])ch?$/u, "t")
    .replaceAll("y", "i");
}
