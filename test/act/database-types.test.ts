import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { generateTypes } from "../../src/act/generate-types.ts";
import { openTestDatabase, projectFolder, type TestDatabase } from "../support/database.ts";

describe("the types of the database", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  test("are those of the migrations (else run: npm run types:database)", async () => {
    const committed = readFileSync(join(projectFolder, "src/act/database.types.ts"), "utf8");
    expect(await database.runner.transaction(generateTypes)).toBe(committed);
  });
});

describe("types of a catalogue", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase({ migrationsFolder: join(projectFolder, "test/contracts/migrations") });
  });
  afterAll(() => database.close());

  test.for([
    ["a table", "      items: {\n        Row: { id: number; name: string };"],
    [
      "a foreign key",
      '[{ foreignKeyName: "parts_item_fkey"; columns: ["item"]; isOneToOne: false; referencedRelation: "items"; referencedColumns: ["id"] }]',
    ],
    ["an argument with a default", "      add: { Args: { a: number; b?: number }; Returns: number };"],
    ["no argument and no result", "      does_nothing: { Args: Record<PropertyKey, never>; Returns: undefined };"],
    ["a set of values", "      count_up: { Args: { top: number }; Returns: number[] };"],
    ["a row of a table", "      item: { Args: { wanted: number }; Returns: { id: number; name: string } };"],
    [
      "a set of rows",
      "      all_items: { Args: Record<PropertyKey, never>; Returns: { id: number; name: string }[] };",
    ],
    [
      "a table as result",
      "      item_names: { Args: { from_id?: number }; Returns: { id: number; label: string }[] };",
    ],
    ["out parameters", "      two_results: { Args: Record<PropertyKey, never>; Returns: Record<string, unknown> };"],
    [
      "overloads",
      "      either: { Args: { value: number }; Returns: string } | { Args: { value: string }; Returns: string };",
    ],
    ["a list and an odd name", '      odd_name: { Args: { "a \\"b": number }; Returns: number };'],
    [
      "every base type",
      "{ b: boolean; big: number; d: string; l: (string)[]; n: number; t: string; u: string }; Returns: Json",
    ],
  ] as const)("tell %s", async ([, line], { expect }) => {
    expect(await database.runner.transaction(generateTypes)).toContain(line);
  });
});
