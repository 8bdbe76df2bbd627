/** The unit an officer works for, when it is only one. */
import type { AreaCandidate } from "../../model/area.ts";
import type { Turn } from "../turn.ts";

export function ownUnit(turn: Turn): AreaCandidate | undefined {
  const units = turn.person.roles.flatMap(({ area }) => (area ? [area] : []));
  const [only] = units;
  return units.every((unit) => unit.id === only?.id) && only
    ? { id: only.id, name: only.name, kind: only.kind }
    : undefined;
}
