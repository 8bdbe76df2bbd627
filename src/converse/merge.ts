/** What a sentence adds to what was known: slots are replaced, items are matched to the ones they correct. */
import type { Frame, Item } from "../model/frame.ts";
import type { Known } from "./state.ts";

export function learn(known: Known, frame: Frame): Known {
  const merged: Known = { ...withoutStaleChoices(known, frame), ...frame.slots };
  return {
    ...merged,
    ...(frame.slots.items ? { items: mergeItems(known.items ?? [], frame.slots.items) } : {}),
    ...settle(frame),
  };
}

function settle({ areas }: Frame): Partial<Known> {
  if (!areas) return {};
  return areas.length === 1 && areas[0] ? { unit: areas[0] } : { candidates: areas };
}

/** A correction of one thing ("no, 30") keeps the rest of it ("sets of warm clothes"). */
export function mergeItems(known: readonly Item[], said: readonly Item[]): readonly Item[] {
  const [old] = known;
  const [said1] = said;
  if (known.length === 1 && said.length === 1 && old && said1) {
    const same = said1.item === null || said1.item === old.item;
    const quantity = said1.quantity ?? old.quantity;
    return [same ? { ...old, ...said1, item: old.item, unit: said1.unit ?? old.unit, quantity } : { ...said1, quantity }];
  }
  const kept = known.filter((one) => !said.some((other) => other.item === one.item));
  return kept.length < known.length ? [...kept, ...said] : said;
}

/** A choice that depended on a number, a place or a need is void once that changes. */
function withoutStaleChoices(known: Known, { slots }: Frame): Known {
  let kept = known;
  if (slots.items || slots.area || slots.need || slots.pledge) {
    for (const choice of ["waitlist", "split", "surplus"]) kept = without(kept, choice);
  }
  if (slots.area) kept = without(without(kept, "area"), "need");
  return kept;
}

/** `known` without a slot; without its area also without the unit it was settled to. */
export function without(known: Known, slot: string): Known {
  const dropped: readonly string[] = slot === "area" ? ["area", "unit", "candidates"] : [slot];
  return Object.fromEntries(Object.entries(known).filter(([name]) => !dropped.includes(name)));
}
