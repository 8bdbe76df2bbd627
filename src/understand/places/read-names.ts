/** Chooses between a name as written and one with slips, behind a kind and in the open. */
import type { Context } from "./context.ts";
import type { Evidence } from "./evidence.ts";
import { hasKind } from "./name-areas.ts";
import type { NameIndex } from "./name-index.ts";
import { type NameHit, readExact, readInitials, readShortened, readSlipped } from "./read-name.ts";

export interface ReadNames {
  /** The name behind a kind: every way of writing is believed. */
  readAnnounced(context: Context, at: number, kinds: readonly string[]): NameHit | null;
  /** `joined`: a place was listed right before. */
  readLoose(context: Context, at: number, joined: boolean): NameHit | null;
}

export function createReadNames(
  index: NameIndex,
  evidence: Evidence,
  liesInNext: (context: Context, name: NameHit) => boolean,
): ReadNames {
  /** In "tàu Phú Quốc" a name begins that is no part of "Tây Phú". */
  const isOverlapped = ({ typed }: Context, { slipped, end }: NameHit): boolean => {
    for (let at = (slipped[0] ?? end) + 1; at < end; at += 1)
      if ((readExact(index, typed, at)?.end ?? 0) > end) return true;
    return false;
  };

  const either = (context: Context, exact: NameHit | null, slipped: NameHit): NameHit | null => {
    if (!exact) return isOverlapped(context, slipped) ? null : slipped;
    const more = evidence.goesOn(context, exact, slipped);
    if (more === "maybe") return { ...slipped, names: [...exact.names, ...slipped.names] };
    return more === "yes" ? slipped : exact;
  };

  return {
    readAnnounced: (context, at, kinds) => {
      const { typed } = context;
      const exact = readExact(index, typed, at) ?? readShortened(index, typed, at) ?? readInitials(index, typed, at);
      const slipped = readSlipped(index, typed, at);
      if (!slipped || !evidence.slippedBehindKind(context, at, slipped)) return exact;
      // "phường Vĩnh Hanh Vân": Vĩnh Hanh is no ward, Vĩnh Thanh Vân is one.
      const isRather = slipped.end > (exact?.end ?? 0) && hasKind(slipped, kinds) && !(exact && hasKind(exact, kinds));
      return isRather ? slipped : either(context, exact, slipped);
    },
    readLoose: (context, at, joined) => {
      const { typed } = context;
      const exact = readExact(index, typed, at) ?? readShortened(index, typed, at);
      if (exact && !evidence.exact(context, at, exact, joined) && !liesInNext(context, exact)) return null;
      if (!evidence.maySlip(context, at, joined)) return exact;
      const slipped = readSlipped(index, typed, at);
      if (!slipped || !evidence.slipped(context, at, slipped, joined)) return exact;
      return either(context, exact, slipped);
    },
  };
}
