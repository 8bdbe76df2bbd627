/** The words that the examples of the intents and all lists of words are made of, and how often each occurs. */
import type { Area } from "../model/area.ts";
import type { Intent } from "../model/intent.ts";
import type { Language } from "../model/message.ts";
import type { Lexicon } from "./lexicon.ts";
import { saidLines } from "./said-words.ts";
import { type Spelling, spellingsIn } from "./tokens.ts";

export interface KnownWords {
  /** As spelled, lower case. A slip in an example is among them, too. */
  readonly vi: ReadonlyMap<string, number>;
  readonly en: ReadonlyMap<string, number>;
  /** What the lists hold and names are made of is spelled with care. */
  readonly listed: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
}

type Counts = Readonly<Record<Language, Map<string, number>>>;

export function createKnownWords(intents: readonly Intent[], lexicon: Lexicon, areas: readonly Area[]): KnownWords {
  const counts: Counts = { vi: new Map(), en: new Map() };
  for (const { language, words } of saidLines(intents)) add(counts[language], words);
  const names = new Set(areas.flatMap(({ name }) => spellingsIn(name).map(({ full }) => full)));
  const listed = new Set(names);
  addListed(counts, listed, lexicon, null);
  return { ...counts, listed, names };
}

/** Lists that are not told apart by language say nothing of how usual a word is in either. */
function addListed(counts: Counts, listed: Set<string>, part: unknown, language: Language | null): void {
  if (typeof part === "string") {
    const words = spellingsIn(part);
    for (const { full } of words) listed.add(full);
    if (language) add(counts[language], words);
  } else if (Array.isArray(part)) {
    for (const each of part) addListed(counts, listed, each, language);
  } else if (typeof part === "object" && part !== null) {
    for (const [key, each] of Object.entries(part)) {
      // Numerals and abbreviations are the keys of what they mean.
      addListed(counts, listed, key, null);
      addListed(counts, listed, each, key === "vi" || key === "en" ? key : language);
    }
  }
}

function add(counts: Map<string, number>, words: readonly Spelling[]): void {
  for (const { full } of words) counts.set(full, (counts.get(full) ?? 0) + 1);
}
