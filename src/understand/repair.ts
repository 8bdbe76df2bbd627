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

/** What occurs more seldom may itself be a slip in an example. */
const leastUses = 3;
/** Shorter words have too many neighbours. */
const shortest = 4;
/** Among several neighbours one must be so much more usual than the next. */
const clearly = 5;
const bareSyllable =
  /^(?:b|c|ch|d|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|r|s|t|th|tr|v|x)?(?:[aeiouy]|ai|ao|au|ay|eo|eu|ia|ie|ieu|iu|oa|oai|oay|oe|oi|oo|ua|uao|uay|ue|ui|uo|uoi|uou|uu|uy|uya|uyu|ye|yeu)(?:c|ch|m|n|ng|nh|p|t)?$/u;

export function createRepair({ vi, en, names }: KnownWords): Repair {
  // Places are looked for with their slips: a repaired weekday ("thứ mười mộtt") would stand in the way of Thứ Mười Một.
  const syllables = new Set([...names].map(bare));
  const bareWords = new Set([...vi.keys(), ...en.keys(), ...names].map(bare));
  const spellings = Map.groupBy(
    [...vi.keys()].filter((word) => bare(word) !== word),
    bare,
  );
  const targets = (uses: ReadonlyMap<string, number>): ReadonlyMap<string, number> => {
    const sums = new Map<string, number>();
    for (const [word, count] of uses) sums.set(bare(word), (sums.get(bare(word)) ?? 0) + count);
    const isTarget = (word: string, count: number): boolean =>
      word.length >= shortest - 1 && count >= leastUses && !syllables.has(word);
    return new Map([...sums].filter(([word, count]) => isTarget(word, count)));
  };
  const common = { vi: targets(vi), en: targets(en) };
  const near = createNear([...common.vi.keys(), ...common.en.keys()]);

  const isKnown = (word: string): boolean => vi.has(word) || en.has(word) || names.has(word);

  /** "triẹu", "phuờng": a mark is missing or another one; "điễm": the two tones that many do not tell apart. */
  const remarked = (full: string): string | null => {
    const swapped = full
      .normalize("NFD")
      .replace(/[\u0303\u0309]/u, (tone) => (tone === "\u0303" ? "\u0309" : "\u0303"))
      .normalize("NFC");
    if (isSyllable(full)) return swapped !== full && (vi.get(swapped) ?? 0) >= leastUses ? swapped : null;
    const near = (spellings.get(bare(full)) ?? []).filter((word) => isOneEdit(word, full));
    const sameTone = near.filter((word) => toneOf(word) === toneOf(full));
    return best((sameTone.length > 0 ? sameTone : near).map((word) => [word, vi.get(word) ?? 0]));
  };

  /** "thugn", "bicyles". A rare Vietnamese word is still a word. */
  const respelt = (word: string, language: Language | null): string | null => {
    if (word.length < shortest || (language !== "en" && bareSyllable.test(word))) return null;
    const languages = language === null ? (["vi", "en"] as const) : ([language] as const);
    // The first letter is typed with care; with another one it is more often another word ("tents", "cents").
    const found = near(word)
      .filter((each) => each[0] === word[0] && isOneEdit(each, word))
      .map((each): [string, number] => [each, Math.max(...languages.map((one) => common[one].get(each) ?? 0))])
      .filter(([, uses]) => uses > 0);
    return best(found);
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

const mostFound = 20_000;

function toneOf(word: string): string {
  return word.normalize("NFD").match(/[\u0300\u0301\u0303\u0309\u0323]/u)?.[0] ?? "";
}

/** Names have capitals; codes and addresses are glued to what is around them. */
function mayBeSlip(tokens: readonly Token[], token: Token, at: number): boolean {
  if (token.kind !== "word" || token.keyed || token.bare.length < 3 || (token.capital && at > 0)) return false;
  const beside = [token.glued ? tokens[at - 1] : undefined, isGlued(tokens, at + 1) ? tokens[at + 1] : undefined];
  return beside.every((other) => !other || (other.kind === "mark" && /^[.,;:!?()"]$/u.test(other.full)));
}

function best(found: readonly (readonly [word: string, uses: number])[]): string | null {
  const [first, second] = found.toSorted((a, b) => b[1] - a[1]);
  if (!first || first[1] < leastUses) return null;
  return !second || first[1] >= clearly * second[1] ? first[0] : null;
}
