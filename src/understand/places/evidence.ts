/** Is a name that can be read here meant as a place? Names are made of everyday syllables, so the surroundings decide. */
import { bareAt, type Token } from "../tokens.ts";
import { allCapital, type Context, isAlone, isApart, isAsking, isExpected, isWish } from "./context.ts";
import { kindAfter, namesSomebody, placeCue, whereCue } from "./kinds.ts";
import type { OutsideName } from "./outside.ts";
import type { PlaceWords } from "./place-words.ts";
import type { NameHit } from "./read-name.ts";

export interface Evidence {
  exact(context: Context, at: number, hit: NameHit, joined: boolean): boolean;
  /** Worth looking for slips here at all. */
  maySlip(context: Context, at: number, joined: boolean): boolean;
  slipped(context: Context, at: number, hit: NameHit, joined: boolean): boolean;
  slippedBehindKind(context: Context, at: number, hit: NameHit): boolean;
  /** The slipped name covers more words than the exact one ("Vĩnh Hòa Hưng Bcắ"): is it meant, may it be, or is it not? */
  goesOn(context: Context, exact: NameHit, slipped: NameHit): "yes" | "maybe" | "no";
  isStrange(word: Token | undefined): boolean;
  outside(context: Context, at: number, outside: OutsideName, joined: boolean): boolean;
}

/** A slip in a shorter word leaves too little of it where nothing else speaks for a place. */
const tellingLetters = 4;

export function createEvidence(words: PlaceWords): Evidence {
  const { ordinary, small, mayBeWords, needKind, phrases, isContinued, isOwned } = words;
  const isStrange = (word: Token | undefined): boolean =>
    word?.kind === "word" && !ordinary.has(word.full) && (word.full !== word.bare || !ordinary.has(word.bare));
  const wordsOf = ({ typed }: Context, at: number, end: number): readonly Token[] =>
    typed.slice(at, end).filter((token) => token.kind === "word");
  const slipsOf = ({ typed }: Context, { slipped }: NameHit): readonly (Token | undefined)[] =>
    slipped.map((at) => typed[at]);
  const restOf = (context: Context, at: number, hit: NameHit): readonly Token[] =>
    wordsOf(context, at, hit.end).filter((word) => !slipsOf(context, hit).includes(word));

  const slippedWhereExpected = (context: Context, at: number, hit: NameHit): boolean => {
    const said = wordsOf(context, at, hit.end);
    const rest = restOf(context, at, hit);
    const isCapital = allCapital(context, at, hit.end);
    const english = /^(?:in|at|for|to|from|of|near|around|does|do)$/u.test(bareAt(context.tokens, at - 1));
    // English writes names with capitals: "for my lamp" is no Mỹ Lâm.
    if (english && !isCapital && !rest.some(isStrange)) return false;
    if (isCapital || said.some(isStrange)) return true;
    // Only everyday words: "cho tôi", "về dinh dưỡng", "cho đơn hai". Very near, it may still be a name.
    if (hit.names.some((name) => mayBeWords.has(name.bare))) return false;
    return (
      hit.slips === 1 &&
      (whereCue(context.tokens, at) || bareAt(context.tokens, at - 1) === "cho") &&
      !said.every(isSmall)
    );
  };

  const isSmall = (word: Token): boolean => small.has(word.bare) && !isStrange(word);

  /** A name of everyday words is a place where the words around it say so. */
  const isMeant = (context: Context, at: number, hit: NameHit, joined: boolean): boolean => {
    if (isWish(context, at)) return false;
    if (isExpected(context, at, hit.end, joined)) return true;
    // Spelled out, "tui nho" is "tôi nhỏ".
    if (isOwned(context.tokens, at) || isOwned(context.typed, at)) return true;
    return !hit.full && (isApart(context, at, hit.end) || isAsking(context, at, hit.end));
  };

  return {
    exact: (context, at, hit, joined) => {
      const name = hit.names[0];
      if (!name) return false;
      const isCapital = allCapital(context, at, hit.end) && wordsOf(context, at, hit.end).length > 0;
      if (namesSomebody(context.tokens, at) && isCapital) return false;
      if (isAlone(context, at, hit.end) || kindAfter(context.tokens, hit.end)) return true;
      const next = bareAt(context.tokens, hit.end);
      if (needKind.has(name.bare)) return isCapital && whereCue(context.tokens, at);
      if (isCapital) return true;
      if (isContinued(name.bare, next)) return false;
      const risky = hit.full && name.full !== name.bare ? phrases.has(name.full) : mayBeWords.has(name.bare);
      return !risky || isMeant(context, at, hit, joined);
    },
    maySlip: (context, at, joined) => {
      const { tokens, typed, first, shouting } = context;
      if (joined || at <= first || placeCue(tokens, at)) return true;
      if (typed[at]?.capital === true && !shouting) return true;
      return isStrange(typed[at]) || isStrange(typed[at + 1]);
    },
    slipped: (context, at, hit, joined) => {
      const isCapital = allCapital(context, at, hit.end);
      if (isCapital && namesSomebody(context.tokens, at)) return false;
      if (isExpected(context, at, hit.end, joined) || kindAfter(context.tokens, hit.end))
        return slippedWhereExpected(context, at, hit);
      const slips = slipsOf(context, hit);
      const rest = restOf(context, at, hit);
      if (isCapital) return [...slips, ...rest].some(isStrange);
      return (
        hit.slips === 1 &&
        !hit.sameLetters &&
        slips.every((word) => isStrange(word) && (word?.bare.length ?? 0) >= tellingLetters) &&
        (rest.some(isStrange) || rest.length === 0)
      );
    },
    slippedBehindKind: (context, at, hit) =>
      bareAt(context.tokens, at - 1) !== "xa" ||
      allCapital(context, at, hit.end) ||
      !wordsOf(context, at, hit.end).every(isSmall),
    goesOn: (context, exact, slipped) => {
      const more = wordsOf(context, exact.end, slipped.end);
      if (more.every(isSmall)) return "no";
      const asWritten = more.filter((word) => !slipsOf(context, slipped).includes(word));
      if (more.length > 1 && asWritten.length > 0) return "yes";
      return more.some(isStrange) || allCapital(context, exact.end, slipped.end) ? "yes" : "maybe";
    },
    isStrange,
    outside: (context, at, { end, sure }, joined) =>
      sure && !namesSomebody(context.tokens, at) && isExpected(context, at, end, joined),
  };
}
