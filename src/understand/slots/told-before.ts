/**
 * What was promised, or written down wrongly, is told beside what holds: "hứa 5 triệu nhưng mới chuyển 2 triệu", "gạo 450 kg (đã ghi
 * 540 kg)". The told value leaves the sentence; the one that holds keeps the thing that was said with it.
 */
import type { Intent } from "../../model/intent.ts";
import type { Entity } from "../entities/entity.ts";
import type { Lexicon } from "../lexicon.ts";
import { type ReadText, withEntities } from "../read-sentence.ts";
import { fullAt } from "../tokens.ts";
import { endOf } from "./own-words.ts";
import { inherit, mayReplace } from "./replaced.ts";
import { listOf, type Phrases } from "../phrases.ts";

export type WithoutToldBefore = (intent: Intent, sentence: ReadText) => ReadText;

/** Where what came counts, and not what was promised. */
const arriving: ReadonlySet<string> = new Set(["delivery.log", "cash.receive", "pledge.transferred"]);
/** A verb and the small words behind it: "đăng ký lúc đầu là 100". */
const reach = 6;
const joins = /^(?:và|va|với|voi|,|\+|cùng|and)$/u;

export function createWithoutToldBefore({ revisions }: Lexicon): WithoutToldBefore {
  const promised = listOf(revisions.promised);
  const recorded = listOf({
    vi: [...revisions.promised.vi, ...revisions.recorded.vi],
    en: [...revisions.promised.en, ...revisions.recorded.en],
  });
  const cameOnly = listOf(revisions.came_only);
  const wholes = listOf(revisions.whole_of);
  const asking = listOf(revisions.asking);
  const between = listOf(revisions.between);
  const behind = listOf(revisions.told_behind);

  /** "xin ghi lại 36 cái", "cho em đăng ký 80 thôi" ask for what holds. */
  const isAsked = (sentence: ReadText, verb: number): boolean => {
    for (let at = Math.max(0, verb - 3); at < verb; at += 1) {
      const end = endOf(asking, sentence, at);
      if (end !== null && end <= verb && end >= verb - 1) return true;
    }
    return false;
  };

  const isLed = (verbs: Phrases<unknown>, sentence: ReadText, { start }: Entity): boolean => {
    for (let at = start - 1; at >= Math.max(0, start - reach); at -= 1) {
      let end = endOf(verbs, sentence, at);
      if (end === null || isAsked(sentence, at)) continue;
      for (let next: number | null = end; next !== null && next <= start; next = endOf(between, sentence, end))
        end = next;
      if (end === start) return true;
    }
    return false;
  };

  const isFollowed = (verbs: Phrases<unknown>, sentence: ReadText, { end }: Entity): boolean => {
    const verb = endOf(behind, sentence, end);
    return verb !== null && endOf(verbs, sentence, verb) !== null;
  };

  /** "hứa 50 cái mền với 30 cái áo": the row goes on. */
  const goesOn = ({ tokens }: ReadText, before: Entity, { start }: Entity): boolean =>
    start === before.end || (start === before.end + 1 && joins.test(fullAt(tokens, before.end)));

  /** "50 cái mền chở tới có 45": more than came. */
  const expected = (sentence: ReadText, values: readonly Value[], told: ReadonlySet<Entity>): readonly Entity[] =>
    values.flatMap((value, i) => {
      const before = values[i - 1];
      const isLess = before !== undefined && !told.has(before) && sizeOf(value) < sizeOf(before);
      return isLess && isLed(cameOnly, sentence, value) && mayReplace(value, before) && mayBeSame(value, before)
        ? [before]
        : [];
    });

  return ({ intent }, sentence) => {
    const isAmended = intent.endsWith(".amend");
    const isHandedOn = intent === "delivery.distribute";
    const values = sentence.entities.filter(isValue);
    if ((!isAmended && !isHandedOn && !arriving.has(intent)) || values.length < 2) return sentence;
    const verbs = isAmended ? recorded : isHandedOn ? wholes : promised;
    const told = new Set<Entity>();
    for (const [i, value] of values.entries()) {
      const before = values[i - 1];
      const isRow = before !== undefined && told.has(before) && goesOn(sentence, before, value);
      if (isRow || isLed(verbs, sentence, value) || isFollowed(verbs, sentence, value)) told.add(value);
    }
    if (intent === "delivery.log") for (const all of expected(sentence, values, told)) told.add(all);
    const heirs = new Map<Entity, Entity>();
    const gone = new Set<Entity>();
    for (const old of told) {
      const fresh = values.find(
        (each) =>
          !told.has(each) &&
          mayReplace(each, old) &&
          mayBeSame(each, old) &&
          (!isHandedOn || (each.start > old.start && sizeOf(each) < sizeOf(old))),
      );
      if (!fresh) continue;
      gone.add(old);
      heirs.set(fresh, inherit(heirs.get(fresh) ?? fresh, old));
    }
    if (gone.size === 0) return sentence;
    const kept = sentence.entities.filter((entity) => !gone.has(entity));
    return withEntities(
      sentence,
      kept.map((entity) => heirs.get(entity) ?? entity),
    );
  };
}

type Value = Extract<Entity, { type: "goods" | "number" | "money" }>;

function isValue(entity: Entity): entity is Value {
  if (entity.type === "goods") return entity.quantity !== null;
  return entity.type === "money" || (entity.type === "number" && entity.aside !== true);
}

function sizeOf(entity: Entity): number {
  if (entity.type === "goods") return entity.quantity ?? 0;
  return entity.type === "number" ? entity.value : 0;
}

/** "ghi 40 thùng sữa, nhận 38 thùng" is milk, "ghi 40 thùng sữa và 20 cái mền" are two things. */
function mayBeSame(fresh: Entity, old: Entity): boolean {
  if (fresh.type !== "goods" || old.type !== "goods") return true;
  const isUnit = fresh.unit === old.unit || fresh.unit === "piece" || fresh.unit === null || old.unit === null;
  return fresh.item === old.item || (isUnit && (fresh.item === null || old.item === null));
}
