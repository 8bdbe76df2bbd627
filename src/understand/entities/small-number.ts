/** Reads a number below a thousand in words ("ba mươi lăm", "trăm hai"), or digits with what multiplies them ("3 chục"). */
import type { Language } from "../../model/message.ts";
import { accented, fullAt, isGlued, type Token } from "../tokens.ts";
import { decimal, readDigits } from "./digits.ts";
import type { NumberWords, Role } from "./number-words.ts";

export interface Small {
  readonly value: number;
  readonly end: number;
  readonly others: readonly number[];
  /** Written in digits alone. */
  readonly digits: boolean;
}

export type ReadSmall = (tokens: readonly Token[], at: number) => Small | null;
interface Read {
  readonly value: number;
  readonly end: number;
}

/** More digits said one by one after a point are noise. */
const mostDecimals = 6;

export function createReadSmall(words: NumberWords, language: Language | null): ReadSmall {
  const one = (tokens: readonly Token[], at: number, role: Role): Read | null => {
    const word = words.as(tokens, at, role);
    return word && { value: word.value, end: at + 1 };
  };
  /** A unit that follows others: "mươi *lăm*", "trăm *tư*". Zero never does. */
  const unitAfter = (tokens: readonly Token[], at: number): Read | null => {
    const unit = one(tokens, at, "tail") ?? one(tokens, at, "unit");
    return unit && unit.value > 0 ? unit : null;
  };

  const read: ReadSmall = (tokens, at) => {
    const whole = readWhole(tokens, at);
    return whole && readDecimals(tokens, whole);
  };

  /** "hai ba chục", "năm sáu trăm": the smaller number, and ask. Words without their diacritics may be others: "nam sau" is next year. */
  const readPair: ReadSmall = (tokens, at) => {
    const first = words.as(tokens, at, "unit");
    const second = first?.exact ? words.as(tokens, at + 1, "unit") : null;
    if (!first || !second?.exact || first.value < 1 || second.value !== first.value + 1) return null;
    const scale =
      words.as(tokens, at + 2, "tens") ?? words.as(tokens, at + 2, "hundred") ?? words.as(tokens, at + 2, "scale");
    if (!scale) return null;
    const factor = scale.role === "scale" ? 1 : scale.value;
    return {
      value: first.value * factor,
      end: at + (scale.role === "scale" ? 2 : 3),
      others: [second.value * factor],
      digits: false,
    };
  };

  const readWhole: ReadSmall = (tokens, at) => {
    const pair = readPair(tokens, at);
    if (pair) return pair;
    const digits = readDigits(tokens, at, language);
    const head =
      digits ?? one(tokens, at, "unit") ?? one(tokens, at, "ten") ?? one(tokens, at, "whole") ?? unsaidOne(tokens, at);
    if (!head) return null;
    const spoken = { others: digits?.others ?? [], digits: false };
    const hundred = one(tokens, head.end, "hundred");
    if (hundred) return { ...spoken, ...readBelowHundred(tokens, hundred.end, head.value * 100) };
    const tens = one(tokens, head.end, "tens");
    if (tens) return { ...spoken, ...readBelowTen(tokens, tens.end, head.value * tens.value, digits === null) };
    const dozen = words.as(tokens, head.end, "whole");
    if (dozen?.exact) return { value: head.value * dozen.value, end: head.end + 1, ...spoken };
    if (digits) return { value: digits.value, end: digits.end, others: digits.others, digits: true };
    // "ta" is rarely "tá", a "score" no twenty unless it is "a score".
    const lone = words.as(tokens, at, "whole");
    if (lone && (!lone.exact || language === "en")) return null;
    return { ...spoken, ...readTeens(tokens, at, head) };
  };

  /** "trăm rưỡi", "chục cái", "a dozen". */
  function unsaidOne(tokens: readonly Token[], at: number): Read | null {
    const article = words.as(tokens, at, "article") ? 1 : 0;
    const from = at + article;
    const multiplies =
      words.as(tokens, from, "hundred") ??
      words.as(tokens, from, "tens") ??
      (article > 0 ? words.as(tokens, from, "whole") : null);
    return multiplies ? { value: 1, end: from } : null;
  }

  /** After "N mươi" or "N chục": the unit, or "rưỡi" for five. Digits take no unit in words: "3 chục hai" is nobody's number. */
  function readBelowTen(tokens: readonly Token[], at: number, base: number, spelled: boolean): Read {
    if (words.as(tokens, at, "half")) return { value: base + 5, end: at + 1 };
    const unit = spelled ? unitAfter(tokens, skipHyphen(tokens, at)) : null;
    return unit ? { value: base + unit.value, end: unit.end } : { value: base, end: at };
  }

  /** "mười lăm", "twenty-five"; and "hai lăm", "ba mốt", where lăm and mốt can only follow tens. */
  function readTeens(tokens: readonly Token[], at: number, head: Read): Read {
    const unit = unitAfter(tokens, skipHyphen(tokens, head.end));
    if (!unit) return head;
    if (words.as(tokens, at, "ten"))
      return head.value % 10 === 0 ? { value: head.value + unit.value, end: unit.end } : head;
    const elided = head.value > 1 && head.value < 10 && /^(?:lăm|nhăm|mốt)$/u.test(fullAt(tokens, head.end));
    return elided ? { value: head.value * 10 + unit.value, end: unit.end } : head;
  }

  /** After "N trăm": "linh năm", "hai mươi", "mười", "rưỡi", "hai lăm", or the single "hai" of "trăm hai" that means twenty. */
  function readBelowHundred(tokens: readonly Token[], at: number, base: number): Omit<Small, "digits"> {
    if (words.as(tokens, at, "half")) return { value: base + 50, end: at + 1, others: [] };
    const odd = words.as(tokens, at, "odd");
    const from = odd ? at + 1 : at;
    const ten = one(tokens, from, "ten");
    if (ten) return { ...belowTen(tokens, ten, base), others: [] };
    const unit = unitAfter(tokens, from);
    if (!unit) return { value: base, end: at, others: [] };
    const tens = one(tokens, unit.end, "tens");
    if (tens) return { ...readBelowTen(tokens, tens.end, base + unit.value * tens.value, true), others: [] };
    if (odd || language === "en") return { value: base + unit.value, end: unit.end, others: [] };
    const second = fullAt(tokens, unit.end) === "năm" ? null : unitAfter(tokens, unit.end);
    if (second) return { value: base + unit.value * 10 + second.value, end: second.end, others: [] };
    // "trăm tu", "tram nam" may be "trăm từ …" and a hundred years: ask.
    const sure = accented(tokens[from] as Token)
      ? fullAt(tokens, from) !== "năm"
      : !/^(?:tu|nam)$/u.test(fullAt(tokens, from));
    return { value: base + unit.value * 10, end: unit.end, others: sure || !tokens[unit.end] ? [] : [base] };
  }

  function belowTen(tokens: readonly Token[], ten: Read, base: number): Read {
    if (ten.value % 10 !== 0) return { value: base + ten.value, end: ten.end };
    return readBelowTen(tokens, ten.end, base + ten.value, true);
  }

  /** "hai phẩy năm", "một chấm bốn mươi hai", "two point five": what follows is read as digits. */
  function readDecimals(tokens: readonly Token[], whole: Small): Small {
    // "cham" is as often "chậm": no date may follow it.
    if (!words.as(tokens, whole.end, "point") || fullAt(tokens, whole.end + 2) === "/") return whole;
    const from = whole.end + 1;
    if (tokens[from]?.kind === "number")
      return { ...whole, value: decimal(String(whole.value), fullAt(tokens, from)), end: from + 1, digits: false };
    const said = readWhole(tokens, from);
    if (said && said.value >= 10 && said.value < 1000)
      return { ...whole, value: decimal(String(whole.value), String(said.value)), end: said.end, digits: false };
    let digits = "";
    let end = from;
    for (let unit = one(tokens, end, "unit"); unit && digits.length < mostDecimals; unit = one(tokens, end, "unit")) {
      digits += String(unit.value);
      end = unit.end;
    }
    return digits === "" ? whole : { ...whole, value: decimal(String(whole.value), digits), end, digits: false };
  }

  /** "twenty-five". */
  function skipHyphen(tokens: readonly Token[], at: number): number {
    return language === "en" && fullAt(tokens, at) === "-" && isGlued(tokens, at) ? at + 1 : at;
  }

  return read;
}
