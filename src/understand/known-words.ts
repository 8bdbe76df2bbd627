/** The words that the examples of the intents and all lists of words are made of, and how often each occurs. */
import type { Area } from "../model/area.ts";
import type { Intent } from "../model/intent.ts";
import type { Language } from "../model/message.ts";
import type { Lexicon } from "./lexicon.ts";
import { spellingsIn } from "./tokens.ts";

export interface KnownWords {
  /** As spelled, lower case. */
  readonly vi: ReadonlyMap<string, number>;
  readonly en: ReadonlyMap<string, number>;
  /** Syllables of names. */
  readonly names: ReadonlySet<string>;
}

type Counts = Record<Language, Map<string, number>>;

export function createKnownWords(intents: readonly Intent[], lexicon: Lexicon, areas: readonly Area[]): KnownWords {
  const counts: Counts = { vi: new Map(), en: new Map() };
  for (const { examples } of intents)
    for (const language of ["vi", "en"] as const) for (const text of examples[language]) add(counts[language], text);
  addListed(counts, lexicon, null);
  return { ...counts, names: new Set(areas.flatMap(({ name }) => spellingsIn(name))) };
}

/** Lists that are not told apart by language hold words of both: they are known, and say nothing of how usual a word is. */
function addListed(counts: Counts, listed: unknown, language: Language | null): void {
  if (typeof listed === "string") {
    if (language) add(counts[language], listed);
    else for (const each of ["vi", "en"] as const) add(counts[each], listed, 0);
  } else if (Array.isArray(listed)) {
    for (const each of listed) addListed(counts, each, language);
  } else if (typeof listed === "object" && listed !== null) {
    for (const [key, each] of Object.entries(listed)) {
      // Numerals and abbreviations are the keys of what they mean.
      addListed(counts, key, language);
      addListed(counts, each, key === "vi" || key === "en" ? key : language);
    }
  }
}

function add(counts: Map<string, number>, text: string, uses = 1): void {
  for (const word of spellingsIn(text)) counts.set(word, (counts.get(word) ?? 0) + uses);
}
