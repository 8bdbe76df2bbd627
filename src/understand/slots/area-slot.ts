/** Of all places that are named: the one that help goes to, and not where somebody lives or what was not meant. */
import type { AreaCandidate } from "../../model/area.ts";
import type { Slots, SlotName } from "../../model/frame.ts";
import type { Lexicon } from "../lexicon.ts";
import type { PlaceFound } from "../places/places.ts";
import type { ReadText } from "../read-sentence.ts";
import { fullAt } from "../tokens.ts";
import { bare } from "../views.ts";
import { endOf } from "./own-words.ts";
import { listOf } from "../phrases.ts";

export type ChooseArea = (sentence: ReadText) => PlaceFound | null;

interface Draft {
  readonly slots: { -readonly [Name in keyof Slots]: Slots[Name] };
  areas?: readonly AreaCandidate[];
  readonly alternatives: { slot: SlotName; values: readonly string[] }[];
}

/** Words between the cue and the name: "pupils from around …". */
const mostBetween = 2;
const longestCue = 3;

type Part = "goal" | "open" | "origin" | "not meant";
const parts: readonly Part[] = ["goal", "open", "origin", "not meant"];

export function createChooseArea({ placeWords }: Lexicon): ChooseArea {
  const cues = [
    { part: "not meant", words: listOf(placeWords.not_meant) },
    { part: "goal", words: listOf(placeWords.goals) },
    { part: "origin", words: listOf(placeWords.origins) },
  ] as const;
  const between = listOf(placeWords.between);

  /** What the words that end right before a place make of it. */
  const cueBefore = (sentence: ReadText, end: number): Part | null => {
    for (const { part, words } of cues)
      for (let at = end - 1; at >= Math.max(0, end - longestCue); at -= 1)
        if (endOf(words, sentence, at) === end) return part;
    return null;
  };

  const partOf = (sentence: ReadText, start: number): Part => {
    for (let at = start, gap = 0; at > 0 && gap <= mostBetween; at -= 1, gap += 1) {
      // "toi o an bien" is "tôi ở", not "tới".
      if (fullAt(sentence.tokens, at) === "o" && fullAt(sentence.tokens, at - 1) === "toi") return "origin";
      const part = cueBefore(sentence, at);
      if (part) return part;
      if (endOf(between, sentence, at - 1) !== at) break;
    }
    return "open";
  };

  return (sentence) => {
    const found = sentence.entities.filter((entity) => entity.type === "place");
    const known = found.filter(({ place }) => place.areas.length > 0);
    // A hamlet named together with its commune: the commune is meant. A known place beats an unknown one.
    const communes = known.filter(({ place }) => place.areas.some(({ kind }) => kind !== "ap" && kind !== "tinh"));
    const pool = [communes, known, found].find((places) => places.length > 0) ?? [];
    if (pool.length < 2) return pool[0]?.place ?? null;
    const said = pool.map(({ place, start }) => ({ place, rank: parts.indexOf(partOf(sentence, start)) }));
    const best = Math.min(...said.map(({ rank }) => rank));
    return said.find(({ rank }) => rank === best)?.place ?? null;
  };
}

export function fillArea(draft: Draft, place: PlaceFound | null): void {
  if (!place) return;
  draft.slots.area = place.name;
  draft.areas = place.areas;
  if (place.areas.length > 1) draft.alternatives.push({ slot: "area", values: place.areas.map(({ name }) => name) });
}

/** "Đại học Kiên Giang", "chùa Sóc Ven": a province or a place that nobody knows in the giver's name is not where it was given. */
export function leaveOutGiversPlace(draft: Draft, source: string): void {
  const { area } = draft.slots;
  const isSpecific = draft.areas?.some(({ kind }) => bare(kind) !== "tinh");
  if (area === undefined || isSpecific || !bare(source.toLowerCase()).includes(bare(area.toLowerCase()))) return;
  delete draft.slots.area;
  delete draft.areas;
}
