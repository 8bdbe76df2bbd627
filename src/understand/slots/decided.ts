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
  const groups = told.decisions.map(({ id, ...words }) => ({ id, words: listOf(words) }));
  return (sentence) => {
    if (!sentence.entities.some(({ type }) => type === "code")) return null;
    const [said, before] = [new Set<string>(), new Set<string>()];
    for (let at = 0; at < sentence.tokens.length;) {
      const ends = groups.map(({ id, words }) => ({ id, end: endOf(words, sentence, at) ?? at }));
      const end = Math.max(...ends.map((each) => each.end));
      const group = already.test(fullAt(sentence.tokens, at - 1)) ? before : said;
      for (const each of ends)
        if (each.end === end && end > at && !(end === at + 1 && unmarked.test(fullAt(sentence.tokens, at))))
          group.add(each.id);
      at = Math.max(end, at + 1);
    }
    const decided = said.size > 0 ? said : before;
    // "duyệt nhé, xác nhận giúp" decides once.
    if (decided.has("agree")) decided.delete("accept");
    const [only] = decided;
    return decided.size === 1 && only !== undefined ? only : null;
  };
}
