/** Numbers and money as each language writes them: 1.500 and 1,5 in Vietnamese, 1,500 and 1.5 in English. */
import type { Language } from "../model/message.ts";
import { asText, isRecord, type TextFormatter } from "./scope.ts";

const numbers: Record<Language, Intl.NumberFormat> = {
  vi: new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 2 }),
  en: new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 }),
};

export function writeNumber(value: number, language: Language): string {
  return numbers[language].format(value);
}

export const formatNumber: TextFormatter = (value, scope) => {
  if (typeof value === "number") return writeNumber(value, scope.language);
  scope.problem(`a number was expected, not ${JSON.stringify(value)}`);
  return asText(value);
};

/** A whole number of đồng, or `{ value, currency }`. */
export const formatMoney: TextFormatter = (value, scope) => {
  const amount = isRecord(value) ? value["value"] : value;
  const currency = isRecord(value) && value["currency"] === "USD" ? "usd" : "vnd";
  if (typeof amount === "number")
    return scope.words(`format.money_${currency}`, { number: writeNumber(amount, scope.language) });
  scope.problem(`an amount of money was expected, not ${JSON.stringify(value)}`);
  return asText(value);
};
