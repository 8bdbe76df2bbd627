/** "Vĩnh Phú (Giang Thành)", "Vĩnh Phú, huyện Giồng Riềng": the unit above tells namesakes apart. */
import type { Area } from "../../model/area.ts";
import { fullAt, type Token } from "../tokens.ts";
import type { Context } from "./context.ts";
import { kindAfter, kindAt } from "./kinds.ts";
import { areasOf, ofKind } from "./name-areas.ts";
import type { NameIndex } from "./name-index.ts";
import type { ReadOutside } from "./outside.ts";
import { readExact, readShortened, readSlipped } from "./read-name.ts";

export interface Parent {
  /** None: it is a place of elsewhere. */
  readonly areas: readonly Area[];
  readonly end: number;
  /** Said with its kind or in brackets, not merely listed behind. */
  readonly sure: boolean;
}

export type ReadParent = (context: Context, at: number) => Parent | null;

const joint = /^(?:[(,/-]|thuộc|thuoc|ở|o|in|of|của|cua)$/u;
const listing = /^[,/-]$/u;

export function createReadParent(index: NameIndex, readOutside: ReadOutside): ReadParent {
  return ({ tokens, typed }, at) => {
    const isJoined = joint.test(fullAt(tokens, at));
    const from = isJoined ? at + 1 : at;
    const kind = kindAt(tokens, from);
    const begin = kind?.end ?? from;
    const slipped = kind ? readSlipped(index, typed, begin) : null;
    const name = readExact(index, typed, begin) ?? readShortened(index, typed, begin) ?? slipped;
    if (name) {
      const sure = kind !== null || (isJoined && !listing.test(fullAt(tokens, at)));
      return { areas: ofKind(areasOf(name), kind?.kinds ?? null), end: endOf(tokens, name.end), sure };
    }
    const outside = isJoined || kind ? readOutside(typed, begin) : null;
    return outside?.sure ? { areas: [], end: endOf(tokens, outside.end), sure: true } : null;
  };
}

/** "(huyện Giang Thành cũ)", "in Giang Thanh district". */
function endOf(tokens: readonly Token[], end: number): number {
  const kind = kindAfter(tokens, end)?.end ?? end;
  const old = /^(?:cũ|cu)$/u.test(fullAt(tokens, kind)) ? kind + 1 : kind;
  return fullAt(tokens, old) === ")" ? old + 1 : old;
}
