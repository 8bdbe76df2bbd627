/** Where goods are to be handed over: behind "tại" and "địa điểm", or a place where people meet ("ghé trạm y tế xã"). */
import type { Lexicon } from "../lexicon.ts";
import type { ReadText } from "../read-sentence.ts";
import { accented, fullAt, type Token } from "../tokens.ts";
import { endOf, find, isCapital, type Place, wordsBetween } from "./own-words.ts";
import { createIsOtherWord } from "./other-words.ts";
import { listOf } from "../phrases.ts";

/** "qua kho bên em lấy": what is done there is no part of the place. */
const fetching = /^(?:lấy|chở|nhận|bốc|lay|đưa|đón|phụ|coi|xem|gặp|tận|thẳng)$/u;

export type HandoverPlace = (sentence: ReadText) => string | null;

export function createHandoverPlace({ told }: Lexicon): HandoverPlace {
  const cues = listOf(told.handover_places);
  const sites = listOf(told.handover_sites);
  const ways = listOf(told.handover_ways);
  const handing = listOf(told.handing_over);
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
      const from = /^(?::|là|la)$/u.test(fullAt(sentence.tokens, cue.end)) ? cue.end + 1 : cue.end;
      if (isOtherWord(sentence, cue.start) || endOf(questions, sentence, from) !== null) continue;
      if (sentence.cover[from]?.type === "time") continue;
      const words = wordsBetween(sentence, from, endFrom(sentence, from));
      if (words) return words;
    }
    return null;
  };

  /** "chở tới nhà lồng", "bring it to the pagoda"; typed without their marks such words are too many others. */
  const behindWay = (sentence: ReadText): string | null => {
    const { tokens, cover } = sentence;
    for (let way: Place | null = find(ways, sentence); way; way = find(ways, sentence, way.end)) {
      const isPlain = sentence.language !== "en" && !accented(tokens[way.start] as Token);
      const covered = cover[way.end]?.type;
      const isNamed = covered === "place" || isCapital(sentence, way.end);
      const isPlace = fullAt(tokens, way.end - 1) === "to" ? isNamed : covered === undefined || covered === "place";
      const isAct = fetching.test(fullAt(tokens, way.end)) || endOf(handing, sentence, way.end) !== null;
      if (isPlain || !isPlace || isAct || tokens[way.end]?.kind !== "word") continue;
      const words = wordsBetween(sentence, way.end, endFrom(sentence, way.end));
      if (words?.includes(" ") && !/^(?:bên|chỗ|lại|được|khi|lúc|hẹn|hạn)\s/u.test(words)) return words;
    }
    return null;
  };

  return (sentence) => {
    const told = behindCue(sentence);
    if (told) return told;
    const site = find(sites, sentence);
    if (!site) return behindWay(sentence);
    return wordsBetween(sentence, site.start, Math.max(site.end, endFrom(sentence, site.start)));
  };
}
