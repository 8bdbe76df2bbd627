/** Who changes a promise also tells what stays: "đổi hạn qua 30/10, vẫn 80 cái", "keep CK26-029 at 60 sets but hide our name". */
import type { Intent } from "../../model/intent.ts";
import type { Entity } from "../entities/entity.ts";
import type { Lexicon } from "../lexicon.ts";
import { type ReadText, withEntities } from "../read-sentence.ts";
import { fullAt } from "../tokens.ts";
import { endOf } from "./own-words.ts";
import { listOf } from "../phrases.ts";

/** "keep CK26-029 at 60 sets": a code of four tokens between. */
const keptReach = 6;
const cueReach = 3;
/** "45 cái cho các em lớp 4" */
const mostBetween = 3;

/** "thay ủng bằng giày, vẫn 64 đôi" */
const exchanged = /^(?:bằng|bang|with)$/u;

export type WithoutUnchanged = (intent: Intent, sentence: ReadText) => ReadText;

export function createWithoutUnchanged({ revisions }: Lexicon): WithoutUnchanged {
  const cues = listOf(revisions.unchanged);
  const behind = listOf(revisions.unchanged_behind);
  const becomes = listOf(revisions.becomes);

  /** "đổi gạo thành mì": what is new, whether counted or not. */
  const isNew = (sentence: ReadText, { start }: Entity): boolean =>
    exchanged.test(fullAt(sentence.tokens, start - 1)) ||
    [start - 2, start - 1].some((at) => at >= 0 && endOf(becomes, sentence, at) === start);

  /** "mì vẫn để 20 thùng" begins with the thing itself. */
  const isUnchanged = (sentence: ReadText, { start, end }: Entity): boolean => {
    for (let at = Math.max(0, start - cueReach); at < end; at += 1) {
      const stop = endOf(cues, sentence, at);
      if (stop !== null && (stop === start || at >= start)) return true;
    }
    const stop = endOf(behind, sentence, end);
    return isKeptAt(sentence, start) || (stop !== null && sentence.entities.every((each) => each.start !== stop));
  };

  return ({ intent }, sentence) => {
    if (intent !== "pledge.amend") return sentence;
    const counts = sentence.entities.filter(({ type }) => type === "goods" || type === "number" || type === "money");
    const kept = new Set(counts.filter((each) => isUnchanged(sentence, each)).map(sizeOf));
    const code = sentence.entities.some((entity) => entity.type === "code" && entity.kind === "pledge");
    // "cái vụ gạo CK26-050" only tells which promise is meant.
    const isNamed = (entity: Entity): boolean =>
      code && entity.type === "goods" && entity.quantity === null && !isNew(sentence, entity);
    const isSame =
      kept.size > 0 &&
      !counts.some((each) => isNew(sentence, each)) &&
      counts.every((each) => kept.has(sizeOf(each)) || isNamed(each));
    const isAside = (entity: Entity): boolean =>
      entity.type === "age" && !counts.some((each) => isBeside(entity, each));
    const entities = sentence.entities.filter(
      (each) => !(isSame && counts.includes(each)) && !isLone(each, counts, isNamed) && !isAside(each),
    );
    return entities.length === sentence.entities.length ? sentence : withEntities(sentence, entities);
  };
}

/** A thing without a number, with no number anywhere that may be its own. */
function isLone(entity: Entity, counts: readonly Entity[], isNamed: (entity: Entity) => boolean): boolean {
  return isNamed(entity) && counts.every((each) => each.type !== "number" && (isNamed(each) || each.type === "money"));
}

/** "mấy em lớp 4 có đủ rồi nên giảm còn 28 cái" tells why, and for whom nothing changes. */
function isBeside(age: Entity, goods: Entity): boolean {
  return age.start >= goods.start ? age.start - goods.end <= mostBetween : goods.start - age.end <= 1;
}

function isKeptAt({ tokens }: ReadText, start: number): boolean {
  if (fullAt(tokens, start - 1) !== "at") return false;
  for (let at = start - 2; at >= Math.max(0, start - keptReach); at -= 1)
    if (fullAt(tokens, at) === "keep") return true;
  return false;
}

function sizeOf(entity: Entity): number | null {
  if (entity.type === "goods") return entity.quantity;
  if (entity.type === "number") return entity.value;
  return entity.type === "money" ? (entity.amount?.value ?? null) : null;
}
