import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { type Intent, intentSchema } from "../../src/model/intent.ts";
import { keysOf } from "./locale-file.ts";
import { migrations, readFiles } from "./read.ts";

const files = readFiles("intents/*.yaml");

const intents: Intent[] = files.flatMap(({ text }) => {
  const read = intentSchema.safeParse(parse(text));
  return read.success ? [read.data] : [];
});

const publicFunctions = new Set(
  [...migrations().matchAll(/\bcreate(?: or replace)? function public\.(\w+)/g)].map(([, name = ""]) => name),
);

test("every file in intents/ is an intent of that name", () => {
  const wrong = files.flatMap(({ path, text }) => {
    const read = intentSchema.safeParse(parse(text));
    if (!read.success) return [`${path}: ${read.error.message}`];
    return path === `intents/${read.data.intent}.yaml` ? [] : [`${path} says ${read.data.intent}`];
  });
  expect(wrong).toEqual([]);
  expect(intents.length).toBeGreaterThan(25);
});

describe("an intent agrees with", () => {
  test("locales/: every required slot has a question in both languages", () => {
    const missing = (["vi", "en"] as const).flatMap((language) => {
      const keys = keysOf(language);
      return intents.flatMap(({ intent, slots }) =>
        Object.entries(slots)
          .filter(([slot, { required }]) => required && !keys.has(`ask.${intent}.${slot}`) && !keys.has(`ask.${slot}`))
          .map(([slot]) => `${language}: ask.${slot} (for ${intent})`),
      );
    });
    expect(missing).toEqual([]);
  });

  test("supabase/migrations: the functions that carry it out and take it back exist", () => {
    const named = intents.flatMap(({ intent, function: carryOut, undo }) =>
      [carryOut, undo].filter((name) => name !== undefined).map((name) => ({ intent, name })),
    );
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter(({ name }) => !publicFunctions.has(name))).toEqual([]);
  });

  test("the other intents: a near miss names an intent that exists", () => {
    const names = new Set(intents.map(({ intent }) => intent));
    const dangling = intents.flatMap(({ intent, near_miss }) =>
      near_miss.filter((miss) => !names.has(miss.intent)).map((miss) => `${intent}: ${miss.intent}`),
    );
    expect(dangling).toEqual([]);
  });

  test("itself: what only officers may do is not open to donors", () => {
    expect(
      intents.filter(({ risk, roles }) => risk === "admin" && roles.includes("donor")).map(({ intent }) => intent),
    ).toEqual([]);
  });

  test("people: no example is meant twice", () => {
    const said = intents.flatMap(({ intent, examples }) =>
      [...examples.vi, ...examples.en].map((text) => ({ intent, text: text.normalize("NFC").toLowerCase().trim() })),
    );
    const twice = [...Map.groupBy(said, ({ text }) => text)]
      .filter(([, uses]) => new Set(uses.map(({ intent }) => intent)).size > 1)
      .map(([text, uses]) => `${text}: ${uses.map(({ intent }) => intent).join(", ")}`);
    expect(said.length).toBeGreaterThan(200);
    expect(twice).toEqual([]);
  });
});
