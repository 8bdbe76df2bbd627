/** Duckling's protocol: one entity covers the whole text, with an equal value and grain. */
import type { Json } from "../../../src/model/message.ts";
import type { Found } from "../engine.ts";
import type { Dimension, DucklingRow } from "./rows.ts";

type Expected = NonNullable<DucklingRow["expected"]>;

const typeOf: Readonly<Record<Dimension, string>> = {
  numeral: "number",
  ordinal: "ordinal",
  amountofmoney: "money",
  time: "time",
};

/** The reading that comes first is the right one. */
export function passesWhole(row: DucklingRow, dimension: Dimension, found: readonly Found[]): boolean {
  const whole = covering(row, dimension, found);
  if (row.expected === null) return found.every(({ type }) => type !== typeOf[dimension]);
  const [first] = whole;
  return first !== undefined && equals(row.expected, first.value);
}

/** The right reading is among those that would be asked about. */
export function offersWhole(row: DucklingRow, dimension: Dimension, found: readonly Found[]): boolean {
  const { expected } = row;
  if (expected === null) return passesWhole(row, dimension, found);
  return covering(row, dimension, found).some(({ value, alternatives }) =>
    [value, ...(alternatives ?? [])].some((reading) => equals(expected, reading)),
  );
}

function covering({ text }: DucklingRow, dimension: Dimension, found: readonly Found[]): readonly Found[] {
  return found.filter(({ type, start, end }) => type === typeOf[dimension] && start === 0 && end === text.length);
}

function equals(expected: Expected, said: Json): boolean {
  const value = asRecord(said);
  if (expected.type === "interval") {
    const kind = value["type"] ?? "interval";
    const unit = "unit" in expected ? expected.unit : null;
    return (
      kind === "interval" &&
      sameEdge(expected.from, value["from"]) &&
      sameEdge(expected.to, value["to"]) &&
      (unit === null || value["unit"] === unit)
    );
  }
  if ((value["type"] ?? "value") !== expected.type || !sameEdge(expected.value, value["value"])) return false;
  if ("grain" in expected) return value["grain"] === expected.grain;
  return expected.unit === undefined || value["unit"] === expected.unit;
}

function asRecord(said: Json): Readonly<Record<string, Json | undefined>> {
  return said !== null && typeof said === "object" && !Array.isArray(said) ? said : { value: said };
}

const clockLength = "2017-02-02T03:55:00".length;

function sameEdge(expected: string | number, said: Json | undefined): boolean {
  if (typeof expected === "string") return typeof said === "string" && said.slice(0, clockLength) === expected;
  return typeof said === "number" && Math.abs(said - expected) < 1e-6;
}
