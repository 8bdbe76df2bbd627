/** Slots whose values have names: who may be told, how things stand, a field of help, a language, an age. */
import type { Slots } from "../../model/frame.ts";
import type { Intent } from "../../model/intent.ts";
import type { Entity } from "../entities/entity.ts";
import type { Lexicon } from "../lexicon.ts";
import type { ReadText } from "../read-sentence.ts";
import { fullAt } from "../tokens.ts";
import { childrenIn } from "./children-slot.ts";
import { languageWanted } from "./language-slot.ts";
import { listOf } from "../phrases.ts";
import { createVisibility, endsBehind } from "./visibility-slot.ts";

interface Draft {
  readonly slots: { -readonly [Name in keyof Slots]: Slots[Name] };
}

export type FillNamed = (draft: Draft, sentence: ReadText, intent: Intent) => void;
type Named = Extract<Entity, { type: "named" }>;

/** "health station": behind a field of help these make an office of it. */
const officeBehind =
  /^(?:station|department|centre|center|clinic|bureau|officer|officers|staff|team|post|workers|worker|committee|ministry)$/u;
export function createFillNamed({ told }: Lexicon): FillNamed {
  const visibilityIn = createVisibility(told);
  const offices = listOf(told.sector_offices);

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
    return !officeBehind.test(fullAt(sentence.tokens, named.end)) && !endsBehind(offices, sentence, named.start);
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
    const visibility = "visibility" in wanted ? visibilityIn(sentence, named) : undefined;
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
