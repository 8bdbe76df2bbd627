/** "Một chục cái mùng, chục ở đây là 12": a market counts more than ten to its ten, if it says so. */
import type { Intent } from "../../model/intent.ts";
import type { Entity } from "../entities/entity.ts";
import { type ReadText, withEntities } from "../read-sentence.ts";
import { bareAt } from "../tokens.ts";

const sizes: ReadonlySet<number> = new Set([12, 14, 16]);
/** "chục này là chục 12" */
const reach = 5;

export function withMarketDozen({ slots }: Intent, sentence: ReadText): ReadText {
  const { entities, tokens, cover } = sentence;
  if (!("items" in slots)) return sentence;
  const isTen = (at: number): boolean => bareAt(tokens, at) === "chuc" && cover[at]?.type !== "goods";
  const size = entities.find(
    ({ start, ...entity }) =>
      entity.type === "number" &&
      sizes.has(entity.value) &&
      tokens.slice(Math.max(0, start - reach), start).some((_, i) => isTen(Math.max(0, start - reach) + i)),
  );
  if (size?.type !== "number") return sentence;
  const isTens = ({ start, end }: Entity): boolean =>
    tokens.slice(start, end).some((_, i) => bareAt(tokens, start + i) === "chuc");
  const resized = entities.flatMap((entity): readonly Entity[] => {
    if (entity.type === "number") return [];
    if (entity.type !== "goods" || entity.quantity === null || !isTens(entity)) return [entity];
    return [{ ...entity, quantity: (entity.quantity / 10) * size.value }];
  });
  return withEntities(sentence, resized);
}
