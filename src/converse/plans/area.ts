/** A place must be one unit of today before anything is done with it: several or none are asked about, never guessed. */
import type { AreaCandidate } from "../../model/area.ts";
import type { Step } from "../plan.ts";
import { asJson, type Choice } from "../say.ts";
import type { Known } from "../state.ts";

/** `candidates` is what the understanding found for `known.area` in this sentence. Null = settled, or no place was named. */
export function askArea(known: Known): Step | null {
  if (!known.area || known.unit) return null;
  const candidates = known.candidates ?? [];
  if (candidates.length === 0) {
    const { area: _area, ...rest } = known;
    return { type: "ask", question: { awaiting: "area", key: "refused.area_unknown", params: { name: known.area } }, known: rest };
  }
  return {
    type: "ask",
    question: { awaiting: "area", key: "ask.area_of", params: { name: known.area }, choices: areaChoices(candidates, known.area) },
  };
}

export function areaChoices(candidates: readonly AreaCandidate[], name: string): Choice[] {
  return candidates.slice(0, 8).map((unit) => ({
    label: unit.retired ? "area_choice_retired" : "area_choice",
    params: { area: asJson(unit), retired: asJson(unit.retired ?? null) },
    meaning: { type: "know", known: { area: unit.name || name, unit } },
  }));
}
