import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { isOffered } from "../../src/converse/readings.ts";
import { type Intent, intentSchema } from "../../src/model/intent.ts";
import { reply } from "../support/app.ts";
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
  const mayBeDoubtful = (slot: string, { risk, function: carryOut }: Pick<Intent, "risk" | "function">) =>
    slot !== "list_ref" && carryOut !== undefined && (risk === "write" || risk === "admin");

  test("locales/: every slot that may have to be asked for has a question in both languages", () => {
    const missing = (["vi", "en"] as const).flatMap((language) => {
      const keys = keysOf(language);
      return intents.flatMap(({ intent, slots, risk, function: carryOut }) =>
        Object.entries(slots)
          .filter(
            ([slot, { required }]) =>
              (required || mayBeDoubtful(slot, { risk, function: carryOut })) &&
              !keys.has(`ask.${intent}.${slot}`) &&
              !keys.has(`ask.${slot}`),
          )
          .map(([slot]) => `${language}: ask.${slot} (for ${intent})`),
      );
    });
    expect(missing).toEqual([]);
  });

  test("locales/: every intent that may be offered has a name that fits on a button", () => {
    const offered = intents.filter(({ intent }) => isOffered(intent));
    const labels = offered.flatMap(({ intent }) =>
      (["vi", "en"] as const).map((language) => reply.say("button.instead", { intent }, language)),
    );
    expect(labels.length).toBeGreaterThan(80);
    expect(labels.filter((label) => label.length > 40)).toEqual([]);
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
