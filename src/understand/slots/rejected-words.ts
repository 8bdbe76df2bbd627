/** The words that goods were bad: where they stand, which number they tell of, and what they say was wrong. */
import type { Entity, Goods } from "../entities/entity.ts";
import type { Lexicon } from "../lexicon.ts";
import { createPhrases, listOf, type Match, type Phrases } from "../phrases.ts";
import type { ReadText } from "../read-sentence.ts";
import { bareAt, fullAt, type Token } from "../tokens.ts";
import { endOf, wordsBetween } from "./own-words.ts";

export type Counted = Extract<Entity, { type: "number" }> | (Goods & { readonly quantity: number });

/** A number that is said to be bad. */
export interface Bad {
  readonly some: Counted;
  readonly reason: string | null;
}

export interface RejectedWords {
  badAt(sentence: ReadText, at: number): { readonly bad: Bad | null; readonly end: number } | null;
  refusedAt(sentence: ReadText, at: number): { readonly bad: Bad | null; readonly end: number } | null;
}

/** "… 4 cái trong số đó đã bị rách" */
const longestGap = 4;
/** Longer reasons are told in a report. */
const longestReason = 7;
const filler =
  /^(?:bi|la|thi|da|co|het|mat|khoang|trong|so|do|cai|chiec|cuon|quyen|bo|hop|thung|con|were|was|are|is|of|them|which|those|came|arrived|more|others?|nua|khac|kia|,)$/u;
/** Without their diacritics other bad words are also good ones: "be" is "bé", "vo" "vở". */
const plain = /^(?:rach|hu|hong|moc|uot|lung|mop|gay)$/u;
const stops =
  /^(?:hết|mất|còn|nên|và|nhưng|em|tui|tôi|mình|ạ|nhé|rồi|nha|luôn|trong|của|đã|phải|gửi|gởi|trả|đem|tra|khỏi|and|but|so|the|we|from|out|phai|nen|nhung|roi|luon|trong|cua|gui|goi|khoi)$/u;
const all = /^(?:het|ca|sach|toan|tat|all)$/u;
const whole = /^(?:het|ca|rao|tron|sach|toan|bo|tat|all|of|them)$/u;
/** What opens a reason behind the number: "hư 3 thùng do phơi nắng". */
const causes = /^(?:do|vì|tại|bị|because|due)$/u;

export function createRejectedWords({ chat }: Lexicon): RejectedWords {
  const bad: Phrases<true> = createPhrases(
    [...chat.rejected.vi, ...chat.rejected.en].map((say): [string, true] => [say, true]),
  );
  const refused = listOf(chat.refused);

  const badMatch = (tokens: readonly Token[], at: number): Match<true> | undefined =>
    bad
      .from(tokens, at)
      .find(
        ({ cost, wrong, end }) =>
          wrong === 0 &&
          (cost === 0 || end > at + 1 || plain.test(bareAt(tokens, at)) || bareAt(tokens, at - 1) === "bi"),
      );

  return {
    badAt: (sentence, at) => {
      // Vĩnh Phong is no "phồng".
      const found = sentence.cover[at]?.type === "place" ? null : badMatch(sentence.tokens, at);
      if (!found) return null;
      const some = badsAt(sentence, at, found.end);
      return { bad: some && { some, reason: reasonAt(sentence, at, found.end, some) }, end: found.end };
    },
    refusedAt: (sentence, at) => {
      const end = endOf(refused, sentence, at);
      if (end === null) return null;
      const behind = countAfter(sentence, wholeEnd(sentence, end));
      if (isSize(sentence, at, end, behind)) return null;
      if (behind)
        return { bad: { some: behind, reason: reasonBehind(sentence, behind) ?? reasonBefore(sentence, at) }, end };
      return { bad: toldBefore(sentence, at) ?? allOf(sentence, at, end), end };
    },
  };
}

/** "25 bao loại 20 ký", "20 bồn nước loại 500 lít": what kind they are. */
function isSize({ tokens, cover }: ReadText, at: number, end: number, some: Counted | null): boolean {
  const kind = end === at + 1 && /^(?:loại|loai)$/u.test(fullAt(tokens, at)) && cover[at - 1]?.type === "goods";
  if (!some) return kind && tokens[end]?.kind === "number";
  return kind && some.start === end && (some.type === "number" || some.unit === "kg" || some.unit === null);
}

export function isCounted(entity: Entity | null | undefined): entity is Counted {
  if (entity?.type === "number") return entity.aside !== true;
  return entity?.type === "goods" && entity.quantity !== null;
}

function countBefore({ tokens, cover }: ReadText, at: number): Counted | null {
  for (let from = at - 1; from >= at - 1 - longestGap; from -= 1) {
    const entity = cover[from];
    if (entity) return isCounted(entity) ? entity : null;
    if (!filler.test(bareAt(tokens, from))) return null;
  }
  return null;
}

function countAfter({ tokens, cover }: ReadText, at: number): Counted | null {
  for (let from = at; from < at + 2; from += 1) {
    const entity = cover[from];
    if (entity) return isCounted(entity) ? entity : null;
    if (!filler.test(bareAt(tokens, from)) || fullAt(tokens, from) === ",") return null;
  }
  return null;
}

/** In "50 mền hư 2 cái" and "40 thùng, hư 3 thùng" the first number is the whole. */
function badsAt(sentence: ReadText, at: number, end: number): Counted | null {
  const before = countBefore(sentence, at);
  const after = countAfter(sentence, end);
  if (!before || !after) return before ?? after;
  const parted = sentence.tokens.slice(before.end, at).some(({ full }) => full === ",");
  return parted || (before.type === "goods" && before.item !== null) ? after : before;
}

/** From the bad word to the end of what is said of it: "lủng không xài được"; a cause behind the number tells more. */
function reasonAt(sentence: ReadText, at: number, end: number, { end: behind }: Counted): string | null {
  if (behind > at && causes.test(fullAt(sentence.tokens, behind))) return clause(sentence, behind);
  const start = bareAt(sentence.tokens, at - 1) === "bi" ? at - 1 : at;
  return wordsBetween(sentence, start, Math.max(end, clauseEnd(sentence, end, start + longestReason)));
}

/** "rejected 6, zips broken", "không nhận 7 hộp sữa phồng nắp": free words may have been taken for the name of a thing. */
function reasonBehind(sentence: ReadText, some: Counted): string | null {
  const from = /^[,:(-]$/u.test(fullAt(sentence.tokens, some.end)) ? some.end + 1 : some.end;
  return clause(sentence, from) ?? ownWords(sentence, some);
}

/** "2 chiếc xẹp lốp phải trả", "three had holes so we sent them back": the number, what was wrong, what was done. */
function toldBefore(sentence: ReadText, at: number): Bad | null {
  const { tokens, cover } = sentence;
  for (let from = at - 1; from >= Math.max(0, at - 2 - longestReason); from -= 1) {
    const entity = cover[from];
    if (/^[.;:]$/u.test(fullAt(tokens, from))) return null;
    if (!entity) continue;
    if (!isCounted(entity)) return null;
    const reason = clause(sentence, entity.end, at) ?? ownWords(sentence, entity);
    return { some: entity, reason };
  }
  return null;
}

/** "trả lại hết cả 6" */
function wholeEnd({ tokens }: ReadText, end: number): number {
  let at = end;
  while (at < end + 3 && whole.test(bareAt(tokens, at))) at += 1;
  return at;
}

/** "trả lại hết vì hết hạn": the only thing that came. */
function allOf(sentence: ReadText, at: number, end: number): Bad | null {
  const stop = wholeEnd(sentence, end);
  if (stop === end || !all.test(bareAt(sentence.tokens, end))) return null;
  const counted = sentence.entities.filter((entity) => entity.type === "goods" && isCounted(entity)) as Counted[];
  const [some] = counted;
  if (!some || counted.length > 1) return null;
  const cause = causes.test(fullAt(sentence.tokens, stop)) ? clause(sentence, stop + 1) : null;
  return { some, reason: cause ?? reasonBefore(sentence, at) };
}

/** "… mà hạn còn 20 ngày, em trả lại hết cả 6": the clause before tells why. */
function reasonBefore(sentence: ReadText, at: number): string | null {
  const { tokens } = sentence;
  let end = at;
  while (end > at - longestReason && end > 0 && tokens[end - 1]?.kind !== "mark") end -= 1;
  if (tokens[end - 1]?.kind !== "mark") return null;
  for (let from = end - 2; from >= Math.max(0, end - 2 - longestReason); from -= 1) {
    if (tokens[from]?.kind === "mark") return null;
    if (/^(?:mà|ma|vì|vi|do|because|but)$/u.test(fullAt(tokens, from)))
      return wordsBetween(sentence, from + 1, end - 1);
  }
  return null;
}

function ownWords({ tokens, text }: ReadText, some: Counted): string | null {
  if (some.type !== "goods" || !some.free) return null;
  const words = (some.item ?? "").split(" ").length;
  return text.slice(tokens[some.end - words]?.start, tokens[some.end - 1]?.end) || null;
}

function clause(sentence: ReadText, from: number, most = from + longestReason): string | null {
  return wordsBetween(sentence, from, clauseEnd(sentence, from, most));
}

function clauseEnd({ tokens, cover }: ReadText, from: number, most: number): number {
  let end = from;
  // "seams open": what has a meaning of its own elsewhere is a word here.
  const isFree = (at: number): boolean => !cover[at] || cover[at]?.type === "named";
  // "do hết hạn"
  const isStop = (at: number): boolean =>
    stops.test(fullAt(tokens, at)) && !(fullAt(tokens, at) === "hết" && /^(?:hạn|date)$/u.test(fullAt(tokens, at + 1)));
  while (end < most && tokens[end]?.kind === "word" && isFree(end) && !isStop(end)) end += 1;
  return end;
}
