import { expect, test } from "vitest";
import { createDetectLanguage } from "../../src/understand/language.ts";
import { tokenise } from "../../src/understand/tokens.ts";
import { bare } from "../../src/understand/views.ts";
import { intents } from "./world.ts";

const detect = createDetectLanguage(intents);

test.for<readonly [string, string | null]>([
  ["Xã Giang Thành cần gì?", "vi"],
  ["xa giang thanh can gi", "vi"],
  ["mk muon gop 20 cai men", "vi"],
  ["em muốn donate 10 box sữa", "vi"],
  ["What does Giang Thanh need?", "en"],
  ["I'd like to give 100 warm sets to Vinh Dieu", "en"],
  ["show my pledges", "en"],
  ["ok", null],
  ["80", null],
  ["1.500.000", null],
  ["12/10", null],
  ["asdf qwer zxcv", null],
  ["kjhkjh", null],
  ["qwrtpsdf", null],
  ["!!!", null],
  ["kindly elaborate", "en"],
  ["umbrellas for grandparents", "en"],
  ["khoai lang", "vi"],
  ["CK26-045", null],
  ["👍", null],
  ["", null],
])("%s is %s", ([said, language]) => {
  expect(detect(tokenise(said))).toBe(language);
});

test("the examples themselves are told apart, also without diacritics", () => {
  const wrong = intents.flatMap(({ examples }) => [
    ...examples.vi.filter((said) => detect(tokenise(bare(said.toLowerCase()))) === "en"),
    ...examples.en.filter((said) => detect(tokenise(said)) === "vi"),
  ]);
  const all = intents.reduce((sum, { examples }) => sum + examples.vi.length + examples.en.length, 0);
  expect(wrong.length / all).toBeLessThan(0.02);
});
