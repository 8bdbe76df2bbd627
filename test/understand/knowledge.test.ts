import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readKnowledge } from "../../src/understand/read-knowledge.ts";
import { annotated, intents, lexicon, root } from "./world.ts";

const folder = mkdtempSync(join(tmpdir(), "nhip-cau-knowledge-"));
afterAll(() => rmSync(folder, { recursive: true }));
const own = (): string => mkdtempSync(join(folder, "own-"));

test("what was read once is the same from the cache", () => {
  const cache = own();
  const first = readKnowledge(join(root, "intents"), cache);
  expect(first).toEqual({ intents, lexicon, annotated });
  expect(readKnowledge(join(root, "intents"), cache)).toEqual(first);
  expect(readdirSync(cache)).toHaveLength(1);
});

test("a changed file is read anew", () => {
  const [copy, cache] = [own(), own()];
  cpSync(join(root, "intents"), copy, { recursive: true });
  readKnowledge(copy, cache);
  const path = join(copy, "greet.yaml");
  writeFileSync(path, readFileSync(path, "utf8").replace("xin chào", "xin chào cả xóm"));
  const { intents: read } = readKnowledge(copy, cache);
  expect(read.find(({ intent }) => intent === "greet")?.examples.vi).toContain("xin chào cả xóm");
});

test.for([500, 0])("a cache cut after %d bytes is read anew", (bytes) => {
  const cache = own();
  const first = readKnowledge(join(root, "intents"), cache);
  const path = join(cache, readdirSync(cache)[0] ?? "");
  writeFileSync(path, readFileSync(path).subarray(0, bytes));
  expect(readKnowledge(join(root, "intents"), cache)).toEqual(first);
});
