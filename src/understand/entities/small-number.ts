/** Reads a number below a thousand in words ("ba mươi lăm", "trăm hai"), or digits with what multiplies them ("3 chục"). */
import type { Language } from "../../model/message.ts";
import { fullAt, type Token } from "../tokens.ts";
import { readDigits } from "./digits.ts";
import type { NumberWords, Role } from "./number-words.ts";

export interface Small {
  readonly value: number;
  readonly end: number;
  readonly others: readonly number[];
  /** Written in digits alone. */
  readonly digits: boolean;
}

type ReadSmall = (tokens: readonly Token[], at: number) => Small | null;
interface Read {
  readonly value: number;
  readonly end: number;
}

export function createReadSmall(words: NumberWords, language: Language | null): ReadSmall {
  const word = (tokens: readonly Token[], at: number, ...roles: readonly Role[]): Read | null => {
    const match = words.at(tokens, at, ...roles);
    return match && { value: match.value.value, end: match.end };
  };

  return (tokens, at) => {
    const digits = readDigits(tokens, at, language);
    const head = digits ?? word(tokens, at, "unit", "ten", "whole") ?? unsaidOne(tokens, at);
    if (!head) return null;
    const spoken = { others: digits?.others ?? [], digits: false };
    const hundred = words.at(tokens, head.end, "hundred");
    if (hundred) return { ...readBelowHundred(tokens, hundred.end, head.value * 100), ...spoken };
    const tens = word(tokens, head.end, "tens");
    if (tens) return { ...readBelowTen(tokens, tens.end, head.value * tens.value, digits === null), ...spoken };
    const whole = word(tokens, head.end, "whole");
    if (whole) return { value: head.value * whole.value, end: whole.end, ...spoken };
    if (digits) return { value: digits.value, end: digits.end, others: digits.others, digits: true };
    return { ...readTeens(tokens, at, head), ...spoken };
  };

  /** "trăm rưỡi", "chục cái", "a dozen". */
  function unsaidOne(tokens: readonly Token[], at: number): Read | null {
    const from = language === "en" && /^an?$/u.test(fullAt(tokens, at)) ? at + 1 : at;
    return words.at(tokens, from, "hundred", "tens", "whole") ? { value: 1, end: from } : null;
  }

  /** After "N mươi" or "N chục": the unit, or "rưỡi" for five. Digits take no unit in words: "3 chục hai" is nobody's number. */
  function readBelowTen(tokens: readonly Token[], at: number, base: number, spelled: boolean): Read {
    const half = words.at(tokens, at, "half");
    if (half) return { value: base + 5, end: half.end };
    const unit = word(tokens, at, "unit");
    return unit && unit.value > 0 && spelled ? { value: base + unit.value, end: unit.end } : { value: base, end: at };
  }

  /** "mười lăm", "twenty five"; and "hai lăm", "ba mốt", where lăm and mốt can only follow tens. */
  function readTeens(tokens: readonly Token[], at: number, head: Read): Read {
    const unit = word(tokens, head.end, "unit");
    if (!unit || unit.value === 0) return head;
    if (words.at(tokens, at, "ten"))
      return head.value % 10 === 0 ? { value: head.value + unit.value, end: unit.end } : head;
    const elided = head.value > 1 && head.value < 10 && /^(?:lăm|nhăm|mốt)$/u.test(fullAt(tokens, head.end));
    return elided ? { value: head.value * 10 + unit.value, end: unit.end } : head;
  }

  /** After "N trăm": "linh năm", "hai mươi", "mười", "rưỡi", or the single "hai" of "trăm hai" that means twenty. */
  function readBelowHundred(tokens: readonly Token[], at: number, base: number): Read {
    const half = words.at(tokens, at, "half");
    if (half) return { value: base + 50, end: half.end };
    const odd = words.at(tokens, at, "odd");
    const from = odd?.end ?? at;
    const ten = word(tokens, from, "ten");
    if (ten) return readBelowTen(tokens, ten.end, base + ten.value, true);
    const unit = word(tokens, from, "unit");
    if (!unit) return { value: base, end: at };
    const tens = word(tokens, unit.end, "tens");
    if (tens) return readBelowTen(tokens, tens.end, base + unit.value * tens.value, true);
    return { value: base + unit.value * (odd ? 1 : 10), end: unit.end };
  }
}
