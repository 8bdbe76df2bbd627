import { expect, test } from "vitest";
import { bare } from "../../src/understand/views.ts";
import { say } from "./world.ts";

const itemsOf = (said: string, role = "donor") => say(said, { role }).slots.items;

test.for<readonly [string, number, string | null, string | null]>([
  ["góp 40 chiếc xe lăn cho các em", 40, "xe lăn", "piece"],
  ["góp 12 quạt máy nhưng giao tháng sau", 12, "quạt máy", null],
  ["tặng 35 cái mới tinh", 35, null, "piece"],
  ["donate 150 food parcels in November", 150, "food parcels", null],
  ["góp 20 bàn học xếp gọn giùm chương trình", 20, "bàn học xếp gọn", null],
])("%s", ([said, quantity, item, unit]) => {
  expect(itemsOf(said)).toEqual([{ item, quantity, unit }]);
});

test.for<readonly [string, string, readonly object[]]>([
  ["bút chì với tập, mỗi thứ 60", "pledge.create", [{ item: "pen" }, { item: "notebook" }]],
])("%s counts each kind", ([said, running, items]) => {
  const heard = say(said, { awaiting: "items", running }).slots.items;
  expect(heard).toMatchObject(items.map((item) => ({ ...item, quantity: 60 })));
});

test.for<readonly [string, readonly object[]]>([
  ["góp 5 bao gạo 25kg", [{ item: "rice", quantity: 125, unit: "kg" }]],
  ["bên mình bán gạo, xin góp 3 tạ gạo thơm", [{ item: "rice", quantity: 300, unit: "kg" }]],
  ["có ai cần mền không, tôi có 35 cái", [{ item: "blanket", quantity: 35, unit: "piece" }]],
  [
    "góp áo khoác 70 cái lứa 6 đến 8 tuổi và 45 cái lứa 9-12 tuổi",
    [
      { item: "warm_clothes", quantity: 70, unit: "piece", age_band: "6-8" },
      { item: "warm_clothes", quantity: 45, unit: "piece", age_band: "9-12" },
    ],
  ],
  [
    "góp mùng 25 cái, mền 25 cái",
    [
      { item: "mosquito_net", quantity: 25, unit: "piece" },
      { item: "blanket", quantity: 25, unit: "piece" },
    ],
  ],
])("%s", ([said, items]) => {
  expect(itemsOf(said)).toEqual(items);
});

test("what each child got is no second thing, and turns of children are no goods", () => {
  const role = "commune_officer";
  const { slots } = say("phát 15 xe đạp cho 15 em rồi, mỗi em một chiếc", { role });
  expect(slots).toMatchObject({ items: [{ item: "bicycle", quantity: 15 }], child_turns: 15 });
  const turns = say("Xã đã phát 300 hộp sữa cho 150 lượt trẻ mầm non", { role }).slots;
  expect(turns).toMatchObject({ items: [{ item: "milk", quantity: 300, unit: "box" }], child_turns: 150 });
  expect(turns.items?.[0]).not.toHaveProperty("age_band");
});

test.for(["ba con trong cho gop duoc 8 trieu", "góp 8 triệu cho bà con"])("%s: no three of anything", (said) => {
  expect(itemsOf(bare(said))).toBeUndefined();
});
