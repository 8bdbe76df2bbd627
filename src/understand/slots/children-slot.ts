/** How many children are meant, where several numbers of them were said: a total, its parts, or those that something was counted for. */
import type { Entity } from "../entities/entity.ts";
import type { ReadText } from "../read-sentence.ts";
import { bareAt } from "../tokens.ts";

/** "tổng cộng là 56 em", "ấp trên có 20 em": words between the cue and the number. */
const reach = 3;
const whole = /^(?:tong|cong|tat|total|altogether)$/u;
const part = /^(?:ap|dot|lop|khoi|diem|truong|nhom|to|xa|phuong|sang|chieu|class|school|hamlet|group|batch|round)$/u;

export function childrenIn({ entities, tokens }: Pick<ReadText, "entities" | "tokens">): number | null {
  const said = entities.flatMap((entity) => {
    const count = countOf(entity);
    return count === null ? [] : [{ count, start: entity.start }];
  });
  const [first] = said;
  if (!first || said.every(({ count }) => count === first.count)) return first?.count ?? null;
  const isLedBy = (cue: RegExp, start: number): boolean =>
    tokens
      .slice(Math.max(0, start - reach), start)
      .some((_, i) => cue.test(bareAt(tokens, Math.max(0, start - reach) + i)));
  const sum = said.reduce((all, { count }) => all + count, 0);
  const total = said.find(({ count, start }) => isLedBy(whole, start) || (said.length > 2 && 2 * count === sum));
  if (total) return total.count;
  // "ấp trên 20 em, ấp dưới 15 em"
  if (said.every(({ start }) => isLedBy(part, start))) return sum;
  const given = said.filter(({ count }) => entities.some((each) => each.type === "goods" && each.quantity === count));
  return given.length === 1 ? (given[0]?.count ?? null) : null;
}

function countOf(entity: Entity): number | null {
  if (entity.type === "children") return entity.count;
  return entity.type === "goods" && entity.unit === "visit" ? entity.quantity : null;
}
