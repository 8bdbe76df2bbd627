/**
 * A dictionary of phrases, matched against tokens from a given position. Diacritics that were typed must agree;
 * a word typed without any matches every word that it may stand for, at a cost.
 */
import { accented, bareAt, buckets, type Token, tokenise } from "./tokens.ts";

export interface Match<T> {
  readonly value: T;
  /** Index after the last matched token. */
  readonly end: number;
  /** 0 = exactly as written in the dictionary; each word without its diacritics adds 1, each with wrong ones 3. */
  readonly cost: number;
  /** How many words carry diacritics other than the dictionary's. */
  readonly wrong: number;
}

export interface Phrases<T> {
  /** Every phrase that begins at `at`, longest first, then cheapest. */
  from(tokens: readonly Token[], at: number): readonly Match<T>[];
  /** The longest, cheapest one. */
  first(tokens: readonly Token[], at: number): Match<T> | null;
}

const none: readonly never[] = [];

interface Node<T> {
  readonly next: Map<string, Node<T>>;
  readonly ends: { readonly words: readonly string[]; readonly value: T }[];
}

/**
 * A word is looked up in hundreds of dictionaries, and few of them have it. Which ones may is told by one row of bits for each
 * bucket of words, a bit for each dictionary: the row fits into one line of the processor's cache, where a table for each
 * dictionary would cost a wait for memory every time. Beyond `mostDictionaries` they share bits, which only costs a look.
 */
const mostDictionaries = 512;
const rowSize = mostDictionaries / 32;
const sieve = new Int32Array(buckets * rowSize);
let dictionaries = 0;

export function createPhrases<T>(entries: Iterable<readonly [say: string, value: T]>): Phrases<T> {
  const root: Node<T> = { next: new Map(), ends: [] };
  const own = dictionaries % mostDictionaries;
  dictionaries += 1;
  const column = own >>> 5;
  const bit = 1 << (own & 31);
  for (const [say, value] of entries) {
    const words = tokenise(say);
    let node = root;
    if (words[0]) {
      const cell = words[0].bucket * rowSize + column;
      sieve[cell] = (sieve[cell] ?? 0) | bit;
    }
    for (const word of words) {
      let next = node.next.get(word.bare);
      if (!next) {
        next = { next: new Map(), ends: [] };
        node.next.set(word.bare, next);
      }
      node = next;
    }
    node.ends.push({ words: words.map((word) => word.full), value });
  }

  const from = (tokens: readonly Token[], at: number): readonly Match<T>[] => {
    const first = tokens[at];
    if (first === undefined || ((sieve[first.bucket * rowSize + column] ?? 0) & bit) === 0) return none;
    const matches: Match<T>[] = [];
    let node = root;
    for (let end = at; end < tokens.length;) {
      const next = node.next.get(bareAt(tokens, end));
      if (!next) break;
      node = next;
      end += 1;
      for (const entry of node.ends) {
        const spelling = compare(entry.words, tokens, at);
        if (spelling) insert(matches, { value: entry.value, end, cost: spelling.cost, wrong: spelling.wrong });
      }
    }
    return matches;
  };
  return { from, first: (tokens, at) => from(tokens, at)[0] ?? null };
}

/** There are hardly ever more than three: a general sort would take longer than all the rest. */
function insert<T>(matches: Match<T>[], match: Match<T>): void {
  let at = matches.length;
  for (let before = matches[at - 1]; before && isBefore(match, before); before = matches[at - 1]) {
    matches[at] = before;
    at -= 1;
  }
  matches[at] = match;
}

function isBefore<T>(a: Match<T>, b: Match<T>): boolean {
  return a.end > b.end || (a.end === b.end && a.cost < b.cost);
}

/** The words of a list in both languages. */
export interface Both {
  readonly vi: readonly string[];
  readonly en: readonly string[];
}

/** A dictionary that only tells whether one of the words stands there. */
export function listOf({ vi, en }: Both): Phrases<true> {
  return createPhrases([...vi, ...en].map((say): [string, true] => [say, true]));
}

/** Wrong diacritics (`bô đo âm`) are forgiven only where another word of the phrase still speaks for it. */
function compare(
  words: readonly string[],
  tokens: readonly Token[],
  at: number,
): { cost: number; wrong: number } | null {
  let missing = 0;
  let wrong = 0;
  for (let i = 0; i < words.length; i += 1) {
    const token = tokens[at + i];
    if (!token || token.full === words[i]) continue;
    if (accented(token)) wrong += 1;
    else missing += 1;
  }
  return wrong > 0 && words.length < 2 ? null : { cost: missing + 3 * wrong, wrong };
}
