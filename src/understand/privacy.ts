/**
 * Looks for what must never be stored or published about a child or a person: names, numbers of identity papers, phones,
 * addresses, an illness tied to one child. Used on free text of needs, notes and captions, and to recognise requests.
 */
import { isAddress, isIdNumber } from "./entities/personal-data.ts";
import { readPhone } from "./entities/phone.ts";
import type { Lexicon } from "./lexicon.ts";
import { createFindNamedChild } from "./named-child.ts";
import { createPhrases } from "./phrases.ts";
import { bareAt, type Token, tokenise } from "./tokens.ts";

export type PrivacyKind = "child_name" | "id_number" | "phone" | "address" | "illness";

export interface PrivacyScan {
  readonly found: boolean;
  readonly kinds: readonly PrivacyKind[];
}

/** An illness further away belongs to another sentence. */
const illnessReach = 12;

export function createScanPrivacy(lexicon: Lexicon): (text: string) => PrivacyScan {
  const aboutChild = createAboutChild(lexicon);
  return (text) => {
    const tokens = tokenise(text);
    const kinds = new Set<PrivacyKind>();
    for (let at = 0; at < tokens.length; at += 1) {
      if (aboutChild.names(tokens, at)) kinds.add("child_name");
      if (aboutChild.tellsIllness(tokens, at)) kinds.add("illness");
      if (isIdNumber(tokens, at)) kinds.add("id_number");
      if (readPhone(tokens, at)) kinds.add("phone");
      if (isAddress(tokens, at)) kinds.add("address");
    }
    return { found: kinds.size > 0, kinds: [...kinds] };
  };
}

type At = (tokens: readonly Token[], at: number) => boolean;

/** What from this word on tells who a child is. */
interface AboutChild {
  readonly names: At;
  /** An illness that one child has. */
  readonly tellsIllness: At;
}

function createAboutChild({ privacy }: Lexicon): AboutChild {
  const names = createFindNamedChild(privacy);
  const illness = createPhrases(privacy.illness.map((say): [string, true] => [say, true]));
  const persons = new Set([...privacy.persons, "boy", "girl", "child"]);
  const plural = new Set(privacy.plural);

  /** "em", "một bé", "1 cháu": one child, not "3 trẻ", "các em", "trẻ em". */
  const isOneChild = (tokens: readonly Token[], at: number): boolean => {
    const word = bareAt(tokens, at);
    const before = tokens[at - 1];
    if (!persons.has(word) || word === "con" || word === "hs") return false;
    if (before?.kind === "number") return before.full === "1";
    if (word === "tre") return /^(?:mot|dua)$/u.test(bareAt(tokens, at - 1));
    return !plural.has(bareAt(tokens, at - 1)) && !/^(?:nho|em)$/u.test(bareAt(tokens, at + 1));
  };

  const isIll = (tokens: readonly Token[], at: number): boolean =>
    tokens
      .slice(at, at + illnessReach)
      .some((_, step) => illness.from(tokens, at + step).some((match) => match.wrong === 0));

  return { names, tellsIllness: (tokens, at) => isOneChild(tokens, at) && isIll(tokens, at) };
}

/** Words between the child and what is wanted of it, at most. */
const near = 7;
/** More than this is no request but a text about children; the classifier decides. */
const mostWanted = 50;

/** Whether a message asks for, or offers, what would identify a child: a wanted thing near a child word, or a named child itself. */
export function createAsksForChild(
  lexicon: Lexicon,
): (tokens: readonly Token[], isOwn?: (at: number) => boolean) => boolean {
  const { persons, wanted } = lexicon.chat.child;
  const aboutChild = createAboutChild(lexicon);
  const children = createPhrases(persons.map((say): [string, true] => [say, true]));
  const things = createPhrases(wanted.map((say): [string, true] => [say, true]));

  return (tokens, isOwn = () => false) => {
    const places = (phrases: typeof children): readonly number[] =>
      tokens.flatMap((_, at) => (phrases.from(tokens, at).some((match) => match.cost === 0) ? [at] : []));
    // "không cần ghi tên" is about the giver's own name.
    const asked = places(things).filter((at) => !isOwn(at));
    // The children in the name of the Child Protection Fund are nobody's.
    const people = (asked.length > 0 && asked.length < mostWanted ? places(children) : []).filter(
      (at) => !/^(?:bao tro|tro tre)$/u.test(`${bareAt(tokens, at - 2)} ${bareAt(tokens, at - 1)}`),
    );
    if (asked.some((thing) => people.some((person) => person !== thing && Math.abs(person - thing) <= near)))
      return true;
    return tokens.some((_, at) => aboutChild.names(tokens, at) || aboutChild.tellsIllness(tokens, at));
  };
}
