import { describe, expect, test } from "vitest";
import type { Params } from "../../src/model/message.ts";
import { replyWith, write } from "./support.ts";

const html = { maxLength: 4096, buttons: "inline", maxButtonLabel: 40, markup: "html" } as const;
const plain = { ...html, markup: "plain" } as const;

describe("plural forms", () => {
  const reply = replyWith({
    vi: { found_other: "Có {{count, number}} nhu cầu." },
    en: { found_one: "There is {{count, number}} need.", found_other: "There are {{count, number}} needs." },
  });

  test.for([
    ["vi", 1, "Có 1 nhu cầu."],
    ["vi", 1500, "Có 1.500 nhu cầu."],
    ["en", 0, "There are 0 needs."],
    ["en", 1, "There is 1 need."],
    ["en", 2, "There are 2 needs."],
  ] as const)("%s %i", ([language, count, sentence]) => {
    expect(reply.say("found", { count }, language)).toBe(sentence);
  });
});

describe("what people wrote", () => {
  const nasty = [
    '<b>x</b> & "co"',
    "*_x_*",
    "{{name}}",
    "$t(secret)",
    "a &amp; b &lt;i&gt;",
    "</b><a href='x'>",
    "$& $1",
    "\u202Eabc",
  ];

  test.for(nasty)("%s comes out as it was written", (name) => {
    const reply = replyWith({ vi: { t: "Chào <b>{{name}}</b>!" } });
    const [message] = reply.render({ key: "t", params: { name } }, "vi", html);
    expect(message?.plain).toBe(`Chào ${name}!`);
    expect(message?.text.replaceAll(/<\/?b>|&amp;|&lt;|&gt;/g, "")).not.toMatch(/[<>&]/);
    expect(message?.text.match(/<b>/g)).toHaveLength(1);
    expect(reply.say("t", { name }, "vi")).toBe(`Chào ${name}!`);
    expect(reply.render({ key: "t", params: { name } }, "vi", plain)).toEqual([
      { text: `Chào ${name}!`, plain: `Chào ${name}!`, buttons: [] },
    ]);
  });

  test("only the three characters that a messenger needs are escaped", () => {
    const [message] = replyWith({ vi: { t: "{{x}}" } }).render({ key: "t", params: { x: `&<>"'/` } }, "vi", html);
    expect(message?.text).toBe(`&amp;&lt;&gt;"'/`);
  });

  test("it is escaped once, however deep it stands", () => {
    const reply = replyWith({
      en: {
        t: "{{rows, lines(key: row)}}",
        row: "<i>{{x, quantity}}</i>{{note, optional(key: note)}}",
        note: ": {{note}}",
      },
    });
    const rows = [{ x: { item: "R&D <kit>", quantity: 2, unit: "R&D" }, note: "<3" }];
    expect(reply.render({ key: "t", params: { rows } }, "en", html)[0]?.text).toBe(
      "<i>2 R&amp;D of R&amp;D &lt;kit&gt;</i>: &lt;3",
    );
  });
});

describe("rows", () => {
  const rows = [
    { code: "NC26-012", left: 70 },
    { code: "NC26-013", left: 1 },
  ];
  const reply = (sentence: string) =>
    replyWith({
      en: { t: sentence, row_one: "{{code}}: {{left}} for {{area}}", row_other: "{{code}}: {{left}} for {{area}}" },
    });

  test.for([
    ["{{rows, lines(key: row)}}", {}, "NC26-012: 70 for all\nNC26-013: 1 for all"],
    ["{{rows, lines(key: row; numbered: true)}}", {}, "1. NC26-012: 70 for all\n2. NC26-013: 1 for all"],
    ["{{rows, lines(key: row; numbered: true; from: 6)}}", {}, "6. NC26-012: 70 for all\n7. NC26-013: 1 for all"],
    [
      "{{rows, lines(key: row; numbered: true; from: first)}}",
      { first: 11 },
      "11. NC26-012: 70 for all\n12. NC26-013: 1 for all",
    ],
  ] as const)("%s", ([sentence, more, expected]) => {
    expect(reply(sentence).say("t", { rows, area: "all", ...more }, "en")).toBe(expected);
  });

  test("no rows leave no empty line", () => {
    expect(reply("Needs:\n{{rows, lines(key: row)}}\nThat is all.").say("t", { rows: [] }, "en")).toBe(
      "Needs:\nThat is all.",
    );
  });

  test("a row may be one word", () => {
    expect(replyWith({ en: { t: "{{x, lines(key: r)}}", r: "- {{value}}" } }).say("t", { x: ["a", "b"] }, "en")).toBe(
      "- a\n- b",
    );
  });
});

describe("optional parts", () => {
  const say = (sentence: string, params: Params) =>
    replyWith({ vi: { t: sentence, due: "trước {{due, date}}", place: "tại {{place.name}}", v: "({{value}})" } }).say(
      "t",
      params,
      "vi",
    );

  test.for([
    ["Giao {{due, optional(key: due)}} nhé.", { due: "2026-12-14" }, "Giao trước 14/12/2026 nhé."],
    ["Giao {{due, optional(key: due)}} nhé.", {}, "Giao nhé."],
    ["Giao {{due, optional(key: due)}} nhé.", { due: null }, "Giao nhé."],
    ["Giao {{due, optional(key: due)}}.", { due: "" }, "Giao."],
    ["{{due, optional(key: due)}} Giao.", {}, "Giao."],
    ["{{due, optional(key: due)}}\nGiao.", {}, "Giao."],
    ["Giao.\n{{due, optional(key: due)}}\nHết.", {}, "Giao.\nHết."],
    ["Giao.\n\n{{due, optional(key: due)}}\n\nHết.", {}, "Giao.\n\nHết."],
    ["Giao.\n\n{{due, optional(key: due)}}", {}, "Giao."],
    ["Giao {{due, optional(key: due)}} {{place, optional(key: place)}}.", { place: { name: "X" } }, "Giao tại X."],
    ["Giao {{due, optional(key: due, capital)}}", {}, "Giao"],
    ["{{place, optional(key: place), capital}}", { place: { name: "X" } }, "Tại X"],
    ["{{x, optional(key: v)}}", { x: 0 }, "(0)"],
    ["{{x, optional(key: v; zero: nothing)}}", { x: 0 }, ""],
    ["{{x, optional(key: v)}}", { x: true }, "(true)"],
    ["A {{x, optional(key: v)}}", { x: false }, "A"],
    ["A {{x, optional(key: v)}}", { x: [] }, "A"],
  ] as const)("%s of %j", ([sentence, params, expected]) => {
    expect(say(sentence, params as Params)).toBe(expected);
  });

  test("the sign of a missing part cannot be brought along in a value", () => {
    expect(write("a {{x}} b", { x: "\uE000" }, "vi")).toBe("a  b");
  });
});

describe("what is missing", () => {
  const table: [what: string, sentence: string | undefined, params: Params, problem: RegExp, shown: string][] = [
    [
      "a sentence in both languages",
      undefined,
      {},
      /^t \(vi\): there is no such sentence/,
      "Xin lỗi bạn, phần này hiện chưa trả lời được. Bạn thử lại sau giúp nhé.",
    ],
    ["a value", "Chào {{name}}!", {}, /the value {{name}} is missing/, "Chào …!"],
    ["a value that is null", "Chào {{name}}!", { name: null }, /the value {{name}} is missing/, "Chào …!"],
    ["a value of a formatter", "Hạn {{due, date}}", {}, /the value {{due}} is missing/, "Hạn …"],
    ["a formatter", "{{x, dat}}", { x: "2026-01-02" }, /there is no formatter dat/, "2026-01-02"],
    ["a second formatter", "{{x, date, list}}", { x: "2026-01-02" }, /more than one formatter/, "02/01/2026"],
    ["a term", "{{x, term(in: sector)}}", { x: "sport" }, /sector has no word for "sport"/, "sport"],
    ["a day", "{{x, date}}", { x: "soon" }, /a day or an instant was expected/, "soon"],
    ["a number", "{{x, number}}", { x: "7" }, /a number was expected/, "7"],
    ["money", "{{x, money}}", { x: "much" }, /an amount of money was expected/, "much"],
    ["a place", "{{x, area}}.", { x: { kind: "xa" } }, /a place was expected/, "."],
    ["rows", "a {{x, lines(key: t)}}", { x: "no" }, /a list of rows was expected/, "a"],
    ["a formatter of an object", "{{x}}", { x: { a: 1 } }, /{{x}} is no word/, "…"],
    ["a member of every object", "{{x.constructor}}{{toString}}", { x: {} }, /is missing/, "……"],
  ];

  test.for(table)("%s is refused in tests", ([, sentence, params, problem]) => {
    const reply = replyWith(sentence === undefined ? {} : { vi: { t: sentence }, en: { t: sentence } });
    expect(() => reply.say("t", params, "vi")).toThrow(problem);
  });

  test.for(table)(
    "%s is told to the operator in service, and the reader gets the best there is",
    ([, sentence, params, problem, shown]) => {
      const problems: string[] = [];
      const reply = replyWith(sentence === undefined ? {} : { vi: { t: sentence }, en: { t: sentence } }, (problem) =>
        problems.push(problem),
      );
      expect(reply.say("t", params, "vi")).toBe(shown);
      expect(problems.join("\n")).toMatch(problem);
    },
  );

  test("a sentence that one language lacks is said in the other, with that language's numbers", () => {
    const problems: string[] = [];
    const reply = replyWith({ en: { t: "{{n, number}} left" } }, (problem) => problems.push(problem));
    expect(reply.say("t", { n: 1500 }, "vi")).toBe("1,500 left");
    expect(problems).toEqual(["t (vi): there is no such sentence"]);
    expect(reply.has("t")).toBe(false);
    expect(reply.has("sector.health")).toBe(true);
    expect(reply.has("unit.set")).toBe(true);
    expect(reply.has("sector")).toBe(false);
  });

  test("sentences that name each other in a circle end", () => {
    const circle = { t: "a{{x, optional(key: t)}}" };
    expect(() => replyWith({ vi: circle, en: circle }).say("t", { x: 1 }, "vi")).toThrow(/nested too deeply/);
  });
});
