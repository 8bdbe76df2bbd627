/** The names of all units as a tree of syllables: exact tones first, then bare syllables, then one slip of the finger per syllable. */
import type { Area } from "../model/area.ts";
import { accented, bareAt, type Token, tokenise } from "./tokens.ts";
import { bare } from "./views.ts";

export interface NamedPlace {
  readonly areas: readonly Area[];
  readonly end: number;
}

interface Node {
  readonly next: Map<string, Node>;
  readonly areas: { readonly syllables: readonly string[]; readonly area: Area }[];
}

export interface NameIndex {
  readonly root: Node;
  /** From a syllable with one letter left out to the syllables that it may have been. */
  readonly slips: ReadonlyMap<string, readonly string[]>;
}

/** Names that are ordinary words: read as places only where a place is announced. */
const ordinary = new Set([
  "thu ba",
  "thu muoi mot",
  "binh an",
  "an binh",
  "hoa thuan",
  "binh minh",
  "hoa loi",
  "an hoa",
  "an son",
  "hoa an",
  "tan an",
  "dinh an",
  "vinh loi",
]);
const mostSlips = 2;

export function createNameIndex(areas: readonly Area[]): NameIndex {
  const root: Node = { next: new Map(), areas: [] };
  const slips = new Map<string, string[]>();
  for (const area of areas) {
    const syllables = tokenise(area.name).map((token) => token.full);
    let node = root;
    for (const syllable of syllables) {
      const plain = bare(syllable);
      let next = node.next.get(plain);
      if (!next) {
        next = { next: new Map(), areas: [] };
        node.next.set(plain, next);
        addSlips(slips, plain);
      }
      node = next;
    }
    node.areas.push({ syllables, area });
  }
  return { root, slips };
}

/** The longest name at `at`. `announced`: a kind or a small word before it says that a place follows. */
export function readName(
  index: NameIndex,
  tokens: readonly Token[],
  at: number,
  announced: boolean,
): NamedPlace | null {
  const exact = walk(index, tokens, at);
  if (exact) {
    const said = tokens.slice(at, exact.end);
    const capital = said.every((token) => token.capital);
    if (!announced && !capital && ordinary.has(said.map((token) => token.bare).join(" "))) return null;
    return exact;
  }
  return announced || tokens[at]?.capital === true ? slipped(index, tokens, at) : null;
}

function walk(index: NameIndex, tokens: readonly Token[], at: number): NamedPlace | null {
  let node = index.root;
  let best: NamedPlace | null = null;
  for (let end = at; end < tokens.length; end += 1) {
    const next = node.next.get(bareAt(tokens, end));
    if (!next) break;
    node = next;
    const areas = closest(node, tokens.slice(at, end + 1));
    if (areas.length > 0) best = { areas, end: end + 1 };
  }
  return best;
}

/** Tones tell Tân Thành from Tân Thạnh: where they were typed, only names that agree with them are kept. */
function closest(node: Node, said: readonly Token[]): readonly Area[] {
  const typesTones = said.some(accented);
  const scored = node.areas.map(({ syllables, area }) => {
    const off = said.filter((token, i) => token.full !== syllables[i]);
    // Who types tones elsewhere in the name leaves one out by mistake: a smaller sign than a wrong one.
    const wrong = off.filter(accented).length;
    return { area, wrong, cost: wrong + (typesTones ? 0.1 * (off.length - wrong) : 0) };
  });
  const best = scored.reduce((least, entry) => (entry.cost < least.cost ? entry : least), {
    wrong: 0,
    cost: Number.POSITIVE_INFINITY,
  });
  // All tones wrong is another word; one syllable alone must be right.
  if (best.wrong > said.length / 2 || (said.length === 1 && best.wrong > 0)) return [];
  return scored.filter((entry) => entry.cost === best.cost).map((entry) => entry.area);
}

interface Path {
  readonly node: Node;
  readonly end: number;
  readonly slips: number;
}

/** One slip per syllable, two in all; names of one syllable and the first letter of a syllable must be right. */
function slipped(index: NameIndex, tokens: readonly Token[], at: number): NamedPlace | null {
  let paths: readonly Path[] = [{ node: index.root, end: at, slips: 0 }];
  const found: { readonly area: Area; readonly end: number; readonly slips: number }[] = [];
  for (let depth = 0; depth < 4 && paths.length > 0; depth += 1) {
    paths = paths.flatMap((path) => extend(index, path, tokens[path.end]));
    if (depth === 0) continue;
    for (const { node, end } of paths)
      for (const { syllables, area } of node.areas) {
        const said = tokens.slice(at, end);
        const slips = said.reduce((sum, token, i) => sum + distance(token, syllables[i] ?? ""), 0);
        // Two slips in a short name leave little of it.
        const letters = said.reduce((sum, token) => sum + token.bare.length, 0);
        if (slips <= (letters < 9 ? 1 : mostSlips)) found.push({ area, end, slips });
      }
  }
  const [best] = found.toSorted((a, b) => a.slips - b.slips || b.end - a.end);
  if (!best) return null;
  const equal = found.filter((name) => name.slips === best.slips && name.end === best.end);
  return { areas: equal.map(({ area }) => area), end: best.end };
}

/** Slips between what was typed and a syllable. Typed tones must fit too: "mình hỏi" is not Minh Hòa. */
function distance(token: Token, syllable: string): number {
  const typed = accented(token) ? token.full : token.bare;
  const meant = accented(token) ? syllable : bare(syllable);
  if (typed === meant) return 0;
  return isOneSlip(typed, meant) ? 1 : Number.POSITIVE_INFINITY;
}

function extend(index: NameIndex, path: Path, token: Token | undefined): readonly Path[] {
  if (token?.kind !== "word" || token.bare.length > 8) return [];
  const exact = path.node.next.get(token.bare);
  const paths: Path[] = exact ? [{ node: exact, end: path.end + 1, slips: path.slips }] : [];
  if (path.slips >= mostSlips) return paths;
  for (const syllable of near(index, token.bare)) {
    const next = path.node.next.get(syllable);
    if (next && next !== exact) paths.push({ node: next, end: path.end + 1, slips: path.slips + 1 });
  }
  return paths;
}

/** Known syllables one slip away: a letter too many, too few, another one, or two swapped. */
function near(index: NameIndex, syllable: string): ReadonlySet<string> {
  const found = new Set<string>();
  if (syllable.length < 3) return found;
  for (const shorter of [syllable, ...without(syllable)])
    for (const candidate of index.slips.get(shorter) ?? [])
      if (candidate !== syllable && candidate[0] === syllable[0] && isOneSlip(candidate, syllable))
        found.add(candidate);
  return found;
}

function addSlips(slips: Map<string, string[]>, syllable: string): void {
  if (syllable.length < 3) return;
  for (const key of [syllable, ...without(syllable)]) {
    const known = slips.get(key);
    if (!known) slips.set(key, [syllable]);
    else if (!known.includes(syllable)) known.push(syllable);
  }
}

function without(syllable: string): readonly string[] {
  return Array.from({ length: syllable.length }, (_, i) => syllable.slice(0, i) + syllable.slice(i + 1));
}

function isOneSlip(a: string, b: string): boolean {
  let from = 0;
  while (from < a.length && a[from] === b[from]) from += 1;
  let tailA = a.length;
  let tailB = b.length;
  while (tailA > from && tailB > from && a[tailA - 1] === b[tailB - 1]) {
    tailA -= 1;
    tailB -= 1;
  }
  const restA = a.slice(from, tailA);
  const restB = b.slice(from, tailB);
  if (restA.length <= 1 && restB.length <= 1) return true;
  return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
}
