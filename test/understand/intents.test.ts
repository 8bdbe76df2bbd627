import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { isWrite } from "../../src/model/intent.ts";
import { readIntents } from "../../src/understand/read-intents.ts";
import { readYaml } from "../../src/understand/read-yaml.ts";
import { bare } from "../../src/understand/views.ts";
import { intents, lexicon } from "./world.ts";

const folder = mkdtempSync(join(tmpdir(), "nhip-cau-intents-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("the intents of the product", () => {
  test("have enough examples in both languages", () => {
    const least = { read: [20, 10], talk: [20, 10], write: [40, 20], admin: [40, 20] } as const;
    const poor = intents.filter(
      ({ risk, examples }) => examples.vi.length < least[risk][0] || examples.en.length < least[risk][1],
    );
    expect(poor.map(({ intent }) => intent)).toEqual([]);
  });

  test("are told apart from what looks like them", () => {
    const writes = intents.filter(isWrite);
    expect(writes.length).toBeGreaterThan(35);
    expect(writes.filter(({ near_miss }) => near_miss.length < 4).map(({ intent }) => intent)).toEqual([]);
    const own = intents.filter(({ intent, near_miss }) => near_miss.some((miss) => miss.intent === intent));
    expect(own.map(({ intent }) => intent)).toEqual([]);
  });

  test("claim no near miss that another file has as an example of something else", () => {
    const owners = new Map(
      intents.flatMap(({ intent, examples }) =>
        [...examples.vi, ...examples.en].map((said): [string, string] => [said.normalize("NFC").toLowerCase(), intent]),
      ),
    );
    const contrary = intents.flatMap(({ near_miss }) =>
      near_miss.filter(({ text, intent }) => (owners.get(text.normalize("NFC").toLowerCase()) ?? intent) !== intent),
    );
    expect(contrary).toEqual([]);
  });

  test("share no example", () => {
    const owners = new Map<string, string>();
    const shared = intents.flatMap(({ intent, examples }) =>
      [...examples.vi, ...examples.en].filter((said) => {
        const key = said.normalize("NFC").toLowerCase();
        const taken = owners.has(key);
        owners.set(key, intent);
        return taken;
      }),
    );
    expect(shared).toEqual([]);
  });

  test("hold examples without diacritics", () => {
    const poor = intents
      .filter(({ risk }) => risk !== "talk")
      .filter(({ examples: { vi } }) => vi.filter((said) => said === bare(said)).length < 0.15 * vi.length);
    expect(poor.map(({ intent }) => intent)).toEqual([]);
  });

  test("let only officers decide and log", () => {
    const admin = intents.filter(({ risk }) => risk === "admin");
    const deciders = new Set(admin.flatMap(({ roles }) => roles));
    expect([...deciders].toSorted()).toEqual(["fund_officer", "province_officer"]);
    const ledger = intents.filter(({ intent }) =>
      /^(?:delivery|coverage|status|report|difficulty|audit)\./.test(intent),
    );
    expect(ledger.filter(({ roles }) => roles.includes("donor"))).toEqual([]);
    expect([admin.length, ledger.length]).toEqual([17, 24]);
  });

  test("carry no secret and no phone", () => {
    const text = JSON.stringify(intents);
    expect(text).not.toMatch(/(?<!\d)0\d{9}(?!\d)/);
    expect(text).not.toMatch(/api[_-]?key\s*[:=]/i);
  });
});

test("every thing of the catalogue has a sector and a unit that exist", () => {
  const sectors = new Set(lexicon.sectors.map(({ id }) => id));
  const units = new Set(lexicon.units.map(({ id }) => id));
  const off = lexicon.items.filter(({ sector, unit, vi, en }) => {
    const own = [...vi, ...en].flatMap((synonym) => synonym.unit ?? []);
    return !sectors.has(sector) || ![unit, ...own].every((each) => units.has(each));
  });
  expect(off).toEqual([]);
  expect(lexicon.items).toHaveLength(32);
});

const good = `intent: greet
risk: talk
roles: [donor]
slots: {}
examples:
  vi: [chào]
  en: [hi]
near_miss: []
`;

describe("a mistake in an intent file", () => {
  const write = (name: string, text: string): string => {
    const own = mkdtempSync(join(folder, "case-"));
    writeFileSync(join(own, name), text);
    return own;
  };

  test("is told with its file, line and field", () => {
    const own = write("greet.yaml", good.replace("risk: talk", "risk: loud"));
    expect(() => readIntents(own)).toThrow(/greet\.yaml:2: risk: /u);
  });

  test("of syntax is told with its file", () => {
    expect(() => readIntents(write("greet.yaml", "intent: [greet"))).toThrow(/greet\.yaml: /u);
  });

  test("in its name is told", () => {
    expect(() => readIntents(write("hello.yaml", good))).toThrow(/hello\.yaml:1: intent: is "greet"/u);
  });

  test("in a near miss is told", () => {
    const text = good.replace("near_miss: []", "near_miss: [{ text: bye, intent: leave }]");
    expect(() => readIntents(write("greet.yaml", text))).toThrow(/no intent is named "leave"/u);
  });

  test("of an unknown field is told", () => {
    expect(() => readIntents(write("greet.yaml", `${good}colour: blue\n`))).toThrow(/colour/u);
  });
});

test("a nested mistake is told with the line of the nested value", () => {
  const path = join(folder, "nested.yaml");
  writeFileSync(path, "a:\n  - 1\n  - two\n");
  expect(() => readYaml(path, z.strictObject({ a: z.array(z.number()) }))).toThrow(/nested\.yaml:3: a\.1: /u);
});
