/** Names of places that nobody here knows: they are told as unknown instead of being overheard. */
import { accented, bareAt, fullAt, type Token } from "../tokens.ts";
import type { Context } from "./context.ts";
import { namesSomebody, needCue, whereCue } from "./kinds.ts";

export interface UnknownName {
  readonly name: string;
  readonly end: number;
}

const longest = 4;

/** "xã X": the capitalised words, or up to two words where capitals are not used. */
export function afterKind({ tokens }: Context, start: number, from: number): UnknownName | null {
  const capitals = tokens[from]?.capital === true;
  // "tinh" and "xa" typed bare are as often other words; a name in lower case needs a kind that is none.
  if (!capitals && !/^(?:xã|phường|ấp|huyện|commune)$/u.test(fullAt(tokens, start)) && bareAt(tokens, start) !== "xa")
    return null;
  const words: string[] = [];
  let end = from;
  while (words.length < (capitals ? longest : 2)) {
    const token = tokens[end];
    if (token?.kind !== "word" || (capitals ? !token.capital : notNames.has(token.bare))) break;
    words.push(capitals ? token.raw : token.full);
    end += 1;
  }
  // In lower case one word is too little to tell a name from "xã nào" or "xã em".
  if (words.length < (capitals ? 1 : 2)) return null;
  return { end, name: words.join(" ") };
}

const notNames = new Set(
  "miet u minh tui toi em nay nao do kia khac ta anh chi co chung cua dang can con thieu gi da se moi ma thi la va voi cho o tai duoc bi ben giap vung bien dao mien truong hoi doan uy ban hien bao nhieu cac nhung trong ngoai nghe oi nha nhe a di roi het het co khong chua lam sao the muon xin den toi tu ngay truoc sau hom tuan thang nam va hay hoac de nhan giao gui phat tang in the of has have is are needs need what this that my our which officer officers for and or by before to from lan any all staff".split(
    " ",
  ),
);

/** "for Springfield", "what does Atlantis need": a name that is no word of ours, in a sentence without Vietnamese marks. */
export function inEnglish(context: Context, ordinary: ReadonlySet<string>, at: number): UnknownName | null {
  const { tokens, marked, shouting } = context;
  if (marked || shouting || at === 0) return null;
  const before = bareAt(tokens, at - 1);
  const isName = (token: Token | undefined): boolean =>
    token?.kind === "word" && token.bare.length > 2 && !ordinary.has(token.bare) && token.raw !== token.raw.toUpperCase();
  const take = (fits: (token: Token | undefined) => boolean): UnknownName | null => {
    let end = at;
    while (end - at < longest && fits(tokens[end])) end += 1;
    if (end === at) return null;
    const name = tokens.slice(at, end).map((token) => token.raw).join(" ");
    return { name, end };
  };
  if (/^(?:in|for|to|at|near|does|around)$/u.test(before) && tokens[at]?.capital)
    return take((token) => token?.capital === true && isName(token));
  if (before !== "does") return null;
  const asked = take(isName);
  return asked && /^(?:need|needs|lack|require)$/u.test(bareAt(tokens, asked.end)) ? asked : null;
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
  return { name: tokens.slice(at, end).map((token) => token.raw).join(" "), end };
}

const persons = /^(?:tôi|toi|tui|mình|minh|em|chị|chi|anh|i|we|am|live|living|based|sống|song|quê|que|nhà|nha|đang|dang|hiện)$/u;

/** "mình ở Hà Nội", "I live in Hanoi", "gửi từ Cần Thơ": where the speaker is, not where help shall go. */
export function isWhereFrom(tokens: readonly Token[], at: number): boolean {
  const before = bareAt(tokens, at - 1);
  if (before === "tu" || before === "from") return true;
  return (before === "o" || before === "in" || before === "tai") && persons.test(fullAt(tokens, at - 2));
}
