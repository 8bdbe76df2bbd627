/** The kind of an entity as one word, in place of what was said. */
import type { Entity } from "../entities/entity.ts";
import { eyesOf } from "../time/eyes.ts";
import type { TimeFound } from "../time/read-time.ts";
import { resolve } from "../time/resolve.ts";

/** `now` is the wall clock of the sentence: what is past is told otherwise than what is to come. */
export function labelOf(entity: Entity, now: string): string {
  switch (entity.type) {
    case "code":
      return `<${entity.kind}>`;
    case "named":
      return `<${entity.slot}>`;
    case "goods":
      return entity.quantity === null ? "<thing>" : "<goods>";
    case "time":
      return timeLabel(entity.time, now);
    case "age":
    case "children":
    case "duration":
    case "money":
    case "number":
    case "ordinal":
    case "phone":
    case "place":
      return `<${entity.type}>`;
  }
}

/** Past or to come only where that is so wherever one looks from: "15/12" without its year may be either. */
function timeLabel({ bound, readings: [reading] }: TimeFound, now: string): string {
  if (bound === "before" || bound === "by") return "<due>";
  if (!reading) return "<time>";
  const eyes = eyesOf(now);
  const spans = (["ahead", "back"] as const).map((toward) => resolve(reading.time, { ...eyes, toward }));
  if (spans.every((span) => span && span.to <= eyes.now)) return "<past>";
  if (spans.every((span) => span && span.from > eyes.now)) return "<future>";
  return "<time>";
}
