import { expect, test } from "vitest";
import { say } from "./world.ts";

const counts = (text: string, meant: string) =>
  say(text, { role: "commune_officer", meant }).slots.items?.map(({ item, quantity, unit }) => [item, quantity, unit]);

test.for<readonly [string, string, readonly unknown[]]>([
  ["tui phat mung xong roi, 33 cai, GN26-126", "delivery.distribute", ["mosquito_net", 33, "piece"]],
  ["dinh chinh phieu GN26-113: so men thuc nhan la 41 cai", "delivery.amend", ["blanket", 41, "piece"]],
  ["GN26-152 la giay chu khong phai ung, van 40 doi", "delivery.amend", ["shoes", 40, "pair"]],
  ["sua ve roi, 20 thung, CK26-045", "delivery.log", ["milk", 20, "carton"]],
  ["CK26-070 giam vo con 500 quyen", "pledge.amend", ["notebook", 500, "book"]],
  ["CK26-070 giam men con 50", "pledge.amend", ["blanket", 50, "piece"]],
  ["xa can men, khoang 60 cai", "need.create", ["blanket", 60, "piece"]],
  ["tap 96 trang, 500 cuon", "pledge.create", ["notebook", 500, "book"]],
])("%s: the thing was named elsewhere than the number", ([text, meant, item]) => {
  expect(counts(text, meant)).toEqual([item]);
});

test.for([
  ["sua lai 20 thung nha GN26-100", "delivery.amend"],
  ["GN26-100 sua giup, 20 thung thoi", "delivery.amend"],
  ["cap cho xa 40 cai, CK26-045", "delivery.log"],
  ["nhap vo kho 200 cuon CK26-045", "delivery.log"],
  ["hang vo roi 200 cuon CK26-045", "delivery.log"],
  ["tap huan xong, phat 40 cuon GN26-100", "delivery.distribute"],
  ["chuc mung, 40 cai ve roi CK26-045", "delivery.log"],
  ["ung ho 40 cai", "pledge.create"],
] as const)("%s names no thing", ([text, meant]) => {
  expect(counts(text, meant)?.map(([item]) => item)).toEqual([null]);
});

test.for<readonly [string, string, readonly unknown[]]>([
  [
    "CK26-053 giữ 40 thùng sữa, còn mì thì từ 20 xuống 10",
    "pledge.amend",
    [
      ["milk", 40, "carton"],
      ["instant_noodles", 10, "carton"],
    ],
  ],
  [
    "GN26-146 nhận 24 đôi ủng và 42 áo mưa (em ghi ngược 42 ủng 24 áo mưa)",
    "delivery.amend",
    [
      ["boots", 24, "pair"],
      ["raincoat", 42, "piece"],
    ],
  ],
  [
    "góp 36 cái mền và mùng",
    "pledge.create",
    [
      ["blanket", 36, "piece"],
      ["mosquito_net", null, "piece"],
    ],
  ],
  ["60 bộ áo mưa cho học sinh", "need.create", [["raincoat", 60, "set"]]],
  ["chỉ tiêu suất ăn bán trú năm 2026 còn 90 ngàn suất", "plan.target", [["boarding_meal", 90_000, "meal"]]],
  ["tặng 40 cái mền 1m6", "pledge.create", [["blanket", 40, "piece"]]],
  ["tặng 200 cây viết chì 2B", "pledge.create", [["pen", 200, "piece"]]],
  ["xin 30 cái máy tính cầm tay", "need.create", [["máy tính cầm tay", 30, "piece"]]],
])("%s: each thing has its own number", ([text, meant, items]) => {
  expect(counts(text, meant)).toEqual(items);
});
