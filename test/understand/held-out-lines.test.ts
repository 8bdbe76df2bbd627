import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { bare } from "../../src/understand/views.ts";
import { ownWords } from "../../src/understand/annotated.ts";
import { readHeldOut } from "../eval/held-out.ts";
import { areas, intents, lexicon, root } from "./world.ts";

const lines = readHeldOut(join(root, "intents/test"));
const written = lines.filter(({ view }) => view === "full");

const wordsOf = (text: string): readonly string[] =>
  bare(text.normalize("NFC").toLowerCase()).match(/[\p{L}\p{N}]+/gu) ?? [];
const keyOf = (text: string): string => wordsOf(text).join(" ") || text;
const likeness = (one: ReadonlySet<string>, other: ReadonlySet<string>): number => {
  if (Math.min(one.size, other.size) < 0.9 * Math.max(one.size, other.size)) return 0;
  const shared = [...one].filter((word) => other.has(word)).length;
  return shared / (one.size + other.size - shared);
};

test("there are enough of them, in both languages and every way of typing", () => {
  expect(written.length).toBeGreaterThanOrEqual(700);
  const english = written.filter(({ language }) => language === "en").length / written.length;
  expect(english).toBeGreaterThan(0.2);
  expect(english).toBeLessThan(0.35);
  const vietnamese = written.filter(({ language }) => language === "vi");
  const retyped = new Set(lines.filter(({ view }) => view !== "full" && view !== "bare").map(({ say }) => say));
  expect(retyped.size / vietnamese.length).toBeGreaterThanOrEqual(1 / 3);
  expect(written.filter(({ awaiting }) => awaiting !== null).length).toBeGreaterThanOrEqual(60);
});

test("every intent is asked for", () => {
  const asked = new Set(written.map(({ intent }) => intent));
  expect(intents.map(({ intent }) => intent).filter((intent) => !asked.has(intent))).toEqual([]);
  expect(written.filter(({ intent }) => intent === "out_of_scope").length).toBeGreaterThanOrEqual(60);
});

test("no line is there twice", () => {
  const keys = written.map(({ say, awaiting, role }) => `${keyOf(say)} | ${awaiting} | ${role}`);
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
});

describe("nothing that was learned from is asked", () => {
  const learned = intents.flatMap(({ examples, near_miss: missed }) => [
    ...examples.vi,
    ...examples.en,
    ...missed.map(({ text }) => text),
  ]);

  test("not in the same words", () => {
    const keys = new Set(learned.map(keyOf));
    expect(written.filter(({ say }) => keys.has(keyOf(say))).map(({ intent, say }) => `${intent}: ${say}`)).toEqual([]);
  });

  test("nor, for five words and more, in nearly the same", () => {
    const bags = learned.map((text) => new Set(wordsOf(text))).filter(({ size }) => size >= 5);
    const near = written.filter(({ say }) => {
      const said = new Set(wordsOf(say));
      return said.size >= 5 && bags.some((bag) => likeness(said, bag) >= 0.9);
    });
    expect(near.map(({ intent, say }) => `${intent}: ${say}`)).toEqual([]);
  });
});

describe("the gold", () => {
  test("places are units that exist, by their own names", () => {
    const names = new Set(areas.map(({ name }) => name));
    const strange = written.filter(({ slots: { area } }) => area !== undefined && !names.has(area));
    expect(strange.map(({ say, slots }) => `${say}: ${slots.area}`)).toEqual([]);
  });

  test("things are of the catalogue or were said", () => {
    const ids = new Set(lexicon.items.map(({ id }) => id));
    const strange = written.flatMap(({ say, slots: { items = [], item } }) =>
      [...items.map((each) => each.item), item ?? null]
        .filter((name) => name !== null && !ids.has(name) && !keyOf(say).includes(keyOf(name)))
        .map((name) => `${say}: ${name}`),
    );
    expect(strange).toEqual([]);
  });

  test("own words were said in these words", () => {
    const strange = written.flatMap(({ say, slots }) =>
      ownWords
        .map((slot) => slots[slot])
        .filter((value) => value !== undefined && !keyOf(say).includes(keyOf(value)))
        .map((value) => `${say}: ${value}`),
    );
    expect(strange).toEqual([]);
  });
});
