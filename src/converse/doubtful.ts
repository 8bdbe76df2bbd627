/** A value that can be read in several ways ("11/12" in English, "hai ba cái") or in none ("30/2", "100 euro") is asked about, never guessed. */
import type { Frame, SlotName } from "../model/frame.ts";
import type { Question } from "./say.ts";
import type { Doubtful, Known } from "./state.ts";
import type { Turn } from "./turn.ts";
import { possibleDays, uncounted, valueChoices } from "./value-choices.ts";

/** What of a sentence has to be asked about. Places are settled by plans/area.ts, a place in a list by the list. */
export function doubtfulOf({ alternatives, areas, slots }: Frame): readonly Doubtful[] {
  const found = new Map<SlotName, Doubtful>();
  for (const { slot, values } of alternatives) {
    if (slot === "list_ref" || (slot === "area" && areas)) continue;
    const taken = takenAs(slots, slot, values);
    const all = values.length === 0 || taken === undefined || values.includes(taken) ? values : [taken, ...values];
    if (!(taken !== undefined && all.length === 1)) found.set(slot, { slot, values: [...new Set(all)] });
  }
  return [...found.values()];
}

/** The reading that was taken, as it would stand among the others. */
function takenAs(slots: Frame["slots"], slot: SlotName, values: readonly string[]): string | undefined {
  const value = slots[slot];
  if (slot === "amount") return slots.amount && String(slots.amount.value);
  if (slot !== "items") return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
  const quantities = (slots.items ?? []).map(({ quantity }) => String(quantity));
  return quantities.find((one) => values.includes(one)) ?? (quantities.length === 1 ? quantities[0] : undefined);
}

/** `known` without the doubts about slots that are said or chosen now. */
export function withoutDoubts(known: Known, isSettled: (slot: SlotName) => boolean): Known {
  const { doubtful = [], unsure = [], ...rest } = known;
  const open = doubtful.filter(({ slot }) => !isSettled(slot));
  const shaky = unsure.filter((slot) => !isSettled(slot));
  return {
    ...rest,
    ...(open.length > 0 ? { doubtful: open } : {}),
    ...(shaky.length > 0 ? { unsure: shaky } : {}),
  };
}

/** Null when nothing is doubtful. An unclear number leaves `known`, so that the answer takes its place and the rest stays. */
export function askDoubtful(turn: Turn, known: Known): { readonly question: Question; readonly known: Known } | null {
  const [first] = known.doubtful ?? [];
  if (!first) return null;
  const { slot, values } = first;
  const choices = valueChoices(turn, known, first);
  const key = choices.length > 0 ? choosingKey(turn, slot, values) : sayingKey(slot);
  return {
    question: { awaiting: slot, key, choices },
    known: slot === "items" && known.items ? { ...known, items: uncounted(known.items, values) } : known,
  };
}

function choosingKey(turn: Turn, slot: SlotName, values: readonly string[]): string {
  if (slot === "due" || slot === "date")
    return possibleDays(turn, slot, values).length < values.length ? "ask.day_passed" : "ask.which_day";
  return slot === "amount" || slot === "items" ? "ask.which_number" : "ask.which_value";
}

function sayingKey(slot: SlotName): string {
  if (slot === "due" || slot === "date") return "ask.no_such_day";
  return slot === "amount" || slot === "items" ? `ask.unclear_${slot}` : `ask.${slot}`;
}
