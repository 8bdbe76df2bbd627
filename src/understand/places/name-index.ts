/** The names of all units as a tree of syllables, and the shorter ways in which people write them: in one word, by initials. */
import type { Area } from "../../model/area.ts";
import { tokenise } from "../tokens.ts";
import { createNear, type Near } from "./near.ts";
import { type Syllable, syllableOf } from "./syllable.ts";

export interface Name {
  /** Lower case with diacritics. */
  readonly full: string;
  readonly bare: string;
  readonly syllables: readonly Syllable[];
  readonly areas: readonly Area[];
}

export interface Node {
  readonly next: Map<string, Node>;
  readonly names: Name[];
}

export interface NameIndex {
  readonly root: Node;
  /** The first syllables by their first letter: "V. Điều". */
  readonly byLetter: ReadonlyMap<string, readonly Node[]>;
  /** Bare syllables one slip away. */
  readonly near: Near;
  /** Syllables with diacritics: a well-spelled one is no slip for another. */
  readonly syllables: ReadonlySet<string>;
  /** `giangthanh`. */
  readonly glued: ReadonlyMap<string, readonly Name[]>;
  readonly nearGlued: Near;
  /** `vd`, `umt`. */
  readonly initials: ReadonlyMap<string, readonly Name[]>;
  readonly names: readonly Name[];
}

/** `alsoCalled`: what people also call a unit, by its name. */
export function createNameIndex(areas: readonly Area[], alsoCalled: Readonly<Record<string, string>>): NameIndex {
  const names = namesOf(areas, alsoCalled);
  const root = nodeOf();
  const glued = new Map<string, Name[]>();
  const initials = new Map<string, Name[]>();
  for (const name of names) {
    let node = root;
    for (const { bare } of name.syllables) {
      const next = node.next.get(bare) ?? nodeOf();
      node.next.set(bare, next);
      node = next;
    }
    node.names.push(name);
    push(glued, name.bare.replaceAll(" ", ""), name);
    push(initials, name.syllables.map(({ bare }) => bare[0] ?? "").join(""), name);
  }
  const byLetter = new Map<string, Node[]>();
  for (const [first, node] of root.next) if (first.length > 1) push(byLetter, first[0] ?? "", node);
  const syllables = names.flatMap((name) => name.syllables);
  return {
    root,
    byLetter,
    near: createNear(syllables.map(({ bare }) => bare)),
    syllables: new Set(syllables.map(({ full }) => full)),
    glued,
    nearGlued: createNear([...glued.keys()].filter((word) => word.length >= 8)),
    initials,
    names,
  };
}

function namesOf(areas: readonly Area[], alsoCalled: Readonly<Record<string, string>>): readonly Name[] {
  const byName = new Map<string, Area[]>();
  for (const area of areas) {
    const also = alsoCalled[area.name];
    for (const name of also ? [area.name, also] : [area.name])
      push(
        byName,
        tokenise(name)
          .map((token) => token.full)
          .join(" "),
        area,
      );
  }
  return [...byName].map(([full, named]) => {
    const syllables = full.split(" ").map(syllableOf);
    return { full, bare: syllables.map(({ bare }) => bare).join(" "), syllables, areas: named };
  });
}

function nodeOf(): Node {
  return { next: new Map(), names: [] };
}

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}
