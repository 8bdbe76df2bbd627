/**
 * Which of two values counts: "từ 100 xuống 80", "không phải 3 triệu mà là 3 triệu rưỡi", "60 thẻ, à lộn, 80 thẻ". What was
 * taken back leaves the sentence before its slots are filled; the value that holds keeps the thing and the unit said with it.
 */
import type { Intent } from "../../model/intent.ts";
import type { Entity, Goods } from "../entities/entity.ts";
import type { Lexicon } from "../lexicon.ts";
import { type ReadText, withEntities } from "../read-sentence.ts";
import { bareAt, fullAt } from "../tokens.ts";
import { endOf, find } from "./own-words.ts";
import { familyOf, inherit, mayReplace, nearestBefore, upperEnd } from "./replaced.ts";
import { listOf } from "../phrases.ts";

export type Revise = (intent: Intent, sentence: ReadText) => ReadText;

/** A cue and the small words behind it. */
const reach = 7;
/** "45 em, à quên, tính luôn bé mới chuyển trường là 46" */
const slipReach = 10;
/** "đổi cho tôi 20 cái mền": words between the verb and the old value. */
const openerReach = 4;
/** What is said in between is no more than a few things. */
const mostBetween = 6;
const mark = /^[,.:;!?()-]$/u;
const range = /^(?:-|đến|tới|den|toi|to)$/u;
const asFor = /^(?:còn|con)$/u;
/** What these do is to change a value, so that two of them are the old one and the new one. */
const changing = /\.amend$|^pledge\.schedule$|^reminder\.settings$/u;

type Cue = "not_this" | "at_first" | "off_by" | "this_one" | "becomes" | "exchanged";
/** Behind these a mark parts the cue from the value: "không phải, 150" denies no 150. */
const denials: ReadonlySet<Cue> = new Set(["not_this", "at_first", "off_by"]);

export function createRevise({ revisions, chat, told }: Lexicon): Revise {
  const bad = listOf(chat.rejected);
  const entered = listOf(told.entered);
  const cues = {
    not_this: listOf(revisions.not_this),
    at_first: listOf(revisions.at_first),
    off_by: listOf(revisions.off_by),
    this_one: listOf(revisions.this_one),
    becomes: listOf(revisions.becomes),
    exchanged: listOf(revisions.exchanged),
  };
  const offMarked = new Set(revisions.off_by_marked.vi);
  const added = listOf(revisions.added);
  const afterwards = listOf(revisions.this_was_it);
  const wasWrong = listOf(revisions.was_wrong);
  const slips = listOf(revisions.slips);
  const slipsApart = listOf(revisions.slips_apart);
  const openers = listOf(revisions.from);
  const between = listOf(revisions.between);

  /** Past small words, and marks where the value may stand behind one. */
  const skip = (sentence: ReadText, from: number, to: number, marks: boolean): number => {
    let at = from;
    while (at < to) {
      const end = marks && mark.test(bareAt(sentence.tokens, at)) ? at + 1 : endOf(between, sentence, at);
      if (end === null || end > to) break;
      at = end;
    }
    return at;
  };

  /** Whether such a cue leads to a value; a day holds its own lead ("qua chủ nhật"). */
  const isLed = (cue: Cue, sentence: ReadText, entity: Entity, after: number): boolean => {
    const start = entity.type === "time" ? entity.time.start : entity.start;
    for (let at = start - 1; at >= Math.max(after, start - reach); at -= 1) {
      const isMarked = cue === "off_by" && offMarked.has(fullAt(sentence.tokens, at));
      const end = isMarked ? at + 1 : endOf(cues[cue], sentence, at);
      if (end !== null && end <= start && skip(sentence, end, start, !denials.has(cue)) === start) return true;
    }
    return false;
  };

  const isSlip = (sentence: ReadText, from: number, to: number): boolean => {
    for (let at = Math.max(from, to - slipReach); at < to; at += 1) {
      const end = endOf(slips, sentence, at);
      if (end !== null && end <= to) return true;
      // ", không tính vào 588" takes nothing back.
      const apart = mark.test(fullAt(sentence.tokens, at - 1)) ? endOf(slipsApart, sentence, at) : null;
      if (apart !== null && apart <= to && skip(sentence, apart, to, true) === to) return true;
    }
    return false;
  };

  const isOpened = (sentence: ReadText, { start }: Entity): boolean => {
    for (let at = Math.max(0, start - openerReach); at <= start; at += 1)
      if (endOf(openers, sentence, at) !== null) return true;
    return false;
  };

  /** Whether the later of two values stands for the earlier one. */
  const replaces = (sentence: ReadText, old: Entity, fresh: Entity, isChange: boolean): boolean => {
    // "kiểm lại thấy 7 thùng móp": seven of them, and not seven instead.
    if (endOf(bad, sentence, fresh.end) !== null) return false;
    // "bỏ NC26-037, em lỡ nhập hai lần, cái đúng là NC26-036": what was entered wrongly is what goes.
    if (fresh.type === "code" && (find(entered, sentence, old.end)?.end ?? fresh.end) < fresh.start) return false;
    // "giữ 40 thùng sữa, còn mì từ 20 xuống 10": as for the noodles.
    if (isUncounted(fresh) && asFor.test(fullAt(sentence.tokens, fresh.start - 1))) return false;
    const led = (cue: Cue): boolean => isLed(cue, sentence, fresh, old.end);
    if (led("this_one") || isSlip(sentence, old.end, fresh.start)) return true;
    if (endOf(afterwards, sentence, fresh.end) !== null) return true;
    const opened = isOpened(sentence, old);
    return ((isChange || opened) && led("becomes")) || (opened && led("exchanged"));
  };

  /** Each value that was taken back, with the one that holds instead. */
  const takenBack = (sentence: ReadText, isChange: boolean, isPlan: boolean): ReadonlyMap<Entity, Entity> => {
    const taken = new Map<Entity, Entity>();
    const values = sentence.entities.filter((entity) => familyOf(entity) !== null);
    for (const [i, value] of values.entries()) {
      const near = values.slice(Math.max(0, i - mostBetween), i);
      const earlier = nearestBefore(
        near.filter((each) => !taken.has(each)),
        value,
      );
      const isOff = isChange && isLed("off_by", sentence, value, near.at(-1)?.end ?? 0);
      const counted = isOff ? values.find((each) => each !== value && isCounted(each)) : undefined;
      if (counted) taken.set(value, counted);
      else if (isDenied(sentence, value, near.at(-1)?.end ?? 0, isPlan)) {
        // "áo mưa chứ không phải áo ấm, 60 cái": a thing stands for a thing.
        const may = (each: Entity): boolean => mayReplace(each, value) && (!isUncounted(value) || isOther(each, value));
        const later = values.slice(i + 1, i + mostBetween).find(may);
        const other = later ?? (isUncounted(value) ? near.findLast(may) : earlier);
        if (other) taken.set(value, other);
      } else if (earlier && replaces(sentence, earlier, value, isChange)) taken.set(earlier, value);
    }
    return taken;
  };

  /** "hồi đầu xin 120 bộ" was the plan, unless more of it is told: "… sau nhận thêm 30 bộ". */
  const isDenied = (sentence: ReadText, value: Entity, after: number, isPlan: boolean): boolean =>
    isLed("not_this", sentence, value, after) ||
    endOf(wasWrong, sentence, value.end) !== null ||
    (isPlan && isLed("at_first", sentence, value, after) && find(added, sentence, value.end) === null);

  const isUncounted = (entity: Entity): entity is Goods => entity.type === "goods" && entity.quantity === null;

  const isOther = (each: Entity, { item }: Goods): boolean =>
    each.type === "goods" && each.item !== null && each.item !== item;

  const isCounted = (entity: Entity): boolean =>
    entity.type === "number" || (entity.type === "goods" && entity.quantity !== null);

  /** "raise it from 150 to 210": what elsewhere lies between two numbers. */
  const isChangedTo = ({ tokens, ...sentence }: ReadText, { start, end }: Entity): boolean => {
    const from = endOf(openers, { tokens, ...sentence }, start) ?? endOf(openers, { tokens, ...sentence }, start - 1);
    return from !== null && tokens.slice(start, end).some(({ full }) => range.test(full));
  };

  return ({ intent }, sentence) => {
    const isChange = changing.test(intent);
    const taken = takenBack(sentence, isChange, intent.endsWith(".amend") || intent === "need.create");
    const widened = sentence.entities.filter((entity) => isChange && isChangedTo(sentence, entity));
    if (taken.size === 0 && widened.length === 0) return sentence;
    const heirs = new Map<Entity, Entity>();
    for (const [old, fresh] of taken) heirs.set(fresh, inherit(heirs.get(fresh) ?? fresh, heirs.get(old) ?? old));
    const entities = sentence.entities
      .filter((entity) => !taken.has(entity))
      .map((entity) => (widened.includes(entity) ? upperEnd(entity) : (heirs.get(entity) ?? entity)));
    return withEntities(sentence, entities);
  };
}
