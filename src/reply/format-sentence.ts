/** Sentences inside sentences: one line for each row of a list, and parts that are only said when there is something to say. */
import type { Json } from "../model/message.ts";
import { absent, toPlain } from "./markup.ts";
import { isRecord, type Scope, type SentenceFormatter, type TextFormatter } from "./scope.ts";

/**
 * `lines(key: need.line; numbered: true; from: 6)`: each row written with that sentence, which sees the row's values and,
 * behind them, those of the outer sentence. `from` is a number or the name of a variable; `join: comma` puts them into one line.
 */
export const formatLines: SentenceFormatter = (value, scope, options) => {
  const rows = Array.isArray(value) ? value : [];
  if (!Array.isArray(value)) scope.problem(`a list of rows was expected, not ${JSON.stringify(value)}`);
  const first = firstNumber(options["from"], scope);
  const lines = rows.map((row, index) => {
    const line = writeWith(row, scope, options["key"]);
    return options["numbered"] === "true" ? `${first + index}. ${line}` : line;
  });
  return lines.length === 0 ? absent : lines.join(options["join"] === "comma" ? ", " : "\n");
};

/**
 * `optional(key: need.due)`: that sentence when the value is there; nothing, with its space, when it is not.
 * `zero: nothing` leaves a count of 0 unsaid, too.
 */
export const formatOptional: SentenceFormatter = (value, scope, options) => {
  const missing =
    value === undefined ||
    value === null ||
    value === false ||
    value === "" ||
    (value === 0 && options["zero"] === "nothing");
  return missing || (Array.isArray(value) && value.length === 0) ? absent : writeWith(value, scope, options["key"]);
};

/** A message inside another one: each matter of a merged reminder says its own sentence, without its buttons. */
export const formatMessage: TextFormatter = (value, scope) => {
  const { key, params } = isRecord(value) ? value : {};
  if (typeof key !== "string") scope.problem(`a message was expected, not ${JSON.stringify(value)}`);
  return toPlain(scope.sentence(typeof key === "string" ? key : "", isRecord(params) ? params : {}));
};

function writeWith(value: Json, scope: Scope, key: string | undefined): string {
  if (!key) scope.problem("a formatter needs the option key");
  return scope.sentence(key ?? "", { ...scope.params, ...(isRecord(value) ? value : {}), value });
}

function firstNumber(from: string | undefined, scope: Scope): number {
  const number = Number(from === undefined ? 1 : (scope.params[from] ?? from));
  if (Number.isInteger(number)) return number;
  scope.problem(`from: ${from} is no number`);
  return 1;
}
