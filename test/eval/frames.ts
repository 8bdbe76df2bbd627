/** When is a frame right? Null and absent are equal, an unsaid unit may be the item's natural one, free words are compared as words. */
import type { Frame, Item, Slots } from "../../src/model/frame.ts";
import { ownWords } from "../../src/understand/annotated.ts";
import type { HeldOutLine, View } from "./held-out.ts";
import { strip } from "./strip.ts";

/** Item ids with the unit in which they are counted when nobody says one. */
export type NaturalUnits = ReadonlyMap<string, string>;

const freeWords: ReadonlySet<string> = new Set(ownWords);
/** In free words small words may stray over the edge of the span. */
const mostWords = 0.5;
/** Typed anew, the words themselves differ ("ko co xe" for "không có xe"). */
export const rough = ["teencode", "southern", "typo"] as const satisfies readonly View[];
const typedAnew: ReadonlySet<View> = new Set(rough);

export interface Verdict {
  readonly intentRight: boolean;
  readonly frameRight: boolean;
  /** Slots in which the frame says something else than the gold. */
  readonly wrong: readonly string[];
}

export function compare(line: HeldOutLine, frame: Frame, natural: NaturalUnits): Verdict {
  const intentRight = frame.intent === line.intent || (line.accepted["intent"] ?? []).includes(frame.intent);
  const gold = yearly(line.slots);
  const said = yearly(frame.slots);
  const wrong = [...new Set([...Object.keys(gold), ...Object.keys(said)])].filter((slot) => {
    const right = [gold[slot] ?? null, ...(line.accepted[slot] ?? [])];
    return !right.some((value) => sameValue(slot, value, said[slot] ?? null, line.view, natural));
  });
  const asked = line.askBack && asksBack(frame);
  return { intentRight: intentRight || asked, frameRight: asked || (intentRight && wrong.length === 0), wrong };
}

/** A year is the same whether it stands as `year` or as a `period` of one year. */
function yearly({ period, ...slots }: Slots): Readonly<Record<string, unknown>> {
  if (typeof period === "string" && /^\d{4}$/.test(period)) return { year: Number(period), ...slots };
  return period === undefined ? slots : { ...slots, period };
}

/** Something in the frame is put to the person as a question instead of being taken for granted. */
export function asksBack(frame: Frame): boolean {
  return (
    frame.otherIntents.length > 0 ||
    frame.alternatives.length > 0 ||
    (frame.unsure ?? []).length > 0 ||
    (frame.areas !== undefined && frame.areas.length !== 1)
  );
}

function sameValue(slot: string, gold: unknown, said: unknown, view: View, natural: NaturalUnits): boolean {
  if (isNothing(gold) || isNothing(said)) return isNothing(gold) && isNothing(said);
  if (slot === "items") return sameItems(gold as readonly Item[], said as readonly Item[], natural);
  if (freeWords.has(slot)) {
    const common = overlap(wordsOf(gold), wordsOf(said));
    return typedAnew.has(view) ? common > 0 : common > mostWords;
  }
  return folded(gold) === folded(said);
}

function sameItems(gold: readonly Item[], said: readonly Item[], natural: NaturalUnits): boolean {
  const left = [...said];
  return (
    gold.length === said.length &&
    gold.every((item) => {
      const at = left.findIndex((other) => sameItem(item, other, natural));
      if (at >= 0) left.splice(at, 1);
      return at >= 0;
    })
  );
}

function sameItem(gold: Item, said: Item, natural: NaturalUnits): boolean {
  const unit = natural.get(gold.item ?? "") ?? null;
  const sameUnit = (gold.unit ?? unit) === (said.unit ?? unit);
  return (
    folded(gold.item) === folded(said.item) &&
    (gold.quantity ?? null) === (said.quantity ?? null) &&
    (gold.age_band ?? null) === (said.age_band ?? null) &&
    sameUnit
  );
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}

/** Lines without diacritics cannot say which diacritics a free word has. */
function folded(value: unknown): string {
  return typeof value === "string" ? strip(value).trim() : canonical(value);
}

function wordsOf(value: unknown): readonly string[] {
  return folded(value).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** F1 of two bags of words. */
function overlap(gold: readonly string[], said: readonly string[]): number {
  const left = [...said];
  let common = 0;
  for (const word of gold) {
    const at = left.indexOf(word);
    if (at < 0) continue;
    left.splice(at, 1);
    common += 1;
  }
  return gold.length + said.length === 0 ? 1 : (2 * common) / (gold.length + said.length);
}

function canonical(value: unknown): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value ?? null);
  const entries = Object.entries(value).filter(([, each]) => each !== null && each !== undefined);
  return JSON.stringify(
    entries.toSorted(([a], [b]) => a.localeCompare(b)).map(([key, each]) => [key, canonical(each)]),
  );
}
