/** Cuts clean text into words, runs of digits and single marks. Every later rule is a walk over this list. */
import { normalise } from "./normalise.ts";
import { bare, spell } from "./views.ts";

export interface Token {
  readonly kind: "word" | "number" | "mark";
  /** As typed, in the case it was typed. */
  readonly raw: string;
  /** `raw` in lower case. */
  readonly lower: string;
  /** Lower case, canonical spelling, abbreviations spelled out. */
  readonly full: string;
  /** `full` without diacritics. */
  readonly bare: string;
  /** Words of one `bare` share a bucket, from 0 to `buckets`: what is known of words can be looked up without the word. */
  readonly bucket: number;
  /** Offsets into the original text. */
  readonly start: number;
  readonly end: number;
  /** No gap before it: `1tr5` is three glued tokens. */
  readonly glued: boolean;
  /** Typed with a capital first letter. */
  readonly capital: boolean;
  /** Keystrokes arrived ("Thafnh"); `raw` holds the letters that they stand for. */
  readonly keyed?: boolean;
  /** `full` and `bare` are the word that was meant; `raw` holds the slip. */
  readonly slip?: boolean;
}

const piece = /\p{L}[\p{L}\p{M}]*|\p{Nd}+|\S/gu;
const letter = /^\p{L}/u;
const digit = /^\p{Nd}/u;
const words = /\p{L}[\p{L}\p{M}]*/gu;
/** A word longer than this is noise; its spelling is not worth a look. */
const longestWord = 40;

export interface Spelling {
  /** Lower case, as typed. */
  readonly lower: string;
  /** Lower case, canonical. */
  readonly full: string;
  /** `full` without diacritics. */
  readonly bare: string;
  readonly bucket: number;
  readonly capital: boolean;
}

/** A power of two. */
export const buckets = 4096;

function bucketOf(plain: string): number {
  let hash = 0;
  for (let i = 0; i < plain.length; i += 1) hash = Math.imul(hash ^ plain.charCodeAt(i), 0x01000193);
  return (hash ^ (hash >>> 15)) & (buckets - 1);
}

/** People use few words; how each is spelled need not be found out again. */
const spellings = new Map<string, Spelling>();
const mostSpellings = 20_000;

function spellingOf(raw: string): Spelling {
  const known = spellings.get(raw);
  if (known) return known;
  const lower = raw.toLowerCase();
  const full = spell(lower.slice(0, longestWord));
  const plain = bare(full);
  const found = { lower, full, bare: plain, bucket: bucketOf(plain), capital: /^\p{Lu}/u.test(raw) };
  if (spellings.size >= mostSpellings) spellings.clear();
  spellings.set(raw, found);
  return found;
}

/** The words of a text; for counting, where nothing else of a token is asked for. */
export function spellingsIn(text: string): readonly Spelling[] {
  return (text.normalize("NFC").match(words) ?? []).map(spellingOf);
}

export function tokenise(original: string): readonly Token[] {
  const { text, origin } = normalise(original);
  const tokens: Token[] = [];
  let previousEnd = -1;
  for (let found = piece.exec(text); found; found = piece.exec(text)) {
    const [raw] = found;
    const at = found.index;
    const kind = letter.test(raw) ? "word" : digit.test(raw) ? "number" : "mark";
    const spelling =
      kind === "word" ? spellingOf(raw) : { lower: raw, full: raw, bare: raw, bucket: bucketOf(raw), capital: false };
    tokens.push({
      kind,
      raw,
      lower: spelling.lower,
      full: spelling.full,
      bare: spelling.bare,
      bucket: spelling.bucket,
      start: origin[at] ?? 0,
      end: endOf(origin, at, raw.length),
      glued: at === previousEnd,
      capital: spelling.capital,
    });
    previousEnd = at + raw.length;
  }
  return tokens;
}

/** Units of one decorated letter share their origin: an end lies behind the whole letter. */
function endOf(origin: readonly number[], at: number, length: number): number {
  const start = origin[at] ?? 0;
  let end = at + length;
  while (end < origin.length - 1 && (origin[end] ?? 0) <= start) end += 1;
  return origin[end] ?? start;
}

/** The same place and case, another word: an abbreviation spelled out. */
export function respelled(token: Token, word: string): Token {
  const { full, bare: plain, bucket } = spellingOf(word);
  return { ...token, kind: /^\d+$/u.test(full) ? "number" : "word", full, bare: plain, bucket };
}

/** Keystrokes, from `token` to `end`, read as the word that they stand for. */
export function unkeyed(token: Token, end: number, raw: string): Token {
  return { ...token, ...spellingOf(raw), raw, end, keyed: true };
}

/** The same place, read as the word that was meant. */
export function repaired(token: Token, word: string): Token {
  return { ...respelled(token, word), slip: true };
}

/** Typed with any diacritic; a word without one may stand for several. */
export function accented(token: Token): boolean {
  return token.full !== token.bare;
}

/** The spellings at an index, empty beyond the ends: most rules look a word or two ahead. */
export function fullAt(tokens: readonly Token[], at: number): string {
  return tokens[at]?.full ?? "";
}

export function bareAt(tokens: readonly Token[], at: number): string {
  return tokens[at]?.bare ?? "";
}

/** The digits at an index when they touch what is before them: the second part of `10/12`. */
export function isGlued(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.glued === true;
}
