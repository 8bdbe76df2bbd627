/** One sentence as the search for places sees it: the words as typed, and what around a word speaks for a place. */
import { accented, bareAt, fullAt, respelled, type Token } from "../tokens.ts";
import { needCue, placeCue } from "./kinds.ts";

export interface Context {
  readonly tokens: readonly Token[];
  /** Before abbreviations were spelled out: the letter of "Tân Hiệp B" is no "bạn". */
  readonly typed: readonly Token[];
  /** Every word is capitalised: capitals say nothing. */
  readonly shouting: boolean;
  /** Vietnamese marks occur somewhere. */
  readonly marked: boolean;
  readonly first: number;
  readonly last: number;
}

export function contextOf(tokens: readonly Token[]): Context {
  const typed = tokens.map(asTyped);
  const words = typed.filter((token) => token.kind === "word");
  const meant = tokens.flatMap((token, at) => (token.kind === "mark" || polite.test(token.full) ? [] : [at]));
  return {
    tokens,
    typed,
    shouting: words.length > 3 && words.every((word) => word.capital),
    marked: typed.some(accented),
    first: meant[0] ?? 0,
    last: meant.at(-1) ?? 0,
  };
}

const polite = /^(?:dạ|ạ|da|nhé|nhe|nha|nghen|vâng|vang|ừ|please|hi|hello)$/u;

function asTyped(token: Token): Token {
  if (token.kind !== "word") return token;
  return token.lower === token.full ? token : respelled(token, token.lower);
}

/** The name is all that was said: most often an answer. */
export function isAlone({ first, last }: Context, at: number, end: number): boolean {
  return at <= first && end > last;
}

/** "cho …", "… cần gì", "Giang Thành và …": where a place is likely. `joined`: a place was just listed. */
export function isExpected(context: Context, at: number, end: number, joined: boolean): boolean {
  if (joined || placeCue(context.tokens, at) || isAlone(context, at, end)) return true;
  return at <= context.first && needCue(context.tokens, end);
}

/** "20 ao mua, giong rieng, truoc 30/10": nothing else stands between two marks. */
export function isApart({ tokens }: Context, at: number, end: number): boolean {
  return isEdge(tokens[at - 1]) && isEdge(tokens[end]);
}

/** "chúc các em bình an" */
export function isWish({ tokens }: Context, at: number): boolean {
  return [1, 2, 3, 4].some((back) => /^(?:chúc|chuc|mong|cầu)$/u.test(fullAt(tokens, at - back)));
}

function isEdge(token: Token | undefined): boolean {
  return token === undefined || /^[,.;:]$/u.test(token.full);
}

/** "nam nay an bien can 85 suat", "dong hung chua ai dung": who needs, has or tells something. */
export function isAsking({ tokens, first }: Context, at: number, end: number): boolean {
  if (at > first && !isEdge(tokens[at - 1]) && !/^(?:nay|gio|ben)$/u.test(bareAt(tokens, at - 1))) return false;
  return needCue(tokens, end) || /^(?:chua|xin|bao|nhan|vua)$/u.test(bareAt(tokens, end));
}

export function allCapital({ typed, shouting }: Context, at: number, end: number): boolean {
  if (shouting) return false;
  for (let i = at; i < end; i += 1) if (typed[i]?.kind === "word" && typed[i]?.capital !== true) return false;
  return true;
}

/** "Giang Thành và Vĩnh Điều", "Giang Thành, Vĩnh Điều": only a joint lies between two places. */
export function isJoined(tokens: readonly Token[], lastEnd: number, at: number): boolean {
  if (lastEnd === 0 || at - lastEnd > 2) return false;
  for (let i = lastEnd; i < at; i += 1)
    if (!/^(?:và|va|với|voi|hay|hoặc|hoac|and|or|[,/&-])$/u.test(fullAt(tokens, i))) return false;
  return at > lastEnd;
}
