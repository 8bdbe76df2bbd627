import { expect, test } from "vitest";
import { say } from "./world.ts";

const gifts = { item: null, quantity: 20, unit: "gift" };

test.for<readonly [string, string, readonly object[]]>([
  ["góp 20 phần quà gồm gạo 5kg, dầu ăn 1 lít, mì 1 thùng", "donor", [gifts]],
  ["góp 20 phần quà, mỗi phần gồm 2 cuốn tập và 1 cây viết", "donor", [gifts]],
  ["đã nhận 150kg gạo (10 bao 15kg) tại Bàn Thạch", "commune_officer", [{ item: "rice", quantity: 150, unit: "kg" }]],
])("%s: what is inside is not given beside it", ([said, role, items]) => {
  expect(say(said, { role }).slots.items).toEqual(items);
});

test("parts that make up the whole are given, and the whole is not given once more", () => {
  const { items } = say("góp 70 phần gồm 40 cái mền và 30 cái áo mưa").slots;
  expect(items).toMatchObject([
    { item: "blanket", quantity: 40 },
    { item: "raincoat", quantity: 30 },
  ]);
});

test.for<readonly [string, readonly string[]]>([
  ["we pledge 25 lunch boxes and 3 rice cookers for An Bien", ["lunch boxes", "rice cookers"]],
  ["góp 36 cái quạt đứng và 2 máy in cho Kiên Lương", ["quạt đứng", "máy in"]],
  ["góp 32 bộ đồng phục, 28 đôi dép số 30", ["uniform", "shoes"]],
])("%s: %j by their whole names", ([said, names]) => {
  expect(say(said).slots.items?.map(({ item }) => item)).toEqual(names);
});

test("a size is no position in a list", () => {
  expect(say("Cửa hàng Xanh góp 50 đôi dép, số 30 đến 35").slots.list_ref).toBeUndefined();
});

test("what is earned is not what is given", () => {
  expect(say("em lương 7 triệu, góp 300k thôi nha").slots.amount).toEqual({ value: 300_000, currency: "VND" });
});

test("boys and girls are no things", () => {
  const said = "phát 25 xe đạp GN26-100 cho 25 em, 14 nữ 11 nam";
  const bicycles = { item: "bicycle", quantity: 25, unit: "vehicle" };
  expect(say(said, { role: "commune_officer" }).slots.items).toEqual([bicycles]);
});

test("what was found bad does not stand for what came", () => {
  const said = "CK26-045 đã nhận 100 thùng sữa, kiểm lại thấy 7 thùng móp";
  expect(say(said, { role: "commune_officer" }).slots).toMatchObject({ rejected: 7, items: [{ quantity: 100 }] });
});
