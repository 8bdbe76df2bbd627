/** Reads one sum of money: "2 triệu rưỡi", "500k", "5 củ", "$50", "1.200.000 đ", "2 đô 23 xu". */
import { bareAt, type Token } from "../tokens.ts";
import type { Currency, MoneyWords } from "./money-words.ts";
import type { NumberFound, ReadNumber } from "./number.ts";
import type { ReadTenth } from "./tenth.ts";

export interface Sum {
  readonly value: number;
  /** Null where none was said: "5 triệu" is dong, "5" is nothing yet. */
  readonly currency: Currency | null;
  readonly end: number;
  /** Other values the same words may mean. */
  readonly others: readonly number[];
  /** What its number was multiplied with; in "2-3 củ" it holds for both. */
  readonly factor: number;
  /** A currency or slang was said, or a scale that only money has. */
  readonly certain: boolean;
  /** May be money although none was said: "500 ngàn". */
  readonly likely: boolean;
}

export type ReadSum = (tokens: readonly Token[], at: number) => Sum | null;
type Tells = (tokens: readonly Token[], at: number) => boolean;

export interface Around {
  /** Something countable begins here: "2 nghìn cuốn tập" is no money. */
  readonly counts: Tells;
  /** Any name of a thing may begin here. */
  readonly names: Tells;
  /** A name ends before here. */
  readonly ends: Tells;
}

/** "5 nghìn" of nothing is money; smaller numbers are not. */
const least = 1000;
/** "tr", and "k" with a letter for dong, are said of money alone. */
const ofMoney = /^(?:tr|trđ|trd|kđ|kd|kvn[dđ]|trvn[dđ]|mvnd|ngđ|nghđ)$/u;

/** "1000 lít" is water: nobody counts so many of a word of slang. */
const mostSlang = 100;

export function createReadSum(
  words: MoneyWords,
  readNumber: ReadNumber,
  readTenth: ReadTenth,
  { counts, names, ends }: Around,
): ReadSum {
  const isThing: Tells = (tokens, at) =>
    words.cash(tokens, at) === null && bareAt(tokens, at) !== "ruoi" && (counts(tokens, at) || names(tokens, at));

  /** "1tr5 ngay 13/10" is money that a day follows, and no number of days. */
  const isOther: Tells = (tokens, at) => {
    const other = words.notMoney(tokens, at);
    // "2 trieu nam nay" tells when.
    const isYear = bareAt(tokens, at) === "nam" && /^(?:nay|ngoai|sau|truoc|toi|hoc)$/u.test(bareAt(tokens, at + 1));
    return other !== null && !isYear && tokens[other.end]?.kind !== "number";
  };

  const afterSign: ReadSum = (tokens, at) => {
    const sign = tokens[at]?.kind === "number" ? null : words.before(tokens, at);
    const number = sign && readNumber(tokens, sign.end);
    if (!number || (number.form !== "digits" && number.form !== "scaled")) return null;
    return sum(number, withCents(tokens, { value: number.value, end: number.end }, sign.value), sign.value);
  };

  const beforeCurrency = (tokens: readonly Token[], number: NumberFound): Sum | null => {
    const said = words.after(tokens, number.end, number.value, (at) => ends(tokens, at));
    if (!said) return null;
    // "hai do", "9 bảng": only a message of nothing else is about money.
    const unclear = (number.form === "bare" && said.cost > 0 && said.end === number.end + 1) || said.value.loose;
    if (unclear && said.end < tokens.length) return null;
    const half = bareAt(tokens, said.end) === "ruoi";
    const whole = { value: number.value + (half ? 0.5 : 0), end: said.end + (half ? 1 : 0) };
    return sum(number, half ? whole : withCents(tokens, whole, said.value), said.value);
  };

  /** "2 đô la và 23 xen", "hai đô 23". */
  const withCents = (tokens: readonly Token[], whole: Whole, { cents }: Currency): Whole => {
    if (!cents || !Number.isInteger(whole.value)) return whole;
    const join = words.join(tokens, whole.end);
    const part = readNumber(tokens, join?.end ?? whole.end);
    if (!part || part.form === "scaled" || !Number.isInteger(part.value) || part.value < 1 || part.value > 99)
      return whole;
    const coin = words.after(tokens, part.end, part.value, () => false);
    const after = tokens[part.end];
    const closes = !join && part.value >= 10 && (!after || (after.kind === "mark" && !after.glued));
    if (coin?.value.id !== "Cent" && !closes) return whole;
    return {
      value: Math.round(whole.value * 100 + part.value) / 100,
      end: coin?.value.id === "Cent" ? coin.end : part.end,
    };
  };

  /** "5 củ", "3 củ 2"; "3 chai" is three million dong, "3 chai nước mắm" three bottles. */
  const inSlang = (tokens: readonly Token[], number: NumberFound): Sum | null => {
    const isTenth = (at: number): boolean => readTenth(tokens, at, closes).end > at;
    const scale = words.slang(tokens, number.end, (at) => ends(tokens, at) || isTenth(at));
    if (!scale || (!scale.value.sure && (number.value > mostSlang || isThing(tokens, scale.end)))) return null;
    const rest = readTenth(tokens, scale.end, closes);
    const value = (number.value + rest.value) * scale.value.value;
    return { ...sum(number, { value, end: rest.end }, null), factor: scale.value.value };
  };

  const closes: Tells = (tokens, at) => {
    const after = tokens[at];
    return !after || (after.kind === "mark" && /^[,.;!?)]$/u.test(after.full)) || ends(tokens, at);
  };

  const absorb = (tokens: readonly Token[], found: Sum): Sum => {
    const currency = found.currency ? null : words.after(tokens, found.end, found.value, (at) => ends(tokens, at));
    const end = currency?.value.as === "VND" ? currency.end : found.end;
    return { ...found, end: words.cash(tokens, end)?.end ?? end };
  };

  return (tokens, at) => {
    const signed = afterSign(tokens, at);
    if (signed) return absorb(tokens, signed);
    const number = readNumber(tokens, at);
    if (!number) return null;
    const said = beforeCurrency(tokens, number) ?? inSlang(tokens, number);
    if (said) return absorb(tokens, said);
    const likely =
      number.form === "scaled" &&
      Math.abs(number.value) >= least &&
      !counts(tokens, number.end) &&
      !isOther(tokens, number.end);
    const certain = likely && tokens.slice(at, number.end).some(({ lower }) => ofMoney.test(lower));
    const plain = { ...sum(number, number, null), certain, likely };
    return likely ? absorb(tokens, plain) : plain;
  };
}

interface Whole {
  readonly value: number;
  readonly end: number;
}

function sum(number: NumberFound, { value, end }: Whole, currency: Currency | null): Sum {
  return { value, currency, end, others: number.others, factor: number.factor, certain: true, likely: true };
}
