import { describe, expect, test } from "vitest";
import { capabilities as officialAccount } from "../../src/channels/zalo/oa/limits.ts";
import { type Language, languages, type Params } from "../../src/model/message.ts";
import { reply } from "../support/app.ts";
import { keysOf, sentencesOf } from "./locale-file.ts";

const most = officialAccount.maxButtonLabel;
const goods = { item: "warm_clothes", unit: "set", quantity: 1500, age_band: "6-8" };
const area = { id: "x", name: "U Minh Thượng", kind: "xa", code: "31027" };

const filled: Params = {
  code: "CK26-045",
  rest: 1500,
  left: goods,
  share: goods,
  need: "NC26-012",
  area,
  retired: { name: "Vĩnh Phước B", kind: "xa", parent: "Gò Quao" },
  items: [goods, goods],
  donor: "Công ty TNHH Minh Phát",
  sector: "recreation",
  day: "2026-12-15",
  subject: { items: [goods], amount_vnd: null, service: null },
  intent: "reminder.settings",
  amount: { value: 1_500_000_000, currency: "VND" },
  number: 1_234_567,
  words: "một câu rất dài mà không nút nào ghi hết được",
  text: "đường ngập sâu, xe không vào được ấp",
  report: { name: null, unit: null },
  name: "Liên hiệp các tổ chức hữu nghị tỉnh",
};

const withGaps = (sentence: string) => sentence.includes("{{");
const isPart = (language: Language, key: string) =>
  sentencesOf(language).some(({ sentence }) => sentence.includes(`key: ${key}`));
const labelsOf = (language: Language) =>
  sentencesOf(language).filter(({ key }) => /^button\.[a-z_]+$/.test(key) && !isPart(language, key));

describe.for(languages)("every button in %s", (language) => {
  test("has a label that the Official Account shows whole, or a short form of it", () => {
    const short = new Map(sentencesOf(language).map(({ key, sentence }) => [key, sentence]));
    const cut = labelsOf(language)
      .filter(({ sentence }) => !withGaps(sentence))
      .filter(({ key, sentence }) => {
        const shown = sentence.length <= most ? sentence : short.get(key.replace("button.", "button_short."));
        return shown === undefined || shown.length > most;
      });
    expect(labelsOf(language).length).toBeGreaterThan(50);
    expect(cut).toEqual([]);
  });

  test("is never cut, whatever it says: what does not fit is called by its number", () => {
    const options = labelsOf(language).map(({ key }) => ({ label: key.replace("button.", ""), params: filled }));
    const labels = options.map((option, index) => {
      const message = { key: "talk.pick", prompt: "q1", options: Array.from({ length: 5 }, () => option) };
      return reply.render(message, language, officialAccount).at(-1)?.buttons[index % 5]?.label ?? "";
    });
    expect(labels.filter((label) => label === "" || label.length > most || label.includes("…"))).toEqual([]);
    expect(labels.filter((label) => /^\D+ [1-5]$/.test(label)).length).toBeGreaterThan(3);
  });
});

test("every short form belongs to a button", () => {
  const keys = keysOf("vi");
  const strays = [...keys].filter((key) => key.startsWith("button_short.") && !keys.has(key.replace("_short", "")));
  expect(strays).toEqual([]);
});
