/**
 * From a spoken place to administrative units. Units have eras: the names that are valid today come first, a retired
 * name gives what it became. Several possible units are all returned; the conversation asks.
 */
import type { Area, AreaCandidate } from "../model/area.ts";
import { readName, createNameIndex, type NamedPlace } from "./place-names.ts";
import { kindAt, placeCue } from "./place-kinds.ts";
import { bareAt, fullAt, type Token } from "./tokens.ts";

export interface PlaceFound {
  readonly start: number;
  readonly end: number;
  /** With diacritics, as the gazetteer or else the person wrote it. */
  readonly name: string;
  /** Empty: "xã X" was said and nobody knows X. */
  readonly areas: readonly AreaCandidate[];
  /** How surely a place was meant; beside other entities the surer one wins. */
  readonly sure: boolean;
}

export interface Places {
  find(tokens: readonly Token[]): readonly PlaceFound[];
}

export function createPlaces(areas: readonly Area[], today: string): Places {
  const byId = new Map(areas.map((area) => [area.id, area]));
  const index = createNameIndex(areas);
  const isValid = (area: Area): boolean =>
    (area.validFrom === null || area.validFrom <= today) && (area.validTo === null || area.validTo >= today);

  /** The units of today that took over a retired one; chains of mergers are followed, loops are not. */
  const heirs = (area: Area, depth = 0): readonly Area[] => {
    if (isValid(area) || depth > 5) return isValid(area) ? [area] : [];
    const next = area.successorIds.flatMap((id) => byId.get(id) ?? []);
    // A dissolved district has no heir of its own: its communes' heirs share it.
    const below = next.length > 0 ? next : areas.filter((other) => other.parentId === area.id);
    return below.flatMap((other) => heirs(other, depth + 1));
  };

  const candidates = (named: readonly Area[], kinds: readonly string[] | null): readonly AreaCandidate[] => {
    const asked = kinds ? named.filter((area) => kinds.includes(plainKind(area))) : [];
    const pool = asked.length > 0 ? asked : preferCommunes(named, kinds);
    const found = new Map<string, AreaCandidate>();
    // Valid names first, so that a unit that kept its name is not announced as something new.
    for (const area of pool.toSorted((a, b) => Number(isValid(b)) - Number(isValid(a))))
      for (const heir of heirs(area))
        if (!found.has(heir.id)) found.set(heir.id, toCandidate(heir, area, isValid(area), byId));
    return [...found.values()];
  };

  const readAt = (tokens: readonly Token[], at: number): PlaceFound | null => {
    const kind = kindAt(tokens, at);
    const from = kind?.end ?? at;
    const name = readName(index, tokens, from, kind !== null || placeCue(tokens, at));
    if (name) return resolve(tokens, at, kind?.kinds ?? null, name);
    return kind ? unknownName(tokens, at, from) : null;
  };

  const resolve = (
    tokens: readonly Token[],
    at: number,
    kinds: readonly string[] | null,
    name: NamedPlace,
  ): PlaceFound => {
    const parent = readParent(tokens, name.end);
    const inside = parent ? name.areas.filter((area) => liesIn(area, parent.areas)) : [];
    const narrowed = inside.length > 0;
    return {
      start: at,
      end: narrowed && parent ? parent.end : skipKindAfter(tokens, name.end),
      name: name.areas[0]?.name ?? "",
      areas: candidates(narrowed ? inside : name.areas, kinds),
      sure: true,
    };
  };

  /** "Vĩnh Phú (Giang Thành)", "Vĩnh Phú, huyện Giồng Riềng": the unit above tells namesakes apart. */
  const readParent = (tokens: readonly Token[], at: number): NamedPlace | null => {
    const from = /^[(,-]$/u.test(fullAt(tokens, at)) || /^(?:thuoc|o|in|of)$/u.test(bareAt(tokens, at)) ? at + 1 : at;
    const kind = kindAt(tokens, from);
    const name = readName(index, tokens, kind?.end ?? from, true);
    if (!name) return null;
    return { ...name, end: fullAt(tokens, name.end) === ")" ? name.end + 1 : name.end };
  };

  const liesIn = (area: Area, parents: readonly Area[]): boolean => {
    const above = [area.parentId, ...heirs(area).map((heir) => heir.id), ...heirs(area).map((heir) => heir.parentId)];
    return parents.some((parent) => parent.id !== area.id && above.includes(parent.id));
  };

  return {
    find: (tokens) => {
      const found: PlaceFound[] = [];
      for (let at = 0; at < tokens.length;) {
        const place = readAt(tokens, at);
        if (place) found.push(place);
        at = place ? Math.max(place.end, at + 1) : at + 1;
      }
      return found;
    },
  };
}

function plainKind(area: Area): string {
  return area.level === "province" ? "tinh" : area.kind;
}

/** An old district of the same name does not compete with a commune, unless "huyện" was said. */
function preferCommunes(named: readonly Area[], kinds: readonly string[] | null): readonly Area[] {
  const order = kinds?.includes("ap")
    ? (["hamlet", "commune", "district", "province"] as const)
    : (["commune", "hamlet", "district", "province"] as const);
  for (const level of order) {
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

/** English puts the kind behind: "Giang Thanh commune". */
function skipKindAfter(tokens: readonly Token[], at: number): number {
  return /^(?:commune|ward|district|hamlet|township|province|town)$/u.test(bareAt(tokens, at)) ? at + 1 : at;
}

/** "xã X" with an X that nobody knows: the capitalised words, or up to two words where capitals are not used. */
function unknownName(tokens: readonly Token[], start: number, from: number): PlaceFound | null {
  const capitals = tokens[from]?.capital === true;
  // "tinh" and "xa" typed bare are as often other words; a name in lower case needs a kind that is none.
  if (!capitals && !/^(?:xã|phường|ấp|huyện|commune)$/u.test(fullAt(tokens, start)) && tokens[start]?.bare !== "xa")
    return null;
  const words: string[] = [];
  let end = from;
  while (words.length < (capitals ? 4 : 2)) {
    const token = tokens[end];
    if (token?.kind !== "word" || (capitals ? !token.capital : notNames.has(token.bare))) break;
    words.push(capitals ? token.raw : token.full);
    end += 1;
  }
  // In lower case one word is too little to tell a name from "xã nào" or "xã em".
  if (words.length < (capitals ? 1 : 2)) return null;
  return { start, end, name: words.join(" "), areas: [], sure: capitals };
}

const notNames = new Set(
  "miet u minh tui toi em nay nao do kia khac ta anh chi co chung cua dang can con thieu gi da se moi ma thi la va voi cho o tai duoc bi ben giap vung bien dao mien truong hoi doan uy ban hien bao nhieu cac nhung trong ngoai nghe oi nha nhe a di roi het het co khong chua lam sao the muon xin den toi tu ngay truoc sau hom tuan thang nam va hay hoac de nhan giao gui phat tang in the of has have is are needs need what this that my our which officer officers for and or by before to from lan any all staff".split(
    " ",
  ),
);
