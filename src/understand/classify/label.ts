/** The kind of an entity as one word, in place of what was said. */
import type { Entity } from "../entities/entity.ts";

export function labelOf(entity: Entity): string {
  switch (entity.type) {
    case "code":
      return `<${entity.kind}>`;
    case "named":
      return `<${entity.slot}>`;
    case "goods":
      return entity.quantity === null ? "<thing>" : "<goods>";
    case "time":
      return entity.time.bound === "before" || entity.time.bound === "by" ? "<due>" : "<time>";
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
