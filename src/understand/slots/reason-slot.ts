/** Why something was decided: behind "vì", behind the code, in brackets, or said first: "kho đầy rồi, tạm ngưng NC26-027". */
import type { Lexicon } from "../lexicon.ts";
import { listOf } from "../phrases.ts";
import type { ReadText } from "../read-sentence.ts";
import { fullAt } from "../tokens.ts";
import { createDecisionWords, nextMark, past } from "./decision-words.ts";
import { createIsOtherWord } from "./other-words.ts";
import { endOf, endOfEither, find, type Place, wordsBetween, wordsFrom } from "./own-words.ts";
import { type CodeFound, createChooseCode } from "./subject-code.ts";

export type ReadReason = (sentence: ReadText, intent: string) => string | null;

/** What ends a request kindly. */
const closing = /^(?:giúp|giup|giùm|gium|dùm|nha|nhé|nhe|nghen|đi|di|em|ạ|[.!])$/u;

export function createReadReason(lexicon: Lexicon): ReadReason {
  const { chat, told } = lexicon;
  const chooseCode = createChooseCode(lexicon);
  const { isDecision, isAct, isTurn, clauseEnd, pastCode } = createDecisionWords(lexicon);
  const isOtherWord = createIsOtherWord(told);
  const reasons = listOf(chat.reasons);
  const complaints = listOf(told.complaints);
  const therefore = listOf(told.therefore);
  const requests = listOf(told.requests);
  const besides = listOf(told.besides);
  const reopened = listOf(told.reopened);
  const openings = listOf(told.openings);
  const soThat = listOf(told.so_that);
  const awaitedEnd = endOfEither(told.awaited, told.awaited_marked);
  const awaitedThings = listOf(told.awaited_things);
  const mended = listOf(told.mended);
  const mending = listOf(told.mending);
  const redone = listOf(told.redone);

  /** "…, kêu xã làm lại nha" */
  const isRedone = (sentence: ReadText, at: number): boolean => {
    let end = endOf(redone, sentence, at);
    while (end !== null && end < sentence.tokens.length && closing.test(fullAt(sentence.tokens, end))) end += 1;
    return end === sentence.tokens.length;
  };

  const findReason = (sentence: ReadText, from: number): Place | null => {
    const cue = find(reasons, sentence, from);
    return cue && isOtherWord(sentence, cue.start) ? findReason(sentence, cue.end) : cue;
  };

  const wordsOf = (sentence: ReadText, from: number, code: CodeFound | null): string | null => {
    const { tokens } = sentence;
    const isInside = fullAt(tokens, from - 1) === "(";
    const inside = isInside ? tokens.findIndex(({ full }, at) => at > from && full === ")") : -1;
    return wordsBetween(sentence, from, inside < 0 ? clauseEnd(sentence, from, code) : inside);
  };

  /** Behind "vì"; "lý do trả lại NC26-048 là …" says first what it is the reason of. */
  const behindCue = (sentence: ReadText, { end }: Place, code: CodeFound | null): string | null => {
    if (isRedone(sentence, end)) return null;
    if (!code || code.start < end || !isDecision(sentence, end)) return wordsOf(sentence, end, code);
    const from = pastCode(sentence, code);
    return /^(?:là|la|is|:)$/u.test(fullAt(sentence.tokens, from)) ? wordsFrom(sentence, from + 1) : null;
  };

  /** What is asked for besides the decision, or when it ends, tells no reason. */
  const isBeside = (sentence: ReadText, start: number): boolean => {
    const again = find(reopened, sentence, start);
    const mark = nextMark(sentence, start);
    return (
      endOf(besides, sentence, start) !== null ||
      (again !== null && (mark < 0 || again.start < mark)) ||
      isRedone(sentence, start)
    );
  };

  /** "NC26-080 ghi thiếu hạn, …": what is wrong may be said of it at once; what is said before "…, trả lại" is, too. */
  const complaint = (sentence: ReadText, from: number, end: number, ofNeed: boolean): string | null => {
    const isDecided = isDecision(sentence, endOf(therefore, sentence, end) ?? end + 1);
    const isWrong = ofNeed && endOf(complaints, sentence, from) !== null && !isDecision(sentence, from);
    const told = isWrong || (!isAct(sentence, from) && isDecided);
    return end - from > 1 && told ? wordsBetween(sentence, from, end) : null;
  };

  /** Clauses behind the code, from mark to mark; the first one that is no act tells why. */
  const clause = (sentence: ReadText, from: number, code: CodeFound): string | null => {
    for (let mark = from; mark >= 0; mark = nextMark(sentence, mark + 1)) {
      const start = endOf(requests, sentence, mark + 1) ?? mark + 1;
      const isFree = start > mark + 1 || !isAct(sentence, start) || isOpened(sentence, mark);
      if (isFree && isReason(wordsFrom(sentence, start)) && !isBeside(sentence, start))
        return wordsOf(sentence, start, code);
    }
    return null;
  };

  /** "send it back: it lists 3 hamlets": behind a colon stands why, whatever it begins with. */
  const isOpened = (sentence: ReadText, mark: number): boolean =>
    fullAt(sentence.tokens, mark) === ":" && !isDecision(sentence, mark + 1);

  const behindColon = (sentence: ReadText, mark: number): string | null => {
    let colon = mark;
    while (colon >= 0 && !isOpened(sentence, colon)) colon = nextMark(sentence, colon + 1);
    const words = colon < 0 ? null : wordsFrom(sentence, colon + 1);
    return isReason(words) ? words : null;
  };

  /** "cho bao gia" waits for it; other marks of it stand behind "chờ". */
  const waitedFor = (sentence: ReadText, at: number): number | null =>
    awaitedEnd(sentence, at) ??
    (/^(?:chờ|cho|đợi|doi)$/u.test(fullAt(sentence.tokens, at)) && endOf(awaitedThings, sentence, at + 1) !== null
      ? at + 1
      : null);

  /** "chờ ý kiến ủy ban", "cho xã bổ sung số trẻ", with no mark before them. */
  const awaited = (sentence: ReadText, from: number): string | null => {
    for (let at = from; at < sentence.tokens.length; at += 1) {
      const cue = waitedFor(sentence, at);
      if (cue !== null && !isDay(sentence, cue) && isReason(wordsFrom(sentence, cue))) return wordsFrom(sentence, at);
      const verb = past(mending, sentence, at);
      const end = verb > at ? endOf(mended, sentence, verb) : null;
      if (end !== null && isReason(wordsFrom(sentence, end))) return wordsFrom(sentence, verb);
    }
    return null;
  };

  /** "Kho xã hết chỗ rồi, tạm ngưng NC26-027": said first, with no word for it; a greeting before it is none of it. */
  const ahead = (sentence: ReadText, code: CodeFound): string | null => {
    let start = 0;
    while (start < code.start && endOf(openings, sentence, start) !== null) {
      const mark = nextMark(sentence, start);
      start = mark < 0 ? code.start : mark + 1;
    }
    let mark = nextMark(sentence, start);
    while (mark >= 0 && mark < code.start && !isTurn(sentence, mark + 1, code)) mark = nextMark(sentence, mark + 1);
    if (mark < 0 || mark >= code.start || isAct(sentence, start) || isBeside(sentence, start)) return null;
    const words = wordsBetween(sentence, start, mark);
    return isReason(words) ? words : null;
  };

  /** "Trả lại NC26-014, đề nghị bổ sung số trẻ", "NC26-023 tạm ngưng, chờ xác minh": no word leads to the reason. */
  const unled = (sentence: ReadText, code: CodeFound, intent: string): string | null => {
    const mark = nextMark(sentence, code.end);
    const start = endOf(requests, sentence, mark + 1) ?? mark + 1;
    if (mark === code.end && !isDecision(sentence, start) && !isBeside(sentence, start))
      return wordsOf(sentence, start, code);
    const so = find(therefore, sentence, code.end)?.start ?? sentence.tokens.length;
    const end = mark < 0 ? so : Math.min(mark, so);
    return (
      behindColon(sentence, mark) ??
      complaint(sentence, code.end, end, intent === "need.return") ??
      clause(sentence, mark, code) ??
      awaited(sentence, code.end) ??
      ahead(sentence, code)
    );
  };

  return (sentence, intent) => {
    const kind = intent.startsWith("pledge.") ? "pledge" : "need";
    const any = sentence.entities.find((entity) => entity.type === "code") ?? null;
    const code = chooseCode(sentence, kind)?.code ?? any;
    const from = code?.start ?? 0;
    const cue = findReason(sentence, from) ?? findReason(sentence, 0);
    if (cue) return behindCue(sentence, cue, code);
    const mending = code && find(soThat, sentence, code.end);
    if (!code || !mending) return code && unled(sentence, code, intent);
    // "NC26-064 xin 80 thẻ nhưng 30 em đã có, trả lại để xã tính lại": why stands before what is to be done.
    const mark = nextMark(sentence, code.end);
    if (mark < 0 || mark > mending.start) return behindCue(sentence, mending, code);
    const said = isAct(sentence, mark + 1) ? null : clause(sentence, mark, code);
    return said ?? complaint(sentence, code.end, mark, intent === "need.return") ?? behindCue(sentence, mending, code);
  };
}

/** "until 1 November" tells how long. */
function isDay({ cover, tokens }: ReadText, at: number): boolean {
  const day = cover[at] ?? cover[at - 1];
  return day?.type === "time" && (day.end >= tokens.length || tokens[day.end]?.kind === "mark");
}

/** One word more is no reason, and thanks are none either. */
function isReason(words: string | null): boolean {
  return words !== null && words.includes(" ") && !/^(?:cảm ơn|cám ơn|thank|please|giúp|nhé|nha)/iu.test(words);
}
