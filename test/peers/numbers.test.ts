import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { findAll } from "../../src/understand/entities/listed.ts";
import { bare } from "../../src/understand/views.ts";
import { clock, readSentence, root } from "../understand/world.ts";

const row = z.object({
  text: z.string(),
  expected: z.object({
    type: z.enum(["value", "interval", "under", "above"]),
    value: z.number().optional(),
    from: z.number().optional(),
    to: z.number().optional(),
    unit: z.string().optional(),
  }),
});

const rowsOf = (name: string): readonly z.infer<typeof row>[] =>
  readFileSync(join(root, `test/fixtures/peers/duckling.${name}.vi.dev.jsonl`), "utf8")
    .trim()
    .split("\n")
    .map((line) => row.parse(JSON.parse(line)));

const listed = (text: string) => findAll(readSentence(text, clock, "vi"));
const whole = (text: string, type: string, value: unknown) => [{ type, start: 0, end: text.length, value }];

describe.each([
  ["as written", (text: string) => text],
  ["without diacritics", bare],
] as const)("%s", (_, view) => {
  test.for(rowsOf("numeral"))("$text", ({ text, expected }) => {
    expect(listed(view(text))).toEqual(whole(text, "number", expected.value));
  });

  test.for(rowsOf("ordinal"))("$text", ({ text, expected }) => {
    expect(listed(view(text))).toEqual(whole(text, "ordinal", expected.value));
  });

  test.for(rowsOf("amountofmoney"))("$text", ({ text, expected: { type, ...rest } }) => {
    expect(listed(view(text))).toEqual(whole(text, "money", type === "value" ? rest : { type, ...rest }));
  });
});
