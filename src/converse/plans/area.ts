/** A place must be one unit of today before anything is done with it: several or none are asked about, never guessed. */
import type { AreaCandidate } from "../../model/area.ts";
import type { Json } from "../../model/message.ts";
import { without } from "../merge.ts";
import type { Step } from "../plan.ts";
import { asJson, type Choice } from "../say.ts";
import type { Known } from "../state.ts";

/** Namesakes beyond these are told apart by typing more of the name. */
const mostChoices = 8;

/** `candidates` is what the understanding found for `known.area` in this sentence. Null = settled, or no place was named. */
export function askArea(known: Known): Step | null {
  if (!known.area || known.unit) return null;
  const candidates = known.candidates ?? [];
  const params = { name: known.area };
  if (candidates.length === 0) {
    return {
      type: "ask",
      question: { awaiting: "area", key: "refused.area_unknown", params },
      known: without(known, "area"),
    };
  }
  return {
    type: "ask",
    question: { awaiting: "area", key: "ask.area_of", params, choices: areaChoices(candidates, known.area) },
  };
}

function areaChoices(candidates: readonly AreaCandidate[], name: string): Choice[] {
  return candidates.slice(0, mostChoices).map((unit) => ({
    label: unit.retired ? "area_choice_retired" : "area_choice",
    params: { area: asJson(unit), retired: asJson(unit.retired ?? null) },
    meaning: { type: "know", known: { area: unit.name || name, unit } },
  }));
}

/** "Phú Lợi is now part of Giang Thành": said whenever somebody used the name of a unit that is no more. */
export function retiredNote({ unit }: Known): Json {
  return asJson(unit?.retired ? { name: unit.retired.name, area: unit } : null);
}
