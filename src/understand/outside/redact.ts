/**
 * What of a sentence may leave this machine: nothing at all when a child could be known from it, otherwise the words
 * with phones, addresses of the net, numbers of papers, codes and names replaced by what they are.
 */
import type { Entity } from "../entities/entity.ts";
import { findInvitation } from "../entities/code.ts";
import { isIdNumber } from "../entities/personal-data.ts";
import { readPhone } from "../entities/phone.ts";
import type { Lexicon } from "../lexicon.ts";
import { createAsksForChild, createScanPrivacy, type PrivacyKind } from "../privacy.ts";
import type { ReadText } from "../read-sentence.ts";
import type { Token } from "../tokens.ts";
import { createFindPersonName } from "./person-name.ts";

/** Text with gaps. Offsets of `text` lead back to the words of the person. */
export interface Redacted {
  readonly text: string;
  /** The person's own words behind a piece of `text`; null when the piece is not in it. */
  original(piece: string): string | null;
}

interface Gap {
  readonly start: number;
  readonly end: number;
  readonly label: string;
}

/** A child's words are not to be sent in any shape (a name can be left out, a story cannot). */
const neverSent: ReadonlySet<PrivacyKind> = new Set<PrivacyKind>(["child_name", "illness", "address"]);

/** Our rules read Vietnamese and English; in Khmer or Chinese letters nobody here can tell a child's name. */
const otherScript = /(?!\p{Script=Latin})\p{L}/u;

const codeLabels = {
  need: "NEED_CODE",
  pledge: "PLEDGE_CODE",
  delivery: "DELIVERY_CODE",
  difficulty: "CODE",
  report: "CODE",
} as const;
const netAddress = /\S+@\S+|(?:https?:\/\/|www\.)\S+|(?<!\S)@\w{3,}/gu;
/** Account numbers, identity papers, phones of other countries: nobody counts goods in numbers without an end. */
const longNumber = /\+?\d(?:[ .-]?\d){8,}/gu;

/** "100.000.000" is money. */
const groups = /^\d{1,3}(?:[ .]\d{3})+$/u;

/** Null: nothing of it may leave. */
export function createRedact(lexicon: Lexicon): (sentence: ReadText) => Redacted | null {
  const scan = createScanPrivacy(lexicon);
  const asksForChild = createAsksForChild(lexicon);
  const findNames = createFindPersonName(lexicon.privacy);

  return (sentence) => {
    if (otherScript.test(sentence.text)) return null;
    if (scan(sentence.text).kinds.some((kind) => neverSent.has(kind)) || asksForChild(sentence.tokens)) return null;
    if (namesAged(sentence.tokens)) return null;
    const names = findNames(sentence).map(({ start, end }) => gapOf(sentence, start, end, "NAME"));
    return cut(sentence.text, [...numbers(sentence), ...codes(sentence), ...patterns(sentence.text), ...names]);
  };
}

/** "Bông 7 tuổi": somebody of such an age may be a child, whether a word for a child announces the name or not. */
function namesAged(tokens: readonly Token[]): boolean {
  return tokens.some(
    ({ capital, bare }, at) =>
      capital &&
      !/^(?:tre|be|em|con|chau|lop|size|cho|tu|duoi|tren|lua)$/u.test(bare) &&
      /^\d{1,2}$/u.test(tokens[at + 1]?.full ?? "") &&
      /^(?:tuoi|t)$/u.test(tokens[at + 2]?.bare ?? ""),
  );
}

function patterns(text: string): readonly Gap[] {
  const invitation = findInvitation(text);
  const secretAt = invitation === null ? -1 : text.indexOf(invitation);
  const found = (pattern: RegExp, label: string): readonly Gap[] =>
    [...text.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length, label }));
  return [
    ...(invitation === null ? [] : [{ start: secretAt, end: secretAt + invitation.length, label: "INVITATION" }]),
    ...found(netAddress, "ADDRESS"),
    ...found(longNumber, "NUMBER").filter(({ start, end }) => !groups.test(text.slice(start, end))),
  ];
}

function numbers(sentence: ReadText): readonly Gap[] {
  const { tokens } = sentence;
  return tokens.flatMap((_, at) => {
    const phone = readPhone(tokens, at);
    if (phone) return [gapOf(sentence, at, phone.end, "PHONE")];
    return isIdNumber(tokens, at) ? [gapOf(sentence, at, at + 1, "NUMBER")] : [];
  });
}

function codes(sentence: ReadText): readonly Gap[] {
  const found = sentence.entities.filter(
    (entity): entity is Extract<Entity, { type: "code" }> => entity.type === "code",
  );
  return found.map(({ start, end, kind }) => gapOf(sentence, start, end, codeLabels[kind]));
}

function gapOf({ tokens }: ReadText, from: number, to: number, label: string): Gap {
  return { start: tokens[from]?.start ?? 0, end: tokens[to - 1]?.end ?? 0, label };
}

/** Gaps that touch one another become one, so that nothing of the second shows. */
function merge(found: readonly Gap[]): readonly Gap[] {
  const merged: Gap[] = [];
  for (const gap of found.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && gap.start < last.end) merged.splice(-1, 1, { ...last, end: Math.max(last.end, gap.end) });
    else merged.push(gap);
  }
  return merged;
}

function cut(text: string, found: readonly Gap[]): Redacted {
  /** Where each unit of the redacted text comes from. */
  const from: { readonly start: number; readonly end: number }[] = [];
  let redacted = "";
  const take = (words: string, origin: (index: number) => { start: number; end: number }): void => {
    for (let index = 0; index < words.length; index += 1) from.push(origin(index));
    redacted += words;
  };
  let done = 0;
  for (const { start, end, label } of [...merge(found), { start: text.length, end: text.length, label: "" }]) {
    const before = done;
    take(text.slice(before, start), (index) => ({ start: before + index, end: before + index + 1 }));
    if (label !== "") take(`[${label}]`, () => ({ start, end }));
    done = end;
  }
  return {
    text: redacted,
    original: (piece) => {
      const at = piece === "" ? -1 : redacted.toLowerCase().indexOf(piece.toLowerCase());
      const [first, last] = [from[at], from[at + piece.length - 1]];
      return first && last ? text.slice(first.start, last.end) : null;
    },
  };
}
