/** Reads how many of the goods that came were bad, and why: "60 cái cặp, rách hai cái", "100 received of which 4 were damaged". */
import type { Entity } from "../entities/entity.ts";
import type { Lexicon } from "../lexicon.ts";
import { createPhrases, type Match, type Phrases } from "../phrases.ts";
import type { ReadText } from "../read-sentence.ts";
import { bareAt, fullAt, type Token } from "../tokens.ts";
import { typedBetween } from "./own-words.ts";

export interface Rejected {
  /** Null where nothing is said of bad ones. */
  readonly count: number | null;
  readonly reason: string | null;
  /** What came, without the bad ones told apart: "96 tốt, 4 hư" are a hundred. */
  readonly received: readonly Entity[];
}

export type ReadRejected = (sentence: ReadText) => Rejected;
type Counted = Extract<Entity, { type: "goods" | "number" }>;

/** "… 4 cái trong số đó đã bị rách" */
const longestGap = 4;
/** Longer reasons are told in a report. */
const longestReason = 7;
const filler =
  /^(?:bi|la|thi|da|co|het|mat|khoang|trong|so|do|cai|chiec|cuon|quyen|bo|hop|thung|con|were|was|are|is|of|them|which|those|came|arrived|,)$/u;
/** Without their diacritics other bad words are also good ones: "be" is "bé", "vo" "vở". */
const plain = /^(?:rach|hu|hong|moc|uot|lung|mop|gay)$/u;
const none = /^(?:nào|none|nothing)$/u;

export function createReadRejected({ chat }: Lexicon): ReadRejected {
  const list = ({ vi, en }: { vi: readonly string[]; en: readonly string[] }): Phrases<true> =>
    createPhrases([...vi, ...en].map((say): [string, true] => [say, true]));
  const bad = list(chat.rejected);
  const good = list(chat.accepted);
  const missing = list(chat.missing);

  const badAt = (tokens: readonly Token[], at: number): Match<true> | undefined =>
    bad
      .from(tokens, at)
      .find(
        ({ cost, wrong, end }) =>
          wrong === 0 &&
          (cost === 0 || end > at + 1 || plain.test(bareAt(tokens, at)) || bareAt(tokens, at - 1) === "bi"),
      );

  const countBefore = ({ tokens, cover }: ReadText, at: number): Counted | null => {
    for (let from = at - 1; from >= at - 1 - longestGap; from -= 1) {
      const entity = cover[from];
      if (entity) return counted(entity);
      if (!filler.test(bareAt(tokens, from))) return null;
    }
    return null;
  };

  const countAfter = ({ tokens, cover }: ReadText, at: number): Counted | null => {
    for (let from = at; from < at + 2; from += 1) {
      const entity = cover[from];
      if (entity) return counted(entity);
      if (!filler.test(bareAt(tokens, from)) || fullAt(tokens, from) === ",") return null;
    }
    return null;
  };

  /** From the bad word to the end of what is said of it: "lủng không xài được". */
  const reasonAt = (sentence: ReadText, at: number, end: number): string | null => {
    const { tokens, cover } = sentence;
    const start = bareAt(tokens, at - 1) === "bi" ? at - 1 : at;
    let last = end;
    while (
      last - start < longestReason &&
      tokens[last]?.kind === "word" &&
      !cover[last] &&
      !stops.test(fullAt(tokens, last))
    )
      last += 1;
    return typedBetween(sentence, start, last) || null;
  };

  /** Without those that are said to lack: "96 cái, thiếu 4 cái". */
  const present = ({ entities, tokens }: ReadText): readonly Entity[] => {
    const first = entities.findIndex((entity) => counted(entity) !== null);
    return entities.filter(
      (entity, i) => i <= first || !counted(entity) || missing.first(tokens, entity.start - 1)?.end !== entity.start,
    );
  };

  /** Everything that came: without the bad ones, and with what was counted as good. */
  const receivedOf = (sentence: ReadText, bads: ReadonlySet<Counted>, count: number): readonly Entity[] => {
    const entities = present(sentence);
    const rest = entities.filter((entity) => counted(entity) !== null && !isIn(bads, entity));
    return entities.flatMap((entity): readonly Entity[] => {
      if (isIn(bads, entity))
        return rest.length === 0 && entity.type === "goods" && entity.item !== null ? [entity] : [];
      const some = counted(entity);
      if (!some || good.first(sentence.tokens, entity.end)?.wrong !== 0) return [entity];
      return some.type === "number"
        ? [{ ...some, value: some.value + count }]
        : [{ ...some, quantity: (some.quantity ?? 0) + count }];
    });
  };

  /** The number that is said to be bad. In "50 mền hư 2 cái" the one that names the goods is the whole. */
  const badsAt = (sentence: ReadText, at: number, end: number): Counted | null => {
    const before = countBefore(sentence, at);
    const after = countAfter(sentence, end);
    return before && !(after && before.type === "goods" && before.item !== null) ? before : after;
  };

  return (sentence) => {
    const { tokens, entities } = sentence;
    const bads = new Set<Counted>();
    const reasons: string[] = [];
    for (let at = 0; at < tokens.length; at += 1) {
      const found = badAt(tokens, at);
      if (!found) continue;
      if (tokens.slice(Math.max(0, at - longestGap), found.end + longestGap).some(({ full }) => none.test(full)))
        return { count: 0, reason: null, received: entities };
      const some = badsAt(sentence, at, found.end);
      if (!some || bads.has(some)) continue;
      bads.add(some);
      const reason = reasonAt(sentence, at, found.end);
      if (reason !== null) reasons.push(reason);
    }
    if (bads.size === 0) return { count: null, reason: null, received: present(sentence) };
    const count = [...bads].reduce((sum, some) => sum + quantityOf(some), 0);
    return { count, reason: reasons.join(", ") || null, received: receivedOf(sentence, bads, count) };
  };
}

function isIn(bads: ReadonlySet<Entity>, entity: Entity): boolean {
  return bads.has(entity);
}

const stops = /^(?:hết|mất|còn|nên|và|nhưng|ạ|nhé|rồi|nha|luôn|and|but|so|the)$/u;

function counted(entity: Entity): Counted | null {
  return entity.type === "number" || (entity.type === "goods" && entity.quantity !== null) ? entity : null;
}

function quantityOf(entity: Counted): number {
  return entity.type === "number" ? entity.value : (entity.quantity ?? 0);
}
