/** Intents by how likely a sentence means them: the classifier's scores, who speaks, and how much of the sentence is known at all. */
import { type Intent, outOfScope } from "../../model/intent.ts";
import { createAsksForChild } from "../privacy.ts";
import type { Lexicon } from "../lexicon.ts";
import { leaning } from "../role-effects.ts";
import { saidLines } from "../said-words.ts";
import { type Model, score, softmax } from "./classifier.ts";
import { featuresOf, type Sentence } from "./features.ts";

export interface Ranked {
  readonly intent: string;
  readonly confidence: number;
}

/** A named child must never slip through: the rule outweighs a doubtful classifier. */
const childWeight = 2.5;

export interface Ranking {
  readonly best: Ranked;
  /** All of them, likeliest first; put in order only where a sentence is doubtful, since most are not. */
  inOrder(): readonly Ranked[];
}

export type Rank = (sentence: Sentence, role: string) => Ranking;

export function createRank(model: Model, intents: readonly Intent[], lexicon: Lexicon): Rank {
  const byName = new Map(intents.map((intent) => [intent.intent, intent]));
  const outside = model.labels.indexOf(outOfScope);
  const childLabel = model.labels.indexOf("child.identity");
  const leanings = new Map<string, readonly number[]>();
  /** What each label gains or loses from who speaks. */
  const leaningsOf = (role: string): readonly number[] => {
    const known = leanings.get(role);
    if (known) return known;
    const own = model.labels.map((label) => {
      const intent = byName.get(label);
      return intent ? leaning(intent, role) : 0;
    });
    leanings.set(role, own);
    return own;
  };
  const known = new Set(saidLines(intents).flatMap(({ words }) => words.map(({ bare }) => bare)));
  const asks = createAsksForChild(lexicon);

  /** Of the words that no entity covers, the part that no example has; a lone word among entities is a name or a slip. */
  const strangeness = ({ tokens, cover, entities }: Sentence): number => {
    const free = tokens.filter((token, at) => token.kind === "word" && !cover[at]);
    const strange = free.filter((token) => !known.has(token.bare)).length;
    return strange === 0 || (free.length < 2 && entities.length > 0) ? 0 : strange / free.length;
  };

  return (sentence, role) => {
    const scores = score(model, featuresOf(sentence));
    const leans = leaningsOf(role);
    for (let i = 0; i < scores.length; i += 1) scores[i] = (scores[i] ?? 0) + (leans[i] ?? 0);
    if (asks(sentence.tokens, (at) => isVisibility(sentence, at)))
      scores[childLabel] = (scores[childLabel] ?? 0) + childWeight;
    // Where no word is known, the letters alone would choose.
    const honest = 1 - 0.8 * Math.max(0, strangeness(sentence) - 0.3);
    const chances = softmax(scores);
    let best = 0;
    for (let i = 0; i < chances.length; i += 1) {
      if (i !== outside) chances[i] = (chances[i] ?? 0) * honest;
      if ((chances[i] ?? 0) > (chances[best] ?? 0)) best = i;
    }
    const at = (i: number): Ranked => ({ intent: model.labels[i] ?? outOfScope, confidence: chances[i] ?? 0 });
    return {
      best: at(best),
      inOrder: () => model.labels.map((_, i) => at(i)).toSorted((a, b) => b.confidence - a.confidence),
    };
  };
}

function isVisibility({ cover }: Sentence, at: number): boolean {
  const entity = cover[at];
  return entity?.type === "named" && entity.slot === "visibility";
}
