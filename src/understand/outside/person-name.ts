/** Finds names of grown-ups and of those they speak for, to leave them out. It rather takes a word too many than one too few. */
import type { Lexicon } from "../lexicon.ts";
import type { ReadText } from "../read-sentence.ts";
import { bareAt, fullAt, type Token } from "../tokens.ts";
import { bare } from "../views.ts";

export type FindPersonName = (sentence: ReadText) => readonly { readonly start: number; readonly end: number }[];

/** Names have no more words. */
const longestName = 6;
/** A sentence with a larger part of its words in capitals is shouted, and its capitals tell nothing. */
const shouted = 0.75;

/** Words after which a name is told: "tên là …", "my name is …", "Mr …". The name may be in lower case. */
const announcements: readonly (readonly string[])[] = [
  ["ten", "la"],
  ["ten", "toi", "la"],
  ["ten"],
  ["name", "is"],
  ["mr"],
  ["mrs"],
  ["ms"],
  ["ong"],
  ["ba"],
];
/** "tên gì", "bà con": no name follows. */
const neverNames = new Set(["gi", "con", "cac", "nhung", "nay", "do", "noi", "ngoai", "the", "cua", "va", "is", "la"]);

export function createFindPersonName({ families, middles }: Lexicon["privacy"]): FindPersonName {
  const family = new Set([...families, ...families.map(bare)]);
  const middle = new Set(middles);

  return ({ tokens, cover }) => {
    const words = tokens.filter(({ kind }, at) => kind === "word" && !cover[at]);
    const loud = words.filter(({ capital }) => capital).length > words.length * shouted && words.length > 2;
    /** Places, goods and times are known words, and the model needs them. A place that nobody knows may be anything. */
    const isKnown = (at: number): boolean => {
      const entity = cover[at];
      if (!entity || (entity.type === "goods" && entity.free)) return false;
      return entity.type !== "place" || entity.place.areas.length > 0;
    };
    const isNameWord = (token: Token | undefined, at: number): boolean =>
      token?.kind === "word" && token.capital && !loud && !isKnown(at);

    const runFrom = (at: number): number => {
      let end = at;
      while (end < at + longestName && isNameWord(tokens[end], end)) end += 1;
      return end;
    };

    /** "nguyễn thị hoa": a family name and a middle name carry one more word. */
    const lowerName = (at: number): number =>
      family.has(fullAt(tokens, at)) &&
      middle.has(bareAt(tokens, at + 1)) &&
      tokens[at + 2]?.kind === "word" &&
      !isKnown(at)
        ? at + 3
        : at;

    /** After an announcement even one word in lower case is a name. */
    const announced = (at: number): number => {
      const told = announcements.some((saying) =>
        saying.every((word, step) => bareAt(tokens, at - saying.length + step) === word),
      );
      return told && tokens[at]?.kind === "word" && !isKnown(at) && !neverNames.has(bareAt(tokens, at)) ? at + 1 : at;
    };

    const found: { start: number; end: number }[] = [];
    for (let at = 0; at < tokens.length; at += 1) {
      // One capital may begin a sentence; elsewhere, or two in a row, it is a name of somebody or something.
      const run = runFrom(at);
      const isName = run - at >= 2 || (run > at && !opensSentence(tokens, at) && fullAt(tokens, at).length > 1);
      const end = Math.max(isName ? run : at, lowerName(at), announced(at));
      if (end === at) continue;
      found.push({ start: at, end });
      at = end - 1;
    }
    return found;
  };
}

function opensSentence(tokens: readonly Token[], at: number): boolean {
  return at === 0 || /^[.!?:;()"“”*•-]$/u.test(fullAt(tokens, at - 1));
}
