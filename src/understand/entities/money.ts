/** Reads amounts of money: "2 triệu rưỡi", "500k", "5 củ", "$50", "1.200.000 đ". */
import type { Amount } from "../../model/frame.ts";
import type { Lexicon } from "../lexicon.ts";
import { createPhrases } from "../phrases.ts";
import { bareAt, fullAt, type Token } from "../tokens.ts";
import type { ReadNumber } from "./number.ts";

export interface MoneyFound {
  readonly amount: Amount;
  readonly end: number;
  /** Other amounts the same words may mean. */
  readonly others: readonly number[];
}

export type ReadMoney = (tokens: readonly Token[], at: number) => MoneyFound | null;

/** `counts` tells whether something countable begins at a token ("2 nghìn cuốn tập" is no money), `names` whether any name of a thing may. */
export function createReadMoney(
  { currencies, slang, cash }: Lexicon["chat"]["money"],
  readNumber: ReadNumber,
  counts: (tokens: readonly Token[], at: number) => boolean,
  names: (tokens: readonly Token[], at: number) => boolean,
): ReadMoney {
  const currency = createPhrases(
    currencies.flatMap(({ id, vi, en }) => [...vi, ...en].map((say): [string, "VND" | "USD"] => [say, id])),
  );
  const scales = createPhrases(slang.flatMap((scale) => scale.say.map((say): [string, typeof scale] => [say, scale])));
  const inCash = createPhrases([...cash.vi, ...cash.en].map((say): [string, true] => [say, true]));
  const currencyAt = (tokens: readonly Token[], at: number) => {
    const match = currency.first(tokens, at);
    // "do" alone is the bare spelling of many words; "50 do" is not dollars, "50 đô" is. "d" must touch its number.
    if (!match || (match.cost > 0 && tokens[at]?.bare !== "dong" && tokens[at]?.bare !== "d")) return null;
    return bareAt(tokens, at) === "d" && !tokens[at]?.glued && fullAt(tokens, at) !== "đồng" ? null : match;
  };

  return (tokens, at) => {
    const sign = tokens[at]?.kind === "word" || fullAt(tokens, at) === "$" ? currency.first(tokens, at) : null;
    if (sign && sign.cost === 0 && readNumber(tokens, sign.end)?.form === "digits") {
      const number = readNumber(tokens, sign.end);
      if (number) return { amount: amount(number.value, sign.value), end: number.end, others: number.others };
    }
    const number = readNumber(tokens, at);
    if (!number || number.form === "bare") return readSlang(tokens, at);
    const said = currencyAt(tokens, number.end);
    if (said) {
      const half = fullAt(tokens, said.end) === "rưỡi" ? 0.5 : 0;
      return { amount: amount(number.value + half, said.value), end: absorb(tokens, said.end), others: number.others };
    }
    const slangy = readSlang(tokens, at);
    if (slangy) return slangy;
    if (number.form !== "scaled" || number.value < 1000 || counts(tokens, number.end)) return null;
    return { amount: amount(number.value, "VND"), end: absorb(tokens, number.end), others: number.others };
  };

  function readSlang(tokens: readonly Token[], at: number): MoneyFound | null {
    const number = readNumber(tokens, at);
    if (!number) return null;
    const scale = scales.first(tokens, number.end);
    // "3 chai" is three million dong, "3 chai nước mắm" three bottles; "cu" may be anything.
    if (!scale || scale.cost > 0 || (!scale.value.sure && isThing(tokens, scale.end))) return null;
    const half = bareAt(tokens, scale.end) === "ruoi" ? 0.5 : 0;
    return {
      amount: amount((number.value + half) * scale.value.value, "VND"),
      end: absorb(tokens, scale.end + (half > 0 ? 1 : 0)),
      others: [],
    };
  }

  function isThing(tokens: readonly Token[], at: number): boolean {
    return (
      inCash.first(tokens, at) === null && bareAt(tokens, at) !== "ruoi" && (counts(tokens, at) || names(tokens, at))
    );
  }

  function absorb(tokens: readonly Token[], at: number): number {
    const said = currencyAt(tokens, at);
    return inCash.first(tokens, said?.end ?? at)?.end ?? said?.end ?? at;
  }
}

function amount(value: number, currency: "VND" | "USD"): Amount {
  return { value: Math.round(value), currency };
}
