/**
 * A second opinion on the values of a frame. The grammar fills slots by rules; this reader has learned from annotated sentences
 * which slot a thing or a word belongs to where it stands, and knows nothing of the rules. Where the two differ, one errs.
 */
import type { Slots } from "../../model/frame.ts";
import type { Intent } from "../../model/intent.ts";
import { type Model, score } from "../classify/classifier.ts";
import type { Features } from "../classify/features.ts";
import type { Entity } from "../entities/entity.ts";
import type { ReadText } from "../read-sentence.ts";
import { filledBy, type Use } from "./filled-by.ts";
import { surroundingsOf } from "./surroundings.ts";
import { wordsAround } from "./word-surroundings.ts";
import { placeOf, wordedSlotsOf } from "./wording.ts";

export interface Opinion {
  /** What the rules did. */
  readonly uses: readonly Use[];
  /** How likely the second reader holds that, 0 to 1; of words, how much of them it would have taken as well. */
  readonly chance: number;
  /** What it would have done. */
  readonly likeliest: Use;
}

export interface OpinionOfThing extends Opinion {
  readonly thing: Entity;
  /** How likely it holds that the thing was said beside the matter. */
  readonly beside: number;
}

/** One opinion for each thing in the sentence that can be a value, and for each slot in the person's own words. */
export interface Opinions {
  readonly things: readonly OpinionOfThing[];
  readonly words: readonly Opinion[];
}

/** `slots` is what the rules made of the sentence. */
export type ReadAgain = (intent: Intent, slots: Slots, sentence: ReadText) => Opinions;

/** Where nobody asked, or nothing is known. */
export const noOpinions: Opinions = { things: [], words: [] };

/** No frame holds more. */
const mostThings = 40;

export interface SecondModels {
  readonly things: Model;
  readonly words: Model;
  /** Intents that sentences were annotated for; of others it knows nothing. */
  readonly taught: ReadonlySet<string>;
}

export function createReadAgain({ things, words, taught }: SecondModels): ReadAgain {
  const uses = things.labels as readonly Use[];
  const slotLabels = words.labels as readonly Use[];

  const ofThings = (intent: string, slots: Slots, sentence: ReadText): readonly OpinionOfThing[] =>
    sentence.entities.slice(0, mostThings).flatMap((thing, at) => {
      const filled = filledBy(thing, slots, sentence);
      if (!filled) return [];
      const chances = chancesOf(things, surroundingsOf(sentence, at, intent));
      const chanceOf = (use: Use): number => chances[uses.indexOf(use)] ?? 0;
      const chance = Math.max(...filled.map(chanceOf));
      const likeliest = uses[chances.indexOf(Math.max(...chances))] ?? "none";
      return [{ thing, uses: filled, chance, likeliest, beside: chanceOf("none") }];
    });

  const ofWords = (intent: Intent, slots: Slots, sentence: ReadText): readonly Opinion[] => {
    const wanted = wordedSlotsOf(intent).filter((slot) => slotLabels.includes(slot));
    if (wanted.length === 0) return [];
    const seen = wordsAround(sentence, intent.intent).map(({ at, features }) => ({
      at,
      chances: chancesOf(words, features),
    }));
    return wanted.map((slot) => {
      const place = placeOf(sentence, slots, slot);
      const label = slotLabels.indexOf(slot);
      let [shared, expected] = [0, 0];
      for (const { at, chances } of seen) {
        const chance = chances[label] ?? 0;
        expected += chance;
        if (place && at >= place.start && at < place.end) shared += chance;
      }
      // F1 of the words that were taken and those that it expects; one more on either side, so that no words agree with none.
      const taken = place ? place.end - place.start : 0;
      const chance = (2 * shared + 1) / (taken + expected + 1);
      return { uses: [slots[slot] === undefined ? "none" : slot], chance, likeliest: slot };
    });
  };

  return (intent, slots, sentence) =>
    taught.has(intent.intent) && hasWordsBeside(sentence)
      ? { things: ofThings(intent.intent, slots, sentence), words: ofWords(intent, slots, sentence) }
      : noOpinions;
}

/** A bare value, the answer to a question, stands nowhere. */
function hasWordsBeside({ tokens, cover }: ReadText): boolean {
  return tokens.some(({ kind }, at) => kind === "word" && !cover[at]);
}

function chancesOf(model: Model, features: Features): Float64Array {
  const scores = score(model, features);
  const peak = Math.max(...scores);
  const powers = scores.map((each) => Math.exp(each - peak));
  const sum = powers.reduce((all, each) => all + each, 0);
  return powers.map((each) => each / sum);
}
