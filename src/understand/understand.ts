/**
 * What did this person mean? Context first (an answer to the question just asked), then the sentence by itself. Pure and
 * synchronous; no network.
 */
import type { Area } from "../model/area.ts";
import type { Understand } from "../model/frame.ts";
import type { Intent } from "../model/intent.ts";
import { wallClockOf } from "../model/wall-clock.ts";
import { createReadAnswer } from "./answer.ts";
import { createCanonise } from "./canonise.ts";
import type { Model } from "./classify/classifier.ts";
import { createRank } from "./classify/rank.ts";
import { createHearInDialogue } from "./in-dialogue.ts";
import { createJudge } from "./judge.ts";
import type { Lexicon } from "./lexicon.ts";
import { createReadSentence } from "./read-sentence.ts";
import { createShortAnswers } from "./short-answers.ts";
import { createFillTwice } from "./second-reader/fill-twice.ts";
import { createReadAgain, type SecondModels } from "./second-reader/second-reader.ts";
import { createFillSlots } from "./slots/fill-slots.ts";
import { createTextSlots } from "./slots/text-slots.ts";
import { createFindValueDoubts } from "./value-doubts.ts";

export interface Understanding {
  readonly intents: readonly Intent[];
  readonly lexicon: Lexicon;
  readonly areas: readonly Area[];
  readonly model: Model;
  readonly second: SecondModels;
}

export function createUnderstand({ intents, lexicon, areas, model, second }: Understanding): Understand {
  const readSentence = createReadSentence(intents, lexicon, areas);
  const words = createTextSlots(lexicon);
  const fillSlots = createFillSlots(lexicon, words);
  const answers = createShortAnswers(intents, lexicon, createCanonise(lexicon.teencode));
  const readAgain = createReadAgain(second);
  const fillTwice = createFillTwice(fillSlots, readAgain);
  const judging = createJudge({
    intents,
    rank: createRank(model, intents, lexicon),
    answers,
    fillTwice,
    words,
    findValueDoubts: createFindValueDoubts(lexicon),
  });
  const readAnswer = createReadAnswer({ fillTwice, readAgain, readSentence, lexicon });
  const hearInDialogue = createHearInDialogue({ intents, answers, readAnswer, fillTwice, judging });

  return (text, listening) => {
    const sentence = readSentence(text, wallClockOf(listening.now), listening.locale);
    if (listening.meant) return judging.frame(listening.meant, 1, sentence);
    // The word that ends messages everywhere; while something is being entered it ends only that.
    if (!listening.awaiting && !listening.running && answers.isStop(sentence.tokens))
      return judging.frame("digest.unsubscribe", 0.9, sentence);
    return (listening.awaiting ? hearInDialogue(sentence, listening) : null) ?? judging.judge(sentence, listening.role);
  };
}
