import { expect, test } from "vitest";
import type { Slots } from "../../src/model/frame.ts";
import { say } from "./world.ts";

test.for<readonly [string, string | undefined]>([
  ["gn 87 cap phat het roi, 45 luot tre", "GN26-087"],
  ["gn 87 em phát hết rồi, 45 lượt trẻ", "GN26-087"],
  ["gn 92 sua lai 40 bo do am", "GN26-092"],
  ["gn 40 cap cho truong roi", "GN26-040"],
  ["gn 40 cặp phát cho 40 em", undefined],
  ["gn 40 bộ đồ ấm", undefined],
  ["gn 92 sữa 40 thùng", undefined],
])("%s: what is done with a delivery is no goods of it", ([said, delivery]) => {
  expect(say(said, { role: "commune_officer" }).slots.delivery).toBe(delivery);
});

test.for<readonly [string, Slots]>([
  ["rút nhu cầu số 15 giùm em", { need: "NC26-015" }],
  ["nhu cau so 12 sua lai 30 cap", { need: "NC26-012" }],
  ["duyệt nhu cầu số 3", { list_ref: 3 }],
  ["cong bo nhu cau 26 giup toi", { need: "NC26-026" }],
  ["trả lại nhu cầu 41, thiếu danh sách", { need: "NC26-041" }],
])("%s: lists are short, so that bigger numbers are codes", ([said, slots]) => {
  expect(say(said, { role: "province_officer" }).slots).toMatchObject(slots);
});

test.for(["duyệt nhu cầu 45 cái cặp của xã Vĩnh Điều", "xã có nhu cầu 30 cái mền", "rà soát nhu cầu 2027 y tế 30 em"])(
  "%s: what is needed is no code",
  (said) => {
    expect(say(said, { role: "commune_officer" }).slots).not.toHaveProperty("need");
  },
);

test.for<readonly [string, string]>([
  ["Bỏ NC26-037, em lỡ nhập hai lần, cái đúng là NC26-036", "NC26-037"],
  ["Xóa NC26-037 nha, NC26-036 mới là cái đúng", "NC26-037"],
  ["Withdraw NC26-037, it was entered twice, the right one is NC26-036", "NC26-037"],
])("%s: something is done to %s", ([said, need]) => {
  const { slots, unsure } = say(said, { role: "commune_officer" });
  expect([slots.need, unsure]).toEqual([need, undefined]);
});

test("of two codes of which one takes back the other, the one that stays is meant", () => {
  const { slots } = say("sửa NC26-037, à nhầm, NC26-036 thành 40 bộ đồ ấm", { role: "commune_officer" });
  expect(slots.need).toBe("NC26-036");
});
