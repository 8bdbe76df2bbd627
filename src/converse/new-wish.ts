/**
 * While a write is open, the same intent comes back for two reasons: a correction ("no, 30"), or a wish of its own about
 * something else, which must not be mixed into the open one. A wish names other things and is complete.
 */
import type { Frame, Item } from "../model/frame.ts";
import { type Ears, plainWords } from "./prompt.ts";
import type { Flow, State } from "./state.ts";

export function isNewWish(turn: Ears, state: State, flow: Flow, frame: Frame, spoken: string): boolean {
  if (opensCorrection(turn, spoken)) return false;
  if (namesOtherCode(flow, frame)) return true;
  const readBack = state.prompt?.awaiting === "confirm" || state.prompt?.awaiting === "consent";
  return readBack && (changesKind(flow, frame) || namesOtherGoods(flow, frame) || namesOtherPlace(flow, frame));
}

/** "No, 30", "change to 30". */
export function opensCorrection(turn: Ears, spoken: string): boolean {
  const said = `${plainWords(spoken)} `;
  return ["no", "change"].some((label) =>
    turn.optionWords({ label }, turn.language).some((words) => said.startsWith(`${plainWords(words)} `)),
  );
}

function namesOtherCode({ known }: Flow, { slots }: Frame): boolean {
  return (["need", "pledge", "delivery"] as const).some(
    (slot) => known[slot] && slots[slot] && known[slot] !== slots[slot],
  );
}

/** Money instead of goods, or goods instead of money. */
function changesKind({ known }: Flow, { slots }: Frame): boolean {
  return (
    (slots.amount !== undefined && known.items !== undefined) || (isComplete(slots.items) && known.amount !== undefined)
  );
}

function namesOtherGoods({ known }: Flow, { slots }: Frame): boolean {
  return (
    isComplete(slots.items) &&
    isComplete(known.items) &&
    !slots.items.some(({ item }) => known.items?.some((one) => one.item === item))
  );
}

/** "80 sets for Giang Thành", then "50 sets for Vĩnh Điều"; a place or a number alone corrects. */
function namesOtherPlace({ known }: Flow, { slots, areas }: Frame): boolean {
  const elsewhere = known.unit !== undefined && areas !== undefined && !areas.some(({ id }) => id === known.unit?.id);
  return elsewhere && isComplete(slots.items);
}

function isComplete(items: readonly Item[] | undefined): items is readonly Item[] {
  return (
    items !== undefined && items.length > 0 && items.every(({ item, quantity }) => item !== null && quantity !== null)
  );
}
