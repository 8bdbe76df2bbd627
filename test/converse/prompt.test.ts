import { describe, expect, test } from "vitest";
import en from "../../locales/en.json" with { type: "json" };
import vi from "../../locales/vi.json" with { type: "json" };
import { choose, plainWords, yesOf } from "../../src/converse/prompt.ts";
import { confirmChoices } from "../../src/converse/say.ts";
import type { Meaning, Prompt } from "../../src/converse/state.ts";
import type { Option } from "../../src/model/message.ts";
import { createReply } from "../../src/reply/create-reply.ts";

const reply = createReply({ resources: { vi, en } });
const ears = { language: "vi", optionWords: reply.optionWords } as const;

const need = (code: string): Meaning => ({ type: "know", known: { need: code } });
const rice = { item: "rice", unit: "kg", quantity: 70 };

const prompt = (options: readonly (Option & { meaning: Meaning })[]): Prompt => ({
  id: "p1",
  awaiting: "confirm",
  key: "echo.undo",
  params: {},
  options: [...options],
});
const confirm = prompt(confirmChoices);
const overPledge = prompt([
  { label: "take_rest", params: { left: rice }, meaning: { type: "know", known: { all: true } } },
  { label: "waitlist", params: { rest: rice }, meaning: { type: "know", known: { waitlist: true } } },
  { label: "no", meaning: { type: "no" } },
]);
const howMany = prompt([
  { label: "all_of_it", params: { items: [rice] }, meaning: { type: "know", known: { all: true } } },
]);
const codes = prompt([
  { label: "code", params: { code: "NC26-001" }, meaning: need("NC26-001") },
  { label: "code", params: { code: "NC26-002" }, meaning: need("NC26-002") },
]);

const typed = (text: string, open: Prompt | undefined) => {
  const chosen = choose(ears, open, { type: "text", text });
  return chosen.type === "chosen" ? chosen.meaning : chosen.type;
};
const pressed = (data: string, open: Prompt | undefined) => {
  const chosen = choose(ears, open, { type: "button", data });
  return chosen.type === "chosen" ? chosen.meaning : chosen.type;
};

describe("typed", () => {
  test.for<[string, Prompt | undefined, unknown]>([
    ["1", confirm, { type: "yes" }],
    ["3", confirm, { type: "no" }],
    ["4", confirm, "free"],
    ["0", confirm, "free"],
    ["Có", confirm, { type: "yes" }],
    ["co", confirm, { type: "yes" }],
    ["CÓ!", confirm, { type: "yes" }],
    ["  có  ", confirm, { type: "yes" }],
    ["yes", confirm, { type: "yes" }],
    ["sửa lại", confirm, { type: "change" }],
    ["có lẽ", confirm, "free"],
    ["", confirm, "free"],
    ["!!!", confirm, "free"],
    ["có", undefined, "free"],
    ["vào danh sách chờ", overPledge, { type: "know", known: { waitlist: true } }],
    ["waitlist", overPledge, { type: "know", known: { waitlist: true } }],
    ["NC26-002", codes, need("NC26-002")],
    ["nc26 002", codes, need("NC26-002")],
    ["1", howMany, "free"],
    ["hết", howMany, { type: "know", known: { all: true } }],
  ])("%j", ([text, open, meaning]) => {
    expect(typed(text, open)).toEqual(meaning);
  });
});

describe("pressed", () => {
  test.for<[string, Prompt | undefined, unknown]>([
    ["p1:1", confirm, { type: "yes" }],
    ["p1:3", confirm, { type: "no" }],
    ["p1:4", confirm, "stale"],
    ["p1:0", confirm, "stale"],
    ["p0:1", confirm, "stale"],
    ["p1:1", undefined, "stale"],
    ["p1", confirm, "stale"],
    ["", confirm, "stale"],
    ["p1:1; drop", confirm, "stale"],
  ])("%j", ([data, open, meaning]) => {
    expect(pressed(data, open)).toEqual(meaning);
  });
});

describe("yes means", () => {
  test.for<[string, Prompt | undefined, unknown]>([
    ["yes, where it is offered", confirm, { type: "yes" }],
    [
      "the only thing that is offered",
      prompt([{ label: "code", params: { code: "NC26-001" }, meaning: need("NC26-001") }]),
      need("NC26-001"),
    ],
    ["nothing, between two things", codes, undefined],
    ["nothing, with nothing open", undefined, undefined],
  ])("%s", ([, open, meaning]) => {
    expect(yesOf(open)?.meaning).toEqual(meaning);
  });
});

test("words are compared without case, tones and marks", () => {
  expect(plainWords("  ĐỒNG Ý, đúng rồi!! ")).toBe("dong y dung roi");
  expect(plainWords("Đồng ý".normalize("NFD"))).toBe(plainWords("đồng ý".normalize("NFC")));
});
