/** The units of every era: what is valid today, what became of the rest, and which of several namesakes lies where. */
import type { Area, AreaCandidate } from "../../model/area.ts";

export interface Gazetteer {
  /** The units of today that are meant by these units of any era; the kind that was said decides, if one has it. */
  candidates(named: readonly Area[], kinds: readonly string[] | null): readonly AreaCandidate[];
  /** Those that lie in one of `parents`; `merged`: also those that became part of one. */
  inside(named: readonly Area[], parents: readonly Area[], merged: boolean): readonly Area[];
}

/** Chains of mergers end; links that run in a circle are an error of the data. */
const mostMergers = 5;

export function createGazetteer(areas: readonly Area[], today: string): Gazetteer {
  const byId = new Map(areas.map((area) => [area.id, area]));
  const below = new Map<string, Area[]>();
  for (const area of areas)
    if (area.parentId !== null) below.set(area.parentId, [...(below.get(area.parentId) ?? []), area]);

  const isValid = (area: Area): boolean =>
    (area.validFrom === null || area.validFrom <= today) && (area.validTo === null || area.validTo >= today);

  const follow = (area: Area, depth: number): readonly Area[] => {
    if (isValid(area)) return [area];
    if (depth > mostMergers) return [];
    const next = area.successorIds.flatMap((id) => byId.get(id) ?? []);
    return (next.length > 0 ? next : (below.get(area.id) ?? [])).flatMap((other) => follow(other, depth + 1));
  };

  /** The units of today that took over a retired one. A dissolved district has none of its own: its communes' heirs share it. */
  const heirs = remembered((area) => follow(area, 0));
  const above = remembered((area) => [area, ...heirs(area)].flatMap((unit) => ancestors(unit, byId)));

  const liesIn = (area: Area, parents: ReadonlySet<string>, merged: boolean): boolean => {
    if (above(area).some((id) => parents.has(id))) return true;
    return merged && area.level !== "district" && heirs(area).some(({ id }) => id !== area.id && parents.has(id));
  };

  return {
    candidates: (named, kinds) => {
      const asked = kinds ? named.filter((area) => kinds.includes(plainKind(area))) : [];
      const pool = asked.length > 0 ? asked : preferCommunes(named);
      const found = new Map<string, AreaCandidate>();
      // Valid names first, so that a unit that kept its name is not announced as something new.
      for (const area of pool.toSorted((a, b) => Number(isValid(b)) - Number(isValid(a))))
        for (const heir of heirs(area))
          if (!found.has(heir.id)) found.set(heir.id, toCandidate(heir, area, isValid(area), byId));
      return [...found.values()];
    },
    inside: (named, parents, merged) => {
      const ids = new Set(parents.map(({ id }) => id));
      // A unit of today lies where an old district was; who names the district more likely means the old unit.
      const became = new Set(parents.filter(({ level }) => level === "district").flatMap((area) => heirs(area)));
      const inside = named.filter((area) => liesIn(area, ids, merged));
      return inside.length > 0 ? inside : named.filter((area) => became.has(area));
    },
  };
}

/** The same few units are named again and again. */
function remembered<Found>(find: (area: Area) => Found): (area: Area) => Found {
  const known = new Map<Area, Found>();
  return (area) => {
    const before = known.get(area);
    if (before !== undefined) return before;
    const found = find(area);
    known.set(area, found);
    return found;
  };
}

export function plainKind(area: Area): string {
  return area.level === "province" ? "tinh" : area.kind;
}

function ancestors(area: Area, byId: ReadonlyMap<string, Area>): readonly string[] {
  const found: string[] = [];
  for (let id = area.parentId; id !== null && !found.includes(id); id = byId.get(id)?.parentId ?? null) found.push(id);
  return found;
}

/** An old district of the same name does not compete with a commune, unless "huyện" was said. */
function preferCommunes(named: readonly Area[]): readonly Area[] {
  for (const level of ["commune", "hamlet", "district", "province"] as const) {
    const some = named.filter((area) => area.level === level);
    if (some.length > 0) return some;
  }
  return named;
}

function toCandidate(heir: Area, said: Area, valid: boolean, byId: ReadonlyMap<string, Area>): AreaCandidate {
  const candidate = { id: heir.id, name: heir.name, kind: heir.kind };
  if (valid || (heir.name === said.name && said.level === "commune")) return candidate;
  const parent = said.parentId === null ? null : (byId.get(said.parentId)?.name ?? null);
  return { ...candidate, retired: { name: said.name, kind: said.kind, parent } };
}
