/** What is said about reports in a person's own words: what an ordered one is about, what is added to one that was handed in. */
import type { ReadText } from "../read-sentence.ts";
import { bareAt, fullAt } from "../tokens.ts";
import { wordsBetween, wordsFrom } from "./own-words.ts";

const about = /^(?:về|ve|about|on|regarding)$/u;
/** What leads to the day by which it is wanted, or to who is to write it, is no part of the subject. */
const leads = /^(?:truoc|han|cham|nhat|ngay|gui|nop|ve|cuoi|den|by|before|due|until|from|of|no|later|than|,|-)$/u;

/** "báo cáo đột xuất về bão số 3 trước 20/10": "bão số 3". */
export function subjectOf(sentence: ReadText): string | null {
  const { tokens, cover } = sentence;
  const isTime = (at: number): boolean => cover[at]?.type === "time";
  const start = tokens.findIndex((_, at) => about.test(fullAt(tokens, at)) && !isTime(at) && !isTime(at + 1)) + 1;
  if (start === 0 || /^(?:truoc|cho|so)$/u.test(bareAt(tokens, start))) return null;
  const stop = tokens.findIndex((token, at) => at > start && (isTime(at) || /^[,;]$/u.test(token.full)));
  let end = stop < 0 ? tokens.length : stop;
  while (end > start + 1 && leads.test(bareAt(tokens, end - 1))) end -= 1;
  return end > start ? wordsBetween(sentence, start, end) : null;
}

/** "Bổ sung BC26-004: nhận thêm 40 bộ": what follows the colon. */
export function additionOf(sentence: ReadText): string | null {
  const { tokens, entities } = sentence;
  const code = entities.find((entity) => entity.type === "code");
  const mark = tokens.findIndex((token, at) => at >= (code?.end ?? 0) && token.full === ":");
  return mark < 0 ? null : wordsFrom(sentence, mark + 1);
}
