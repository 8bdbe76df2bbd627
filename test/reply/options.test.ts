import { describe, expect, test } from "vitest";
import type { Option } from "../../src/model/message.ts";
import { replyWith } from "./support.ts";

const reply = replyWith({
  vi: {
    t: "Xác nhận <b>nhé</b>?",
    button: {
      yes: "Có",
      no: "Không",
      take: "Nhận {{q, amount_of}} & ghi tên",
      lots: "Xem tất cả nhu cầu của xã 👨‍👩‍👧 này",
    },
    button_words: { yes: ["đúng", "ừ", "ok"] },
  },
  en: {
    t: "<b>Confirm</b>?",
    button: { yes: "Yes", no: "No", take: "Take {{q, amount_of}}", lots: "See all needs" },
    button_words: { yes: ["right", "ok"] },
  },
});

const inline = { maxLength: 4096, buttons: "inline", maxButtonLabel: 20, markup: "html" } as const;
const numbered = { maxLength: 2000, buttons: "none", maxButtonLabel: 0, markup: "plain" } as const;
const both = { ...numbered, buttons: "both", maxButtons: 2, maxButtonLabel: 20 } as const;
const yes: Option = { label: "yes" };
const no: Option = { label: "no" };
const take: Option = { label: "take", params: { q: { quantity: 70, unit: "set" } } };

test("buttons carry the question's id and their number", () => {
  expect(reply.render({ key: "t", options: [yes, no], prompt: "q17" }, "vi", inline)).toEqual([
    {
      text: "Xác nhận <b>nhé</b>?",
      plain: "Xác nhận nhé?",
      buttons: [
        { label: "Có", data: "q17:1" },
        { label: "Không", data: "q17:2" },
      ],
    },
  ]);
});

test("where there are no buttons, a yes or no is two numbered lines", () => {
  expect(reply.render({ key: "t", options: [yes, no], prompt: "q17" }, "en", numbered)).toEqual([
    { text: "Confirm?\n\n1. Yes\n2. No", plain: "Confirm?\n\n1. Yes\n2. No", buttons: [] },
  ]);
});

test("a longer menu says how to choose", () => {
  expect(reply.render({ key: "t", options: [take, yes, no], prompt: "q17" }, "vi", numbered)[0]?.text).toBe(
    "Xác nhận nhé?\n\n1. Nhận 70 bộ & ghi tên\n2. Có\n3. Không\nBạn gõ số để chọn nhé.",
  );
});

test("where buttons are an extra, the lines say everything and the first choices can also be pressed", () => {
  expect(reply.render({ key: "t", options: [take, yes, no], prompt: "q17" }, "en", both)).toEqual([
    {
      text: "Confirm?\n\n1. Take 70 sets\n2. Yes\n3. No\nType a number to choose.",
      plain: "Confirm?\n\n1. Take 70 sets\n2. Yes\n3. No\nType a number to choose.",
      buttons: [
        { label: "Take 70 sets", data: "q17:1" },
        { label: "Yes", data: "q17:2" },
      ],
    },
  ]);
});

test("numbered lines are escaped like everything else", () => {
  const [message] = reply.render({ key: "t", options: [take] }, "vi", { ...numbered, markup: "html" });
  expect(message?.text).toBe("Xác nhận <b>nhé</b>?\n\n1. Nhận 70 bộ &amp; ghi tên");
});

describe("options of news, outside any question", () => {
  const confirm: Option = { label: "yes", say: "pledge.confirm CK26-045" };

  test("a button carries the command itself", () => {
    expect(reply.render({ key: "t", options: [confirm] }, "en", inline)[0]?.buttons).toEqual([
      { label: "Yes", data: "do:pledge.confirm CK26-045" },
    ]);
  });

  test("without buttons, what to type is told", () => {
    expect(reply.render({ key: "t", options: [confirm] }, "en", numbered)[0]?.text).toBe(
      "Confirm?\n\nType “Yes CK26-045”.",
    );
  });
});

describe("labels", () => {
  const label = (maxButtonLabel: number) =>
    reply.render({ key: "t", options: [{ label: "lots" }], prompt: "q" }, "vi", { ...inline, maxButtonLabel })[0]
      ?.buttons[0]?.label;

  test("a label that fits is left alone", () => {
    expect(label(64)).toBe("Xem tất cả nhu cầu của xã 👨‍👩‍👧 này");
  });

  test("a label that is too long is cut at a visible character", () => {
    for (let limit = 2; limit < 40; limit++) {
      expect(label(limit)?.length).toBeLessThanOrEqual(limit);
      expect(label(limit)).not.toMatch(/\p{Cs}/u);
    }
    expect(label(10)).toBe("Xem tất c…");
    expect(label(30)).toBe("Xem tất cả nhu cầu của xã…");
  });
});

test("the phone number is asked for with the platform's own control", () => {
  expect(reply.render({ key: "t", contact: true }, "en", inline)).toEqual([
    { text: "<b>Confirm</b>?", plain: "Confirm?", buttons: [], requestContact: "Share my phone number" },
  ]);
});

describe("words for an option", () => {
  test("its label and synonyms, the language of the conversation first, each once", () => {
    expect(reply.optionWords(yes, "vi")).toEqual(["Có", "đúng", "ừ", "ok", "Yes", "right"]);
    expect(reply.optionWords(yes, "en")).toEqual(["Yes", "right", "ok", "Có", "đúng", "ừ"]);
  });

  test("an option without synonyms has its labels, with their values", () => {
    expect(reply.optionWords(take, "en")).toEqual(["Take 70 sets", "Nhận 70 bộ & ghi tên"]);
  });
});
