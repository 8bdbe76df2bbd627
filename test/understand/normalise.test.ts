import { describe, expect, test } from "vitest";
import { normalise } from "../../src/understand/normalise.ts";
import { tokenise } from "../../src/understand/tokens.ts";
import { bare, spell } from "../../src/understand/views.ts";

test.for<readonly [string, string]>([
  ["hoà", "hòa"],
  ["hòa", "hòa"],
  ["thuỷ", "thủy"],
  ["khoẻ", "khỏe"],
  ["qũy", "quỹ"],
  ["quý", "quý"],
  ["hoàng", "hoàng"],
  ["đượccc", "được"],
  ["good", "good"],
])("%s is spelled %s", ([word, expected]) => {
  expect(spell(word)).toBe(expected);
});

test("bare words have no diacritics and no đ", () => {
  expect(bare("đường về giồng riềng")).toBe("duong ve giong rieng");
});

describe("cleaning", () => {
  test("composes letters, drops invisible marks, and turns emoji into gaps", () => {
    expect(normalise("Giang Tha\u0300nh\u200B🎁80").text).toBe("Giang Thành 80");
  });
  test("reads full-width letters and digits", () => {
    expect(normalise("ＣＫ２６－０４５").text).toBe("CK26-045");
  });
  test("keeps the way back to every original offset", () => {
    const original = "Xã \u200BGiang Tha\u0300nh 🎁 cần 80";
    const token = tokenise(original).at(-1);
    expect(original.slice(token?.start, token?.end)).toBe("80");
    expect(normalise(original).origin).toHaveLength(normalise(original).text.length + 1);
  });
  test("cuts what is longer than a message may be", () => {
    expect(normalise("a".repeat(10_000)).text).toHaveLength(4096);
  });
  test("keeps no more than the marks that a letter can carry", () => {
    expect(normalise(`e${"\u0301".repeat(500)}m`).text.length).toBeLessThan(10);
  });
});
