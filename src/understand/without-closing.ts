/** "giao tháng sau nhé, cảm ơn nha": what closes a sentence in a friendly way is taken out, so that it can change nothing. */
import type { Lexicon } from "./lexicon.ts";
import { accented, type Token } from "./tokens.ts";

export type WithoutClosing = (tokens: readonly Token[]) => readonly Token[];

const pause = /^[.,;:!?)]$/u;

export function createWithoutClosing({ chat }: Pick<Lexicon, "chat">): WithoutClosing {
  const closing = new Set(chat.closing);
  const marked = new Set(chat.marked_closing);

  return (tokens) => {
    const isMarked = tokens.some(accented);
    const isClosing = ({ full, capital }: Token): boolean =>
      closing.has(full) || (isMarked && !capital && marked.has(full));
    if (!tokens.some(isClosing)) return tokens;
    const kept: Token[] = [];
    let closes = true;
    // From behind: "nha ạ" closes a sentence as "nha" does.
    for (const token of tokens.toReversed()) {
      if (closes && isClosing(token)) continue;
      kept.push(token);
      closes = pause.test(token.full);
    }
    return kept.some(({ kind }) => kind !== "mark") ? kept.toReversed() : tokens;
  };
}
