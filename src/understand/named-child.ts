/** Finds a child who is named: "em Nguyễn Thị Bông", "bé Na 5 tuổi", "cháu tên Tèo", "Danh Văn Mướp 7 tuổi". */
import type { Lexicon } from "./lexicon.ts";
import { bareAt, fullAt, type Token } from "./tokens.ts";
import { bare } from "./views.ts";

/** Whether a child's name begins at `at`, or the word that announces it. */
export type FindNamedChild = (tokens: readonly Token[], at: number) => boolean;

/** Names have no more words. */
const longestName = 5;

export function createFindNamedChild({
  families,
  middles,
  persons,
  places,
  plural,
}: Lexicon["privacy"]): FindNamedChild {
  const family = new Set([...families, ...families.map(bare)]);
  const many = new Set(plural);
  const middle = new Set(middles);
  const person = new Set(persons);
  const place = new Set(places);

  /** A family name and at least one more word; in lower case only with a middle name, which no sentence has by chance. */
  const isFullName = (tokens: readonly Token[], at: number): boolean => {
    const [first, second, third] = [tokens[at], tokens[at + 1], tokens[at + 2]];
    if (!first || !second || !family.has(first.full) || second.kind !== "word") return false;
    const two = `${first.bare} ${second.bare}`;
    if (place.has(two) || place.has(`${two} ${bareAt(tokens, at + 2)}`)) return false;
    // "trẻ em Lâm Đồng": after many children two words are a place.
    if (first.capital) return second.capital && (third?.capital === true || !many.has(bareAt(tokens, at - 2)));
    const given = third?.kind === "word" && !/^(?:bi|o|lop|hoc|can)/u.test(third.bare);
    return middle.has(second.bare) && given;
  };

  const capitalRun = (tokens: readonly Token[], at: number): number => {
    let end = at;
    while (end < at + longestName && tokens[end]?.capital === true) end += 1;
    return end;
  };

  const hasAge = (tokens: readonly Token[], at: number): boolean =>
    /^\d{1,2}$/u.test(fullAt(tokens, at)) && /^(?:tuoi|t)$/u.test(bareAt(tokens, at + 1));

  /** "Na 5 tuổi", "Cà Rốt bị bệnh": capitalised, and an age, an illness or a school follows. */
  const isNickname = (tokens: readonly Token[], at: number): boolean => {
    const end = capitalRun(tokens, at);
    if (end === at) return false;
    const after = fullAt(tokens, end) === "." ? end + 1 : end;
    return hasAge(tokens, after) || /^(?:bi|hoc|mo|nha|con|lop|sinh)$/u.test(bareAt(tokens, after));
  };

  /** "cho bé Na 5 tuổi", "cho em Thạch Sên bị tim": what is told of one child makes the capitals its name, and no place. */
  const isTold = (tokens: readonly Token[], at: number): boolean => {
    const end = capitalRun(tokens, at);
    return end > at && bareAt(tokens, at - 2) === "cho" && (hasAge(tokens, end) || bareAt(tokens, end) === "bi");
  };

  const isOne = (tokens: readonly Token[], at: number): boolean =>
    tokens[at - 1]?.kind === "number" ? fullAt(tokens, at - 1) === "1" : !many.has(bareAt(tokens, at - 1));

  return (tokens, at) => {
    const pupil = bareAt(tokens, at) === "hoc" && bareAt(tokens, at + 1) === "sinh";
    const announced = pupil || (tokens[at]?.kind === "word" && person.has(bareAt(tokens, at)));
    // A list of full names needs no announcement when ages follow them.
    if (!announced) return isFullName(tokens, at) && hasAge(tokens, capitalRun(tokens, at));
    const from = pupil ? at + 2 : at + 1;
    const named = bareAt(tokens, from) === "ten" ? from + (bareAt(tokens, from + 1) === "la" ? 2 : 1) : null;
    if (named !== null) return tokens[named]?.capital === true;
    if (isFullName(tokens, from)) return true;
    return /^(?:em|be|chau)$/u.test(bareAt(tokens, at)) && (isOne(tokens, at) ? isNickname : isTold)(tokens, from);
  };
}
