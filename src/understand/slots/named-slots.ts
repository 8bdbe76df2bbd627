/** Slots whose values have names: who may be told, how things stand, a field of help, a language, an age. */
import type { Slots } from "../../model/frame.ts";
import type { Intent } from "../../model/intent.ts";
import type { Entity } from "../entities/entity.ts";
import type { Lexicon } from "../lexicon.ts";
import type { ReadText } from "../read-sentence.ts";
import { fullAt } from "../tokens.ts";
import { childrenIn } from "./children-slot.ts";
import { languageWanted } from "./language-slot.ts";
import { endOf } from "./own-words.ts";
import { listOf } from "../phrases.ts";

interface Draft {
  readonly slots: { -readonly [Name in keyof Slots]: Slots[Name] };
}

export type FillNamed = (draft: Draft, sentence: ReadText, intent: Intent) => void;
type Named = Extract<Entity, { type: "named" }>;
type Visibility = NonNullable<Slots["visibility"]>;

/** "do not want to show …" */
const longestNegation = 4;

/** "health station": behind a field of help these make an office of it. */
const officeBehind =
  /^(?:station|department|centre|center|clinic|bureau|officer|officers|staff|team|post|workers|worker|committee|ministry)$/u;
/** "ẩn danh chứ không để tên", "named instead of anonymous": what stands behind is not meant. */
const contrast = /^(?:vì|vi|chứ|chớ|không|khong|hông|phải|phai|of|than|not|từ|tu|from)$/u;
/** "hồi đầu để ẩn danh", "lỡ ghi tên", "it was anonymous": how it stood until now. */
const outdated = /^(?:đầu|dau|trước|truoc|đang|dang|lỡ|lo|cũ|was|were|originally|currently|first)$/u;
const clauseReach = 4;
const choice = /^(?:hay|or)$/u;

export function createFillNamed({ told }: Lexicon): FillNamed {
  const negations = listOf(told.negations);
  const offices = listOf(told.sector_offices);

  const isBehind = (words: typeof negations, sentence: ReadText, start: number): boolean => {
    for (let at = start - 1; at >= Math.max(0, start - longestNegation); at -= 1)
      if (endOf(words, sentence, at) === start) return true;
    return false;
  };

  const visibilityOf = (sentence: ReadText, named: Named): Visibility => {
    if (named.value === "anonymous" || named.value === "initials") return named.value;
    return isBehind(negations, sentence, named.start) ? "anonymous" : "named";
  };

  /** "đã đủ tiền chưa" asks whether, and "đã giao đủ 60 đôi" tells what was done. */
  const isAnswerSought = (sentence: ReadText, named: Named): boolean => {
    // "nộp trễ nhất ngày mấy" asks for the last day.
    if (named.value === "late") return /^(?:nhất|nhat)$/u.test(fullAt(sentence.tokens, named.end));
    if (named.value !== "fulfilled") return false;
    const rest = sentence.tokens.slice(named.end).filter(({ kind }) => kind === "word");
    const asked = rest.some(({ full }) => full === "chưa") || rest.at(-1)?.full === "chua";
    return asked || sentence.cover[named.end]?.type === "goods";
  };

  const taken = (sentence: ReadText, named: Named, { items }: Slots): boolean => {
    if (named.slot === "status") return !isAnswerSought(sentence, named);
    // "Sở Y tế đề nghị khám răng": who asks is no field beside what is asked for.
    if (named.slot !== "sector" || items === undefined) return true;
    return !officeBehind.test(fullAt(sentence.tokens, named.end)) && !isBehind(offices, sentence, named.start);
  };

  /** "ghi tên 2 triệu" only signs up. */
  const isSigningUp = (sentence: ReadText, { end, value }: Named): boolean => {
    const next = sentence.cover[end];
    return (
      value === "named" &&
      next?.start === end &&
      (next.type === "money" || (next.type === "goods" && next.quantity !== null))
    );
  };

  const isOutdated = ({ tokens, cover }: ReadText, start: number): boolean => {
    if (contrast.test(fullAt(tokens, start - 1))) return true;
    for (let at = start - 1; at >= Math.max(0, start - clauseReach) && tokens[at]?.kind !== "mark"; at -= 1)
      if (cover[at]?.type !== "code" && outdated.test(fullAt(tokens, at))) return true;
    return false;
  };

  /** Of several the last one counts, as far as it is meant: "hồi đầu để ẩn danh, nay muốn công khai tên". */
  const chosen = (sentence: ReadText, all: readonly Named[]): Visibility | undefined => {
    const said = all
      .filter((each) => each.slot === "visibility" && !isSigningUp(sentence, each))
      .map((each) => ({ value: visibilityOf(sentence, each), start: each.start }));
    // "ghi tên viết tắt" shows a name, and only its letters.
    if (said.some(({ value }) => value === "initials")) return "initials";
    // "đang ghi tên hay ẩn danh vậy" asks which of them it is.
    if (said.some(({ start }, i) => i > 0 && choice.test(fullAt(sentence.tokens, start - 1)))) return undefined;
    const meant = said.filter(({ start }) => !isOutdated(sentence, start));
    return meant.at(-1)?.value ?? said[0]?.value;
  };

  return ({ slots }, sentence, { slots: wanted }) => {
    const { entities } = sentence;
    const age = entities.find((entity) => entity.type === "age");
    if (age && "age_band" in wanted && !slots.items?.some((item) => item.age_band)) slots.age_band = age.band;
    const children = "beneficiaries" in wanted ? beneficiariesOf(sentence) : null;
    if (children !== null) slots.beneficiaries = children;
    const named = entities.filter((entity) => entity.type === "named" && entity.slot in wanted) as readonly Named[];
    for (const each of named) {
      const { slot, value } = each;
      if (slot === "visibility" || slot === "language" || !taken(sentence, each, slots)) continue;
      slots[slot] ??= value;
    }
    const language = languageWanted(
      sentence,
      named.filter(({ slot }) => slot === "language"),
    );
    if (language) slots.language = language;
    const visibility = chosen(sentence, named);
    if (visibility) slots.visibility = visibility;
    fillSector(slots, sentence, wanted);
  };
}

/** Of several groups that nothing joins the first; none where all were told beside. */
function beneficiariesOf({ entities, tokens }: ReadText): number | null {
  const groups = entities.filter((entity) => entity.type === "children");
  const [first] = groups;
  if (!first) return null;
  return childrenIn({ entities, tokens }) ?? (groups.length > 1 ? first.count : null);
}

/** "mục đồ ấm": where no things are asked for, the thing names its field. */
function fillSector(slots: Draft["slots"], { entities }: ReadText, wanted: Intent["slots"]): void {
  if (!("sector" in wanted) || "items" in wanted || "item" in wanted || slots.sector !== undefined) return;
  const thing = entities.find((entity) => entity.type === "goods" && entity.sector !== null);
  if (thing?.type === "goods" && thing.sector !== null && !("area" in wanted)) slots.sector = thing.sector;
}
