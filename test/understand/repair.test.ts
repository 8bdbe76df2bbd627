import { describe, expect, test } from "vitest";
import { createKnownWords } from "../../src/understand/known-words.ts";
import { createRepair } from "../../src/understand/repair.ts";
import { tokenise } from "../../src/understand/tokens.ts";
import { areas, intents, lexicon, say } from "./world.ts";

const repair = createRepair(createKnownWords(intents, lexicon, areas));
const meant = (text: string, language: "vi" | "en" | null): string =>
  repair(tokenise(text), language)
    .map(({ full }) => full)
    .join(" ");

test.for<readonly [string, string]>([
  ["20 thugn mì", "20 thung mì"],
  ["góp 20 triẹu", "góp 20 triệu"],
  ["ubnd phuờng", "ubnd phường"],
  ["địa điễm giao", "địa điểm giao"],
  ["quyẻn truyện", "quyển truyện"],
])("%s is read as %s", ([text, words]) => {
  expect(meant(text, "vi")).toBe(words);
});

test.for<readonly [string, string]>([
  ["90 shcool bags", "90 school bags"],
  ["25 bicyles", "25 bicycles"],
  ["3 milion dong", "3 million dong"],
])("in English %s is read as %s", ([text, words]) => {
  expect(meant(text, "en")).toBe(words);
});

test.for([
  "60 bao khoai",
  "tặng 10 cái võng",
  "chị Nguyeetn ở ấp",
  "thứ mười mộtt",
  "gửi abc@thugn.vn",
  "5 tents",
  "kjhkjh asdf",
  "hoa don",
])("%s stays as it is", (text) => {
  expect(meant(text, "vi")).toBe(text.toLowerCase().replaceAll(/([@.])/gu, " $1 "));
});

describe("in a frame", () => {
  test("the thing and its unit are known", () => {
    expect(say("góp 20 thugn mi cho xã Giang Thành").slots.items).toEqual(
      say("góp 20 thung mi cho xã Giang Thành").slots.items,
    );
  });
  test("own words stay as typed", () => {
    expect(say("trả lại NC26-014 vì thieeus", { role: "province_officer" }).slots.reason).toBe("thiếu");
    expect(say("tặng 30 bộ quyẻnn", { role: "donor" }).slots.items?.[0]?.item).toBe("quyẻnn");
  });
  test("a slip in the name of a place is still the place", () => {
    expect(say("xã Giang Thnah cần gì").slots.area).toBe("Giang Thành");
    expect(say("góp 20 cái mền cho thứ mười mộtt").slots.area).toBe("Thứ Mười Một");
  });
});
