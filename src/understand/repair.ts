/**
 * One slip of the finger in a word of the examples: "20 thugn mi" is twenty cartons, "shcool bags" are school bags, "triẹu" is triệu.
 * The repaired word serves the grammar and the classifier; names of places and the person's own words are read as typed.
 */
import type { Language } from "../model/message.ts";
import type { KnownWords } from "./known-words.ts";
import { createNear } from "./places/near.ts";
import { isOneEdit } from "./places/syllable.ts";
import { isSyllable } from "./syllable-spelling.ts";
import { accented, isGlued, repaired, type Token } from "./tokens.ts";
import { bare } from "./views.ts";

export type Repair = (tokens: readonly Token[], language: Language | null) => readonly Token[];

/** What examples hold more seldom may itself be a slip … */
const settled = 4;
/** … of a word that is so much more usual. */
const usual = 20;
/** Shorter words have too many neighbours. */
const shortest = 4;
const mostFound = 20_000;
/** Among several neighbours one must be so much more usual than the next. */
const clearly = 5;
const bareSyllable =
  /^(?:b|c|ch|d|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|r|s|t|th|tr|v|x)?(?:[aeiouy]|ai|ao|au|ay|eo|eu|ia|ie|ieu|iu|oa|oai|oay|oe|oi|oo|ua|uao|uay|ue|ui|uo|uoi|uou|uu|uy|uya|uyu|ye|yeu)(?:c|ch|m|n|ng|nh|p|t)?$/u;

export function createRepair({ vi, en, listed, names }: KnownWords): Repair {
  // Places are looked for with their slips: a repaired weekday ("thứ mười mộtt") would stand in the way of Thứ Mười Một.
  const syllables = new Set([...names].map(bare));
  const usesOf = (word: string): number => (vi.get(word) ?? 0) + (en.get(word) ?? 0);
  const isKnown = (word: string): boolean => listed.has(word) || usesOf(word) >= settled;
  const bareWords = new Set([...vi.keys(), ...en.keys(), ...listed].filter(isKnown).map(bare));
  const spellings = Map.groupBy(
    [...vi.keys()].filter((word) => bare(word) !== word && isKnown(word)),
    bare,
  );
  const common = { vi: targetsOf(vi, syllables), en: targetsOf(en, syllables) };
  const near = createNear([...common.vi.keys(), ...common.en.keys()]);

  /** "triẹu", "phuờng": a mark is missing or another one; "điễm": the two tones that many do not tell apart. */
  const remarked = (full: string): string | null => {
    const same = spellings.get(bare(full)) ?? [];
    const close = isSyllable(full)
      ? same.filter((word) => word === otherTone(full))
      : same.filter((word) => isOneEdit(word, full));
    const sameTone = close.filter((word) => toneOf(word) === toneOf(full));
    const found = sameTone.length > 0 ? sameTone : close;
    return best(
      found.map((word) => [word, vi.get(word) ?? 0]),
      usesOf(full),
    );
  };

  /** "thugn", "bicyles". A rare Vietnamese word is still a word. */
  const respelt = (word: string, language: Language | null): string | null => {
    if (word.length < shortest || (language !== "en" && bareSyllable.test(word))) return null;
    const languages = language === null ? (["vi", "en"] as const) : ([language] as const);
    // The first letter is typed with care; with another one it is more often another word ("tents", "cents").
    const found = near(word)
      .filter((each) => each[0] === word[0] && isOneEdit(each, word))
      .map((each): [string, number] => [each, Math.max(...languages.map((one) => common[one].get(each) ?? 0))]);
    return best(found, usesOf(word));
  };

  const found = new Map<string, string | null>();
  const mend = (token: Token, language: Language | null): string | null => {
    const key = `${language ?? ""} ${token.full}`;
    const before = found.get(key);
    if (before !== undefined) return before;
    const mended = bareWords.has(token.bare)
      ? accented(token) && !syllables.has(token.bare)
        ? remarked(token.full)
        : null
      : respelt(token.bare, language);
    if (found.size >= mostFound) found.clear();
    found.set(key, mended);
    return mended;
  };

  return (tokens, language) => {
    let result: Token[] | null = null;
    for (const [at, token] of tokens.entries()) {
      if (!mayBeSlip(tokens, token, at) || isKnown(token.full)) continue;
      const word = mend(token, language);
      if (word !== null) (result ??= [...tokens])[at] = repaired(token, word);
    }
    return result ?? tokens;
  };
}

function targetsOf(uses: ReadonlyMap<string, number>, syllables: ReadonlySet<string>): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const [word, count] of uses) {
    const plain = bare(word);
    sums.set(plain, (sums.get(plain) ?? 0) + count);
  }
  return new Map([...sums].filter(([word, count]) => count >= settled && !syllables.has(word)));
}

function otherTone(full: string): string {
  return full
    .normalize("NFD")
    .replace(/[\u0303\u0309]/u, (tone) => (tone === "\u0303" ? "\u0309" : "\u0303"))
    .normalize("NFC");
}

function toneOf(word: string): string {
  return word.normalize("NFD").match(/[\u0300\u0301\u0303\u0309\u0323]/u)?.[0] ?? "";
}

/** Names have capitals; codes and addresses are glued to what is around them. */
function mayBeSlip(tokens: readonly Token[], token: Token, at: number): boolean {
  if (token.kind !== "word" || token.keyed || token.bare.length < 3 || (token.capital && at > 0)) return false;
  const beside = [token.glued ? tokens[at - 1] : undefined, isGlued(tokens, at + 1) ? tokens[at + 1] : undefined];
  return beside.every((other) => !other || (other.kind === "mark" && /^[.,;:!?()"]$/u.test(other.full)));
}

function best(found: readonly (readonly [word: string, uses: number])[], own: number): string | null {
  const [first, second] = found.toSorted((a, b) => b[1] - a[1]);
  if (!first || first[1] < Math.max(settled, usual * own)) return null;
  return !second || first[1] >= clearly * second[1] ? first[0] : null;
}
