/** Reads Vietnamese phone numbers: ten digits from 0, or +84; typed with spaces or dots between groups. */
import type { Token } from "../tokens.ts";

export function readPhone(tokens: readonly Token[], at: number): { phone: string; end: number } | null {
  const plus = tokens[at]?.full === "+" ? 1 : 0;
  let digits = "";
  let end = at + plus;
  if (tokens[end]?.kind !== "number") return null;
  while (digits.length <= 12 && tokens[end]?.kind === "number") {
    digits += tokens[end]?.full ?? "";
    end += 1;
    if (/^[.-]$/u.test(tokens[end]?.full ?? "") && tokens[end + 1]?.kind === "number" && tokens[end + 1]?.glued)
      end += 1;
  }
  if (plus === 0 && /^0[235789]\d{8,9}$/u.test(digits)) return { phone: digits, end };
  return /^84[235789]\d{8,9}$/u.test(digits) ? { phone: `0${digits.slice(2)}`, end } : null;
}
