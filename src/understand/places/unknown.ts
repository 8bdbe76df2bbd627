/** Names of places that nobody here knows: they are told as unknown instead of being overheard. */
import { accented, bareAt, fullAt, type Token } from "../tokens.ts";
import type { Context } from "./context.ts";
import { namesSomebody, needCue, whereCue } from "./kinds.ts";

export interface UnknownName {
  readonly name: string;
  readonly end: number;
}

const longest = 4;

/** "xã X": the capitalised words, or where capitals are not used two words that are said about nothing else. */
export function afterKind(
  { tokens, shouting }: Context,
  start: number,
  from: number,
  isNamePart: (word: Token) => boolean,
): UnknownName | null {
  const first = tokens[from];
  if (first?.kind !== "word" || bodies.has(first.bare)) return null;
  if (first.capital && !shouting) {
    let end = from;
    while (end - from < longest && tokens[end]?.capital) end += 1;
    return nameOf(tokens, from, end);
  }
  // "tinh" and "xa" typed bare are as often other words; a name in lower case needs a kind that is none.
  if (!/^(?:xã|phường|ấp|huyện|commune)$/u.test(fullAt(tokens, start)) && bareAt(tokens, start) !== "xa") return null;
  const second = tokens[from + 1];
  // In lower case one word is too little to tell a name from "xã nào" or "xã em".
  if (second?.kind !== "word" || !isNamePart(first) || !isNamePart(second)) return null;
  return nameOf(tokens, from, from + 2);
}

/** "Tỉnh Đoàn", "Xã Hội": no names but offices. */
const bodies = new Set("doan hoi uy ban mat doi".split(" "));

function nameOf(tokens: readonly Token[], from: number, end: number): UnknownName {
  const name = tokens.slice(from, end).map((token) => (token.capital ? token.raw : token.full));
  return { end, name: name.join(" ") };
}

/** "for Springfield", "what does Atlantis need": a name that is no word of ours, in a sentence without Vietnamese marks. */
export function inEnglish(
  { tokens, marked, shouting }: Context,
  isStrange: (word: Token) => boolean,
  at: number,
): UnknownName | null {
  if (marked || shouting || at === 0) return null;
  const before = bareAt(tokens, at - 1);
  const endOf = (fits: (token: Token) => boolean): number => {
    let end = at;
    for (let token = tokens[end]; token && end - at < longest && fits(token); token = tokens[end]) end += 1;
    return end;
  };
  const isName = (token: Token): boolean => token.bare.length > 2 && isStrange(token) && !isShort(token);
  if (/^(?:in|for|to|at|near|does|around)$/u.test(before)) {
    const end = endOf((token) => token.capital && !isShort(token));
    if (tokens.slice(at, end).some(isName)) return nameOf(tokens, at, end);
  }
  const end = before === "does" ? endOf(isName) : at;
  return end > at && /^(?:need|needs|lack|require)$/u.test(bareAt(tokens, end)) ? nameOf(tokens, at, end) : null;
}

/** "UNICEF", "VND". */
function isShort({ raw }: Token): boolean {
  return raw === raw.toUpperCase();
}

/** "ở Tân Long", "Phú Hưng cần gì": capitalised syllables of place names that are no name together. */
export function fromSyllables(context: Context, syllables: ReadonlySet<string>, at: number): UnknownName | null {
  const { tokens, shouting, marked } = context;
  if (shouting || !marked || namesSomebody(tokens, at)) return null;
  let end = at;
  while (end - at < longest && tokens[end]?.capital && syllables.has(fullAt(tokens, end))) end += 1;
  if (end - at < 2 || tokens[end]?.capital || !tokens.slice(at, end).some(accented)) return null;
  const asked = at <= context.first && needCue(tokens, end);
  if (!asked && !whereCue(tokens, at) && bareAt(tokens, at - 1) !== "cho") return null;
  return nameOf(tokens, at, end);
}

const persons =
  /^(?:tôi|toi|tui|mình|minh|em|chị|chi|anh|i|we|am|live|living|based|sống|song|quê|que|nhà|nha|đang|dang|hiện)$/u;

/** "mình ở Hà Nội", "I live in Hanoi", "gửi từ Cần Thơ": where the speaker is, not where help shall go. */
export function isWhereFrom(tokens: readonly Token[], at: number): boolean {
  const before = bareAt(tokens, at - 1);
  if (before === "tu" || before === "from") return true;
  if (before !== "o" && before !== "in" && before !== "tai") return false;
  return persons.test(fullAt(tokens, at - 2)) && !/^(?:tre|cac|may|nhung|dam|tui)$/u.test(bareAt(tokens, at - 3));
}
