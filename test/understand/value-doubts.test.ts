import { expect, test } from "vitest";
import { say } from "./world.ts";

test.for<readonly [string, string, string]>([
  ["a thing that no list has", "góp 12 cái máy hút bụi công nghiệp cho Giồng Riềng", "items"],
  ["a thing without its number beside one without its name", "góp mền, 20 cái nữa, thêm ít gạo cho Gò Quao", "items"],
  ["one of two sums", "tui góp 2 triệu, vợ góp 1 triệu", "amount"],
  ["one of two codes", "CK26-050 và CK26-051 đã nhận 80 bộ đồ ấm", "pledge"],
])("%s is pointed at", ([, text, slot]) => {
  expect(say(text, { role: "commune_officer" }).unsure).toEqual([slot]);
});

test.for<readonly [string, string, string]>([
  ["goods, a number and a place", "góp 50 bộ đồ ấm cho xã Vĩnh Điều", "donor"],
  ["two things", "tặng 20 cái mền và 30 cái cặp cho Giang Thành trước 15/12", "donor"],
  ["the number that an amendment replaces", "đổi CK26-045 từ 80 sang 60 bộ", "donor"],
  ["a delivery by its promise", "CK26-045 đã nhận 80 bộ", "commune_officer"],
  ["a sum and what it is made of", "tổng 5 triệu CK26-050 gồm 2 triệu tiền mặt, 3 triệu chuyển khoản", "fund_officer"],
])("%s is not pointed at", ([, text, role]) => {
  expect(say(text, { role }).unsure).toBeUndefined();
});
