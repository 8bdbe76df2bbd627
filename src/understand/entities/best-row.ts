/** Of everything that was proposed, the row of entities that do not overlap and tell the most. */
import type { Entity } from "./entity.ts";

/** Longer wins; at equal length the more telling type; a name made up of unlisted words counts least. */
const rank: Readonly<Record<Entity["type"], number>> = {
  code: 24,
  phone: 8,
  money: 7,
  age: 6,
  children: 6,
  goods: 5,
  time: 4,
  place: 7,
  ordinal: 3,
  named: 2,
  duration: 2,
  number: 1,
};

function weight(entity: Entity): number {
  const length = entity.end - entity.start;
  if (entity.type === "goods" && entity.free && entity.holdsThing !== true) {
    const counted = (entity.unitEnd ?? entity.start + (entity.lead ?? 0)) - entity.start;
    return 10 * Math.max(1, counted) + length - counted + (counted > 0 ? 1 : 0);
  }
  return 10 * length + rank[entity.type] - 4;
}

export function bestRow(proposals: readonly (readonly Entity[])[]): readonly Entity[] {
  const best = Array.from<{ score: number; entity: Entity | null }>({ length: proposals.length + 1 });
  best[proposals.length] = { score: 0, entity: null };
  for (let at = proposals.length - 1; at >= 0; at -= 1) {
    let choice = { score: best[at + 1]?.score ?? 0, entity: null as Entity | null };
    for (const entity of proposals[at] ?? []) {
      const score = weight(entity) + (best[entity.end]?.score ?? 0);
      if (score > choice.score) choice = { score, entity };
    }
    best[at] = choice;
  }
  const row: Entity[] = [];
  for (let at = 0; at < proposals.length;) {
    const entity = best[at]?.entity;
    if (entity) row.push(entity);
    at = entity ? entity.end : at + 1;
  }
  return row;
}
