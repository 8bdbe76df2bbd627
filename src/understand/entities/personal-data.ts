/** Recognises numbers of identity papers and addresses of homes. */
import { bareAt, fullAt, type Token } from "../tokens.ts";
import { readPhone } from "./phone.ts";

/** 9 or 12 digits that are neither a phone nor an amount of money. */
export function isIdNumber(tokens: readonly Token[], at: number): boolean {
  const digits = tokens[at]?.kind === "number" ? fullAt(tokens, at) : "";
  if (digits.length !== 9 && digits.length !== 12) return false;
  const money = /0{4}$/u.test(digits) || /^(?:d|dong|vnd|trieu)$/u.test(bareAt(tokens, at + 1));
  return !money && readPhone(tokens, at) === null;
}

/** "số nhà 12", "12/3 đường Nguyễn Huệ", "nhà ở ấp Hòa Hưng", "tổ 5, ấp 3". A hamlet alone is no address. */
export function isAddress(tokens: readonly Token[], at: number): boolean {
  const pair = `${bareAt(tokens, at)} ${bareAt(tokens, at + 1)}`;
  if (pair === "so nha" || pair === "nha so") return isNumber(tokens, at + 2);
  if (pair === "nha o") return /^(?:ap|xa|khom|so|duong|hem|to|khu)$/u.test(bareAt(tokens, at + 2));
  if (isNumber(tokens, at) && bareAt(tokens, at + 1) === "duong") return tokens[at + 2]?.capital === true;
  if (bareAt(tokens, at) !== "to" || !isNumber(tokens, at + 1)) return false;
  const after = fullAt(tokens, at + 2) === "," ? at + 3 : at + 2;
  return /^(?:ap|khom|khu)$/u.test(bareAt(tokens, after));
}

function isNumber(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.kind === "number";
}
