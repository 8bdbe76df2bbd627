/** From sums to money: alone, between two ("2-3 triệu", "từ 10 đến 20 đô"), or bounded ("dưới 500k", "7.000 đồng trở xuống"). */
import type { Amount } from "../../model/frame.ts";
import { fullAt, isGlued, type Token } from "../tokens.ts";
import type { ReadSum, Sum } from "./money.ts";
import type { MoneyWords } from "./money-words.ts";

export type MoneyValue =
  | { readonly type: "value" | "under" | "above"; readonly value: number; readonly unit: string }
  | { readonly type: "interval"; readonly from: number; readonly to: number; readonly unit: string };

export interface MoneyFound {
  readonly money: MoneyValue;
  /** As kept; null for a currency that the ledger does not know. */
  readonly amount: Amount | null;
  readonly end: number;
  /** Other amounts the same words may mean; the upper end of an interval. */
  readonly others: readonly number[];
  /** No currency was said, and the number may count anything. */
  readonly unsaid: boolean;
}

export type ReadMoney = (tokens: readonly Token[], at: number) => MoneyFound | null;

/** "khoảng từ", "không quá khoảng". */
const mostLeads = 3;
/** Ten thousand billion dong: more is a slip of the keyboard. */
const mostMoney = 1e13;
const dong = { id: "VND", as: "VND", cents: false, loose: false } as const;

export function createReadMoney(words: MoneyWords, readSum: ReadSum): ReadMoney {
  const readLeads = (tokens: readonly Token[], at: number) => {
    let end = at;
    let bound: "under" | "above" | null = null;
    let from = false;
    for (let i = 0; i < mostLeads; i += 1) {
      const lead = tokens[end]?.kind === "number" ? null : words.lead(tokens, end);
      if (!lead) break;
      if (lead.value === "from") from = true;
      else if (lead.value !== "about") bound = lead.value;
      end = lead.end;
    }
    return { end, bound, from };
  };

  /** "10-20 đô", "VND1000-VND2000", "giữa 1000 và 2000 đồng". */
  const readSecond = (tokens: readonly Token[], first: Sum, from: boolean): Sum | null => {
    const to = words.to(tokens, first.end);
    if (!to || (/^(?:và|va|and)$/u.test(fullAt(tokens, first.end)) && !from)) return null;
    const second = readSum(tokens, to.end);
    if (!second) return null;
    const after = tokens[second.end];
    const closes = !after || (after.kind === "mark" ? !/^[-/:%]$/u.test(after.full) : false);
    const plain = first.certain && closes && (from || isGlued(tokens, to.end));
    return second.likely || plain ? second : null;
  };

  return (tokens, at) => {
    const { end: start, bound, from } = readLeads(tokens, at);
    const first = readSum(tokens, start);
    if (!first) return null;
    const second = bound ? null : readSecond(tokens, first, from);
    if (second) {
      const low = inScaleOf(first, second);
      const currency = second.currency ?? first.currency ?? dong;
      if (low < second.value)
        return {
          money: { type: "interval", from: low, to: second.value, unit: currency.id },
          amount: amount(low, currency.as),
          end: second.end,
          others: [second.value],
          unsaid: !first.certain && !second.certain,
        };
    }
    if (!first.likely) return null;
    const currency = first.currency ?? dong;
    const trail = bound ? null : words.trail(tokens, first.end);
    // "từ 5 triệu" alone opens nothing: the word stays outside.
    if (from && !trail) return null;
    return {
      money: { type: bound ?? trail?.value ?? "value", value: first.value, unit: currency.id },
      amount: amount(first.value, currency.as),
      end: trail?.end ?? first.end,
      others: first.others,
      unsaid: !first.certain,
    };
  };
}

/** The 2 of "2-3 triệu" are millions too, the 500 of "500-1 triệu" thousands. */
function inScaleOf(first: Sum, second: Sum): number {
  if (first.factor > 1 || first.currency !== null || second.factor === 1) return first.value;
  return (
    [second.factor, 1000].map((factor) => first.value * factor).find((value) => value < second.value) ?? first.value
  );
}

/** Null where the ledger cannot keep it: another currency, or more than anybody has. */
export function amount(value: number, currency: Amount["currency"] | null): Amount | null {
  return currency && Math.abs(value) <= mostMoney ? { value: Math.round(value), currency } : null;
}
