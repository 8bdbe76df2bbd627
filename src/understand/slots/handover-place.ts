/** Where goods are to be handed over: behind "tại" and "địa điểm", or a place where people meet ("ghé trạm y tế xã"). */
import type { Lexicon } from "../lexicon.ts";
import type { ReadText } from "../read-sentence.ts";
import { fullAt } from "../tokens.ts";
import { endOf, find, type Place, wordsBetween } from "./own-words.ts";
import { createIsOtherWord } from "./other-words.ts";
import { listOf } from "../phrases.ts";

/** "qua kho bên em lấy": what is done there is no part of the place. */
const fetching = /^(?:lấy|chở|nhận|bốc|lay)$/u;

export type HandoverPlace = (sentence: ReadText) => string | null;

export function createHandoverPlace({ told }: Lexicon): HandoverPlace {
  const cues = listOf(told.handover_places);
  const sites = listOf(told.handover_sites);
  const questions = listOf(told.place_questions);
  const ends = listOf(told.name_ends);
  const isOtherWord = createIsOtherWord(told);

  const endFrom = (sentence: ReadText, from: number): number => {
    const { tokens, cover } = sentence;
    // "ben do" is a ferry place, whatever "do" means elsewhere.
    const least = endOf(sites, sentence, from) ?? from + 1;
    const rest = tokens.findIndex((token, at) => {
      if (at < from) return false;
      const covered = cover[at]?.type;
      const mark = token.kind === "mark" && token.full !== "/" && !(token.full === "'" && token.glued);
      return (
        mark ||
        covered === "time" ||
        covered === "code" ||
        (at >= least && (fetching.test(token.full) || endOf(ends, sentence, at) !== null))
      );
    });
    return rest < 0 ? tokens.length : rest;
  };

  const behindCue = (sentence: ReadText): string | null => {
    for (let cue: Place | null = find(cues, sentence); cue; cue = find(cues, sentence, cue.end)) {
      const from = fullAt(sentence.tokens, cue.end) === ":" ? cue.end + 1 : cue.end;
      if (isOtherWord(sentence, cue.start) || endOf(questions, sentence, from) !== null) continue;
      if (sentence.cover[from]?.type === "time") continue;
      const words = wordsBetween(sentence, from, endFrom(sentence, from));
      if (words) return words;
    }
    return null;
  };

  return (sentence) => {
    const told = behindCue(sentence);
    if (told) return told;
    const site = find(sites, sentence);
    return site && wordsBetween(sentence, site.start, Math.max(site.end, endFrom(sentence, site.start)));
  };
}
