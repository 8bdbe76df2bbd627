/** The words that the examples of the intents and the lists of things, units and ideas are made of, and how often each occurs. */
import type { Area } from "../model/area.ts";
import type { Intent } from "../model/intent.ts";
import type { Lexicon } from "./lexicon.ts";
import { spellingsIn } from "./tokens.ts";

export interface KnownWords {
  /** As spelled, lower case. */
  readonly vi: ReadonlyMap<string, number>;
  readonly en: ReadonlyMap<string, number>;
  /** Syllables of names. */
  readonly names: ReadonlySet<string>;
}

export function createKnownWords(
  intents: readonly Intent[],
  { items, units, concepts, sectors, teencode }: Lexicon,
  areas: readonly Area[],
): KnownWords {
  const named = [...units, ...concepts, ...sectors];
  const thingsIn = (language: "vi" | "en"): readonly string[] => [
    ...items.flatMap((item) => item[language].map(({ say }) => say)),
    ...named.flatMap((each) => each[language]),
  ];
  const saidIn = (language: "vi" | "en"): readonly string[] => intents.flatMap(({ examples }) => examples[language]);
  return {
    vi: count([...saidIn("vi"), ...thingsIn("vi"), ...Object.keys(teencode.always)]),
    en: count([...saidIn("en"), ...thingsIn("en"), ...Object.keys(teencode.english)]),
    names: new Set(areas.flatMap(({ name }) => spellingsIn(name))),
  };
}

function count(texts: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) for (const word of spellingsIn(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
