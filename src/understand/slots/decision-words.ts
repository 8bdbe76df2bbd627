/** What is decided on a need or a promise, and where a clause ends because the decision follows. */
import type { Lexicon } from "../lexicon.ts";
import { listOf, type Phrases } from "../phrases.ts";
import type { ReadText } from "../read-sentence.ts";
import { fullAt } from "../tokens.ts";
import { endOf, endOfEither } from "./own-words.ts";
import type { CodeFound } from "./subject-code.ts";

export interface DecisionWords {
  isDecision(sentence: ReadText, at: number): boolean;
  /** Also small words that go with a decision: what shall be done is no reason for it. */
  isAct(sentence: ReadText, at: number): boolean;
  /** Whether the decision, or the code that it is about, is what comes next. */
  isTurn(sentence: ReadText, at: number, code: CodeFound | null): boolean;
  /** "vì trạm đổi thuốc | nên ngưng", "lý do: đường hư | . Tạm dừng". */
  clauseEnd(sentence: ReadText, from: number, code: CodeFound | null): number;
  /** Behind the code, with the small words of a decision. */
  pastCode(sentence: ReadText, code: CodeFound): number;
}

const markPattern = /^[,:;.()–—-]$/u;

export function createDecisionWords({ told }: Lexicon): DecisionWords {
  const decisionEnd = endOfEither(told.decisions, told.decisions_marked);
  const deciding = listOf(told.deciding);
  const therefore = listOf(told.therefore);
  const acts = listOf(told.acts);

  const isDecision: DecisionWords["isDecision"] = (sentence, at) =>
    decisionEnd(sentence, at) !== null || decisionEnd(sentence, past(deciding, sentence, at)) !== null;
  const isTurn: DecisionWords["isTurn"] = (sentence, at, code) =>
    isDecision(sentence, at) || (code !== null && sentence.cover[past(deciding, sentence, at)] === code);

  return {
    isDecision,
    isTurn,
    isAct: (sentence, at) => endOf(acts, sentence, at) !== null || isDecision(sentence, at),
    clauseEnd: (sentence, from, code) => {
      for (let at = from + 1; at < sentence.tokens.length; at += 1) {
        const turn = isMark(sentence, at) ? at + 1 : endOf(therefore, sentence, at);
        if (turn !== null && isTurn(sentence, turn, code)) return at;
      }
      return sentence.tokens.length;
    },
    pastCode: (sentence, { end }) => past(deciding, sentence, end),
  };
}

/** Behind all such words that follow each other. */
export function past(words: Phrases<true>, sentence: ReadText, from: number): number {
  let at = from;
  for (let next = endOf(words, sentence, at); next !== null; next = endOf(words, sentence, at)) at = next;
  return at;
}

/** A dash inside a code or a day parts no clauses. */
function isMark({ tokens, cover }: ReadText, at: number): boolean {
  return markPattern.test(fullAt(tokens, at)) && !cover[at];
}

export function nextMark(sentence: ReadText, from: number): number {
  return sentence.tokens.findIndex((_, at) => at >= from && isMark(sentence, at));
}
