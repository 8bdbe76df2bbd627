/** Slots that keep the person's own words: the reason after "vì", the source before "đã phát". */
import type { Lexicon } from "../lexicon.ts";
import type { ReadText } from "../read-sentence.ts";
import { listOf, type Phrases } from "../phrases.ts";
import { fullAt, type Token } from "../tokens.ts";
import { createIsOtherWord } from "./other-words.ts";
import { endOf, find, isCapital, wordsBetween, wordsFrom } from "./own-words.ts";

/** "mạnh thường quân" */
const longestHead = 3;

export interface TextSlots {
  reason(sentence: ReadText, intent: string): string | null;
  source(sentence: ReadText): string | null;
  handedOver(sentence: ReadText): boolean;
  /** "đừng hủy CK26-012", "I have not transferred the money yet". */
  heldBack(sentence: ReadText): boolean;
  /** Work that is offered: "dạy vẽ 2 buổi mỗi tuần". */
  service(sentence: ReadText): string | null;
}

/** What ends a request kindly. */
const closing = /^(?:giúp|giup|giùm|gium|dùm|nha|nhé|nhe|nghen|đi|di|em|ạ|[.!])$/u;

export function createTextSlots({ chat, told }: Lexicon): TextSlots {
  const reasons = listOf(chat.reasons);
  const verbs = listOf(chat.giving_verbs);
  const handed = listOf(chat.handed_over);
  const announcements = listOf(chat.announcements);
  const sources = listOf(chat.sources);
  const services = { vi: listOf({ ...chat.services, en: [] }), en: listOf({ ...chat.services, vi: [] }) };
  const complaints = listOf(told.complaints);
  const acts = listOf(told.acts);
  const isOtherWord = createIsOtherWord(told);
  const nameHeads = listOf({ vi: [...told.name_heads.vi, ...told.called_givers.vi], en: told.name_heads.en });
  const calledGivers = listOf(told.called_givers);
  const heldBack = listOf(told.held_back);
  const requests = listOf(told.requests);
  const soThat = listOf(told.so_that);
  const giverEnds = listOf(told.giver_ends);
  const redone = listOf(told.redone);
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

  /** "nhà tài trợ Minh Phát", "quỹ Góp Yêu Thương": a word of the giver's own name gives nothing. */
  const isInName = (sentence: ReadText, at: number): boolean => {
    for (let head = Math.max(0, at - longestHead); head < at; head += 1)
      if ((endOf(calledGivers, sentence, head) ?? 0) > at) return true;
    for (let start = at; isCapital(sentence, start); start -= 1)
      for (let head = Math.max(0, start - longestHead); head < start; head += 1)
        if (endOf(nameHeads, sentence, head) === start) return true;
    return false;
  };

  /** "cap" in "30 cap sach" gives nothing. */
  const findVerb = (sentence: ReadText, from: number): { start: number } | null => {
    const verb = find(verbs, sentence, from);
    if (verb && isInName(sentence, verb.start)) return findVerb(sentence, verb.start + 1);
    return verb && sentence.cover[verb.start]?.type === "goods" ? findVerb(sentence, verb.end) : verb;
  };

  /** "…, kêu xã làm lại nha" */
  const isRedone = (sentence: ReadText, at: number): boolean => {
    let end = endOf(redone, sentence, at);
    while (end !== null && end < sentence.tokens.length && closing.test(fullAt(sentence.tokens, end))) end += 1;
    return end === sentence.tokens.length;
  };

  const findReason = (sentence: ReadText, from: number): { end: number } | null => {
    const cue = find(reasons, sentence, from);
    return cue && isOtherWord(sentence, cue.start) ? findReason(sentence, cue.end) : cue;
  };

  /** "cho tạm ngưng", "trả lại": what shall be done is no reason for it. */
  const isAct = (sentence: ReadText, at: number): boolean =>
    endOf(acts, sentence, at) !== null ||
    (/^(?:cho|xin|nhờ|nho)$/u.test(fullAt(sentence.tokens, at)) && endOf(acts, sentence, at + 1) !== null);

  /** "NC26-080 ghi thiếu hạn, …": what is wrong may be said of it at once; what is said before "…, trả lại" is, too. */
  const complaint = (sentence: ReadText, from: number, mark: number): string | null => {
    const told = endOf(complaints, sentence, from) !== null || (!isAct(sentence, from) && isAct(sentence, mark + 1));
    return mark - from > 1 && told ? wordsBetween(sentence, from, mark) : null;
  };

  /** Clauses behind the code, from mark to mark; the first one that is no act tells why. */
  const clause = (sentence: ReadText, from: number): string | null => {
    const { tokens } = sentence;
    for (let mark = from; mark >= 0; mark = nextMark(sentence, mark + 1)) {
      const start = endOf(requests, sentence, mark + 1) ?? mark + 1;
      const told = wordsFrom(sentence, start);
      if (
        told !== null &&
        isReason(told) &&
        (start > mark + 1 || !isAct(sentence, start)) &&
        !isRedone(sentence, start)
      )
        return told;
      if (mark >= tokens.length) return null;
    }
    return null;
  };

  return {
    reason: (sentence, intent) => {
      const { entities, tokens } = sentence;
      const code = entities.find((entity) => entity.type === "code");
      const cue =
        findReason(sentence, code?.start ?? 0) ??
        findReason(sentence, 0) ??
        (code ? find(soThat, sentence, code.end) : null);
      if (cue) return isRedone(sentence, cue.end) ? null : wordsFrom(sentence, cue.end);
      // "Trả lại NC26-014, đề nghị bổ sung số trẻ", "NC26-023 tạm ngưng, chờ xác minh": the reason follows the mark.
      const mark = code ? nextMark(sentence, code.end) : -1;
      if (!code) return null;
      if (mark === code.end) {
        const start = endOf(requests, sentence, mark + 1) ?? mark + 1;
        return isRedone(sentence, start) ? null : wordsFrom(sentence, start);
      }
      const end = mark < 0 ? tokens.length : mark;
      return (intent === "need.return" ? complaint(sentence, code.end, end) : null) ?? clause(sentence, mark);
    },
    source: (sentence) => {
      const from = sourceStart(sentence);
      const verb = findVerb(sentence, from);
      if (verb && verb.start > from) return giver(sentence, from, verb.start, giverEnds);
      const after = find(sources, sentence);
      if (after) return upToGoods(sentence, after.end);
      // "nguồn khác 40 cái mền, Tỉnh Đoàn"
      const organisation = find(organisations, sentence);
      return organisation && wordsBetween(sentence, organisation.start, organisation.end);
    },
    handedOver: (sentence) => find(handed, sentence) !== null,
    heldBack: (sentence) => find(heldBack, sentence) !== null,
    service: (sentence) => {
      const verb = find(services[sentence.language ?? "vi"], sentence);
      if (!verb || sentence.cover[verb.start]?.type === "named") return null;
      return wordsBetween(sentence, verb.start, serviceEnd(sentence, verb.end));
    },
  };
}

/** "Hôm 2/10 quân khu có", "15 máy tính của Viettel": the giver without days, goods and small verbs. */
function giver(sentence: ReadText, from: number, to: number, ends: Phrases<true>): string | null {
  const { tokens, cover } = sentence;
  const isTime = (at: number): boolean => cover[at]?.type === "time";
  let start = from;
  while (start < to && (isTime(start) || /^(?:hôm|hom|bữa|ngày|ngay|,)$/u.test(fullAt(tokens, start)))) start += 1;
  if (cover[start]?.type === "goods")
    for (let at = start; at < to; at += 1) if (/^(?:của|cua|from|by)$/u.test(fullAt(tokens, at))) start = at + 1;
  let end = tokens.findIndex((_, at) => at > start && at < to && isTime(at));
  if (end < 0) end = to;
  for (let shorter: number | null = end; shorter !== null; shorter = withoutLast(sentence, start, end, ends))
    end = shorter;
  return wordsBetween(sentence, start, end);
}

/** "quân khu cũng có": without the words that only lead to the verb. */
function withoutLast(sentence: ReadText, start: number, end: number, ends: Phrases<true>): number | null {
  for (let at = Math.max(start + 1, end - 2); at < end; at += 1) if (endOf(ends, sentence, at) === end) return at;
  return null;
}

function nextMark({ tokens }: ReadText, from: number): number {
  return tokens.findIndex(({ full }, at) => at >= from && /^[,:;.-]$/u.test(full));
}

/** Where and until when the work is done has its own slots: "sửa xe đạp cho học sinh | ở Minh Lương tới cuối năm". */
function serviceEnd({ tokens, entities }: ReadText, from: number): number {
  let end = tokens.length;
  for (;;) {
    const last = entities.findLast(
      (entity) => entity.end === end || (entity.end === end - 1 && isMark(tokens[end - 1])),
    );
    if (!last || last.start <= from || (last.type !== "place" && last.type !== "time")) return end;
    end = last.start;
    while (end > from && /^(?:ở|o|tại|tai|bên|ben|trong|in|at|on|during|this|,)$/u.test(fullAt(tokens, end - 1)))
      end -= 1;
  }
}

function isMark(token: Token | undefined): boolean {
  return token?.kind === "mark";
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
