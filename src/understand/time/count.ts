/** Reads the small numbers of dates and clocks, in digits or words; where "mười năm" is ten years and "mười lăm" fifteen. */
import { isGlued } from "../tokens.ts";
import { type Counted, nothing, type Scan, wordsAt } from "./scan.ts";

/** All numbers that begin here, longest first. */
export function countsAt(scan: Scan, at: number): readonly Counted[] {
  const token = scan.tokens[at];
  if (token?.kind === "number")
    return token.full.length <= 4 ? [{ value: Number(token.full), end: at + 1, cost: 0, digits: true }] : nothing;
  if (scan.words(at).length === 0) return nothing;
  const counts: Counted[] = [];
  for (const { part, value, end, cost } of wordsAt(scan, at, "number")) {
    if (part === "ten" || part === "unit") counts.push({ value, end, cost, digits: false });
    if (part === "ten" && value % 10 === 0) counts.push(...unitsAfter(scan, end, value, cost));
    if (part === "unit" && value > 1) counts.push(...tensOf(scan, end, value, cost));
  }
  return counts.length > 1 ? counts.toSorted((a, b) => b.end - a.end || a.cost - b.cost) : counts;
}

/** "mười hai", "mười lăm"; a "năm" after ten counts years. */
function unitsAfter(scan: Scan, at: number, base: number, cost: number): readonly Counted[] {
  return wordsAt(scan, at, "number")
    .filter(
      ({ part, value }) =>
        part === "after_ten" || (part === "unit" && (value !== 5 || scan.tokens[at]?.full === "five")),
    )
    .map((unit) => ({ value: base + unit.value, end: unit.end, cost: cost + unit.cost, digits: false }));
}

/** "hai mươi", "hai mươi lăm", "ba chục"; and "hai lăm", where the ten is left out. */
function tensOf(scan: Scan, at: number, value: number, cost: number): readonly Counted[] {
  return wordsAt(scan, at, "number").flatMap((word) => {
    const so = { end: word.end, cost: cost + word.cost, digits: false };
    if (word.part === "after_ten") return [{ value: value * 10 + word.value, ...so }];
    return word.part === "tens"
      ? [{ value: value * 10, ...so }, ...unitsAfter(scan, word.end, value * 10, so.cost)]
      : [];
  });
}

/** Digits of at most so many places, or null; `glued` when they touch what stands before. */
export function digitsAt({ tokens }: Scan, at: number, most: number, glued = false): number | null {
  const token = tokens[at];
  if (token?.kind !== "number" || token.full.length > most || (glued && !isGlued(tokens, at))) return null;
  return Number(token.full);
}

/** A single mark that touches both of its neighbours. */
export function markAt({ tokens }: Scan, at: number, marks: string): string | null {
  const token = tokens[at];
  return token?.kind === "mark" && token.glued && isGlued(tokens, at + 1) && marks.includes(token.full)
    ? token.full
    : null;
}
