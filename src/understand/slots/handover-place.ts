/** Where goods are to be handed over: behind "tại" and "địa điểm", or a place where people meet ("ghé trạm y tế xã"). */
import type { Lexicon } from "../lexicon.ts";
import type { ReadText } from "../read-sentence.ts";
import { fullAt } from "../tokens.ts";
import { createBareSites } from "./handover-sites.ts";
import { endOf, find, isAccented, isCapital, type Place, wordsBetween } from "./own-words.ts";
import { createIsOtherWord } from "./other-words.ts";
import { listOf } from "../phrases.ts";

/** "qua kho bên em lấy": what is done there is no part of the place. */
const fetching = /^(?:lấy|chở|nhận|bốc|lay|đưa|đón|phụ|coi|xem|gặp|tận|thẳng|khiêng)$/u;
/** Without their marks; "don" and "coi" are too many other words. */
const plainFetching = /^(?:lay|gap|boc|khieng)$/u;
/** "đổi qua Zalo", "dời sang bữa khác", "ra riêng": only what is surely a place follows these. */
const looseWays = /^(?:qua|sang|ra)$/u;

export type HandoverPlace = (sentence: ReadText) => string | null;

export function createHandoverPlace(lexicon: Lexicon): HandoverPlace {
  const { told } = lexicon;
  const cues = listOf(told.handover_places);
  const sites = listOf(told.handover_sites);
  const heads = listOf(told.site_heads);
  const ways = listOf(told.handover_ways);
  const handing = listOf(told.handing_over);
  const questions = listOf(told.place_questions);
  const ends = listOf(told.name_ends);
  const isOtherWord = createIsOtherWord(told);

  const endFrom = (sentence: ReadText, from: number): number => {
    const { tokens, cover } = sentence;
    // "ben do" is a ferry place, whatever "do" means elsewhere, and "truong ban thach" sells nothing.
    const head = isAccented(sentence) ? null : endOf(heads, sentence, from);
    const least = endOf(sites, sentence, from) ?? (head === null ? from : head) + 1;
    const rest = tokens.findIndex((token, at) => {
      if (at < from) return false;
      const covered = cover[at]?.type;
      const mark = token.kind === "mark" && token.full !== "/" && !(token.full === "'" && token.glued);
      const isName = covered === "place" && cover[at]?.start !== at;
      return (
        mark ||
        covered === "time" ||
        covered === "code" ||
        (at >= least &&
          !isName &&
          (fetching.test(token.full) || plainFetching.test(token.full) || endOf(ends, sentence, at) !== null))
      );
    });
    return rest < 0 ? tokens.length : rest;
  };
  const bareSites = createBareSites(lexicon, endFrom);

  const behindCue = (sentence: ReadText): string | null => {
    for (let cue: Place | null = find(cues, sentence); cue; cue = find(cues, sentence, cue.end)) {
      const from = /^(?::|là|la)$/u.test(fullAt(sentence.tokens, cue.end)) ? cue.end + 1 : cue.end;
      if (isOtherWord(sentence, cue.start) || endOf(questions, sentence, from) !== null) continue;
      if (sentence.cover[from]?.type === "time") continue;
      const words = wordsBetween(sentence, from, endFrom(sentence, from));
      // "Monday at 10" is an hour.
      if (words && /\p{L}/u.test(words)) return words;
    }
    return null;
  };

  /** "chở tới nhà lồng", "bring it to the pagoda"; typed without their marks such words are too many others. */
  const behindWay = (sentence: ReadText): string | null => {
    const { tokens, cover } = sentence;
    for (let way: Place | null = find(ways, sentence); way; way = find(ways, sentence, way.end)) {
      const isPlain = sentence.language !== "en" && !isAccented(sentence);
      const covered = cover[way.end]?.type;
      const isNamed = covered === "place" || isCapital(sentence, way.end);
      const isNear = fullAt(tokens, way.end - 1) === "to" || looseWays.test(fullAt(tokens, way.start));
      const isPlace = isNear ? isNamed : covered === undefined || covered === "place";
      const isAct = fetching.test(fullAt(tokens, way.end)) || endOf(handing, sentence, way.end) !== null;
      // "tuần tới mình hẹn nhận" goes nowhere.
      const isOfTime = cover[way.start]?.type === "time";
      if (isPlain || isOfTime || !isPlace || isAct || tokens[way.end]?.kind !== "word") continue;
      const words = wordsBetween(sentence, way.end, endFrom(sentence, way.end));
      if (words?.includes(" ") && !/^(?:bên|chỗ|lại|được|khi|lúc|hẹn|hạn)\s/u.test(words)) return words;
    }
    return null;
  };

  return (sentence) => behindCue(sentence) ?? bareSites(sentence) ?? behindWay(sentence);
}
