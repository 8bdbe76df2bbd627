/**
 * From a spoken place to administrative units. Units have eras: the names that are valid today come first, a retired
 * name gives what it became. Several possible units are all returned; the conversation asks.
 */
import type { Area, AreaCandidate } from "../../model/area.ts";
import { bareAt, fullAt, type Token } from "../tokens.ts";
import { type Context, contextOf, isJoined } from "./context.ts";
import { createEvidence } from "./evidence.ts";
import { createGazetteer } from "./gazetteer.ts";
import { kindAfter, kindAt, type KindSaid } from "./kinds.ts";
import { createNameIndex } from "./name-index.ts";
import { createReadOutside } from "./outside.ts";
import type { PlaceWords } from "./place-words.ts";
import { areasOf, hasKind, ofKind } from "./name-areas.ts";
import { type NameHit, readExact } from "./read-name.ts";
import { createReadNames } from "./read-names.ts";
import { createReadParent } from "./read-parent.ts";
import { afterKind, fromSyllables, inEnglish, isWhereFrom } from "./unknown.ts";

export interface PlaceFound {
  readonly start: number;
  readonly end: number;
  /** With diacritics, as the gazetteer or else the person wrote it. */
  readonly name: string;
  /** Empty: a place was named, and it is none of the gazetteer's. */
  readonly areas: readonly AreaCandidate[];
}

export interface Places {
  find(tokens: readonly Token[]): readonly PlaceFound[];
}

/** A place with a unit above it, which may have one above it again: "xã X, huyện Y, tỉnh Z". */
const mostParents = 3;
const longestHamlet = 4;

interface Found {
  readonly place: PlaceFound;
  /** The units of any era behind it, and what kind was said. */
  readonly named: readonly Area[];
  readonly kinds: readonly string[] | null;
}

/** Where somebody is, not where help shall go: passed over, up to this word. */
interface Elsewhere {
  readonly elsewhere: number;
}

export function createPlaces(areas: readonly Area[], today: string, words: PlaceWords): Places {
  const gazetteer = createGazetteer(areas, today);
  const index = createNameIndex(areas, words.alsoCalled);
  const readOutside = createReadOutside(words);
  const evidence = createEvidence(words);
  const readParent = createReadParent(index, readOutside);
  /** "thứ ba huyện An Biên", "dương hòa (kiên lương)": the unit above, named behind, makes it a place. */
  const liesInNext = (context: Context, name: NameHit): boolean => {
    const parent = readParent(context, name.end);
    return parent !== null && gazetteer.inside(areasOf(name), parent.areas, false).length > 0;
  };
  const { readAnnounced, readLoose } = createReadNames(index, evidence, liesInNext);

  const readAt = (context: Context, at: number, joined: boolean): Found | Elsewhere | null => {
    const { tokens, typed } = context;
    const kind = kindAt(tokens, at);
    if (kind && !isNameItself(context, at)) {
      const found = readKind(context, at, kind);
      if (found) return found;
    }
    const name = readLoose(context, at, joined);
    const outside = readOutside(typed, at);
    if (outside && !(name && name.slips === 0 && name.end >= outside.end)) {
      if (isWhereFrom(tokens, at)) return { elsewhere: outside.end };
      return evidence.outside(context, at, outside, joined) ? unknown(at, outside) : null;
    }
    if (name) return resolve(context, at, null, name);
    const other = inEnglish(context, evidence.isStrange, at) ?? fromSyllables(context, index.syllables, at);
    return other && unknown(at, other);
  };

  /** Sóc Sơn begins like a hamlet, Tịnh Biên like a province. */
  const isNameItself = ({ tokens, typed }: Context, at: number): boolean =>
    /^(?:soc|tinh)$/u.test(bareAt(tokens, at)) && readExact(index, typed, at) !== null;

  /** "xa dao tien hai": an island commune, unless a name begins with "Đạo" itself. */
  const behindIsland = ({ typed }: Context, end: number): number =>
    bareAt(typed, end) === "dao" && !readExact(index, typed, end) && readExact(index, typed, end + 1) ? end + 1 : end;

  const readKind = (context: Context, at: number, { kinds, end: afterKindWord }: KindSaid): Found | null => {
    const { typed } = context;
    const end = behindIsland(context, afterKindWord);
    const hamlet = kinds.includes("ap") ? readHamlet(context, at, end) : null;
    if (hamlet) return hamlet;
    const outside = readOutside(typed, end);
    const name = kinds.includes("tinh") ? readExact(index, typed, end) : readAnnounced(context, end, kinds);
    const better = outside && (!name || name.slips > 0 || outside.end > name.end) ? outside : null;
    if (name && !better && fitsKind(name, kinds)) return resolve(context, at, kinds, name);
    if (name && !better) return unknown(at, { name: name.names[0]?.areas[0]?.name ?? "", end: name.end });
    const other = better ?? afterKind(context, at, end, isNamePart);
    return other && unknown(at, other);
  };

  const isNamePart = (word: Token): boolean =>
    evidence.isStrange(word) ||
    (word.full !== word.bare && index.syllables.has(word.full) && !words.small.has(word.bare));

  /** Provinces, city districts and hamlets that the gazetteer does not have are unknown, whatever else bears their name. */
  const fitsKind = (name: NameHit, kinds: readonly string[]): boolean =>
    !kinds.some((kind) => mustFit.has(kind)) || hasKind(name, kinds);

  const resolve = (context: Context, start: number, said: readonly string[] | null, name: NameHit): Found => {
    const after = kindAfter(context.tokens, name.end);
    const kinds = said ?? after?.kinds ?? null;
    let named: readonly Area[] = [...areasOf(name), ...withoutLetter(context, name)];
    // A district has no namesake above it; a commune is found by its district even when its kind was said wrongly.
    if (isDistrict(kinds)) named = ofKind(named, kinds);
    let end = after?.end ?? name.end;
    let elsewhere = false;
    for (let i = 0; i < mostParents; i += 1) {
      const parent = readParent(context, end);
      const inside = parent ? gazetteer.inside(named, parent.areas, parent.sure) : [];
      if (!parent || (inside.length === 0 && parent.areas.length > 0)) break;
      if (inside.length > 0) named = inside;
      else elsewhere = true;
      end = parent.end;
    }
    const candidates = elsewhere ? [] : gazetteer.candidates(named, kinds);
    return { place: { start, end, name: named[0]?.name ?? "", areas: candidates }, named, kinds };
  };

  /** "Tân Hiệp a" at the end of a sentence may be Tân Hiệp and a word of politeness. */
  const withoutLetter = ({ typed, marked }: Context, { names, end }: NameHit): readonly Area[] => {
    const letter = typed[end - 1];
    const isLast = typed[end] === undefined || /^[.!?]$/u.test(fullAt(typed, end));
    if (letter?.full !== "a" || letter.capital || marked || !isLast) return [];
    const shorter = new Set(names.map((name) => name.full.replace(/ a$/u, "")));
    return index.names.filter((name) => shorter.has(name.full)).flatMap((name) => name.areas);
  };

  /** "ấp X, xã Y": the commune is meant. */
  const readHamlet = (context: Context, start: number, from: number): Found | null => {
    const { tokens, typed } = context;
    const own = readExact(index, typed, from);
    if (own && areasOf(own).some((area) => area.level === "hamlet")) return resolve(context, start, ["ap"], own);
    for (let at = from + 1; at <= from + longestHamlet && at < tokens.length; at += 1) {
      const comma = fullAt(tokens, at) === ",";
      const kind = kindAt(tokens, comma ? at + 1 : at);
      if (kind?.kinds.includes("ap") || (tokens[at]?.kind === "mark" && !comma)) return null;
      if (!kind && !comma) continue;
      const name = readAnnounced(context, kind?.end ?? at + 1, kind?.kinds ?? []);
      return name && resolve(context, start, kind?.kinds ?? null, name);
    }
    return null;
  };

  /** "huyện Giang Thành, xã Vĩnh Phú": the unit above may come first. */
  const merged = (above: Found | undefined, found: Found, tokens: readonly Token[]): Found | null => {
    if (!above?.kinds || found.named.length === 0 || found.place.areas.length === 0) return null;
    if (!isDistrict(above.kinds)) return null;
    const gap = found.place.start - above.place.end;
    if (gap > 1 || (gap === 1 && !/^[,/-]$/u.test(fullAt(tokens, above.place.end)))) return null;
    const inside = gazetteer.inside(found.named, above.named, true);
    if (inside.length === 0) return null;
    const areasInside = gazetteer.candidates(inside, found.kinds);
    return { ...found, named: inside, place: { ...found.place, start: above.place.start, areas: areasInside } };
  };

  return {
    find: (tokens) => {
      const context = contextOf(tokens);
      const found: Found[] = [];
      for (let at = 0; at < tokens.length;) {
        const last = found.at(-1);
        const joined = last !== undefined && isJoined(tokens, last.place.end, at);
        const next = tokens[at]?.kind === "word" ? readAt(context, at, joined) : null;
        if (next === null || "elsewhere" in next) {
          at = next ? next.elsewhere : at + 1;
          continue;
        }
        const both = merged(last, next, tokens);
        if (both) found.pop();
        found.push(both ?? next);
        at = Math.max(next.place.end, at + 1);
      }
      return found.map(({ place }) => place);
    },
  };
}

const isDistrict = (kinds: readonly string[] | null): boolean =>
  kinds?.some((kind) => kind === "huyen" || kind === "thanh-pho" || kind === "tinh") === true;
const mustFit = new Set(["tinh", "quan", "ap"]);

function unknown(start: number, { name, end }: { readonly name: string; readonly end: number }): Found {
  return { place: { start, end, name, areas: [] }, named: [], kinds: null };
}
