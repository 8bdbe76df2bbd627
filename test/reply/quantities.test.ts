import { describe, expect, test } from "vitest";
import type { Json } from "../../src/model/message.ts";
import { readLocale, replyWith, write } from "./support.ts";

type Row = [
  item: string | null,
  quantity: number | null,
  unit: string | null,
  ageBand: string | null,
  vi: string,
  en: string,
];

const table: Row[] = [
  ["warm_clothes", 80, "set", "6-8", "80 bộ đồ ấm 6–8 tuổi", "80 sets of warm clothes, ages 6–8"],
  ["warm_clothes", 1, "set", null, "1 bộ đồ ấm", "1 set of warm clothes"],
  ["warm_clothes", 50, "piece", null, "50 áo ấm", "50 pieces of warm clothes"],
  ["raincoat", 1, "piece", null, "1 cái áo mưa", "1 raincoat"],
  ["raincoat", 50, "piece", null, "50 cái áo mưa", "50 raincoats"],
  ["raincoat", 50, null, null, "50 cái áo mưa", "50 raincoats"],
  ["raincoat", 2, "carton", null, "2 thùng áo mưa", "2 cartons of raincoats"],
  ["notebook", 1500, "book", "primary", "1.500 cuốn tập lứa tuổi tiểu học", "1,500 notebooks, primary school age"],
  ["bicycle", 25, "vehicle", null, "25 chiếc xe đạp", "25 bicycles"],
  ["boarding_meal", 6100, "meal", null, "6.100 suất ăn bán trú", "6,100 school meals"],
  ["eye_check", 1, "visit", null, "1 lượt khám mắt", "1 eye check-up"],
  ["dental_check", 3, "session", null, "3 buổi khám răng", "3 sessions of dental check-ups"],
  ["health_insurance_card", 80, "card", null, "80 thẻ bảo hiểm y tế", "80 health insurance cards"],
  ["shoes", 1, "pair", null, "1 đôi giày dép", "1 pair of shoes"],
  ["uniform", 40, "set", null, "40 bộ đồng phục", "40 uniforms"],
  ["uniform", 40, "piece", null, "40 cái đồng phục", "40 uniforms"],
  ["tet_gift", 300, "gift", null, "300 phần quà Tết", "300 Tết gifts"],
  ["rice", 1.5, "kg", null, "1,5 kg gạo", "1.5 kg of rice"],
  ["rice", 100, "gift", null, "100 phần gạo", "100 gifts of rice"],
  ["milk", 40, "carton", null, "40 thùng sữa", "40 cartons of milk"],
  ["milk", 300, null, null, "300 phần sữa", "300 units of milk"],
  ["library_visit", 1, "trip", null, "1 chuyến thư viện lưu động", "1 mobile library visit"],
  ["playground", 2, "work", null, "2 sân chơi", "2 playgrounds"],
  ["đèn học", 30, "piece", null, "30 cái đèn học", "30 đèn học"],
  ["đèn học", 30, null, null, "30 đèn học", "30 đèn học"],
  ["đèn học", 1, "box", null, "1 hộp đèn học", "1 box of đèn học"],
  ["đèn học", 2, "bó", null, "2 bó đèn học", "2 bó of đèn học"],
  ["warm_clothes", null, "set", "9-12", "đồ ấm 9–12 tuổi", "warm clothes, ages 9–12"],
  [null, 70, "set", null, "70 bộ", "70 sets"],
  [null, 70, null, null, "70", "70"],
];

const goods = ([item, quantity, unit, ageBand]: Row): Json => ({
  item,
  quantity,
  unit,
  ...(ageBand ? { age_band: ageBand } : {}),
});

describe("goods", () => {
  test.for(table)("in Vietnamese: %s %s %s %s", (row) => {
    expect(write("{{x, quantity}}", { x: goods(row) }, "vi")).toBe(row[4]);
  });

  test.for(table)("in English: %s %s %s %s", (row) => {
    expect(write("{{x, quantity}}", { x: goods(row) }, "en")).toBe(row[5]);
  });

  const items = Object.keys(readLocale("vi")["item"] as object);

  test.for(items)("%s can be counted and measured in both languages", (item) => {
    for (const language of ["vi", "en"] as const)
      for (const unit of [null, "piece", "carton"])
        for (const quantity of [1, 2])
          expect(write("{{x, quantity}}", { x: { item, quantity, unit } }, language)).toMatch(
            new RegExp(`^${quantity} \\p{L}`, "u"),
          );
  });

  test("an item named like a key or an object's own member is only a word", () => {
    for (const item of ["constructor", "__proto__", "a.b", "item", "<b>"])
      expect(write("{{x, quantity}}", { x: { item, quantity: 2, unit: "set" } }, "en")).toBe(`2 sets of ${item}`);
  });
});

describe("amounts", () => {
  test.for([
    [{ quantity: 70, unit: "set" }, "70 bộ", "70 sets"],
    [{ quantity: 1, unit: "box" }, "1 hộp", "1 box"],
    [{ quantity: 1500, unit: "kg" }, "1.500 kg", "1,500 kg"],
    [{ item: "raincoat", quantity: 20, unit: "piece" }, "20 cái", "20"],
    [{ quantity: 20, unit: null }, "20", "20"],
  ] as const)("%j", ([x, vi, en]) => {
    expect([write("{{x, amount_of}}", { x }, "vi"), write("{{x, amount_of}}", { x }, "en")]).toEqual([vi, en]);
  });
});

test("a number in a row takes item, unit and age from the row", () => {
  const reply = replyWith({
    en: { t: "{{items, lines(key: row)}}", row: "{{needed, quantity}}: {{remaining, amount_of}} left" },
  });
  const items = [
    { item: "warm_clothes", unit: "set", age_band: "6-8", needed: 150, remaining: 70 },
    { item: "raincoat", unit: "piece", age_band: null, needed: 50, remaining: 0 },
  ];
  expect(reply.say("t", { items }, "en")).toBe(
    "150 sets of warm clothes, ages 6–8: 70 sets left\n50 raincoats: 0 left",
  );
});

test("several goods are joined into one phrase", () => {
  const x = [
    { item: "pen", quantity: 20, unit: "piece" },
    { item: "notebook", quantity: 30, unit: "book" },
    { item: "bicycle", quantity: 1, unit: "vehicle" },
  ];
  expect(write("{{x, quantities}}", { x }, "vi")).toBe("20 cây viết, 30 cuốn tập và 1 chiếc xe đạp");
  expect(write("{{x, quantities}}", { x }, "en")).toBe("20 pens, 30 notebooks and 1 bicycle");
  expect(write("{{x, quantities}}", { x: x.slice(0, 2) }, "en")).toBe("20 pens and 30 notebooks");
});
