import { expect, test } from "vitest";
import { say } from "./world.ts";

const itemsOf = (said: string) =>
  (say(said, { role: "commune_officer" }).slots.items ?? []).map(({ item, quantity, unit }) => [item, quantity, unit]);

test.for<readonly [string, readonly unknown[]]>([
  ["nhập nhu cầu: ba lô 60 cái", [["school_bag", 60, "piece"]]],
  ["nhap nhu cau: ba lo 45 cai", [["school_bag", 45, "piece"]]],
  ["nhập nhu cầu mới: gạo nửa tấn", [["rice", 500, "kg"]]],
  ["đề xuất nhu cầu: gạo hai tạ", [["rice", 200, "kg"]]],
  ["đề xuất nhu cầu: mền hai cái", [["blanket", 2, "piece"]]],
  ["đề nghị 120 phần quà Tết cho trẻ thuộc hộ nghèo", [["tet_gift", 120, "gift"]]],
  [
    "nhận 10 cuốn tập 4 cây viết của CK26-045",
    [
      ["notebook", 10, "book"],
      ["pen", 4, "piece"],
    ],
  ],
  ["nhận đủ CK26-047, có ký tên 2 bên", []],
  ["xin thêm nhu cầu xe đạp cho các em nhà cách trường 6 cây số", [["bicycle", null, "vehicle"]]],
])("%s", ([said, items]) => {
  expect(itemsOf(said)).toEqual(items);
});

test("an age behind the goods is no number of them", () => {
  const { slots } = say("phát áo ấm 9-12 tuổi xong: 44 cái", { role: "commune_officer" });
  expect(slots.items).toEqual([{ item: "warm_clothes", quantity: 44, unit: "piece", age_band: "9-12" }]);
});

test.for<readonly [string, number | null]>([
  ["28 em chưa có thẻ BHYT", 28],
  ["trường có 612 em, xin máy tính", null],
  ["cần bồn nước cho trường có 400 học sinh", null],
  ["trường có 200 em, cần xe đạp", null],
  ["cần 3 phòng học", 3],
])("%s asks for one each only where each child gets one", ([said, quantity]) => {
  expect(say(said, { meant: "need.create", role: "commune_officer" }).slots.items).toMatchObject([{ quantity }]);
});

test("what came besides is not what is left", () => {
  expect(say("nhận 100 thùng mì, 7 thùng móp, 93 thùng sữa", { meant: "delivery.log" }).slots).toMatchObject({
    items: [
      { item: "instant_noodles", quantity: 100 },
      { item: "milk", quantity: 93 },
    ],
    rejected: 7,
  });
});
