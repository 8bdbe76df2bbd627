import { describe, expect, test } from "vitest";
import { clock, lexicon, readSentence, say } from "./world.ts";

const heard = (text: string): string =>
  readSentence(text, clock, "vi")
    .tokens.map(({ full }) => full)
    .join(" ");

test("the list is long, and every entry changes something", () => {
  const { always, letters, english } = lexicon.teencode;
  const entries = [always, letters, english].flatMap((each) => Object.entries(each));
  expect(entries.length).toBeGreaterThanOrEqual(250);
  expect(entries.filter(([short, words]) => short === words)).toEqual([]);
});

test("what an abbreviation stands for needs no second look", () => {
  const { always } = lexicon.teencode;
  const chained = Object.entries(always).filter(([, words]) => words.split(" ").some((word) => word in always));
  expect(chained).toEqual([]);
});

describe("letters that stand for words, and for other things", () => {
  test.for<readonly [string, string]>([
    ["xã k cần mền", "xã không cần mền"],
    ["góp 50k", "góp 50 k"],
    ["góp 50 k", "góp 50 k"],
    ["t tặng 5 cái cặp", "tôi tặng 5 cái cặp"],
    ["t7 giao, t10 xong", "t 7 giao , t 10 xong"],
    ["giao r nha", "giao rồi"],
    ["cần j z", "cần gì vậy"],
    ["có đc không", "có được không"],
    ["gửi em đc nhận hàng", "gửi em địa chỉ nhận hàng"],
    ["hàng đc giao chưa", "hàng được giao chưa"],
    ["ngừi ta n nhiều lắm", "người ta n nhiều lắm"],
    ["dzậy là xog", "vậy là xong"],
    ["12kg gạo, 3tr", "12 kg gạo , 3 tr"],
    ["5 e nhỏ ở trg mầm non", "5 em nhỏ ở trường mầm non"],
    ["trg tháng 10", "trg tháng 10"],
    ["hổ trợ 20 cái mền", "hỗ trợ 20 cái mền"],
    ["NC26-012 và ck 45", "nc 26 - 012 và ck 45"],
  ])("%s", ([text, words]) => {
    expect(heard(text)).toBe(words);
  });
});

test.for([
  "hỏng 5 cái",
  "ấp Khóm Một",
  "con hổ",
  "rủi ro cao",
  "dậy học",
  "nửa tấn gạo",
  "áo hồng",
  "sửa nhà",
  "cô Thu Hà",
])("%s holds no abbreviation", (text) => {
  expect(heard(text)).toBe(text.toLowerCase());
});

test.for<readonly [string, string]>([
  ["mk mún góp 20 cái mền cho xã Giang Thành đc k", "mình muốn góp 20 cái mền cho xã Giang Thành được không"],
  ["xã Giang Thành cần j z", "xã Giang Thành cần gì vậy"],
  ["cho mk xl, hũy CK26-045 dùm nx", "cho mình xin lỗi, hủy CK26-045 giúp nữa"],
])("%s is understood as it would be in full", ([short, long]) => {
  const { intent, slots } = say(long);
  expect(say(short)).toMatchObject({ intent, slots });
});

test.for(["xã bnh hòa cần gì", "xã mng thọ cần gì"])("%s is still a place with a slip", (text) => {
  expect(say(text).slots.area).toBeDefined();
});
