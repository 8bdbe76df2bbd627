import { describe, expect, test } from "vitest";
import { readKeys } from "../../src/understand/keystrokes.ts";
import { spellingsIn } from "../../src/understand/tokens.ts";
import { areas, clock, readSentence, say } from "./world.ts";

const telexKeys = { tones: "sfrxj", shapes: { â: "aa", ê: "ee", ô: "oo", ă: "aw", ơ: "ow", ư: "uw", đ: "dd" } };
const vniKeys = { tones: "12345", shapes: { â: "a6", ê: "e6", ô: "o6", ă: "a8", ơ: "o7", ư: "u7", đ: "d9" } };
const tones = "\u0301\u0300\u0309\u0303\u0323";

function typed(word: string, { tones: keys, shapes }: typeof telexKeys, toneLast: boolean): string {
  let text = "";
  let last = "";
  for (const letter of word.normalize("NFC")) {
    const apart = Array.from(letter.normalize("NFD"));
    const tone = apart.map((mark) => keys[tones.indexOf(mark)] ?? "").join("");
    const shape = apart
      .filter((mark) => !tones.includes(mark))
      .join("")
      .normalize("NFC");
    text += (Object.entries(shapes).find(([name]) => name === shape)?.[1] ?? shape) + (toneLast ? "" : tone);
    last += toneLast ? tone : "";
  }
  return text + last;
}

const heard = (text: string): string =>
  readSentence(text, clock, null)
    .tokens.map(({ full }) => full)
    .join(" ");

test.for([
  ["Telex", telexKeys],
  ["VNI", vniKeys],
] as const)("every name of a place comes back from its %s keys", ([, keys]) => {
  const syllables = new Set(
    areas.flatMap(({ name }) => spellingsIn(name).map(({ full }) => full)).filter((word) => word.length > 1),
  );
  const wrong = [...syllables].flatMap((word) =>
    [true, false]
      .map((toneLast) => typed(word, keys, toneLast))
      .filter((pressed) => pressed !== word && readKeys(pressed)?.word !== word)
      .map((pressed) => `${pressed} for ${word}`),
  );
  expect(wrong.filter((each) => !each.endsWith("for urê"))).toEqual([]);
});

test.for<readonly [string, string]>([
  ["thafnh", "thành"],
  ["thanhf", "thành"],
  ["ddawng", "đăng"],
  ["dduowcj", "được"],
  ["dduwowcj", "được"],
  ["dduocwj", "được"],
  ["nhwng", "nhưng"],
  ["muaw", "mưa"],
  ["thuowr", "thuở"],
  ["quys", "quý"],
  ["quyeenf", "quyền"],
  ["gif", "gì"],
  ["giengs", "giéng"],
  ["hoaf", "hòa"],
  ["a1o", "áo"],
  ["a61m", "ấm"],
  ["d9u7o7c5", "được"],
  ["d9uoc75", "được"],
  ["tie61p", "tiếp"],
  ["đươcj", "được"],
])("%s is %s", ([pressed, word]) => {
  expect(readKeys(pressed)?.word).toBe(word);
});

test.for([
  "thành",
  "giang",
  "gạo",
  "bộ5",
  "left",
  "gift",
  "books",
  "facebook",
  "pass",
  "ck26",
  "t7",
  "ao50",
  "ao12",
  "iso9001",
  "kjhkjh",
  "asdf",
  "w",
  "wa",
  "dd",
])("%s are no keys of a word", (pressed) => {
  expect(readKeys(pressed)).toBeNull();
});

describe("in a sentence", () => {
  test.for<readonly [string, string]>([
    ["xã Giang Thafnh cần gì", "xã giang thành cần gì"],
    ["XAX GIANG THAFNH", "xã giang thành"],
    ["gui a1o a6m1 cho xa giang thanh", "gui áo ấm cho xa giang thanh"],
    ["ddawng kys 50 booj ddoof aams", "đăng ký 50 bộ đồ ấm"],
    ["em dd lo10 roi", "em dd lo 10 roi"],
    ["teen tooi laf An, hocj sinh lowps 9", "tên tôi là an , học sinh lớp 9"],
    ["tuổi teen cần 5 box sữa, 3 vest", "tuổi teen cần 5 box sữa , 3 vest"],
    ["lớp 3a1 ở phòng B2", "lớp 3 a 1 ở phòng b 2"],
    ["mục so6", "mục so 6"],
    ["góp 5tr, 12kg gạo, 200bo do am", "góp 5 tr , 12 kg gạo , 200 bo do am"],
    ["CK26-045 và nc12", "ck 26 - 045 và nc 12"],
    ["mã a1o-b2o", "mã a 1 o - b 2 o"],
    ["my list of boots and vests for the last term", "my list of boots and vests for the last term"],
  ])("%s", ([text, words]) => {
    expect(heard(text)).toBe(words);
  });

  test("the frame is that of the letters", () => {
    const meant = say("đăng ký 50 bộ đồ ấm cho xã Giang Thành trước 15/12");
    for (const text of [
      "ddawng kys 50 booj ddoof aams cho xax Giang Thafnh truowcs 15/12",
      "d9a8ng ky1 50 bo65 d9o62 a6m1 cho xa4 Giang Tha2nh tru7o71c 15/12",
      "đăng ký 50 bộ ddoof ấm cho xã Giang Thafnh trước 15/12",
    ])
      expect(say(text).slots).toEqual(meant.slots);
  });

  test("own words are kept as letters, and what they cover is found in the text", () => {
    const said = "Trar laji NC26-014 vif thieeus soos trer";
    expect(say(said, { role: "province_officer" }).slots.reason).toBe("thiếu số trẻ");
    const { tokens } = readSentence(said, clock, null);
    expect(tokens.map(({ start, end }) => said.slice(start, end))).toContain("thieeus");
  });
});
