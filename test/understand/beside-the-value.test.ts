import { expect, test } from "vitest";
import type { Slots } from "../../src/model/frame.ts";
import { say } from "./world.ts";

const slotsOf = (text: string, meant: string): Slots => say(text, { role: "commune_officer", meant }).slots;
const counts = (text: string, meant: string) =>
  slotsOf(text, meant).items?.map(({ item, quantity, unit }) => [item, quantity, unit]);

test.for([
  ["CK26-012 dời tới tuần sau ghi giúp em", "pledge.amend", "2026-10-25"],
  ["CK26-012 dời tới cuối tháng nhập giùm nha", "pledge.amend", "2026-10-31"],
  ["CK26-012 dời qua thứ sáu báo bên kho giúp", "pledge.amend", "2026-10-16"],
  ["CK26-012 dời qua sáng mai khai giảng", "pledge.amend", "2026-10-16"],
  ["NC26-012 dời qua cuối tháng báo tỉnh giúp em", "need.amend", "2026-10-31"],
] as const)("%s: who is asked to enter it is told the day", ([text, meant, due]) => {
  expect(slotsOf(text, meant).due).toBe(due);
});

test.for(["hôm qua nhập 60 cặp là sai, GN26-142 phải 63 cặp", "GN26-142 hồi sáng em nhập 60 cặp, phải 63 cặp"])(
  "%s: the day of a slip is no day of a delivery",
  (text) => {
    expect(slotsOf(text, "delivery.amend").date).toBeUndefined();
  },
);

test.for<readonly [string, string, readonly unknown[]]>([
  [
    "sua gn26-117 nhan du 80 bo, 2 bo rach",
    "delivery.amend",
    [
      [null, 80, "set"],
      [null, 2, "set"],
    ],
  ],
  [
    "ck26-012 sua: gao du 50 bao, mi 20 thung",
    "pledge.amend",
    [
      ["rice", 50, "bag"],
      ["instant_noodles", 20, "carton"],
    ],
  ],
  ["sua gn26-117 dem du 10 bo, dem lai do am co 70 bo", "delivery.amend", [["warm_clothes", 70, "set"]]],
])("%s: without its marks it is all of them", ([text, meant, items]) => {
  expect(counts(text, meant)).toEqual(items);
});

test.for<readonly [string, string, readonly unknown[]]>([
  ["lúc đầu nhận 20 bộ CK26-045, sau nhận thêm 30 bộ", "delivery.log", [20, 30]],
  ["CK26-045 hồi đầu nhận 20 bao gạo, bữa nay nhận thêm 10 bao", "delivery.log", [20, 10]],
  ["đợt đầu giao 20 bộ đồ ấm, đợt sau giao 30 bộ", "delivery.amend", [20, 30]],
  ["NC26-036 đợt đầu xin 20 bộ đồ ấm, đợt sau xin 30 bộ", "need.amend", [20, 30]],
  ["CK26-045 lúc đầu ghi 20 bộ, giờ 30 bộ", "pledge.amend", [30]],
  ["ban đầu xin 120 bộ đồ ấm, giờ xin 155 bộ", "need.create", [155]],
])("%s: a first part stays, a first plan does not", ([text, meant, quantities]) => {
  expect(slotsOf(text, meant).items?.map(({ quantity }) => quantity)).toEqual(quantities);
});

test.for([
  ["nhà tài trợ Minh Phát tặng 20 xe đạp", "nhà tài trợ Minh Phát"],
  ["Nhà tài trợ Công ty Minh Phát tặng 20 xe đạp", "Nhà tài trợ Công ty Minh Phát"],
  ["quỹ Góp Yêu Thương tặng 20 xe đạp", "quỹ Góp Yêu Thương"],
  ["nguồn khác: nhóm Lo Cho Em tặng 20 xe đạp", "nhóm Lo Cho Em"],
  ["nguon khac: cong ty lo hoi tang 20 xe dap", "cong ty lo hoi"],
  ["nguồn khác: Hội Phụ nữ đã lo 20 cái mền", "Hội Phụ nữ"],
] as const)("%s: the name of a giver stays whole", ([text, source]) => {
  expect(slotsOf(text, "coverage.log").source).toBe(source);
});

test.for(["hôm bữa", "bữa hổm", "hôm rồi", "bữa rồi", "vừa rồi", "mới rồi", "mùa rồi", "năm kia", "lần rồi", "kỳ rồi"])(
  "%s tells what was given before",
  (before) => {
    expect(counts(`${before} góp 20 cái mền, giờ góp thêm 30 cái mền`, "pledge.create")).toEqual([
      ["blanket", 30, "piece"],
    ]);
    expect(slotsOf(`${before} góp 20 triệu, năm nay 30 triệu`, "pledge.create").amount?.value).toBe(30_000_000);
  },
);

test.for(["giữ y 80 bộ", "80 bộ y vậy", "80 bộ y cũ", "80 bộ như cũ", "80 bộ không đổi", "để nguyên 80 bộ"])(
  "%s changes nothing but the day",
  (kept) => {
    const { items, due } = slotsOf(`dời CK26-045 qua 30/10, ${kept}`, "pledge.amend");
    expect({ items, due }).toEqual({ items: undefined, due: "2026-10-30" });
  },
);

test.for([
  "tiền lãi tháng này 5 triệu, góp hết",
  "tiền lời bán tháng này 5 triệu, góp hết",
  "tiền công tháng này 5 triệu, góp hết",
  "thu nhập tháng này 5 triệu, góp hết",
])("%s: when it was earned is no deadline", (text) => {
  const { amount, due } = slotsOf(text, "pledge.create");
  expect({ amount: amount?.value, due }).toEqual({ amount: 5_000_000, due: undefined });
});

test("what stays is left out without diacritics, too", () => {
  expect(slotsOf("doi CK26-045 qua 30/10, 80 bo nhu cu", "pledge.amend").items).toBeUndefined();
});
