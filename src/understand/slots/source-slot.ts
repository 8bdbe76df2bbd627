/** Who has given: the words before "đã phát" or before the goods, without what announces them, days, goods and small verbs. */
import type { Lexicon } from "../lexicon.ts";
import { listOf } from "../phrases.ts";
import type { ReadText } from "../read-sentence.ts";
import { fullAt } from "../tokens.ts";
import { endOf, find, isCapital, type Place, wordsBetween } from "./own-words.ts";
import { createGiverBetween, isCounted, upToGoods } from "./source-span.ts";

export type ReadSource = (sentence: ReadText) => string | null;

/** "mạnh thường quân" */
const longestHead = 3;
/** "dạ em báo nguồn khác" */
const mostAnnouncements = 3;
/** "hỗ trợ ngoài kế hoạch": a noun. */
const named = /^(?:ngoài|ngoai|khác|khac|từ|này|nay|riêng|bên|ben)$/u;
/** To whom it is announced: "báo với bạn là", "báo cho tỉnh biết". */
const listeners = /^(?:với|voi|cho|bạn|ban|ad|admin|chị|chi|anh|tỉnh|tinh|sở|so|biết|biet|hay|là|la|rằng|rang)$/u;

const opening = /^(?:[,:;.-]|the)$/u;

export function createReadSource(lexicon: Lexicon): ReadSource {
  const { chat, told } = lexicon;
  const verbs = listOf(chat.giving_verbs);
  const announcements = listOf(chat.announcements);
  const sources = listOf(chat.sources);
  const nameHeads = listOf({ vi: [...told.name_heads.vi, ...told.called_givers.vi], en: told.name_heads.en });
  const giverHeads = listOf(told.giver_heads);
  const calledGivers = listOf(told.called_givers);
  const giverEnds = listOf(told.giver_ends);
  const organisations = listOf({
    vi: told.organisations.flatMap(({ vi }) => vi),
    en: told.organisations.flatMap(({ en }) => en),
  });

  /** "nguồn khác: Biên phòng …", "log other source, border guard …": the announcement is not the source. */
  const sourceStart = (sentence: ReadText): number => {
    const { tokens } = sentence;
    let at = 0;
    for (let count = 0; count < mostAnnouncements; count += 1) {
      const end = announcements.first(tokens, at)?.end;
      // "Báo Tuổi Trẻ" is a newspaper.
      if (end === undefined || namesOne(sentence, at) || (end === at + 1 && isCapital(sentence, end))) break;
      at = end;
      if (/^(?:báo|bao)$/u.test(fullAt(tokens, at - 1))) while (listeners.test(fullAt(tokens, at))) at += 1;
      while (opening.test(fullAt(tokens, at))) at += 1;
    }
    // "the Red Cross"
    while (opening.test(fullAt(tokens, at))) at += 1;
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

  /** Whether the name of a giver begins here. */
  const namesOne = (sentence: ReadText, at: number): boolean =>
    (endOf(organisations, sentence, at) ?? endOf(nameHeads, sentence, at) ?? endOf(giverHeads, sentence, at)) !== null;

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
  const findVerb = (sentence: ReadText, from: number): Place | null => {
    const verb = find(verbs, sentence, from);
    if (!verb) return null;
    const isNoun =
      named.test(fullAt(sentence.tokens, verb.end)) && /^(?:trợ|tro)$/u.test(fullAt(sentence.tokens, verb.end - 1));
    if (isNoun || isInName(sentence, verb.start)) return findVerb(sentence, verb.start + 1);
    return sentence.cover[verb.start]?.type === "goods" ? findVerb(sentence, verb.end) : verb;
  };

  const begins = (sentence: ReadText, at: number): boolean =>
    endOf(giverEnds, sentence, at) === null && (isCapital(sentence, at) || namesOne(sentence, at));
  const giverBetween = createGiverBetween(told, begins);

  /** "Viettel làm 1 sân chơi", "200 hộp sữa của Vinamilk", "80 thẻ do ngân sách xã mua": no verb of giving is told. */
  const besideGoods = (sentence: ReadText, from: number): string | null => {
    const goods = sentence.entities.find((entity) => entity.start >= from && isCounted(entity));
    if (!goods) return null;
    const start = namedFrom(sentence, from, goods.start);
    const before = start < goods.start && giverBetween(sentence, start, goods.start, true);
    if (before) return before;
    const { tokens } = sentence;
    const cue = tokens.findIndex(
      ({ full }, at) => at >= goods.end && /^(?:của|cua|do|from|by)$/u.test(full) && begins(sentence, at + 1),
    );
    if (cue < 0) return null;
    const stop = tokens.findIndex(
      ({ kind }, at) => at > cue && (kind === "mark" || endOf(verbs, sentence, at) !== null || isTold(sentence, at)),
    );
    return giverBetween(sentence, cue + 1, stop < 0 ? tokens.length : stop, true);
  };

  return (sentence) => {
    const from = sourceStart(sentence);
    const verb = findVerb(sentence, from);
    const told = verb && verb.start > from && giverBetween(sentence, namedFrom(sentence, from, verb.start), verb.start);
    if (told) return told;
    const after = find(sources, sentence);
    if (after) return upToGoods(sentence, after.end);
    // "nguồn khác 40 cái mền, Tỉnh Đoàn"
    const organisation = find(organisations, sentence);
    return (
      besideGoods(sentence, from) ?? (organisation && wordsBetween(sentence, organisation.start, organisation.end))
    );
  };
}

function isTold({ cover }: ReadText, at: number): boolean {
  const covered = cover[at];
  return covered?.type === "time" || (covered !== null && covered !== undefined && isCounted(covered));
}
