/** What is meant when it was not said: a place in the list shown last, what was shown, what was done last. */
import type { Known, Prompt, State } from "./state.ts";

/** Null when the list has no such place. */
export function resolveListRef(state: State, known: Known): Known | null {
  const { list_ref: place, ...rest } = known;
  if (place === undefined) return known;
  const code = state.list?.codes.at(place > 0 ? place - 1 : place);
  return code ? { ...rest, ...subjectOf(code) } : null;
}

/** "I'll give 80 sets" right after a need, or the needs of one place, were shown: that is where they go. It is read back. */
export function givesToShown({ prompt, list }: State, known: Known): Known {
  if (known.need || known.area || known.unspecified || known.amount || !prompt) return known;
  const [only, ...more] =
    prompt.key === "need.show" ? shownNeed(prompt) : prompt.key.startsWith("need.list") ? (list?.codes ?? []) : [];
  if (only && more.length === 0) return { ...known, need: only };
  const { unit, area } = only && list ? list.known : {};
  return unit && area ? { ...known, unit, area } : known;
}

function shownNeed({ params }: Prompt): readonly string[] {
  const code = codeOf(params["need"]);
  return code ? [code] : [];
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
  if (code.startsWith("BC") || code.startsWith("KK")) return { code };
  return code.startsWith("GN") ? { delivery: code } : { need: code };
}
