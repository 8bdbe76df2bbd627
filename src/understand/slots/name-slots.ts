/** Who is named: the officer who is invited or loses the access, with the role, and the one who deserves an award. */
import type { Lexicon } from "../lexicon.ts";
import { createPhrases, type Phrases } from "../phrases.ts";
import type { ReadText } from "../read-sentence.ts";
import { fullAt } from "../tokens.ts";
import { endOf, find, listOf, typedBetween, wordsBetween } from "./own-words.ts";

export interface NameSlots {
  /** The role of officers that is meant, said as such, by an organisation or by a commune. */
  role(sentence: ReadText, intent: string): string | null;
  officer(sentence: ReadText): string | null;
  honoured(sentence: ReadText): string | null;
}

/** Names have no more words. */
const longestName = 8;

export function createNameSlots({ told }: Lexicon): NameSlots {
  const ids = (words: Lexicon["told"]["organisations"]): Phrases<string> =>
    createPhrases(words.flatMap(({ id, vi, en }) => [...vi, ...en].map((say): [string, string] => [say, id])));
  const officerRoles = ids(told.officer_roles);
  const organisations = ids(told.organisations);
  const titles = listOf(told.titles);
  const heads = listOf(told.name_heads);
  const honours = listOf(told.honours);
  const fillers = listOf(told.name_fillers);
  const ends = listOf(told.name_ends);
  const questions = listOf(told.asking_who);

  const idOf = (phrases: Phrases<string>, { tokens }: ReadText): string | null => {
    for (let at = 0; at < tokens.length; at += 1) {
      const match = phrases.from(tokens, at).find((found) => found.wrong === 0);
      if (match) return match.value;
    }
    return null;
  };

  /** Days, codes and counts are no part of a name; a place may be ("cô Ba Rạch Giá"). */
  const endsName = (sentence: ReadText, at: number): boolean => {
    const covered = sentence.cover[at];
    const told = covered !== null && covered !== undefined && covered.type !== "place" && covered.type !== "goods";
    const token = sentence.tokens[at];
    // "Mai" is a name, "mai" tomorrow.
    return token?.kind !== "word" || (told && !isCapital(sentence, at)) || endOf(ends, sentence, at) !== null;
  };

  const nameFrom = (sentence: ReadText, start: number, from: number): string | null => {
    let end = from;
    while (end < start + longestName && end < sentence.tokens.length && !endsName(sentence, end)) end += 1;
    return end > from ? wordsBetween(sentence, start, end) : null;
  };

  /** "chị Lan", "Mr Tu": a title and what it belongs to. */
  const titled = (sentence: ReadText): string | null => {
    const { tokens } = sentence;
    for (let at = 0; at < tokens.length; at += 1) {
      const from = endOf(titles, sentence, at);
      if (from === null || fullAt(tokens, at) !== wordOf(sentence, at)) continue;
      const name = nameFrom(sentence, at, fullAt(tokens, from) === "." ? from + 1 : from);
      if (name) return name;
    }
    return null;
  };

  /** Teencode spells a lone "c" out as "chị"; a title is written in full. */
  const wordOf = (sentence: ReadText, at: number): string =>
    typedBetween(sentence, at, at + 1)
      .normalize("NFC")
      .toLowerCase();

  /** Capitals that neither begin the sentence nor belong to a place. */
  const capitals = (sentence: ReadText): string | null => {
    const { tokens, cover } = sentence;
    const isName = (at: number): boolean =>
      tokens[at]?.kind === "word" && isCapital(sentence, at) && cover[at] === null;
    const start = tokens.findIndex((_, at) => at > 0 && isName(at));
    if (start < 0) return null;
    let end = start;
    while (end < start + longestName && isName(end)) end += 1;
    // A lone capital stands for the rest of a name: "Nguyễn Văn B".
    return wordsBetween(sentence, start, end);
  };

  return {
    role: (sentence, intent) => {
      const said = idOf(officerRoles, sentence) ?? idOf(organisations, sentence);
      const commune = sentence.entities.some(
        (entity) => entity.type === "place" && entity.place.areas.some(({ kind }) => kind !== "tinh"),
      );
      return said ?? (commune && intent === "officer.invite" ? "commune_officer" : null);
    },
    officer: (sentence) => {
      const organisation = find(organisations, sentence);
      const known = organisation && wordsBetween(sentence, organisation.start, organisation.end);
      return titled(sentence) ?? known ?? capitals(sentence);
    },
    honoured: (sentence) => {
      const { tokens } = sentence;
      // "ai đáng được khen đợt này": who is asked for is not named.
      if (find(questions, sentence)) return null;
      const head = tokens.findIndex((_, at) => at > 0 && endOf(heads, sentence, at) !== null);
      const begins = head < 0 && endOf(heads, sentence, 0) !== null ? 0 : head;
      if (begins >= 0) return nameFrom(sentence, begins, endOf(heads, sentence, begins) ?? begins);
      let at = find(honours, sentence)?.start ?? tokens.length;
      for (
        let next: number | null = at;
        next !== null;
        next = endOf(honours, sentence, at) ?? endOf(fillers, sentence, at)
      )
        at = next;
      return (
        nameFrom(sentence, at, at) ??
        (isCapital(sentence, 0) && isCapital(sentence, 1) ? nameFrom(sentence, 0, 0) : null)
      );
    },
  };
}

/** In a message all in capitals they mean nothing. */
function isCapital({ text, tokens }: ReadText, at: number): boolean {
  return tokens[at]?.capital === true && text !== text.toUpperCase();
}
