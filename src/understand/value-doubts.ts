/**
 * Values that may be misread: signs in the sentence and in the frame, and a second reader who would have used its things
 * otherwise. The read-back points at the value that is least sure, instead of leaving it to luck that somebody looks.
 */
import type { Slots, SlotName } from "../model/frame.ts";
import type { Entity } from "./entities/entity.ts";
import type { Lexicon } from "./lexicon.ts";
import type { ReadText } from "./read-sentence.ts";
import type { Opinion } from "./second-reader/second-reader.ts";
import { createChooseCode } from "./slots/subject-code.ts";
import { type Sign, signsOf, type Taken } from "./value-signs.ts";

/**
 * How much each sign speaks for a wrong frame, and each unit of dissent: log odds of a logistic fit on lines of other authors,
 * each author's before anything was learned from them.
 */
type Weights = Readonly<Record<Sign | "things" | "words" | "given", number>>;

const ofSentence: Weights = {
  given: 0,
  things: 1,
  words: 1.2,
  namelessAmongOthers: 3.7,
  unitless: 2.8,
  nameless: 2.5,
  uncounted: 2.3,
  unlisted: 1.4,
  unsureIntent: 1.1,
  goodsAndMoney: 1,
  age: 0.6,
  // Fitted 0.9; but the read-back names what the code is about, and "CK26-045 đã nhận 80 bộ" is what officers write all day.
  namelessOfCode: 0.5,
  slip: 0.2,
  freeWord: 0.04,
  spareMoney: 0,
};

/** Who was asked need not name things again; and what goes beside an answer is seldom meant. */
const ofAnswer: Weights = {
  given: 0.5,
  things: 0.85,
  words: 0,
  namelessAmongOthers: 3.5,
  unitless: 0,
  nameless: 0.5,
  uncounted: 0,
  unlisted: 1,
  unsureIntent: 0,
  goodsAndMoney: 0,
  age: 0,
  namelessOfCode: 0,
  slip: 0,
  freeWord: 0,
  spareMoney: 1,
};

/** Beyond this it is surely enough. */
const mostDissent = 5;
/** With this one right write in five of plain lines is pointed at, and nearly nine in ten of the wrong ones. */
const enough = 1.3;

/** Below this the second reader would sooner have used the thing otherwise. */
const disputedBelow = 0.5;

const codes = ["need", "pledge", "delivery"] as const satisfies readonly SlotName[];

/** The slot to look at closely; none where nothing speaks against the values. `meant`: without what was told beside. */
export type FindValueDoubts = (taken: Taken, sentence: ReadText, meant: readonly Entity[]) => readonly SlotName[];

export function createFindValueDoubts(lexicon: Lexicon): FindValueDoubts {
  const listed = new Set(lexicon.items.map(({ id }) => id));
  const chooseCode = createChooseCode(lexicon);

  /** "3 triệu của CK26-050 và 2 triệu của CK26-051": only one of them is written. */
  const doubtfulCode = (slots: Slots, sentence: ReadText): SlotName | undefined =>
    codes.find((kind) => slots[kind] !== undefined && chooseCode(sentence, kind)?.doubtful);

  return (taken, sentence, meant) => {
    const { slots, opinions } = taken;
    const told = { ...sentence, entities: meant };
    const code = doubtfulCode(slots, told);
    if (code) return [code];
    const weights = taken.isAnswer ? ofAnswer : ofSentence;
    const found = signsOf(taken, told, listed).reduce((sum, sign) => sum + weights[sign], weights.given);
    const doubt = found + weights.things * dissentOf(opinions.things) + weights.words * dissentOf(opinions.words);
    return doubt < enough ? [] : shown(slots, [...opinions.things, ...opinions.words]);
  };
}

/** How much the second reader differs over the whole sentence, 0 to 5; 0 when it agrees with all of it. */
export function dissentOf(opinions: readonly Opinion[]): number {
  return Math.min(
    mostDissent,
    opinions.reduce((sum, { chance }) => sum - Math.log(chance + 1e-4), 0),
  );
}

/** The slot that the second reader is least at ease with; else what is most often wrong. */
function shown(slots: Slots, opinions: readonly Opinion[]): readonly SlotName[] {
  const worst = opinions.toSorted((a, b) => a.chance - b.chance)[0];
  const disputed = worst && worst.chance < disputedBelow ? [...worst.uses, worst.likeliest] : [];
  const order: readonly SlotName[] = ["items", "amount", "list_ref", "due", "date"];
  const said = Object.keys(slots) as SlotName[];
  const inFrame = disputed.filter((use): use is SlotName => use !== "none" && slots[use] !== undefined);
  // Of goods and money in one sentence the goods are read back first.
  if (inFrame[0] === "amount" && slots.items) return ["items"];
  return [...inFrame, ...order.filter((slot) => slots[slot] !== undefined), ...said].slice(0, 1);
}
