/**
 * Fills the slots of a write, asks the second reader, and where it is sure that a value was only said beside the matter ("mỗi bao
 * 10 ký", "năm ngoái 30 bộ") fills them once more without it.
 */
import { isDeepStrictEqual } from "node:util";
import type { Slots, SlotName } from "../../model/frame.ts";
import { type Intent, isWrite } from "../../model/intent.ts";
import type { Entity } from "../entities/entity.ts";
import { type ReadText, withEntities } from "../read-sentence.ts";
import type { Filled, FillSlots } from "../slots/fill-slots.ts";
import { fullAt } from "../tokens.ts";
import type { Use } from "./filled-by.ts";
import { noOpinions, type Opinions, type ReadAgain } from "./second-reader.ts";

export interface FilledTwice extends Filled {
  readonly opinions: Opinions;
}

export type FillTwice = (intent: Intent, sentence: ReadText) => FilledTwice;

/**
 * On lines of other authors the second reader was right in nine of ten such cases. Of days of the past, sums and codes that
 * were used it is wrong as often as right, and of what the rules left out three times in four: that is only asked about.
 */
const surelyBeside = 0.6;
const canBeBeside: ReadonlySet<Use> = new Set<Use>(["items", "beneficiaries", "due"]);

const firstPart = /\b(?:dot|lan|chuyen|ky) (?:dau|mot|1|nhat|i)\b/u;
const laterPart = /\b(?:dot|lan|chuyen|ky) (?:sau|hai|2|ke|tiep|ii)\b/u;
/** "NC26-036 đợt đầu xin 20 bộ đồ ấm cho lớp 3, đợt sau xin 30 bộ" */
const partReach = 8;

export function createFillTwice(fillSlots: FillSlots, readAgain: ReadAgain): FillTwice {
  return (intent, sentence) => {
    const first = fillSlots(intent, sentence);
    if (!isWrite(intent)) return { ...first, opinions: noOpinions };
    const opinions = readAgain(intent, first.slots, sentence);
    const rest = withoutBeside(sentence, opinions);
    if (rest === sentence) return { ...first, opinions };
    const second = fillSlots(intent, rest);
    if (!keepsMatter(second.slots, first.slots)) return { ...first, opinions };
    return { ...second, opinions: readAgain(intent, second.slots, sentence) };
  };
}

function withoutBeside(sentence: ReadText, { things }: Opinions): ReadText {
  const beside = things.filter(
    ({ thing, uses, beside: chance }) =>
      chance >= surelyBeside && uses.every(isLeftOut) && !isSecondOfTwo(sentence, thing) && !isPart(sentence, thing),
  );
  if (beside.length === 0) return sentence;
  const left = new Set(beside.map(({ thing }) => thing));
  return withEntities(
    sentence,
    sentence.entities.filter((entity) => !left.has(entity)),
  );
}

/** "36 cái mền và mùng" */
function isSecondOfTwo({ tokens, cover }: ReadText, thing: Entity): boolean {
  if (thing.type !== "goods" || thing.quantity !== null) return false;
  const first = cover[thing.start - 2];
  return (
    first?.type === "goods" &&
    first.item !== null &&
    /^(?:và|va|với|voi|and|\+)$/u.test(fullAt(tokens, thing.start - 1))
  );
}

/** "đợt đầu giao 20 bộ, đợt sau giao 30 bộ" */
function isPart({ tokens }: ReadText, { start, end }: Entity): boolean {
  const words = (from: number, to: number): string =>
    tokens
      .slice(Math.max(0, from), to)
      .map(({ bare }) => bare)
      .join(" ");
  return firstPart.test(words(start - partReach, start)) && laterPart.test(words(end, end + partReach));
}

function isLeftOut(use: Use): boolean {
  return canBeBeside.has(use);
}

/**
 * What was passed over for the value that is gone now ("hứa 60, tới 55") must not take its place; and where goods are given,
 * some of them are the matter.
 */
function keepsMatter(fewer: Slots, all: Slots): boolean {
  if (all.items && !fewer.items) return false;
  return (Object.keys(fewer) as SlotName[]).every((slot) => {
    if (slot === "items") return fewer.items?.every((item) => all.items?.some((each) => isDeepStrictEqual(each, item)));
    return isDeepStrictEqual(fewer[slot], all[slot]);
  });
}
