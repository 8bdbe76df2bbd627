/** The units behind a name that was read, and those of them that fit the kind that was said. */
import type { Area } from "../../model/area.ts";
import { plainKind } from "./gazetteer.ts";
import type { NameHit } from "./read-name.ts";

export function areasOf({ names }: NameHit): readonly Area[] {
  return names.flatMap((name) => name.areas);
}

export function hasKind(name: NameHit, kinds: readonly string[]): boolean {
  return areasOf(name).some((area) => kinds.includes(plainKind(area)));
}

/** Those of the kind that was said, if one is. */
export function ofKind(named: readonly Area[], kinds: readonly string[] | null): readonly Area[] {
  const fitting = kinds ? named.filter((area) => kinds.includes(plainKind(area))) : [];
  return fitting.length > 0 ? fitting : named;
}
