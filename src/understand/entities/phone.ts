/** Reads Vietnamese phone numbers: ten digits from 0, or +84; typed with spaces or dots between groups. */
import { fullAt, type Token } from "../tokens.ts";

export function readPhone(tokens: readonly Token[], at: number): { phone: string; end: number } | null {
  const plus = fullAt(tokens, at) === "+" ? 1 : 0;
  let digits = "";
  let end = at + plus;
  if (tokens[end]?.kind !== "number") return null;
  while (digits.length <= 12 && tokens[end]?.kind === "number") {
    digits += fullAt(tokens, end);
    end += 1;
    if (/^[.-]$/u.test(fullAt(tokens, end)) && tokens[end + 1]?.kind === "number" && tokens[end + 1]?.glued) end += 1;
  }
  if (plus === 0 && /^0[235789]\d{8,9}$/u.test(digits)) return { phone: digits, end };
  return /^84[235789]\d{8,9}$/u.test(digits) ? { phone: `0${digits.slice(2)}`, end } : null;
}
