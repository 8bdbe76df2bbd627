import { describe, expect, test } from "vitest";
import { findAll } from "../../src/understand/entities/listed.ts";
import { bare } from "../../src/understand/views.ts";
import { isAboutStrictMode, passesSpan } from "../eval/peers/chrono.ts";
import { offersWhole, passesWhole } from "../eval/peers/duckling.ts";
import { readChrono, readDuckling } from "../eval/peers/rows.ts";
import { readSentence } from "../understand/world.ts";

const listed = (text: string, now: string) => findAll(readSentence(text, now, "vi"));

describe("duckling", () => {
  test.for(readDuckling("time"))("$text", (row) => {
    expect(passesWhole(row, "time", listed(row.text, row.reference))).toBe(true);
  });

  test.for(readDuckling("time"))("$text, without diacritics, is among the readings", (row) => {
    expect(offersWhole(row, "time", listed(bare(row.text), row.reference))).toBe(true);
  });
});

describe("chrono", () => {
  const disagreed = new Set(["3 tháng tới"]);
  const rows = readChrono().filter((row) => !isAboutStrictMode(row) && !disagreed.has(row.text));

  test.for(rows)("$text ($test)", (row) => {
    expect(passesSpan(row, listed(row.text, row.reference))).toBe(true);
  });
});
