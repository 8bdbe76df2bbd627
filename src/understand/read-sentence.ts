/** From a text to a sentence that can be judged: its language, its words spelled out, what the grammar found in it. */
import type { Area } from "../model/area.ts";
import type { Intent } from "../model/intent.ts";
import type { Language } from "../model/message.ts";
import { dayOf } from "../model/wall-clock.ts";
import { createCanonise } from "./canonise.ts";
import type { Sentence } from "./classify/features.ts";
import { createFindIdeas } from "./classify/ideas.ts";
import { labelOf } from "./classify/label.ts";
import type { Entity } from "./entities/entity.ts";
import { createFindEntities } from "./entities/find-entities.ts";
import { createDetectLanguage } from "./language.ts";
import type { Lexicon } from "./lexicon.ts";
import { createKnownWords } from "./known-words.ts";
import { createPlaceWords } from "./places/place-words.ts";
import { createPlaces, type Places } from "./places/places.ts";
import { createRepair } from "./repair.ts";
import { type Token, tokenise } from "./tokens.ts";
import { createUnkey } from "./unkeyed.ts";
import { createWithoutClosing } from "./without-closing.ts";

export interface ReadText extends Sentence {
  readonly text: string;
  readonly language: Language | null;
  /** The wall clock when it was said, and its day. */
  readonly now: string;
  readonly today: string;
}

export interface ReadSentence {
  /** `now` is what the clock shows: `2026-10-15T09:00:00`; an offset behind it only matters to times of other zones. */
  (text: string, now: string, locale: Language | null): ReadText;
}

export function createReadSentence(intents: readonly Intent[], lexicon: Lexicon, areas: readonly Area[]): ReadSentence {
  const asTyped = new Set(lexicon.teencode.as_typed);
  const abbreviations = new Set(Object.keys(lexicon.teencode.always));
  const detect = createDetectLanguage(intents);
  const known = createKnownWords(intents, lexicon, areas);
  const unkey = createUnkey({
    isWord: (full) => known.vi.has(full) || known.listed.has(full),
    isPlain: (typed, word) => abbreviations.has(typed) || (known.vi.get(typed) ?? 0) > (known.vi.get(word) ?? 0),
    isForeign: (typed) => known.en.has(typed) || asTyped.has(typed),
    detect,
  });
  const canonise = createCanonise(lexicon.teencode);
  const repair = createRepair(known);
  const withoutClosing = createWithoutClosing(lexicon);
  const findIdeas = createFindIdeas(lexicon);
  const finders = {
    vi: createFindEntities(lexicon, "vi"),
    en: createFindEntities(lexicon, "en"),
    unknown: createFindEntities(lexicon, null),
  };
  const words = createPlaceWords(intents, lexicon, areas);
  let places: { readonly today: string; readonly places: Places } | null = null;

  return (text, now, locale) => {
    const today = dayOf(now);
    const raw = unkey(tokenise(text));
    const language = detect(raw);
    const tokens = repair(withoutClosing(canonise(raw, language)), language);
    // Which names are valid changes only with the day.
    if (places?.today !== today) places = { today, places: createPlaces(areas, today, words) };
    const entities = finders[language ?? locale ?? "unknown"](tokens, places.places, now);
    const labels = entities.map((entity) => labelOf(entity, now));
    return {
      text,
      language,
      now,
      today,
      tokens,
      entities,
      labels,
      cover: coverOf(tokens, entities),
      ...findIdeas(tokens, entities, labels),
    };
  };
}

/** The same sentence, of which some entities are left out or read otherwise. */
export function withEntities(sentence: ReadText, entities: readonly Entity[]): ReadText {
  return { ...sentence, entities, cover: coverOf(sentence.tokens, entities) };
}

/** For each token the entity that stands there. */
function coverOf(tokens: readonly Token[], entities: readonly Entity[]): readonly (Entity | null)[] {
  const cover = tokens.map((): Entity | null => null);
  for (const entity of entities) cover.fill(entity, entity.start, entity.end);
  return cover;
}
