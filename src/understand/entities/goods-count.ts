/** How many things are meant: "20", "20-30", "80 of 200", "80/100", "hai ba chục", "1/2 tấn", "a box of". */
import type { Language } from "../../model/message.ts";
import { fullAt, isGlued, type Token } from "../tokens.ts";
import type { GoodsWords } from "./goods-words.ts";
import type { NumberFound, ReadNumber } from "./number.ts";

export interface Count {
  readonly quantity: number;
  /** Other quantities that the same words may mean. */
  readonly others: readonly number[];
  readonly end: number;
  readonly form: NumberFound["form"];
  /** Two numbers were said: only a listed thing or a unit makes them a quantity. */
  readonly two: boolean;
}

export type ReadCount = (tokens: readonly Token[], at: number) => Count | null;

const through = /^(?:-|~|đến|tới|den|toi|to)$/u;

export function createReadCount(words: GoodsWords, readNumber: ReadNumber, language: Language | null): ReadCount {
  /** "20-30 cái", "từ 20 đến 30 bộ": the smaller number, and ask. */
  const upTo = (tokens: readonly Token[], first: NumberFound): Count | null => {
    if (first.form === "bare" || !through.test(fullAt(tokens, first.end))) return null;
    const second = readNumber(tokens, first.end + 1);
    if (!second || second.value <= first.value || through.test(fullAt(tokens, second.end))) return null;
    return { ...second, quantity: inScaleOf(first, second), others: [second.value], two: true };
  };

  /** "hai ba cái": two or three. */
  const oneOrNext = (tokens: readonly Token[], first: NumberFound): Count | null => {
    if (first.form !== "bare") return null;
    const second = readNumber(tokens, first.end);
    const next = second?.form === "bare" && second.value - first.value;
    return second && next === 1 ? { ...second, quantity: first.value, others: [second.value], two: true } : null;
  };

  /** "80 of the 200 sets", "80/100 bộ": eighty. */
  const partOf = (tokens: readonly Token[], first: NumberFound): Count | null => {
    const slash = fullAt(tokens, first.end) === "/" && isGlued(tokens, first.end) && isGlued(tokens, first.end + 1);
    const from = slash ? first.end + 1 : words.partOf(tokens, first.end);
    if (from === null) return null;
    const whole = readNumber(tokens, from);
    if (!whole || whole.value < first.value || words.partOf(tokens, whole.end) !== null) return null;
    // What may be a day and a month is no part.
    const day = language === "en" ? Math.min(first.value, whole.value) <= 12 : whole.value <= 12;
    const counted = words.unit(tokens, whole.end) ?? words.thing(tokens, whole.end);
    if (slash && ((day && whole.value <= 31) || !counted || fullAt(tokens, whole.end) === "/")) return null;
    return { ...whole, quantity: first.value, others: first.others, two: true };
  };

  /** "1/2 tấn" */
  const fraction = (tokens: readonly Token[], first: NumberFound): Count | null => {
    if (fullAt(tokens, first.end) !== "/" || !isGlued(tokens, first.end) || !isGlued(tokens, first.end + 1))
      return null;
    const below = readNumber(tokens, first.end + 1);
    const unit = below && words.unit(tokens, below.end);
    const part = unit?.value.id === "kg" && below && first.value < below.value && below.value <= 10;
    return part ? { ...below, quantity: first.value / below.value, others: [], two: false } : null;
  };

  const article: ReadCount = (tokens, at) => {
    if (language !== "en" || !/^an?$/u.test(fullAt(tokens, at))) return null;
    const counted = words.unit(tokens, at + 1) ?? words.thing(tokens, at + 1);
    return counted ? { quantity: 1, others: [], end: at + 1, form: "words", two: false } : null;
  };

  return (tokens, at) => {
    const number = readNumber(tokens, at);
    if (!number) return article(tokens, at);
    const read =
      upTo(tokens, number) ?? oneOrNext(tokens, number) ?? fraction(tokens, number) ?? partOf(tokens, number);
    if (read) return read;
    // "50x áo ấm"
    const times = fullAt(tokens, number.end) === "x" && tokens[number.end + 1]?.kind === "word" ? 1 : 0;
    return { ...number, quantity: number.value, end: number.end + times, two: false };
  };
}

/** The 2 of "2-3 ngàn cuốn tập" are thousands too. */
function inScaleOf(first: NumberFound, second: NumberFound): number {
  const scaled = first.value * second.factor;
  return first.factor === 1 && scaled < second.value ? scaled : first.value;
}
