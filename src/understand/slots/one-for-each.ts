/** Things without a number beside a number of children: one for each of them, where the words leave nothing else. */
import type { Item } from "../../model/frame.ts";
import type { ReadText } from "../read-sentence.ts";
import { bareAt } from "../tokens.ts";

/** Who asks for children, or tells what others gave them, means one for each: "có 28 em chưa có thẻ BHYT". */
const perChild: ReadonlySet<string> = new Set(["need.create", "coverage.log"]);
const single = /^(?:card|piece|pair|vehicle|set)$/u;
/** A school has some of these for all its children. */
const common: ReadonlySet<string> = new Set(["computer", "water_tank"]);

export function oneForEach(intent: string, items: readonly Item[], { entities, tokens }: ReadText): readonly Item[] {
  if (!perChild.has(intent)) return items;
  const children = entities.filter((entity) => entity.type === "children");
  const [group] = children;
  const [item] = items;
  if (items.length !== 1 || item?.quantity !== null || !single.test(item.unit ?? "")) return items;
  if (!group || children.length !== 1 || common.has(item.item ?? "")) return items;
  const goods = entities.find(({ type }) => type === "goods") ?? group;
  const [from, to] = group.start < goods.start ? [group.end, goods.start] : [goods.end, group.start];
  // "trường có 612 em, xin xe đạp" tells how large the school is.
  const isSize = /^(?:co|gom|has|have)$/u.test(bareAt(tokens, group.start - 1));
  const isApart = isSize && tokens.slice(from, to).some(({ kind }) => kind === "mark");
  return isApart ? items : [{ ...item, quantity: group.count }];
}
