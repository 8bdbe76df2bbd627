/** Words of a sentence as the person typed them, and lists of words to look for in it. */
import { type Both, listOf, type Phrases } from "../phrases.ts";
import type { ReadText } from "../read-sentence.ts";
import { fullAt, type Token } from "../tokens.ts";

/** Longer explanations are cut; the ledger keeps 500 characters. */
const longest = 500;

export interface Place {
  readonly start: number;
  readonly end: number;
}

/** Where one of the words stands first. */
export function find(phrases: Phrases<unknown>, sentence: ReadText, from = 0): Place | null {
  for (let start = from; start < sentence.tokens.length; start += 1) {
    const end = endOf(phrases, sentence, start);
    if (end !== null) return { start, end };
  }
  return null;
}

/** Whether one of the words stands at a place: where it ends, or null. Who types marks means "ban" and not "bán". */
export function endOf(phrases: Phrases<unknown>, sentence: ReadText, at: number): number | null {
  const matches = phrases.from(sentence.tokens, at).filter((found) => found.wrong === 0);
  if (matches.length === 0) return null;
  const found = isAccented(sentence) ? matches.find(({ cost }) => cost === 0) : matches[0];
  return found?.end ?? null;
}

/** The end of words at a place; some of them only where their marks were typed. */
export type EndAt = (sentence: ReadText, at: number) => number | null;

/** "bo" is a set, and "bỏ" takes something back: words that count only with their marks stand beside those that always do. */
export function endOfEither(always: Both | readonly Both[], marked: Both): EndAt {
  const groups: readonly Both[] = "vi" in always ? [always] : always;
  const words = listOf({ vi: groups.flatMap(({ vi }) => vi), en: groups.flatMap(({ en }) => en) });
  const withMarks = new Set([...marked.vi, ...marked.en]);
  return (sentence, at) => endOf(words, sentence, at) ?? (withMarks.has(fullAt(sentence.tokens, at)) ? at + 1 : null);
}

const known = new WeakMap<readonly Token[], boolean>();

/** As typed, before teencode is spelled out; looked up at every word of a sentence, so it is found out once. */
export function isAccented({ tokens, text }: ReadText): boolean {
  const before = known.get(tokens);
  if (before !== undefined) return before;
  const typed = /\p{M}|đ/iu.test(text.normalize("NFD"));
  known.set(tokens, typed);
  return typed;
}

export function wordsFrom(sentence: ReadText, from: number): string | null {
  return wordsBetween(sentence, from, sentence.tokens.length);
}

/** The original characters, so that spelling and capitals stay the person's own; letters in place of bare keystrokes. */
export function typedBetween({ text, tokens }: Pick<ReadText, "text" | "tokens">, from: number, to: number): string {
  let typed = "";
  let end = tokens[from]?.start ?? text.length;
  for (const token of tokens.slice(from, to)) {
    // The words of an abbreviation share its place.
    if (token.start < end) continue;
    typed += text.slice(end, token.start) + (token.keyed ? token.raw : text.slice(token.start, token.end));
    end = token.end;
  }
  return typed;
}

export function wordsBetween(sentence: ReadText, from: number, to: number): string | null {
  const words = typedBetween(sentence, from, to).replace(/^[\s,:;.-]+|[\s,:;.!-]+$/gu, "");
  return words === "" ? null : words.slice(0, longest);
}

/** In a message all in capitals they mean nothing. */
export function isCapital({ text, tokens }: Pick<ReadText, "text" | "tokens">, at: number): boolean {
  return tokens[at]?.capital === true && text !== text.toUpperCase();
}
