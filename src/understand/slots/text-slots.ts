/** Slots that keep the person's own words: the reason after "vì", the source before "đã phát". */
import type { Lexicon } from "../lexicon.ts";
import type { ReadText } from "../read-sentence.ts";
import { fullAt } from "../tokens.ts";
import { find, listOf, wordsBetween, wordsFrom } from "./own-words.ts";

export interface TextSlots {
  reason(sentence: ReadText): string | null;
  source(sentence: ReadText): string | null;
  handedOver(sentence: ReadText): boolean;
  /** "đừng hủy CK26-012", "I have not transferred the money yet". */
  heldBack(sentence: ReadText): boolean;
  /** Work that is offered: "dạy vẽ 2 buổi mỗi tuần". */
  service(sentence: ReadText): string | null;
}

export function createTextSlots({ chat, told }: Lexicon): TextSlots {
  const reasons = listOf(chat.reasons);
  const verbs = listOf(chat.giving_verbs);
  const handed = listOf(chat.handed_over);
  const announcements = listOf(chat.announcements);
  const sources = listOf(chat.sources);
  const services = listOf(chat.services);
  const heldBack = listOf(told.held_back);
  const organisations = listOf({
    vi: told.organisations.flatMap(({ vi }) => vi),
    en: told.organisations.flatMap(({ en }) => en),
  });

  /** "nguồn khác: Biên phòng …", "log other source, border guard …": the announcement is not the source. */
  const sourceStart = ({ tokens }: ReadText): number => {
    let at = announcements.first(tokens, 0)?.end ?? 0;
    while (/^(?:[,:;.-]|the)$/u.test(fullAt(tokens, at))) at += 1;
    return at;
  };

  /** "cap" in "30 cap sach" gives nothing. */
  const findVerb = (sentence: ReadText, from: number): { start: number } | null => {
    const verb = find(verbs, sentence, from);
    return verb && sentence.cover[verb.start]?.type === "goods" ? findVerb(sentence, verb.end) : verb;
  };

  return {
    reason: (sentence) => {
      const { tokens, entities } = sentence;
      const code = entities.find((entity) => entity.type === "code");
      const cue = find(reasons, sentence, code?.start ?? 0) ?? find(reasons, sentence);
      if (cue) return wordsFrom(sentence, cue.end);
      // "Trả lại NC26-014, đề nghị bổ sung số trẻ", "NC26-023 tạm ngưng, chờ xác minh": the reason follows the mark.
      const mark = code ? tokens.findIndex(({ full }, at) => at >= code.end && /^[,:;.-]$/u.test(full)) : -1;
      const told = mark < 0 ? null : wordsFrom(sentence, mark + 1);
      return told !== null && (mark === code?.end || isReason(told)) ? told : null;
    },
    source: (sentence) => {
      const from = sourceStart(sentence);
      const verb = findVerb(sentence, from);
      if (verb && verb.start > from) return wordsBetween(sentence, from, verb.start);
      const after = find(sources, sentence);
      if (after) return upToGoods(sentence, after.end);
      // "nguồn khác 40 cái mền, Tỉnh Đoàn"
      const organisation = find(organisations, sentence);
      return organisation && wordsBetween(sentence, organisation.start, organisation.end);
    },
    handedOver: (sentence) => find(handed, sentence) !== null,
    heldBack: (sentence) => find(heldBack, sentence) !== null,
    service: (sentence) => {
      const verb = find(services, sentence);
      return verb && wordsFrom(sentence, verb.start);
    },
  };
}

/** One word more is no reason, and thanks are none either. */
function isReason(words: string): boolean {
  return words.includes(" ") && !/^(?:cảm ơn|cám ơn|thank|please|giúp|nhé|nha)/iu.test(words);
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
