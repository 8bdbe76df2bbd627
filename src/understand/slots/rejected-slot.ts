/** Reads how many of the goods that came were bad, and why: "60 cái cặp, rách hai cái", "100 received of which 4 were damaged". */
import type { Entity } from "../entities/entity.ts";
import type { Lexicon } from "../lexicon.ts";
import type { ReadText } from "../read-sentence.ts";
import { endOf } from "./own-words.ts";
import { type Bad, type Counted, createRejectedWords, isCounted } from "./rejected-words.ts";
import { listOf } from "../phrases.ts";

export interface Rejected {
  /** Null where nothing is said of bad ones. */
  readonly count: number | null;
  readonly reason: string | null;
  /** What came, without the bad ones told apart: "96 tốt, 4 hư" are a hundred. */
  readonly received: readonly Entity[];
}

export type ReadRejected = (sentence: ReadText) => Rejected;

/** "không có cái nào hư", "none of them were damaged": words between the two. */
const longestGap = 4;
const none = /^(?:nào|none|nothing)$/u;

export function createReadRejected(lexicon: Lexicon): ReadRejected {
  const words = createRejectedWords(lexicon);
  const good = listOf(lexicon.chat.accepted);
  const missing = listOf(lexicon.chat.missing);
  const notCome = listOf(lexicon.chat.not_come);

  /** Without those that lack, or are still to come: "96 cái, thiếu 4 cái", "78 cái, 2 cái chưa tới". */
  const present = (sentence: ReadText): readonly Entity[] => {
    const first = sentence.entities.findIndex(isCounted);
    return sentence.entities.filter(
      (entity, i) =>
        i <= first ||
        !isCounted(entity) ||
        (endOf(missing, sentence, entity.start - 1) !== entity.start && endOf(notCome, sentence, entity.end) === null),
    );
  };

  /** Everything that came: without the bad ones, and with what was counted as good. */
  const receivedOf = (sentence: ReadText, bads: readonly Bad[], count: number): readonly Entity[] => {
    const entities = present(sentence);
    const isBad = (entity: Entity): boolean => bads.some(({ some }) => some === entity);
    const counted = entities.filter((entity) => isCounted(entity) && !isBad(entity)) as readonly Counted[];
    const [all] = counted;
    // "100 thùng, 7 thùng móp, còn 93 thùng": what is left was counted before.
    const isLeft = (entity: Counted): boolean =>
      all !== undefined &&
      entity !== all &&
      quantityOf(entity) === quantityOf(all) - count &&
      !isOtherThing(entity, all);
    const rest = counted.filter((entity) => !isLeft(entity));
    const thing = bads
      .map(({ some }) => some)
      .find((some) => some.type === "goods" && some.item !== null && !some.free);
    return entities.flatMap((entity): readonly Entity[] => {
      if (isBad(entity)) return rest.length === 0 && entity === thing ? [entity] : [];
      if (!isCounted(entity)) return [entity];
      if (isLeft(entity)) return [];
      const named = thing?.type === "goods" && rest.length === 1 ? withThing(entity, thing) : entity;
      return [endOf(good, sentence, entity.end) === null ? named : plus(named, count)];
    });
  };

  return (sentence) => {
    const { tokens, entities } = sentence;
    const bads: Bad[] = [];
    for (let at = 0; at < tokens.length;) {
      const bad = words.badAt(sentence, at);
      if (bad && tokens.slice(Math.max(0, at - longestGap), bad.end + longestGap).some(({ full }) => none.test(full)))
        return { count: 0, reason: null, received: entities };
      const found = bad?.bad ? bad : (words.refusedAt(sentence, at) ?? bad);
      const told = found?.bad;
      if (told && !bads.some(({ some }) => some === told.some)) bads.push(told);
      at = told ? (found?.end ?? at + 1) : at + 1;
    }
    if (bads.length === 0) return { count: null, reason: null, received: present(sentence) };
    const count = bads.reduce((sum, { some }) => sum + quantityOf(some), 0);
    const reasons = bads.flatMap(({ reason }) => (reason === null ? [] : [reason]));
    return { count, reason: reasons.join(", ") || null, received: receivedOf(sentence, bads, count) };
  };
}

/** "không nhận 7 hộp sữa trong tổng số 96 hộp": the 96 are milk, too. */
function withThing(entity: Counted, thing: Counted): Counted {
  if (thing.type !== "goods" || (entity.type === "goods" && entity.item !== null)) return entity;
  const quantity = quantityOf(entity);
  const unit = entity.type === "goods" && entity.unit !== "piece" ? (entity.unit ?? thing.unit) : thing.unit;
  return { ...thing, start: entity.start, end: entity.end, quantity, others: entity.others, unit };
}

function plus(entity: Counted, count: number): Counted {
  return entity.type === "number"
    ? { ...entity, value: entity.value + count }
    : { ...entity, quantity: entity.quantity + count };
}

function quantityOf(entity: Counted): number {
  return entity.type === "number" ? entity.value : entity.quantity;
}

/** "100 thùng mì, 7 thùng móp, 93 thùng sữa" */
function isOtherThing(entity: Counted, all: Counted): boolean {
  return (
    entity.type === "goods" && all.type === "goods" && !entity.free && entity.item !== null && entity.item !== all.item
  );
}
