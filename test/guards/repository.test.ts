import { existsSync, readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { readText, root } from "./read.ts";

const packageJson = z
  .object({
    scripts: z.record(z.string(), z.string()),
    dependencies: z.record(z.string(), z.string()),
    devDependencies: z.record(z.string(), z.string()),
    optionalDependencies: z.record(z.string(), z.string()),
  })
  .parse(JSON.parse(readText("package.json")));

const madeByTools = ["node_modules", "coverage"];

test("the top level is what the map says", () => {
  const entries = readdirSync(root).filter((name) => !name.startsWith(".") && !madeByTools.includes(name));
  const expected = [
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "README.md",
    "SECURITY.md",
    "docs",
    "intents",
    "locales",
    "package-lock.json",
    "package.json",
    "src",
    "supabase",
    "test",
    "tsconfig.json",
  ];
  expect(entries.toSorted()).toEqual(expected.toSorted());
});

test("every migration has a version of its own, since the ledger remembers them by it", () => {
  const versions = readdirSync(`${root}supabase/migrations`).map((name) => name.slice(0, 14));
  expect(versions.filter((version, at) => versions.indexOf(version) !== at)).toEqual([]);
});

describe("README.md", () => {
  const readme = existsSync(`${root}README.md`) ? readText("README.md") : "";

  test("it is there and has at most 200 lines", () => {
    expect(readme).toMatch(/^# /);
    expect(readme.trimEnd().split("\n").length).toBeLessThanOrEqual(200);
  });

  test("every script that it names exists", () => {
    const named = [...readme.matchAll(/\bnpm run (?:--silent )?([\w:-]+)/g)].map(([, name = ""]) => name);
    const missing = [...new Set(named)].filter((name) => !packageJson.scripts[name]);
    expect(named.length).toBeGreaterThan(3);
    expect(missing).toEqual([]);
  });

  test("every file that it links to exists", () => {
    const linked = [...readme.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, path = ""]) => path);
    expect(linked.filter((path) => !existsSync(root + path))).toEqual([]);
  });

  test("its transcripts are part of what the tests play, in both languages", () => {
    const shown = [...readme.matchAll(/```text (readme\.\w+\.txt)\n([\s\S]*?)\n```/g)];
    expect(shown.map(([, file]) => file)).toEqual(["readme.vi.txt", "readme.en.txt"]);
    for (const [, file = "", text = ""] of shown) expect(readText(`test/conversations/${file}`)).toContain(text);
  });

  test("every setting that it names is in .env.example", () => {
    const known = readText(".env.example");
    const named = [
      ...readme.matchAll(/`((?:TELEGRAM|ZALO|SUPABASE|OPENAI|DATABASE|PUBLIC|CONTACT|CONTROLLER)_[A-Z_]+[A-Z])`/g),
    ];
    expect(named.map(([, name = ""]) => name).filter((name) => !known.includes(`\n${name}=`))).toEqual([]);
  });
});

describe("package.json", () => {
  test("every version is exact", () => {
    const all = { ...packageJson.dependencies, ...packageJson.devDependencies, ...packageJson.optionalDependencies };
    expect(Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  test("every script that starts one of our files starts one that exists", () => {
    const files = Object.values(packageJson.scripts).flatMap((script) => script.match(/src\/[\w./-]+\.ts/g) ?? []);
    expect(files.length).toBeGreaterThan(3);
    expect(files.filter((file) => !existsSync(root + file))).toEqual([]);
  });
});
