import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { score, softmax } from "../../src/understand/classify/classifier.ts";
import { loadModel as load } from "../../src/understand/classify/model.ts";
import { featuresOf } from "../../src/understand/classify/features.ts";
import { createReadLesson, type Lessons } from "../../src/understand/read-lesson.ts";
import { areas, clock, intents, lexicon, readSentence } from "./world.ts";

const folder = mkdtempSync(join(tmpdir(), "nhip-cau-model-"));
afterAll(() => rmSync(folder, { recursive: true }));

const few = intents
  .filter(({ intent }) => ["greet", "thanks", "undo"].includes(intent))
  .map((each) => ({ ...each, near_miss: [] }));
const source = { intents: few, lexicon, areas, annotated: [] };
const loadModel = (lessons: Lessons, cache: string) => load(lessons, createReadLesson(lessons), cache);
const own = (): string => mkdtempSync(join(folder, "own-"));

test("the same examples give the same weights, kept for the next start", () => {
  const here = own();
  const learned = loadModel(source, here);
  const kept = loadModel(source, here);
  expect(readdirSync(here)).toHaveLength(1);
  expect(kept).toEqual(learned);
  expect(kept.labels).toEqual(["greet", "thanks", "undo"]);
  expect(loadModel(source, own()).weights).toEqual(learned.weights);
});

test("other examples give another file", () => {
  const here = own();
  loadModel(source, here);
  loadModel({ ...source, intents: few.slice(1) }, here);
  expect(readdirSync(here)).toHaveLength(2);
});

test.for([1000, 3, 0])("a file cut after %d bytes is learned again", (bytes) => {
  const here = own();
  const learned = loadModel(source, here);
  const path = join(here, readdirSync(here)[0] ?? "");
  writeFileSync(path, readFileSync(path).subarray(0, bytes));
  expect(loadModel(source, here).weights).toEqual(learned.weights);
});

test("confidences are a distribution", () => {
  const model = loadModel(source, own());
  const chances = softmax(score(model, featuresOf(readSentence("xin chào bạn", clock, null))));
  expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 9);
  expect(model.labels[chances.indexOf(Math.max(...chances))]).toBe("greet");
});
