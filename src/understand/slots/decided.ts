/** The one decision on a need or a promise that a sentence tells in so many words: to pause, refuse, accept, withdraw or change it. */
import type { Lexicon } from "../lexicon.ts";
import { listOf } from "../phrases.ts";
import type { ReadText } from "../read-sentence.ts";
import { fullAt } from "../tokens.ts";
import { endOf } from "./own-words.ts";

/** "120 bộ đã duyệt": decided before, unless nothing else is. */
const already = /^(?:đã|da|được|duoc|chờ|đợi|already|been|was)$/u;

/** Without its diacritics "dừng" may be "đúng", "dùng" and "nội dung", and "gỡ" be "gõ". */
const unmarked = /^(?:dung|go)$/u;

/** Null where no decision is told, and where several are. */
export type Decided = (sentence: ReadText) => string | null;

export function createDecided({ told }: Lexicon): Decided {
  const [earlier, nowadays] = [listOf(told.given_before), listOf(told.given_now)];
  const groups = told.decisions.map(({ id, ...words }) => ({ id, words: listOf(words) }));
  return (sentence) => {
    if (!sentence.entities.some(({ type }) => type === "code")) return null;
    const [said, before] = [new Set<string>(), new Set<string>()];
    // "bữa trước trả lại NC26-083 vì thiếu tuổi, nay đủ rồi, duyệt": from one such word to the other it is told of then.
    let isPast = false;
    let last = { end: -1, ids: [] as readonly string[] };
    for (let at = 0; at < sentence.tokens.length;) {
      const then = endOf(earlier, sentence, at);
      if (then !== null && last.end === at) for (const id of last.ids) if (said.delete(id)) before.add(id);
      isPast = (then !== null && last.end !== at) || (isPast && endOf(nowadays, sentence, at) === null);
      const ends = groups.map(({ id, words }) => ({ id, end: endOf(words, sentence, at) ?? at }));
      const end = Math.max(...ends.map((each) => each.end));
      const group = isPast || already.test(fullAt(sentence.tokens, at - 1)) ? before : said;
      const ids = idsOf(sentence, at, end, ends);
      for (const id of ids) group.add(id);
      if (ids.length > 0) last = { end, ids };
      at = Math.max(end, then ?? 0, at + 1);
    }
    return theOne(said.size > 0 ? said : before);
  };
}

function idsOf(
  { tokens }: ReadText,
  at: number,
  end: number,
  ends: readonly { readonly id: string; readonly end: number }[],
): readonly string[] {
  if (end === at || (end === at + 1 && unmarked.test(fullAt(tokens, at)))) return [];
  return ends.filter((each) => each.end === end).map(({ id }) => id);
}

function theOne(decided: Set<string>): string | null {
  // "duyệt nhé, xác nhận giúp" decides once.
  if (decided.has("agree")) decided.delete("accept");
  // "đừng trả lại, duyệt đi"
  if (decided.size > 1) decided.delete("spare");
  const [only] = decided;
  return decided.size === 1 && only !== undefined ? only : null;
}
