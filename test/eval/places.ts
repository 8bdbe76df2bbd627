/** Places: does every written name give its unit, or the choice between its namesakes, and do other sentences give none? */
import type { Area } from "../../src/model/area.ts";
import { createCases, everydaySlips, type PlaceCase } from "./places/cases.ts";
import { type Share, share } from "./statistics.ts";

export interface PlaceDeps {
  readonly areas: readonly Area[];
  readonly today: string;
  /** The units offered for each place of a text; a place that nobody knows offers none. */
  readonly placesOf: (text: string) => readonly (readonly string[])[];
  /** Words that people say about anything, as typed and without diacritics. */
  readonly everyday: ReadonlySet<string>;
  /** Sentences that name no place. */
  readonly placeless: readonly string[];
  /** Sentences that name a place of elsewhere. */
  readonly elsewhere: readonly string[];
  /** Only these units are written out; the others are still there to be mistaken for. Default: all. */
  readonly written?: (area: Area) => boolean;
  readonly seed?: number;
}

export interface PlaceMiss {
  readonly kind: string;
  readonly text: string;
  readonly wanted: readonly string[];
  readonly found: readonly (readonly string[])[];
}

export interface PlaceScore {
  readonly all: Share;
  readonly byKind: Readonly<Record<string, Share>>;
  readonly misses: readonly PlaceMiss[];
}

export function scorePlaces({
  areas,
  today,
  placesOf,
  everyday,
  placeless,
  elsewhere,
  written = () => true,
  seed = 588,
}: PlaceDeps): PlaceScore {
  const outcomes = new Map<string, boolean[]>();
  const misses: PlaceMiss[] = [];
  const note = (kind: string, text: string, wanted: readonly string[], right: boolean): void => {
    const sofar = outcomes.get(kind);
    if (sofar) sofar.push(right);
    else outcomes.set(kind, [right]);
    if (!right) misses.push({ kind, text, wanted, found: placesOf(text) });
  };
  for (const each of createCases({ areas, today, everyday, written, seed }))
    note(each.kind, each.text, [...each.wanted], isRight(each, placesOf(each.text)));
  for (const text of placeless) note("no place", text, [], placesOf(text).length === 0);
  for (const text of elsewhere)
    note("elsewhere", text, [], placesOf(text).length > 0 && placesOf(text).every((ids) => ids.length === 0));
  const all = [...outcomes].flatMap(([kind, each]) => (kind === everydaySlips ? [] : each));
  return {
    all: share(all),
    byKind: Object.fromEntries([...outcomes].map(([kind, each]) => [kind, share(each)])),
    misses,
  };
}

function isRight({ wanted, also, unknownToo }: PlaceCase, found: readonly (readonly string[])[]): boolean {
  const known = found.filter((ids) => ids.length > 0);
  if (known.length === 0) return unknownToo && found.length > 0;
  const [ids, ...more] = known;
  if (!ids || more.length > 0) return false;
  return [...wanted].every((id) => ids.includes(id)) && ids.every((id) => wanted.has(id) || also.has(id));
}
