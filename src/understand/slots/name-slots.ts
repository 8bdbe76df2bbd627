/** Who is named: the officer who is invited or loses the access, with the role, and the one who deserves an award. */
import type { EntityType } from "../entities/entity.ts";
import type { Lexicon } from "../lexicon.ts";
import { createPhrases, listOf, type Phrases } from "../phrases.ts";
import type { ReadText } from "../read-sentence.ts";
import { bareAt, fullAt, tokenise } from "../tokens.ts";
import { createIsOtherWord } from "./other-words.ts";
import { endOf, find, isAccented, isCapital, type Place, typedBetween, wordsBetween } from "./own-words.ts";

export interface NameSlots {
  /** The role of officers that is meant, said as such, by an organisation or by a commune. */
  role(sentence: ReadText, intent: string): string | null;
  /** Who is invited stands behind the word for it: "cô Hà nghỉ, mời cô Lan thay". */
  officer(sentence: ReadText, intent: string): string | null;
  honoured(sentence: ReadText): string | null;
}

/** Brothers and sisters are called by their number ("chị Năm", "co ba"), and Mai is a name before it is tomorrow. */
const sibling = /^(?:hai|ba|tu|nam|sau|bay|tam|chin|muoi|ut|mai)$/u;
/** What a name may hold: "cô Ba Rạch Giá", "Trung tâm y tế". */
const nameable: ReadonlySet<EntityType> = new Set(["place", "goods", "named"]);
/** "danh sach cán bô xã" */
const mostMisspelt = 1;
/** "cán bộ Trung tâm y tế" works there; "cán bộ xã" is a role. */
const workplace = /^(?:trung|benh|phong|tram|truong|ban|khoa|cong|chi|uy|ubnd|van)$/u;
/** Names have no more words. */
const longestName = 8;
/** Capitals that stand for an office or an app. */
const noName = /^(?:ubnd|so|hoi|quy|zalo|telegram|cb|tp|xa|phuong|ma|ok)$/u;
/** "Thu Hà", "Ngọc Mai": names that elsewhere are a season or a day. */
const namedAfterTime = /^(?:thu|mai|xuan|ha|dong|nam|ba|hai|sang|tet)$/u;
/** "the Fund's new | cashier" */
const whose = /^(?:the|our|my|their|new|old|former|previous|current|second|s|'|’)$/u;
/** Behind "em" in "cho em …" these are what is asked for, and no name. */
const asked =
  /^(?:xin|ma|loi|hoi|biet|link|gap|lai|mot|code|tai|quyen|danh|xem|moi|them|nhe|gium|giup|luon|nhap|vao|vo|lam)$/u;

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
  const offices = listOf(told.offices);
  const isOtherWord = createIsOtherWord(told);

  const idOf = (phrases: Phrases<string>, { tokens }: ReadText, mostWrong = 0): string | null => {
    for (let at = 0; at < tokens.length; at += 1) {
      const match = phrases.from(tokens, at).find((found) => found.wrong <= mostWrong);
      if (match) return match.value;
    }
    return null;
  };

  const isOffice = (sentence: ReadText, at: number): boolean => {
    const end = endOf(offices, sentence, at) ?? endOf(organisations, sentence, at);
    // Đoàn is a family's name, too.
    return end !== null && (end > at + 1 || bareAt(sentence.tokens, at) !== "doan" || !isCapital(sentence, end));
  };

  /** Days, codes and counts are no part of a name; a place may be ("cô Ba Rạch Giá"). */
  const endsName = (sentence: ReadText, at: number): boolean => {
    const covered = sentence.cover[at];
    const told = covered !== null && covered !== undefined && !nameable.has(covered.type);
    const token = sentence.tokens[at];
    // "Mai" is a name, "mai" tomorrow.
    return token?.kind !== "word" || (told && !isCapital(sentence, at)) || endOf(ends, sentence, at) !== null;
  };

  const nameFrom = (sentence: ReadText, start: number, from: number, officer = false): string | null => {
    const { tokens } = sentence;
    const isOver = (at: number, first: number): boolean =>
      endsName(sentence, at) || (officer && at > first && isOffice(sentence, at));
    const isSibling =
      endOf(titles, sentence, start) === from &&
      sibling.test(bareAt(tokens, from)) &&
      tokens[from + 1]?.kind !== "number";
    // "cô kế toán mới" is called by her work.
    const first = isSibling ? from + 1 : (endOf(jobs, sentence, from) ?? from);
    let end = first;
    while (end < start + longestName && end < tokens.length && !isOver(end, isSibling ? from : first)) end += 1;
    return end > from ? wordsBetween(sentence, start, end) : null;
  };

  /** "chị Lan", "Mr Tu": a title and what it belongs to. */
  const titled = (sentence: ReadText, from = 0): string | null => {
    const { tokens } = sentence;
    const inside = find(organisations, sentence);
    for (let at = from; at < tokens.length; at += 1) {
      const from = endOf(titles, sentence, at);
      // "hoi chu thap do" is nobody's uncle.
      if (inside && at > inside.start && at < inside.end) continue;
      if (from === null || fullAt(tokens, at) !== wordOf(sentence, at) || isOtherWord(sentence, at)) continue;
      const name = nameFrom(sentence, at, fullAt(tokens, from) === "." ? from + 1 : from, true);
      if (name) return name;
    }
    return from > 0 ? null : younger(sentence);
  };

  const invited = (sentence: ReadText): string | null => {
    const verb = sentence.tokens.findIndex(({ full }, at) => at > 0 && /^(?:mời|moi|invite)$/u.test(full));
    return verb > 0 ? titled(sentence, verb + 1) : null;
  };

  /** "Mời cán bộ Sở Y tế": the office tells only the role. */
  const isStaff = ({ tokens }: ReadText, { start }: Place): boolean =>
    bareAt(tokens, start - 1) === "bo" && bareAt(tokens, start - 2) === "can";

  /** "cho em Ngọc nha": "em" calls whoever is named, and else the one who speaks. */
  const younger = (sentence: ReadText): string | null => {
    const { tokens } = sentence;
    const at = tokens.findIndex(({ full }, i) => {
      if (full !== "em" || sentence.cover[i] !== null || tokens[i + 1]?.kind !== "word") return false;
      if (isCapital(sentence, i + 1)) return sentence.cover[i + 1] === null;
      const led = /^(?:cho|moi|them|cua)$/u.test(bareAt(tokens, i - 1)) && !isAccented(sentence);
      return led && !asked.test(bareAt(tokens, i + 1)) && endOf(roleWords, sentence, i + 1) === null;
    });
    return at < 0 ? null : nameFrom(sentence, at, at + 1, true);
  };

  /** "the Fund's …": whose work it is. */
  const isOf = ({ tokens }: ReadText, at: number): boolean => /^['’]$/u.test(fullAt(tokens, at));

  /** "chuyên viên đã nghỉ", unless the work is the role that is given. */
  const worker = (sentence: ReadText): string | null => {
    const { tokens } = sentence;
    const isJob = (at: number): boolean =>
      endOf(jobs, sentence, at) !== null ||
      (bareAt(tokens, at - 1) === "bo" && workplace.test(bareAt(tokens, at)) && isOffice(sentence, at));
    const at = tokens.findIndex((_, from) => isJob(from) && endOf(roleWords, sentence, from) === null);
    if (at < 0) return null;
    // "cán bộ Trung tâm y tế"
    if (endOf(jobs, sentence, at) === null)
      return endOf(roleWords, sentence, at - 2) === null ? nameFrom(sentence, at - 2, at) : null;
    const organisation = find(organisations, sentence);
    let start = at;
    while (start > 0 && (whose.test(fullAt(tokens, start - 1)) || organisation?.end === start || isOf(sentence, start)))
      start = organisation?.end === start ? organisation.start : start - 1;
    return nameFrom(sentence, start, at);
  };

  /** Teencode spells a lone "c" out as "chị"; a title is written in full. */
  const wordOf = (sentence: ReadText, at: number): string =>
    typedBetween(sentence, at, at + 1)
      .normalize("NFC")
      .toLowerCase();

  /** Capitals that neither begin the sentence nor belong to a place. */
  const capitals = (sentence: ReadText, besides: Place | null): string | null => {
    const { tokens, cover } = sentence;
    const isNamed = (at: number): boolean =>
      cover[at]?.type === "time" &&
      namedAfterTime.test(bareAt(tokens, at)) &&
      (isCapital(sentence, at - 1) || isCapital(sentence, at + 1));
    const isFree = (at: number): boolean =>
      (cover[at] === null || isNamed(at)) && !(besides && at >= besides.start && at < besides.end);
    const isName = (at: number): boolean =>
      tokens[at]?.kind === "word" && isCapital(sentence, at) && isFree(at) && !noName.test(bareAt(tokens, at));
    const isOfOffice = (at: number): boolean =>
      isOffice(sentence, at) ||
      endOf(jobs, sentence, at) !== null ||
      isName(at - 1) ||
      endOf(offices, sentence, at - 2) === at;
    const start = tokens.findIndex((_, at) => at > 0 && isName(at) && !isOfOffice(at));
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
      const said =
        idOf(officerRoles, sentence) ?? idOf(organisations, sentence) ?? idOf(officerRoles, sentence, mostMisspelt);
      const commune = sentence.entities.some(
        (entity) => entity.type === "place" && entity.place.areas.some(({ kind }) => kind !== "tinh"),
      );
      return said ?? (commune && intent === "officer.invite" ? "commune_officer" : null);
    },
    officer: (sentence, intent) => {
      const organisation = find(organisations, sentence);
      const known =
        organisation &&
        !isStaff(sentence, organisation) &&
        wordsBetween(sentence, organisation.start, organisation.end);
      const head = find(called, sentence);
      const name = head && !endsName(sentence, head.end) ? nameFrom(sentence, head.end, head.end, true) : null;
      return (
        (intent === "officer.invite" ? invited(sentence) : null) ??
        titled(sentence) ??
        name ??
        capitals(sentence, organisation) ??
        worker(sentence) ??
        (known || unmarked(sentence))
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
