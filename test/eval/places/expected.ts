/**
 * What a careful clerk with the list of units would answer, worked out without the engine: which units a written name may
 * stand for, by plain edit distance over the whole name.
 */
import type { Area } from "../../../src/model/area.ts";
import { bare, spell } from "../../../src/understand/views.ts";

export interface Clerk {
  /** The ids of today's units behind a name, by kind and district where they were said. */
  unitsOf(name: string, view: View, said?: { readonly kind?: string; readonly district?: string }): ReadonlySet<string>;
  /** The names no further from what was typed than `name` is; null when another one is nearer. */
  asNear(typed: string, name: string, view: View): readonly string[] | null;
}
export type View = "full" | "bare";

export const plain = (text: string): string => text.toLowerCase().split(" ").map(spell).join(" ");
export const seen = (text: string, view: View): string => (view === "bare" ? bare(plain(text)) : plain(text));

export function createClerk(areas: readonly Area[], today: string): Clerk {
  const names = [...new Set(areas.map(({ name }) => name))];
  const written = {
    full: new Map(names.map((name) => [name, seen(name, "full")])),
    bare: new Map(names.map((name) => [name, seen(name, "bare")])),
  };
  const away = (typed: string, name: string, view: View): number => distance(typed, written[view].get(name) ?? "");
  const heirs = (area: Area): readonly string[] => {
    if (area.validTo === null || area.validTo >= today) return [area.id];
    const next = areas.filter((other) => area.successorIds.includes(other.id));
    const below = next.length > 0 ? next : areas.filter((other) => other.parentId === area.id);
    return below.flatMap(heirs);
  };
  return {
    unitsOf: (name, view, { kind, district } = {}) => {
      const as = seen(name, view);
      const named = areas.filter((area) => written[view].get(area.name) === as);
      const above =
        district === undefined ? null : areas.find((area) => area.level === "district" && area.name === district);
      const inside = above ? named.filter((area) => area.parentId === above.id) : named;
      const kinds = inside.filter((area) => area.kind === kind);
      const communes = inside.filter((area) => area.level === "commune");
      const meant = kinds.length > 0 ? kinds : communes.length > 0 ? communes : inside;
      return new Set(meant.flatMap(heirs));
    },
    asNear: (typed, name, view) => {
      const [as, asBare] = [seen(typed, view), seen(typed, "bare")];
      const [own, ownBare] = [away(as, name, view), away(asBare, name, "bare")];
      const others = names.filter((other) => Math.abs(other.length - typed.length) <= Math.max(own, ownBare));
      if (others.some((other) => away(as, other, view) < own)) return null;
      return others.filter((other) => away(as, other, view) <= own || away(asBare, other, "bare") <= ownBare);
    },
  };
}

/** Letters put in, left out, changed or swapped with the next. */
export function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const changed = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swaps = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = swaps ? (before[j - 2] ?? 0) + 1 : changed;
      row.push(Math.min(changed, swapped, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    [before, last] = [last, row];
  }
  return last[b.length] ?? 0;
}
