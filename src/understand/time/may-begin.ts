/** Whether a time may begin at a word at all: reading one takes far longer than to see that there can be none. */
import type { Match } from "../phrases.ts";
import type { Lexeme } from "./lexemes.ts";
import { opensMonth } from "./read-month.ts";
import type { Scan } from "./scan.ts";

/** Words that only stand inside a time or join two: most of them are said far more often where there is none. */
const neverFirst: ReadonlySet<Lexeme["is"]> = new Set([
  "and",
  "joints",
  "last_span",
  "less",
  "next_span",
  "shift",
  "to",
]);

/** Words that only lead to a time: "vào", "trong", "the", "hai". */
const leading: ReadonlySet<Lexeme["is"]> = new Set([
  "ago_lead",
  "ahead_lead",
  "between",
  "bound",
  "fillers",
  "in_units",
  "number",
  "within",
]);

/** A number by itself counts something else, and a word that leads to a time leads to none in most sentences. */
export function mayBegin(scan: Scan, at: number): boolean {
  const token = scan.tokens[at];
  if (token?.kind === "word")
    return (
      token.full === "q" ||
      opensMonth(scan, at) ||
      scan.words(at).some((match) => !neverFirst.has(match.value.is) && goesOn(scan, match))
    );
  if (token?.kind !== "number") return false;
  const next = scan.tokens[at + 1];
  if (!next) return token.full.length === 4;
  if (token.full.length === 4 || next.kind === "number" || scan.words(at + 1).length > 0) return true;
  if (opensMonth(scan, at + 1)) return true;
  return next.glued && (next.kind === "word" || scan.tokens[at + 2]?.kind === "number");
}

function goesOn(scan: Scan, { value, end }: Match<Lexeme>): boolean {
  if (!leading.has(value.is)) return true;
  if (scan.tokens[end]?.kind === "number" || opensMonth(scan, end)) return true;
  // "at eight": what is led to may be a number alone.
  return scan.words(end).some((next) => next.value.is === "number" || goesOn(scan, next));
}
