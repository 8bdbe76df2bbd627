/** Which code is meant when none was said: a place in the list shown last, or what was done last. */
import type { Known, State } from "./state.ts";

/** Null when the list has no such place. */
export function resolveListRef(state: State, known: Known): Known | null {
  const { list_ref: place, ...rest } = known;
  if (place === undefined) return known;
  const code = state.list?.codes.at(place > 0 ? place - 1 : place);
  return code ? { ...rest, ...subjectOf(code) } : null;
}

export function lastSubject(state: State): Known {
  const code = state.done?.results.map(codeOf).findLast((found) => found !== undefined);
  return code ? subjectOf(code) : {};
}

/** The code in an answer of the ledger. */
export function codeOf(result: unknown): string | undefined {
  const code = typeof result === "object" && result !== null && "code" in result ? result.code : undefined;
  return typeof code === "string" ? code : undefined;
}

export function subjectOf(code: string): Known {
  if (code.startsWith("CK")) return { pledge: code };
  return code.startsWith("GN") ? { delivery: code } : { need: code };
}
