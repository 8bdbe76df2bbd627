import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { roles } from "../../src/model/intent.ts";
import { keysOf } from "./locale-file.ts";
import { migrations, readText } from "./read.ts";

const keys = keysOf("vi");
const missing = (wanted: readonly string[]) => wanted.filter((key) => !keys.has(key));

function idsIn(file: string): string[] {
  const entries = z.array(z.object({ id: z.string() })).parse(parse(readText(`intents/entities/${file}.yaml`)));
  return [...new Set(entries.map(({ id }) => id))];
}

function statesOf(table: string): string[] {
  const [, list = ""] =
    new RegExp(`create table public\\.${table} \\([^;]*?status text[^;]*?check \\(status in \\(([^)]*)\\)`).exec(
      migrations(),
    ) ?? [];
  return [...list.matchAll(/'(\w+)'/g)].map(([, state = ""]) => state);
}

test("the keys of both languages are the same, so one stands for both here", () => {
  expect([...keysOf("en")].toSorted()).toEqual([...keys].toSorted());
});

describe("everything that can be understood can be said", () => {
  test.for([
    ["items", ["item", "counted"], 30],
    ["units", ["unit"], 15],
    ["sectors", ["sector"], 5],
    ["age-bands", ["age_band"], 3],
  ] as const)("%s", ([file, sections, least]) => {
    const ids = idsIn(file);
    expect(ids.length).toBeGreaterThanOrEqual(least);
    expect(missing(ids.flatMap((id) => sections.map((section) => `${section}.${id}`)))).toEqual([]);
  });
});

describe("everything that the database keeps can be said", () => {
  test.for([
    ["needs", "need"],
    ["pledges", "pledge"],
    ["deliveries", "delivery"],
  ] as const)("the states of %s", ([table, section]) => {
    const states = statesOf(table);
    expect(states.length).toBeGreaterThan(1);
    expect(missing(states.map((state) => `status.${section}.${state}`))).toEqual([]);
  });

  test("roles", () => {
    expect(missing(roles.map((role) => `role.${role}`))).toEqual([]);
  });

  test("kinds of administrative units", () => {
    const kinds = [
      ...new Set(
        readText("supabase/seed.sql").match(/'(?:tinh|huyen|thanh-pho|thi-xa|xa|phuong|thi-tran|dac-khu|ap)'/g),
      ),
    ];
    expect(kinds.length).toBeGreaterThan(4);
    expect(missing(kinds.map((kind) => `area_kind.${kind.slice(1, -1)}`))).toEqual([]);
  });
});
