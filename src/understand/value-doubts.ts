/**
 * Values that may be misread although nothing else fits better: goods without a name or a number, names in the person's own
 * words, a number that nothing took. The read-back points at them instead of leaving it to luck that somebody looks.
 */
import type { Slots, SlotName } from "../model/frame.ts";
import type { Lexicon } from "./lexicon.ts";
import type { ReadText } from "./read-sentence.ts";

/**
 * How much each sign speaks for a wrong frame: log odds of a logistic fit on development lines by other authors than those of
 * the examples. With this threshold one write in five is pointed at, and half of the wrong ones among them.
 */
const signs = { unnamed: 1.8, ownName: 1.75, nameless: 1.25, uncounted: 1.3, several: 0.8, spare: 0.6, position: 0.75 };
const enough = 1.5;

export type FindValueDoubts = (slots: Slots, sentence: ReadText) => readonly SlotName[];

export function createFindValueDoubts({ items }: Lexicon): FindValueDoubts {
  const ids = new Set(items.map(({ id }) => id));

  const goodsDoubt = ({ items: goods = [], ...slots }: Slots): number => {
    const about = slots.need ?? slots.pledge ?? slots.delivery ?? slots.list_ref;
    const nameless = goods.some(({ item }) => item === null);
    let doubt = 0;
    if (nameless && about === undefined) doubt += signs.unnamed;
    if (nameless && goods.length > 1) doubt += signs.nameless;
    if (goods.some(({ item }) => item !== null && !ids.has(item))) doubt += signs.ownName;
    if (goods.some(({ quantity }) => quantity === null)) doubt += signs.uncounted;
    if (goods.length > 1) doubt += signs.several;
    return doubt;
  };

  return (slots, { entities }) => {
    const spare = signs.spare * entities.filter(({ type }) => type === "number").length;
    const valued: SlotName = slots.items === undefined && slots.amount !== undefined ? "amount" : "items";
    const doubts: SlotName[] = [];
    if (slots[valued] !== undefined && goodsDoubt(slots) + spare >= enough) doubts.push(valued);
    if (slots.list_ref !== undefined && signs.position + spare + goodsDoubt(slots) >= enough) doubts.push("list_ref");
    return doubts;
  };
}
