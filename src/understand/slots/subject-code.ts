/** Of several codes of one kind: the one that something is done to, and not those that it is compared with or that stay. */
import type { CodeKind } from "../entities/code.ts";
import type { Entity } from "../entities/entity.ts";
import type { Lexicon } from "../lexicon.ts";
import { listOf, type Phrases } from "../phrases.ts";
import type { ReadText } from "../read-sentence.ts";
import { endOf, endOfEither } from "./own-words.ts";

export type CodeFound = Extract<Entity, { type: "code" }>;

export interface SubjectCode {
  readonly code: CodeFound;
  /** Another one is named that does not only explain it. */
  readonly doubtful: boolean;
}

export type ChooseCode = (sentence: ReadText, kind: CodeKind) => SubjectCode | null;

/** The rank of a code that only explains another one, behind those that are decided on and those that are just named. */
const explains = 2;
/** "trả lại nhu cầu NC26-024", "NC26-040 thì rút": words between a decision and its code. */
const reachBefore = 5;
const reachBehind = 2;
/** "the correct one is", "nhu cầu" between the cue and the code. */
const longestCue = 5;

export function createChooseCode({ told }: Lexicon): ChooseCode {
  const decisionEnd = endOfEither(told.decisions, told.decisions_marked);
  const beside = listOf(told.beside_codes);
  const stays = listOf(told.code_stays);
  const nouns = listOf(told.deciding);

  const isLedBy = (words: Phrases<true>, sentence: ReadText, end: number): boolean => {
    for (let at = Math.max(0, end - longestCue); at < end; at += 1) {
      const next = endOf(words, sentence, at);
      if (next === end || (next !== null && next < end && endOf(nouns, sentence, next) === end)) return true;
    }
    return false;
  };

  /** Up to a mark or another code. */
  const isFree = ({ tokens, cover }: ReadText, at: number): boolean =>
    tokens[at]?.kind !== "mark" && cover[at]?.type !== "code";

  const isActedOn = (sentence: ReadText, { start, end }: CodeFound): boolean => {
    for (let at = start - 1; at >= Math.max(0, start - reachBefore) && isFree(sentence, at); at -= 1)
      if ((decisionEnd(sentence, at) ?? start + 1) <= start) return true;
    for (let at = end; at < end + reachBehind && isFree(sentence, at); at += 1)
      if (decisionEnd(sentence, at) !== null) return true;
    return false;
  };

  const rankOf = (sentence: ReadText, code: CodeFound): number => {
    if (isLedBy(beside, sentence, code.start) || endOf(stays, sentence, code.end) !== null) return explains;
    return isActedOn(sentence, code) ? 0 : 1;
  };

  return (sentence, kind) => {
    const said = sentence.entities.filter((each): each is CodeFound => each.type === "code" && each.kind === kind);
    const [first] = said;
    if (!first) return null;
    if (said.every(({ code }) => code === first.code)) return { code: first, doubtful: false };
    const ranked = said.map((code) => ({ code, rank: rankOf(sentence, code) }));
    const best = Math.min(...ranked.map(({ rank }) => rank));
    const chosen = ranked.find(({ rank }) => rank === best)?.code ?? first;
    return { code: chosen, doubtful: ranked.some(({ code, rank }) => rank < explains && code.code !== chosen.code) };
  };
}
