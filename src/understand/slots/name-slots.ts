/** Who is named: the officer who is invited or loses the access, with the role, and the one who deserves an award. */
import type { Lexicon } from "../lexicon.ts";
import { createPhrases, listOf, type Phrases } from "../phrases.ts";
import type { ReadText } from "../read-sentence.ts";
import { bareAt, fullAt, tokenise } from "../tokens.ts";
import { createIsOtherWord } from "./other-words.ts";
import { endOf, find, isCapital, type Place, typedBetween, wordsBetween } from "./own-words.ts";

export interface NameSlots {
  /** The role of officers that is meant, said as such, by an organisation or by a commune. */
  role(sentence: ReadText, intent: string): string | null;
  officer(sentence: ReadText): string | null;
  honoured(sentence: ReadText): string | null;
}

/** Brothers and sisters are called by their number ("chị Năm", "co ba"), and Mai is a name before it is tomorrow. */
const sibling = /^(?:hai|ba|tu|nam|sau|bay|tam|chin|muoi|ut|mai)$/u;
/** Names have no more words. */
const longestName = 8;
/** Capitals that stand for an office or an app. */
const offices = /^(?:ubnd|so|hoi|quy|zalo|telegram|cb|tp|xa|phuong|ma|ok)$/u;

export function createNameSlots({ told, privacy }: Lexicon): NameSlots {
  const ids = (words: Lexicon["told"]["organisations"]): Phrases<string> =>
    createPhrases(words.flatMap(({ id, vi, en }) => [...vi, ...en].map((say): [string, string] => [say, id])));
  const officerRoles = ids(told.officer_roles);
  const organisations = ids(told.organisations);
  const roleWords = listOf({
    vi: told.officer_roles.flatMap(({ vi }) => vi),
    en: told.officer_roles.flatMap(({ en }) => en),
  });
  const titles = listOf(told.titles);
  const families = bareSet(privacy.families);
  const middles = bareSet(privacy.middles);
  const heads = listOf(told.name_heads);
  const honours = listOf(told.honours);
  const fillers = listOf(told.name_fillers);
  const ends = listOf(told.name_ends);
  const questions = listOf(told.asking_who);
  const called = listOf(told.called);
  const jobs = listOf(told.jobs);
  const isOtherWord = createIsOtherWord(told);

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
    const { tokens } = sentence;
    const isSibling =
      endOf(titles, sentence, start) === from &&
      sibling.test(bareAt(tokens, from)) &&
      tokens[from + 1]?.kind !== "number";
    // "cô kế toán mới" is called by her work.
    let end = isSibling ? from + 1 : (endOf(jobs, sentence, from) ?? from);
    while (end < start + longestName && end < sentence.tokens.length && !endsName(sentence, end)) end += 1;
    return end > from ? wordsBetween(sentence, start, end) : null;
  };

  /** "chị Lan", "Mr Tu": a title and what it belongs to. */
  const titled = (sentence: ReadText): string | null => {
    const { tokens } = sentence;
    const inside = find(organisations, sentence);
    for (let at = 0; at < tokens.length; at += 1) {
      const from = endOf(titles, sentence, at);
      // "hoi chu thap do" is nobody's uncle.
      if (inside && at > inside.start && at < inside.end) continue;
      if (from === null || fullAt(tokens, at) !== wordOf(sentence, at) || isOtherWord(sentence, at)) continue;
      const name = nameFrom(sentence, at, fullAt(tokens, from) === "." ? from + 1 : from);
      if (name) return name;
    }
    return null;
  };

  /** "chuyên viên đã nghỉ", unless the work is the role that is given. */
  const worker = (sentence: ReadText): string | null => {
    const at = sentence.tokens.findIndex(
      (_, from) => endOf(jobs, sentence, from) !== null && endOf(roleWords, sentence, from) === null,
    );
    return at < 0 ? null : nameFrom(sentence, at, at);
  };

  /** Teencode spells a lone "c" out as "chị"; a title is written in full. */
  const wordOf = (sentence: ReadText, at: number): string =>
    typedBetween(sentence, at, at + 1)
      .normalize("NFC")
      .toLowerCase();

  /** Capitals that neither begin the sentence nor belong to a place. */
  const capitals = (sentence: ReadText, besides: Place | null): string | null => {
    const { tokens, cover } = sentence;
    const isFree = (at: number): boolean => cover[at] === null && !(besides && at >= besides.start && at < besides.end);
    const isName = (at: number): boolean =>
      tokens[at]?.kind === "word" && isCapital(sentence, at) && isFree(at) && !offices.test(bareAt(tokens, at));
    const start = tokens.findIndex((_, at) => at > 0 && isName(at));
    if (start < 0) return null;
    let end = start;
    while (end < start + longestName && isName(end)) end += 1;
    // A lone capital stands for the rest of a name: "Nguyễn Văn B".
    return wordsBetween(sentence, start, end);
  };

  /** "nguyen van b": a family's name and what stands in the middle of names. */
  const unmarked = (sentence: ReadText): string | null => {
    const { tokens } = sentence;
    const start = tokens.findIndex(
      (_, at) =>
        families.has(bareAt(tokens, at)) && middles.has(bareAt(tokens, at + 1)) && tokens[at + 2] !== undefined,
    );
    return start < 0 ? null : nameFrom(sentence, start, start + 2);
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
      const head = find(called, sentence);
      const name = head && !endsName(sentence, head.end) ? nameFrom(sentence, head.end, head.end) : null;
      return (
        titled(sentence) ?? name ?? capitals(sentence, organisation) ?? worker(sentence) ?? known ?? unmarked(sentence)
      );
    },
    honoured: (sentence) => {
      const { tokens } = sentence;
      // "ai đáng được khen đợt này": who is asked for is not named.
      if (find(questions, sentence)) return null;
      const head = tokens.findIndex((_, at) => at > 0 && endOf(heads, sentence, at) !== null);
      const begins = head < 0 && endOf(heads, sentence, 0) !== null ? 0 : head;
      const organisation = find(organisations, sentence);
      if (organisation && (begins < 0 || organisation.start <= begins)) {
        const { start, end } = organisation;
        return nameFrom(sentence, start, end) ?? wordsBetween(sentence, start, end);
      }
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

function bareSet(words: readonly string[]): ReadonlySet<string> {
  return new Set(words.flatMap((word) => tokenise(word).map((token) => token.bare)));
}
