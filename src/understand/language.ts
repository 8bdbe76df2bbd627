/** Tells Vietnamese, with or without diacritics, from English; null when the words could be either ("ok", "80", a code). */
import { type Intent, outOfScope } from "../model/intent.ts";
import type { Language } from "../model/message.ts";
import { type SaidLine, saidLines } from "./said-words.ts";
import { accented, type Token } from "./tokens.ts";

export type DetectLanguage = (tokens: readonly Token[]) => Language | null;

/** Spelling of a Vietnamese syllable without its diacritics: few English words have it by chance. */
const syllable =
  /^(?:b|c|ch|d|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|r|s|t|th|tr|v|x)?(?:[aeiouy]|ai|ao|au|ay|eo|eu|ia|ie|ieu|iu|oa|oai|oay|oe|oi|oo|ua|uao|uay|ue|ui|uo|uoi|uou|uu|uy|uya|uyu|ye|yeu)(?:c|ch|m|n|ng|nh|p|t)?$/u;
/** Said in both languages, so they prove nothing. */
const neutral = new Set([
  "ok",
  "oke",
  "nc",
  "ck",
  "gn",
  "kk",
  "zalo",
  "telegram",
  "email",
  "hi",
  "hello",
  "kg",
  "vnd",
  "usd",
  "admin",
  "ad",
]);
const sure = 0.6;
/** One word counts no more than this, however often the examples have it. */
const most = 3;
/** So seldom an example may be hammering itself. */
const few = 3;

export function createDetectLanguage(intents: readonly Intent[]): DetectLanguage {
  const lines = saidLines(intents);
  const inEnglish = lines.filter(({ language }) => language === "en");
  const vi = count(lines.filter(({ language }) => language === "vi"));
  const en = count(inEnglish);
  const english = runsOf(inEnglish.filter(({ intent }) => intent !== outOfScope));

  const weigh = (word: string): number => {
    const inVi = vi.get(word) ?? 0;
    const inEn = en.get(word) ?? 0;
    // Hammering on keys ("asdf") is no language, although an example has it.
    if (inVi + inEn < few && !syllable.test(word) && !runs(word).every((run) => english.has(run))) return 0;
    if (inVi + inEn === 0) return syllable.test(word) ? 0.5 : -0.5;
    return Math.max(-most, Math.min(most, Math.log((inVi + 0.2) / (inEn + 0.2))));
  };

  const weights = new Map([...vi.keys(), ...en.keys()].map((word) => [word, weigh(word)]));

  return (tokens) => {
    let score = 0;
    for (const token of tokens) {
      if (token.kind !== "word" || neutral.has(token.bare)) continue;
      // A capitalised name says nothing: "for Vinh Dieu" is English.
      if (token.capital && token.start > 0 && !accented(token)) continue;
      score += accented(token) ? most : (weights.get(token.bare) ?? weigh(token.bare));
    }
    if (Math.abs(score) < sure) return null;
    return score > 0 ? "vi" : "en";
  };
}

/** Runs of three letters, with the edges of the word: English words that nobody has said yet are made of known ones. */
function runsOf(lines: readonly SaidLine[]): ReadonlySet<string> {
  return new Set(Array.from(count(lines).keys()).flatMap(runs));
}

function runs(word: string): readonly string[] {
  const edged = ` ${word} `;
  return Array.from({ length: word.length }, (_, at) => edged.slice(at, at + 3));
}

function count(lines: readonly SaidLine[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { words } of lines) for (const { bare } of words) counts.set(bare, (counts.get(bare) ?? 0) + 1);
  return counts;
}
