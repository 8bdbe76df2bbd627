/** Reads a name at a place of the sentence: as written, without diacritics, in one word, by initials, with slips of the finger. */
import { bareAt, type Token } from "../tokens.ts";
import type { Name, NameIndex, Node } from "./name-index.ts";
import { fit } from "./syllable.ts";

export interface NameHit {
  readonly names: readonly Name[];
  readonly end: number;
  /** 0 = nothing but missing diacritics. */
  readonly slips: number;
  /** Every diacritic was typed. */
  readonly full: boolean;
  /** Indexes of the words that hold the slips. */
  readonly slipped: readonly number[];
  /** Nothing but wrong diacritics. */
  readonly sameLetters: boolean;
}

interface Path {
  readonly node: Node;
  readonly end: number;
  readonly slips: number;
  readonly at: readonly number[];
}

const mostSlips = 2;
/** Shorter names do not survive two slips. */
const lettersForTwo = 9;

/** The longest name as written or without (some) diacritics. `typed` are the words before abbreviations were spelled out. */
export function readExact(index: NameIndex, typed: readonly Token[], at: number): NameHit | null {
  const first = typed[at];
  if (first?.kind !== "word") return null;
  let best: NameHit | null = null;
  let node = index.root.next.get(first.bare);
  const places = [at];
  for (let end = at + 1; node; end += 1) {
    if (node.names.length > 0) best = closest(node, typed, places, end) ?? best;
    if (node.next.size === 0) break;
    end = afterJoint(typed, end);
    places.push(end);
    node = node.next.get(bareAt(typed, end));
  }
  return best ?? readGlued(index, first, at);
}

/** Tones tell Tân Thành from Tân Thạnh: where they were typed, only names that agree with them are kept. */
function closest(node: Node, typed: readonly Token[], places: readonly number[], end: number): NameHit | null {
  let least = Number.POSITIVE_INFINITY;
  let names: Name[] = [];
  // Who types no mark in the whole name leaves them out everywhere: "vinh thanh" is Vĩnh Thạnh, too.
  const marked = places.some((at) => typed[at]?.full !== typed[at]?.bare);
  for (const name of node.names) {
    let missing = 0;
    let slips = 0;
    for (const [i, syllable] of name.syllables.entries()) {
      const word = typed[places[i] ?? -1];
      const found = word ? fit(word, syllable) : null;
      slips += found?.slips ?? 2;
      if (found?.missing && marked) missing += 1;
    }
    if (slips > 0 || missing > least) continue;
    names = missing < least ? [name] : [...names, name];
    least = missing;
  }
  return names.length > 0
    ? { names, end, slips: 0, full: least === 0 && marked, slipped: [], sameLetters: true }
    : null;
}

/** "Giang-Thành", "giang_thanh": a joint between two words of one name is stepped over. */
function afterJoint(typed: readonly Token[], at: number): number {
  const joint = typed[at];
  return joint?.kind === "mark" && joint.glued && /^[-_.]$/u.test(joint.full) && typed[at + 1]?.glued ? at + 1 : at;
}

function readGlued(index: NameIndex, word: Token, at: number): NameHit | null {
  const names = word.bare.length > 4 ? index.glued.get(word.bare) : undefined;
  return names ? { names, end: at + 1, slips: 0, full: false, slipped: [], sameLetters: true } : null;
}

/** "V.Điều", "V. Điều": the first syllable shortened, the rest as written. */
export function readShortened(index: NameIndex, typed: readonly Token[], at: number): NameHit | null {
  const initial = typed[at];
  if (initial?.kind !== "word" || initial.bare.length !== 1 || bareAt(typed, at + 1) !== ".") return null;
  if (!initial.capital || !typed[at + 1]?.glued) return null;
  const found: { readonly name: Name; readonly end: number }[] = [];
  for (const node of index.byLetter.get(initial.bare) ?? []) {
    let next = node.next.get(bareAt(typed, at + 2));
    for (let end = at + 3; next; end += 1) {
      for (const name of next.names) if (restFits(name, typed, at + 2)) found.push({ name, end });
      next = next.next.get(bareAt(typed, end));
    }
  }
  const end = Math.max(...found.map((each) => each.end));
  const names = found.filter((each) => each.end === end).map((each) => each.name);
  return names.length > 0 ? { names, end, slips: 0, full: false, slipped: [], sameLetters: true } : null;
}

function restFits({ syllables }: Name, typed: readonly Token[], from: number): boolean {
  return syllables.slice(1).every((syllable, i) => {
    const word = typed[from + i];
    return word !== undefined && fit(word, syllable).slips === 0;
  });
}

/** "xã VĐ", "huyện UMT": only behind a kind, in capitals. */
export function readInitials(index: NameIndex, typed: readonly Token[], at: number): NameHit | null {
  const word = typed[at];
  if (word?.kind !== "word" || word.raw.length < 2 || word.raw !== word.raw.toUpperCase()) return null;
  const names = index.initials.get(word.bare);
  return names ? { names, end: at + 1, slips: 0, full: false, slipped: [], sameLetters: true } : null;
}

/** One slip per syllable, two in all; among equally near names all are kept. */
export function readSlipped(index: NameIndex, typed: readonly Token[], at: number): NameHit | null {
  const first = typed[at];
  if (first?.kind !== "word") return null;
  let best: NameHit | null = slippedGlued(index, first, at);
  let paths: readonly Path[] = [{ node: index.root, end: at, slips: 0, at: [] }];
  while (paths.length > 0) {
    paths = paths.flatMap((path) => extend(index, path, typed, path.end === at ? at : afterJoint(typed, path.end)));
    for (const path of paths)
      for (const name of path.node.names) {
        const hit = judge(index, name, typed, path);
        if (hit) best = best ? better(best, hit) : hit;
      }
  }
  return best;
}

function extend(index: NameIndex, path: Path, typed: readonly Token[], at: number): readonly Path[] {
  const word = typed[at];
  if (word?.kind !== "word" || word.bare.length > 9) return [];
  const step = (node: Node, slips: number): Path => ({ node, end: at + 1, slips, at: [...path.at, at] });
  const exact = path.node.next.get(word.bare);
  const paths = exact ? [step(exact, path.slips)] : [];
  if (path.slips >= mostSlips || path.node.next.size === 0) return paths;
  for (const syllable of index.near(word.bare)) {
    const next = path.node.next.get(syllable);
    if (next) paths.push(step(next, path.slips + 1));
  }
  return paths;
}

function judge(index: NameIndex, name: Name, typed: readonly Token[], path: Path): NameHit | null {
  if (name.syllables.length < 2) return null;
  let slips = 0;
  let missing = false;
  let marked = false;
  let sameLetters = true;
  let letters = 0;
  const slipped: number[] = [];
  for (const [i, syllable] of name.syllables.entries()) {
    const at = path.at[i] ?? -1;
    const word = typed[at];
    if (!word) return null;
    const found = fit(word, syllable);
    // The letter behind a name ("Tân Hiệp B") is a name of its own.
    if (found.slips > 1 || (found.slips > 0 && syllable.bare.length === 1)) return null;
    // "Lộc" is a syllable of names: whoever writes it with its diacritics does not mean "Lạc".
    if (found.slips > 0 && word.full !== word.bare && word.bare !== syllable.bare && index.syllables.has(word.full))
      return null;
    if (found.slips > 0) slipped.push(at);
    sameLetters &&= word.bare === syllable.bare;
    slips += found.slips;
    missing ||= found.missing;
    marked ||= word.full !== word.bare;
    letters += syllable.bare.length;
  }
  if (slips === 0 || slips > (letters < lettersForTwo ? 1 : mostSlips)) return null;
  return { names: [name], end: path.end, slips, full: marked && !missing, slipped, sameLetters };
}

/** Fewer slips, then more words, then fewer missing diacritics; else both. */
function better(a: NameHit, b: NameHit): NameHit {
  if (a.slips !== b.slips) return a.slips < b.slips ? a : b;
  if (a.end !== b.end) return a.end > b.end ? a : b;
  if (a.full !== b.full) return a.full ? a : b;
  return { ...a, names: [...a.names, ...b.names] };
}

function slippedGlued(index: NameIndex, word: Token, at: number): NameHit | null {
  if (word.bare.length < 7) return null;
  const names = index.nearGlued(word.bare).flatMap((glued) => index.glued.get(glued) ?? []);
  return names.length > 0 ? { names, end: at + 1, slips: 1, full: false, slipped: [at], sameLetters: false } : null;
}
