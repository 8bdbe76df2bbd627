import { describe, expect, test } from "vitest";
import { fit } from "../../src/reply/fit.ts";
import { escapeMarkup, toPlain } from "../../src/reply/markup.ts";
import { replyWith } from "./support.ts";

describe("where a text is cut", () => {
  test.for([
    ["a short text stays whole", "Chào bạn.", 20, ["Chào bạn."]],
    ["a text of exactly the limit stays whole", "0123456789", 10, ["0123456789"]],
    ["between paragraphs", "Một hai.\n\nBa bốn.\nNăm.", 18, ["Một hai.", "Ba bốn.\nNăm."]],
    ["between lines", "Một hai.\nBa bốn.\nNăm.", 18, ["Một hai.\nBa bốn.", "Năm."]],
    ["between words", "Một hai ba bốn năm", 12, ["Một hai ba", "bốn năm"]],
    [
      "not at a paragraph that leaves the message nearly empty",
      "A.\n\nMột hai ba bốn năm",
      16,
      ["A.\n\nMột hai ba", "bốn năm"],
    ],
    ["inside a word that is longer than a message", "abcdefghijkl", 5, ["abcde", "fghij", "kl"]],
    ["never inside a surrogate pair", "😀😀😀", 3, ["😀", "😀", "😀"]],
    ["never inside a joined emoji", "ab👨‍👩‍👧cd", 9, ["ab", "👨‍👩‍👧c", "d"]],
    ["never between a letter and its marks", "a".repeat(4) + "e\u0302\u0301", 6, ["aaaa", "e\u0302\u0301"]],
    ["nothing gives nothing", " \n ", 5, []],
  ] as const)("%s", ([, text, limit, expected]) => {
    expect(fit(text, limit, "plain").map((piece) => piece.text)).toEqual(expected);
  });

  test("a tag that is open at a cut is closed and opened again", () => {
    expect(fit("<b>Một <i>hai ba</i> bốn</b>", 22, "html")).toEqual([
      { text: "<b>Một <i>hai</i></b>", plain: "Một hai" },
      { text: "<b><i>ba</i> bốn</b>", plain: "ba bốn" },
    ]);
  });

  test("an entity is one character", () => {
    expect(fit("a&amp;b&lt;c", 6, "html").map((piece) => piece.text)).toEqual(["a&amp;", "b&lt;c"]);
    expect(fit("a&amp;b&lt;c", 6, "plain").map((piece) => piece.text)).toEqual(["a&b<c"]);
  });
});

function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

const parts = [
  "xã Giang Thành",
  "80 bộ",
  "&",
  "<3",
  "a>b",
  "😀",
  "👨‍👩‍👧",
  "\n",
  "\n\n",
  " ",
  " ",
  " ",
  "x".repeat(90),
  "e\u0302\u0301",
  "&amp;",
];

function randomMarkup(next: () => number): string {
  const pick = () => escapeMarkup(parts[Math.floor(next() * parts.length)] ?? "");
  const piece = (): string => {
    const tag = ["b", "i", "code"][Math.floor(next() * 6)];
    return tag ? `<${tag}>${pick()}${pick()}<i>${pick()}</i></${tag}>` : pick();
  };
  return Array.from({ length: 1 + Math.floor(next() * 120) }, piece).join("");
}

function isBalanced(markup: string): boolean {
  const open: string[] = [];
  for (const [, slash, tag = ""] of markup.matchAll(/<(\/?)(\w+)>/g)) {
    if (!slash) open.push(tag);
    else if (open.pop() !== tag) return false;
  }
  return open.length === 0;
}

const squeezed = (text: string) => text.replaceAll(/\s/g, "");

function faultsOf(markup: string, limit: number, as: "html" | "plain"): string[] {
  const pieces = fit(markup, limit, as);
  const lost = squeezed(pieces.map(({ plain }) => plain).join("")) !== squeezed(toPlain(markup));
  const faults = pieces.flatMap(({ text, plain }) => [
    text.length > limit && "longer than the limit",
    plain !== (as === "html" ? toPlain(text) : text) && "plain is not the text without tags",
    plain.trim() !== plain && "space at an end",
    /\p{Cs}/u.test(text) && "half a character",
    as === "html" && !isBalanced(text) && "a tag is open",
  ]);
  return [...faults, lost && "something is lost"].filter((fault) => fault !== false);
}

test.for(["html", "plain"] as const)(
  "300 random texts in %s: nothing too long, nothing lost, every tag closed",
  (as) => {
    const faults = Array.from({ length: 300 }, (_, seed) => {
      const next = random(seed + 1);
      const markup = randomMarkup(next);
      return faultsOf(markup, 40 + Math.floor(next() * 400), as).map((fault) => `seed ${seed}: ${fault}`);
    });
    expect(faults.flat()).toEqual([]);
  },
);

test("a heap of combining marks and a limit smaller than a tag still come to an end", () => {
  expect(fit(`<b>${"e" + "\u0301".repeat(500)}</b>`, 50, "html").every(({ text }) => text.length <= 50)).toBe(true);
  expect(
    squeezed(
      fit("<b>Một hai</b>", 4, "html")
        .map(({ plain }) => plain)
        .join(""),
    ),
  ).toBe("Mộthai");
});

test("a very long text is cut to its end", () => {
  expect(fit("a ".repeat(50_000), 2000, "html").length).toBeGreaterThan(49);
});

test("a long answer becomes several messages, the buttons under the last", () => {
  const reply = replyWith({
    en: { t: "{{rows, lines(key: row; numbered: true)}}", row: "{{value}}", button: { more: "More" } },
  });
  const rows = Array.from({ length: 50 }, (_, index) => `row ${index} ${"word ".repeat(20)}`);
  const message = { key: "t", params: { rows }, options: [{ label: "more" }], prompt: "p" };
  const messages = reply.render(message, "en", {
    maxLength: 1000,
    buttons: "inline",
    maxButtonLabel: 20,
    markup: "html",
  });
  expect(messages.length).toBeGreaterThan(4);
  expect(messages.map(({ buttons }) => buttons.length)).toEqual([...messages.slice(1).map(() => 0), 1]);
  expect(messages.every(({ text }) => text.length <= 1000 && /^\d+\. row/.test(text))).toBe(true);
});
