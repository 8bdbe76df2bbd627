/** Reads Vietnamese phone numbers: ten digits from 0, or +84, 84, 0084; typed with spaces, dots, dashes or brackets between groups. */
import { fullAt, isGlued, type Token } from "../tokens.ts";

/** "(+84) 912.345.678": groups and the marks around them. */
const mostTokens = 16;
const mostDigits = 14;
const between = /^[.,()-]$/u;

export function readPhone(tokens: readonly Token[], at: number): { phone: string; end: number } | null {
  const first = tokens[at];
  if (!first || (first.kind !== "number" && !/^[+(]$/u.test(first.full))) return null;
  let digits = "";
  let best: { phone: string; end: number } | null = null;
  for (let end = at; end < at + mostTokens && digits.length < mostDigits; end += 1) {
    const token = tokens[end];
    // "0912345678 5 bộ": a whole number and a gap; the next digits count something.
    if (best && !isGlued(tokens, end)) break;
    if (token?.kind === "number") {
      digits += token.full;
      const phone = phoneOf(digits);
      if (phone !== null) best = { phone, end: end + 1 };
    } else if (!isBetween(tokens, end, digits === "")) break;
  }
  return best;
}

/** A comma or full stop must touch the next group, or it ends a sentence. */
function isBetween(tokens: readonly Token[], at: number, opening: boolean): boolean {
  const mark = fullAt(tokens, at);
  if (mark === "+") return opening;
  if (!between.test(mark)) return false;
  return mark === "(" || mark === ")" || tokens[at + 1]?.glued === true;
}

/** Eleven digits are a landline, a mobile of before 2018, or a slip: private all the same. */
function phoneOf(digits: string): string | null {
  if (/^0[235789]\d{8,9}$/u.test(digits)) return digits;
  const abroad = /^(?:00)?840?([235789]\d{8,9})$/u.exec(digits)?.[1];
  return abroad === undefined ? null : `0${abroad}`;
}
