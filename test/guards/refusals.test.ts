import { expect, test } from "vitest";
import { refusalCodes } from "../../src/model/refusal.ts";
import { keysOf } from "./locale-file.ts";
import { migrations } from "./read.ts";

test("every refusal has its sentence in both languages", () => {
  const missing = (["vi", "en"] as const).flatMap((language) => {
    const keys = keysOf(language);
    return refusalCodes.filter((code) => !keys.has(`refused.${code}`)).map((code) => `${language}: refused.${code}`);
  });
  expect(missing).toEqual([]);
});

test("every refusal that the database can raise is in the closed list", () => {
  const known: readonly string[] = refusalCodes;
  const raised = [...migrations().matchAll(/\brefuse\(\s*'(\w+)'/g)].map(([, code = ""]) => code);
  expect(raised.length).toBeGreaterThan(20);
  expect([...new Set(raised)].filter((code) => !known.includes(code))).toEqual([]);
});

test("no refusal is explained that nobody can meet", () => {
  const known: readonly string[] = refusalCodes;
  const explained = [...keysOf("vi")]
    .filter((key) => key.startsWith("refused."))
    .map((key) => key.slice("refused.".length));
  expect(explained.filter((code) => !known.includes(code))).toEqual([]);
});
