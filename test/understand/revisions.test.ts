import { expect, test } from "vitest";
import { bare } from "../../src/understand/views.ts";
import { say } from "./world.ts";

type Said = readonly [said: string, quantity: number, item: string | null, unit: string | null];

const changes: readonly Said[] = [
  ["CK26-045 sửa từ 100 bộ xuống 70 bộ", 70, null, "set"],
  ["CK26-045 tăng từ 30 lên 50 cái mền", 50, "blanket", "piece"],
  ["CK26-045 giảm từ 60 cuốn tập còn 45", 45, "notebook", "book"],
  ["đổi CK26-045 từ 25 thành 35 thùng mì", 35, "instant_noodles", "carton"],
  ["CK26-045 bớt 4 thùng còn 16 thùng", 16, null, "carton"],
  ["CK26-045 đổi 30 cái mền bằng 30 cái mùng", 30, "mosquito_net", "piece"],
  ["CK26-045 không phải 30 bộ mà là 40 bộ", 40, null, "set"],
  ["CK26-045 là 40 bộ chứ không phải 30 bộ", 40, null, "set"],
  ["CK26-045 ghi 42 bộ, 24 bộ mới đúng", 24, null, "set"],
  ["change CK26-045 from 40 to 60 boxes", 60, null, "box"],
  ["change CK26-045 from 60 to 40 boxes", 40, null, "box"],
  ["CK26-045: not 30 but 18 cartons", 18, null, "carton"],
  ["please replace 25 blankets with 25 raincoats in CK26-045", 25, "raincoat", "piece"],
];

test.for(changes)("%s: %d", ([said, quantity, item, unit]) => {
  expect(say(said).slots.items).toEqual([{ item, quantity, unit }]);
});

test.for(changes)("%s: %d, also without diacritics", ([said, quantity, item, unit]) => {
  expect(say(bare(said)).slots.items).toEqual([{ item, quantity, unit }]);
});

test.for<Said>([
  ["góp 40 áo mưa, à nhầm, 14 cái thôi", 14, "raincoat", "piece"],
  ["góp 40 thùng mì, ý lộn 50 thùng", 50, "instant_noodles", "carton"],
  ["góp 20 cái mền, à không, 30 cái mùng", 30, "mosquito_net", "piece"],
  ["góp 20 cái mền, à nhầm 30, à nhầm 40", 40, "blanket", "piece"],
  ["I will give 20 blankets, sorry, 30", 30, "blanket", "piece"],
  ["I pledge 12 raincoats, I mean 21 raincoats", 21, "raincoat", "piece"],
])("%s: a slip of the tongue", ([said, quantity, item, unit]) => {
  expect(say(said).slots.items).toEqual([{ item, quantity, unit }]);
});

test.for<Said>([
  ["phiếu ghi 40 nhưng thực nhận 36 cái mền, CK26-045", 36, "blanket", "piece"],
  ["nhận 18 thùng sữa chứ không phải 20 thùng như phiếu ghi CK26-045", 18, "milk", "carton"],
  ["received 18 cartons of milk for CK26-045, not 20", 18, "milk", "carton"],
])("%s: what came counts", ([said, quantity, item, unit]) => {
  expect(say(said, { role: "commune_officer" }).slots.items).toEqual([{ item, quantity, unit }]);
});

test.for<readonly [string, number]>([
  ["CK26-045 nâng từ 2 triệu lên 3 triệu", 3_000_000],
  ["CK26-045 không phải 5 triệu mà là 5 triệu rưỡi", 5_500_000],
  ["CK26-045 ghi lại 4 triệu chứ không phải 6 triệu", 4_000_000],
  ["góp 2 triệu, à nhầm, 3 triệu", 3_000_000],
  ["góp 2 triệu, à nhầm, 3", 3_000_000],
])("%s: %d đồng", ([said, value]) => {
  expect(say(said).slots.amount).toEqual({ value, currency: "VND" });
});

test("the later day and the later place count", () => {
  expect(say("góp 20 cái mền, giao 20/11, à nhầm, 22/11").slots.due).toBe("2026-11-22");
  expect(say("góp 20 cái mền cho Vĩnh Điều, à nhầm, Giang Thành").slots.area).toBe("Giang Thành");
});

test("two things that are given together both stay", () => {
  expect(say("góp 20 cái mền và 30 cái mùng, không phải mua thêm gì").slots.items).toHaveLength(2);
  expect(say("góp 20 cái mền, 30 thùng mì qua đường bưu điện").slots.items).toHaveLength(2);
  expect(say("I give 20 blankets and 30 raincoats, not more").slots.items).toHaveLength(2);
});
