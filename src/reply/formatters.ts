/** The table of everything that may stand behind a variable in a sentence of locales/. */
import { formatDate, formatDateTime } from "./format-date.ts";
import { formatList } from "./format-list.ts";
import { formatMoney, formatNumber } from "./format-number.ts";
import { formatAgeBand, formatAmountOf, formatQuantities, formatQuantity } from "./format-quantity.ts";
import { formatLines, formatMessage, formatOptional } from "./format-sentence.ts";
import { formatArea, formatTerm } from "./format-term.ts";
import type { SentenceFormatter, TextFormatter } from "./scope.ts";

/** Words about one value; escaped by the writer, so none of these knows about markup. */
export const textFormatters: Readonly<Record<string, TextFormatter>> = {
  number: formatNumber,
  date: formatDate,
  datetime: formatDateTime,
  money: formatMoney,
  quantity: formatQuantity,
  quantities: formatQuantities,
  amount_of: formatAmountOf,
  age_band: formatAgeBand,
  term: formatTerm,
  area: formatArea,
  list: formatList,
  message: formatMessage,
};

/** Whole sentences; they return finished markup and accept that there is no value. */
export const sentenceFormatters: Readonly<Record<string, SentenceFormatter>> = {
  lines: formatLines,
  optional: formatOptional,
};

/** Change words that are already written; they stand last: `{{area, area, capital}}`. */
export const modifiers: Readonly<Record<string, (words: string) => string>> = {
  capital: (words) =>
    words.replace(/^(?:<\w+>)*\p{Ll}/u, (start) => start.slice(0, -1) + start.slice(-1).toLocaleUpperCase("vi")),
};
