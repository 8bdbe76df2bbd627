/** Where in a sentence a value stands that is in the person's own words: a reason, a source, a place, a name. */
import type { Slots } from "../../model/frame.ts";
import type { Intent } from "../../model/intent.ts";
import type { ReadText } from "../read-sentence.ts";
import type { Place } from "../slots/own-words.ts";
import { bare } from "../views.ts";

/** Without `text`, which is most of its sentence anyway. */
export const worded = ["reason", "source", "place", "person", "reject_reason", "service"] as const;
export type Worded = (typeof worded)[number];

export function wordedSlotsOf({ slots }: Intent): readonly Worded[] {
  return worded.filter((slot) => slot in slots);
}

/** Null when it was not said; also when it was not said in these words. */
export function placeOf({ text, tokens }: ReadText, slots: Slots, slot: Worded): Place | null {
  const value = slots[slot];
  if (value === undefined) return null;
  const from = folded(text).indexOf(folded(value));
  if (from < 0) return null;
  const start = tokens.findIndex((token) => token.start >= from);
  const end = tokens.findLastIndex((token) => token.end <= from + value.length) + 1;
  return start >= 0 && start < end ? { start, end } : null;
}

/** As long as it was: offsets stay what they are. */
function folded(text: string): string {
  const plain = bare(text.toLowerCase());
  return plain.length === text.length ? plain : text;
}
