import { expect, test } from "vitest";
import { readFiles, withoutComments } from "./read.ts";

const vietnamese =
  /[\u00C0-\u00C3\u00C8-\u00CA\u00CC\u00CD\u00D2-\u00D5\u00D9\u00DA\u00DD\u00E0-\u00E3\u00E8-\u00EA\u00EC\u00ED\u00F2-\u00F5\u00F9\u00FA\u00FD\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01A0\u01A1\u01AF\u01B0\u1EA0-\u1EF9]/;

const literals = /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`/g;

const isSentence = (literal: string) => vietnamese.test(literal) && literal.trim().split(/\s+/).length >= 3;

test("no Vietnamese sentence stands in the code; what we say lives in locales/, what people say in intents/", () => {
  const files = readFiles("src/**/*.{ts,js}");
  const found = files.flatMap(({ path, text }) =>
    (withoutComments(text).match(literals) ?? []).filter(isSentence).map((literal) => `${path}: ${literal}`),
  );
  expect(files.length).toBeGreaterThan(60);
  expect(found).toEqual([]);
});

test("no Vietnamese stands in the migrations; names of places and things are data of the seed", () => {
  const files = readFiles("supabase/migrations/*.sql");
  const found = files.flatMap(({ path, text }) =>
    text
      .replaceAll(/--.*$/gm, "")
      .replaceAll(/\bcomment on\b[^]*?;\s*$/gm, "")
      .split("\n")
      .filter((line) => vietnamese.test(line))
      .map((line) => `${path}: ${line.trim()}`),
  );
  expect(files.length).toBeGreaterThan(5);
  expect(found).toEqual([]);
});

test("the guard knows a Vietnamese sentence when it sees one", () => {
  expect(['"Xin chào bạn"', "'Đã ghi nhận rồi'", "`Có, ${name} ạ`"].map(isSentence)).toEqual([true, true, true]);
  expect(['"Tiếng Việt"', '"rưỡi"', '"a café au lait"', '"one plain sentence"'].map(isSentence)).toEqual([
    false,
    false,
    true,
    false,
  ]);
});
