/** The rows of other projects' tests, as they are kept in test/fixtures/peers. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const amount = z.object({ value: z.number(), unit: z.string().optional() });

const duckling = z.object({
  text: z.string(),
  reference: z.string(),
  expected: z.union([
    z.object({ type: z.literal("value"), value: z.string(), grain: z.string() }),
    z.object({ type: z.literal("interval"), from: z.string(), to: z.string(), grain: z.string() }),
    z.object({ type: z.literal("interval"), from: z.number(), to: z.number(), unit: z.string() }),
    amount.extend({ type: z.enum(["value", "under", "above"]) }),
    z.null(),
  ]),
});
export type DucklingRow = z.infer<typeof duckling>;

const field = z.object({ v: z.number(), certain: z.boolean() });
const fields = z.partialRecord(
  z.enum(["year", "month", "day", "weekday", "hour", "minute", "second", "millisecond", "meridiem", "timezoneOffset"]),
  field,
);
export type ChronoFields = z.infer<typeof fields>;

const chrono = z.object({
  text: z.string(),
  test: z.string(),
  strict: z.boolean(),
  reference: z.string(),
  options: z.object({ forwardDate: z.boolean() }).partial().optional(),
  expected: z.object({ span: z.string(), index: z.number(), start: fields, end: fields.nullable() }).nullable(),
});
export type ChronoRow = z.infer<typeof chrono>;

export const dimensions = ["numeral", "ordinal", "amountofmoney", "time"] as const;
export type Dimension = (typeof dimensions)[number];

const folder = join(import.meta.dirname, "../../fixtures/peers");

export function readDuckling(dimension: Dimension): readonly DucklingRow[] {
  return rowsOf(`duckling.${dimension}.vi.dev.jsonl`, duckling);
}

export function readChrono(): readonly ChronoRow[] {
  return rowsOf("chrono.vi.dev.jsonl", chrono);
}

function rowsOf<Row>(file: string, row: z.ZodType<Row>): readonly Row[] {
  const lines = readFileSync(join(folder, file), "utf8").trim().split("\n");
  return lines.map((line) => row.parse(JSON.parse(line)));
}
