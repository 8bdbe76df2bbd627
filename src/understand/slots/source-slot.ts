/** Who has given: the words before "đã phát", without what announces them, days, goods and small verbs. */
import type { Lexicon } from "../lexicon.ts";
import { listOf, type Phrases } from "../phrases.ts";
import type { ReadText } from "../read-sentence.ts";
import { fullAt } from "../tokens.ts";
import { endOf, find, isCapital, wordsBetween } from "./own-words.ts";

export type ReadSource = (sentence: ReadText) => string | null;

/** "mạnh thường quân" */
const longestHead = 3;
const lead = /^(?:hôm|hom|bữa|ngày|ngay|,)$/u;

export function createReadSource({ chat, told }: Lexicon): ReadSource {
  const verbs = listOf(chat.giving_verbs);
  const announcements = listOf(chat.announcements);
  const sources = listOf(chat.sources);
  const nameHeads = listOf({ vi: [...told.name_heads.vi, ...told.called_givers.vi], en: told.name_heads.en });
  const calledGivers = listOf(told.called_givers);
  const giverEnds = listOf(told.giver_ends);
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

  /** "Ghi nguồn ngoài giúp em, | hôm 3/10 chùa Ông Bổn": what stands before the last mark and names nobody only announces. */
  const namedFrom = (sentence: ReadText, from: number, verb: number): number => {
    let start = from;
    for (let at = from; at < verb - 1; at += 1) {
      const mark = sentence.cover[at] ? "" : fullAt(sentence.tokens, at);
      if (!/^[:.,;-]$/u.test(mark)) continue;
      const isAnnounced = !namesGiver(sentence, start, at);
      if (isAnnounced || (/^[:.]$/u.test(mark) && namesGiver(sentence, at + 1, verb))) start = at + 1;
    }
    return start;
  };

  const namesGiver = (sentence: ReadText, from: number, to: number): boolean => {
    const found = find(nameHeads, sentence, from) ?? find(organisations, sentence, from);
    const named = sentence.tokens.some(
      (_, at) => at > from && at < to && isCapital(sentence, at) && !sentence.cover[at],
    );
    return named || (found !== null && found.end <= to);
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

  return (sentence) => {
    const from = sourceStart(sentence);
    const verb = findVerb(sentence, from);
    const begins = (at: number): boolean =>
      endOf(giverEnds, sentence, at) === null &&
      (isCapital(sentence, at) || (endOf(organisations, sentence, at) ?? endOf(nameHeads, sentence, at)) !== null);
    if (verb && verb.start > from)
      return giver(sentence, namedFrom(sentence, from, verb.start), verb.start, giverEnds, begins);
    const after = find(sources, sentence);
    if (after) return upToGoods(sentence, after.end);
    // "nguồn khác 40 cái mền, Tỉnh Đoàn"
    const organisation = find(organisations, sentence);
    return organisation && wordsBetween(sentence, organisation.start, organisation.end);
  };
}

/** "Hôm 2/10 quân khu có", "15 máy tính của Viettel", "trường được Viettel": the giver alone. */
function giver(
  sentence: ReadText,
  from: number,
  to: number,
  ends: Phrases<true>,
  begins: (at: number) => boolean,
): string | null {
  const { tokens, cover } = sentence;
  const isTime = (at: number): boolean => cover[at]?.type === "time";
  let start = from;
  while (start < to && (isTime(start) || lead.test(fullAt(tokens, start)))) start += 1;
  if (cover[start]?.type === "goods" || /^(?:quà|qua|hàng|hang|đồ|do|gifts?|goods)$/u.test(fullAt(tokens, start)))
    for (let at = start; at < to; at += 1) if (/^(?:của|cua|from|by)$/u.test(fullAt(tokens, at))) start = at + 1;
  // Who gets it stands before "được".
  for (let at = start; at < to - 1; at += 1) if (/^(?:được|duoc)$/u.test(fullAt(tokens, at))) start = at + 1;
  let end = tokens.findIndex((_, at) => at > start && at < to && isTime(at));
  const behind = tokens.findLastIndex((_, at) => at >= start && at < to && isTime(at)) + 1;
  // "Đợt bão tháng 9 Mặt trận tỉnh": whom a name begins behind the time.
  if (end < 0 || begins(behind)) end = to;
  if (end === to) start = Math.max(start, behind);
  // "Quà của Liên đoàn Lao động: 100 phần, phát sáng nay"
  const colon = tokens.findIndex(({ full }, at) => at > start && at < end && full === ":" && !cover[at]);
  if (colon > 0) end = colon;
  for (let shorter: number | null = end; shorter !== null; shorter = withoutLast(sentence, start, end, ends))
    end = shorter;
  return wordsBetween(sentence, start, end);
}

/** "quân khu cũng có": without the words that only lead to the verb. */
function withoutLast(sentence: ReadText, start: number, end: number, ends: Phrases<true>): number | null {
  for (let at = Math.max(start + 1, end - 2); at < end; at += 1) if (endOf(ends, sentence, at) === end) return at;
  return null;
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
