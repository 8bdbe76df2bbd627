import { describe, expect, test } from "vitest";
import { createWithoutClosing } from "../../src/understand/without-closing.ts";
import { tokenise } from "../../src/understand/tokens.ts";
import { lexicon, say } from "./world.ts";

const withoutClosing = createWithoutClosing(lexicon);
const words = (text: string): string =>
  withoutClosing(tokenise(text))
    .map(({ raw }) => raw)
    .join(" ");

const sentences = [
  "tôi muốn tặng 50 cái mền cho xã Giang Thành trước 15/12",
  "Xã Giang Thành cần gì",
  "rút lại CK26-045",
  "góp 2 triệu rưỡi mua sữa",
  "bật bản tin về y tế",
];
const closings = ["nha", "nhé", "nghen", "hen", "ha", "á", "ạ", "nhen", "nhé ạ", "nha!", "nhé."];

describe("a friendly end changes nothing", () => {
  test.for(closings)("%s", (closing) => {
    for (const sentence of sentences) expect(say(`${sentence} ${closing}`)).toEqual(say(sentence));
  });
});

test.for<readonly [string, string]>([
  ["giao tháng sau nhé, cảm ơn nha!", "giao tháng sau , cảm ơn !"],
  ["cấp quyền cho chị Thu Hà nhé ạ", "cấp quyền cho chị Thu Hà"],
  ["cap quyen cho chi thu ha", "cap quyen cho chi thu ha"],
  ["doi lich hen", "doi lich hen"],
  ["các nước châu Á", "các nước châu Á"],
  ["xây 2 căn nhà", "xây 2 căn nhà"],
  ["nhé em ơi", "nhé em ơi"],
  ["nha", "nha"],
  ["ạ!", "ạ !"],
])("%s is heard as %s", ([text, heard]) => {
  expect(words(text)).toBe(heard);
});

test("own words end before the friendly end", () => {
  expect(say("hủy CK26-045 vì hết kinh phí nghen").slots.reason).toBe(say("hủy CK26-045 vì hết kinh phí").slots.reason);
  expect(say("trả lại NC26-014 vì thiếu số trẻ nhé", { role: "province_officer" }).slots.reason).toBe("thiếu số trẻ");
});
