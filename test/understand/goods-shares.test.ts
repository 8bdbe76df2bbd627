import { expect, test } from "vitest";
import { say } from "./world.ts";

const itemsOf = (said: string, role: string) =>
  (say(said, { role }).slots.items ?? []).map(({ item, quantity }) => [quantity, item]);

test.for<readonly [string, readonly unknown[]]>([
  ["tặng mỗi em 2 cuốn vở cho 30 em", [[60, "notebook"]]],
  ["tặng 2 cuốn vở mỗi em cho 30 em", [[60, "notebook"]]],
  [
    "tặng 30 em, mỗi em 2 cuốn tập và 1 cây viết",
    [
      [60, "notebook"],
      [30, "pen"],
    ],
  ],
  ["tặng mỗi lớp 5 cuốn truyện cho 4 lớp", [[20, "storybook"]]],
  ["góp 2 cái mền mỗi hộ cho 30 hộ", [[60, "blanket"]]],
  ["give 2 notebooks each to 30 children", [[60, "notebook"]]],
  ["give 2 notebooks per child for 30 children", [[60, "notebook"]]],
  ["tặng mỗi bé 1 phần quà", [[null, null]]],
  ["góp 30 bao gạo, mỗi bao 10 ký", [[300, "rice"]]],
  ["góp 20 phần quà, mỗi phần gồm 5kg gạo và 1 thùng mì", [[20, null]]],
])("%s", ([said, items]) => {
  expect(itemsOf(said, "donor")).toEqual(items);
});

test.for<readonly [string, number | undefined]>([
  ["mỗi em 500k cho 20 em", 10_000_000],
  ["góp 500k/em cho 20 em", 10_000_000],
  ["ủng hộ 20 suất học bổng, mỗi suất 1 triệu", 20_000_000],
  ["tặng mỗi em 500 ngàn", undefined],
])("%s is %d đồng in all", ([said, value]) => {
  expect(say(said).slots.amount?.value).toBe(value);
});

test.for<readonly [string, number, number, number | undefined]>([
  ["góp làm ba đợt, mỗi đợt 50 bộ", 3, 150, undefined],
  ["góp 150 bộ chia 3 đợt, mỗi đợt 50 bộ", 3, 150, undefined],
  ["góp 30 hộp sữa mỗi tuần trong hai tháng", 8, 240, undefined],
  ["mỗi quý 100 hộp sữa trong 4 quý", 4, 400, undefined],
  ["in four instalments I will give 200 notebooks", 4, 200, undefined],
  ["góp 1 triệu/tháng trong một năm", 12, 0, 12_000_000],
  ["góp 3 triệu chia 3 đợt", 3, 0, 3_000_000],
  ["góp 6 triệu chia đều 6 tháng", 6, 0, 6_000_000],
  ["góp 6 triệu chia 6 tháng mỗi tháng 1 triệu", 6, 0, 6_000_000],
])("%s: %d parts", ([said, instalments, quantity, value]) => {
  const { slots } = say(said);
  expect(slots.instalments).toBe(instalments);
  expect(slots.items?.[0]?.quantity ?? 0).toBe(quantity);
  expect(slots.amount?.value).toBe(value);
});

test.for<readonly [string, number, number, string]>([
  ["nhận 100 cái mền ck 45, trong đó 4 cái bị rách", 100, 4, "bị rách"],
  ["nhận 50 mền hư 2 cái", 50, 2, "hư"],
  ["nhan 60 cap sach, rach 2 cai", 60, 2, "rach"],
  ["nhận 96 cái tốt, 4 cái hư", 100, 4, "hư"],
  ["nhận 40 mùng, có 4 cái lủng, 2 cái mốc", 40, 6, "lủng, mốc"],
  ["nhận 300 hộp sữa, 12 hộp móp không dùng được", 300, 12, "móp không dùng được"],
  ["we received 20 school bags, 2 torn", 20, 2, "torn"],
  ["received 100 blankets of which 4 were damaged", 100, 4, "damaged"],
  ["log delivery CK26-051 40 boxes of milk, 2 boxes damaged", 40, 2, "damaged"],
])("%s: %d came, %d of them bad", ([said, quantity, rejected, reason]) => {
  const { slots } = say(said, { role: "commune_officer" });
  expect(slots).toMatchObject({ items: [{ quantity }], rejected, reject_reason: reason });
  expect(slots.items).toHaveLength(1);
});

test("what lacks was not received, and none is none", () => {
  const officer = { role: "commune_officer" };
  expect(say("nhận 96/100 cái mền CK26-045, thiếu 4 cái", officer).slots.items).toMatchObject([{ quantity: 96 }]);
  expect(say("nhận 20 cặp CK26-004, không cái nào hỏng", officer).slots).toMatchObject({ rejected: 0 });
});
