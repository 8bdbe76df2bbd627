/** Slots that keep the person's own words: the reason after "vì", the source before "đã phát". */
import type { Lexicon } from "../lexicon.ts";
import { createPhrases, type Phrases } from "../phrases.ts";
import type { ReadText } from "../read-sentence.ts";
import { fullAt } from "../tokens.ts";

export interface TextSlots {
  reason(sentence: ReadText): string | null;
  source(sentence: ReadText): string | null;
  handedOver(sentence: ReadText): boolean;
  /** Work that is offered: "dạy vẽ 2 buổi mỗi tuần". */
  service(sentence: ReadText): string | null;
}

/** Longer explanations are cut; the ledger keeps 500 characters. */
const longest = 500;

export function createTextSlots({ chat }: Lexicon): TextSlots {
  const list = (words: { vi: readonly string[]; en: readonly string[] }): Phrases<true> =>
    createPhrases([...words.vi, ...words.en].map((say): [string, true] => [say, true]));
  const reasons = list(chat.reasons);
  const verbs = list(chat.giving_verbs);
  const handed = list(chat.handed_over);
  const announcements = list(chat.announcements);
  const sources = list(chat.sources);
  const services = list(chat.services);
  const find = (phrases: Phrases<true>, { tokens }: ReadText, from = 0): { start: number; end: number } | null => {
    for (let start = from; start < tokens.length; start += 1) {
      const match = phrases.from(tokens, start).find((found) => found.wrong === 0);
      if (match) return { start, end: match.end };
    }
    return null;
  };

  /** "nguồn khác: Biên phòng …", "log other source, border guard …": the announcement is not the source. */
  const sourceStart = ({ tokens }: ReadText): number => {
    let at = announcements.first(tokens, 0)?.end ?? 0;
    while (/^(?:[,:;.-]|the)$/u.test(fullAt(tokens, at))) at += 1;
    return at;
  };

  return {
    reason: (sentence) => {
      const { tokens, entities } = sentence;
      const code = entities.find((entity) => entity.type === "code");
      const cue = find(reasons, sentence, code?.start ?? 0) ?? find(reasons, sentence);
      if (cue) return wordsFrom(sentence, cue.end);
      // "Trả lại NC26-014, đề nghị bổ sung số trẻ": what follows the code is the reason.
      const mark = code && /^[,:;.-]$/u.test(fullAt(tokens, code.end));
      return mark ? wordsFrom(sentence, code.end + 1) : null;
    },
    source: (sentence) => {
      const verb = find(verbs, sentence);
      const from = sourceStart(sentence);
      if (verb && verb.start > from) return wordsBetween(sentence, from, verb.start);
      const after = find(sources, sentence);
      return after ? upToGoods(sentence, after.end) : null;
    },
    handedOver: (sentence) => find(handed, sentence) !== null,
    service: (sentence) => {
      const verb = find(services, sentence);
      return verb && wordsFrom(sentence, verb.start);
    },
  };
}

function upToGoods(sentence: ReadText, from: number): string | null {
  const next = sentence.entities.find(
    (entity) => entity.start >= from && entity.type !== "place" && entity.type !== "named",
  );
  const place = sentence.entities.find((entity) => entity.type === "place" && entity.start > from);
  const mark = sentence.tokens.findIndex((token, i) => i >= from && /^[,;.]$/u.test(token.full));
  const ends = [next?.start, place?.start, mark < 0 ? undefined : mark, sentence.tokens.length].filter(
    (end) => end !== undefined,
  );
  return wordsBetween(sentence, from, Math.min(...ends));
}

function wordsFrom(sentence: ReadText, from: number): string | null {
  return wordsBetween(sentence, from, sentence.tokens.length);
}

/** The original characters, so that spelling and capitals stay the person's own. */
function wordsBetween({ text, tokens }: ReadText, from: number, to: number): string | null {
  const first = tokens[from];
  const last = tokens[to - 1];
  if (!first || !last || to <= from) return null;
  const words = text.slice(first.start, last.end).replace(/^[\s,:;.-]+|[\s,:;.!-]+$/gu, "");
  return words === "" ? null : words.slice(0, longest);
}
