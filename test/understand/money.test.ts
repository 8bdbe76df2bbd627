import { expect, test } from "vitest";
import { bare } from "../../src/understand/views.ts";
import { entitiesOf, only, say } from "./world.ts";

const dong: readonly (readonly [string, number])[] = [
  ["góp 2 triệu rưỡi", 2_500_000],
  ["góp 2 triệu", 2_000_000],
  ["góp 1tr5", 1_500_000],
  ["góp 500k", 500_000],
  ["góp 500 ngàn", 500_000],
  ["góp 500 nghìn đồng", 500_000],
  ["góp 500.000đ", 500_000],
  ["góp 500.000 đồng", 500_000],
  ["góp 1.200.000 VND", 1_200_000],
  ["góp 5 củ", 5_000_000],
  ["góp 3 chai", 3_000_000],
  ["góp 2 lít", 200_000],
  ["góp một triệu hai", 1_200_000],
  ["góp năm trăm ngàn", 500_000],
  ["góp triệu rưỡi tiền mặt", 1_500_000],
  ["góp 1 tỷ", 1_000_000_000],
  ["chuyển khoản 10.000.000đ", 10_000_000],
  ["put me down for 5m VND", 5_000_000],
  ["donate 2 million dong", 2_000_000],
  ["góp 2 triệu 500", 2_500_000],
  ["góp 2 triệu 5 cho Phú Mỹ", 2_500_000],
  ["góp 1 củ rưỡi", 1_500_000],
  ["góp 3 củ 2", 3_200_000],
  ["góp 2 chai rưỡi", 2_500_000],
  ["góp 5 xị", 500_000],
  ["góp 500 000 đồng", 500_000],
  ["góp 1.000 VNĐ", 1000],
  ["góp 500.000 đ nhé", 500_000],
  ["góp năm trăm ngàn đồng chẵn", 500_000],
  ["góp khoảng 2 triệu", 2_000_000],
  ["góp tr2", 1_200_000],
  ["góp hai củ mốt", 2_100_000],
  ["góp một củ hai, mai chuyển", 1_200_000],
  ["góp một triệu tư cho quỹ", 1_400_000],
  ["two and a half million dong", 2_500_000],
  ["five hundred thousand dong", 500_000],
];

test.for(dong)("%s: %d đồng", ([said, value]) => {
  expect(only(said, "money")?.amount).toEqual({ value, currency: "VND" });
});

test.for(dong)("%s without diacritics: %d đồng", ([said, value]) => {
  expect(only(bare(said), "money")?.amount).toEqual({ value, currency: "VND" });
});

test.for<readonly [string, number]>([
  ["ủng hộ 100 đô", 100],
  ["ủng hộ 100 đô la", 100],
  ["ủng hộ 1.000 USD", 1000],
  ["donate $50", 50],
  ["donate 1,500 dollars", 1500],
  ["gop 100 do", 100],
  ["gop 100 do cho phu my", 100],
  ["twenty bucks", 20],
  ["hai đô la", 2],
  ["US$20", 20],
  ["10k$", 10_000],
])("%s: %d dollars", ([said, value]) => {
  expect(only(said, "money")?.amount).toEqual({ value, currency: "USD" });
});

test.for<readonly [string, string, number]>([
  ["góp 20 euro", "EUR", 20],
  ["góp 9 bảng Anh", "Pound", 9],
  ["GBP 3,01", "GBP", 3.01],
  ["Rs. 20", "INR", 20],
  ["góp 500 yên Nhật", "JPY", 500],
  ["góp 10 đô la Úc", "AUD", 10],
  ["50 xu", "Cent", 50],
])("%s is money in %s that is never converted", ([said, unit, value]) => {
  expect(only(said, "money")).toMatchObject({ amount: null, money: { type: "value", unit, value } });
});

test.for<readonly [string, object]>([
  ["2-3 triệu", { type: "interval", from: 2_000_000, to: 3_000_000, unit: "VND" }],
  ["từ 500 đến 700 ngàn", { type: "interval", from: 500_000, to: 700_000, unit: "VND" }],
  ["5-7 củ", { type: "interval", from: 5_000_000, to: 7_000_000, unit: "VND" }],
  ["từ 10 đến 20 đô", { type: "interval", from: 10, to: 20, unit: "Dollar" }],
  ["$10-$20", { type: "interval", from: 10, to: 20, unit: "Dollar" }],
  ["giữa 1000 và 2000 đồng", { type: "interval", from: 1000, to: 2000, unit: "VND" }],
  ["khoảng từ 1.000 đến 2.000 đồng", { type: "interval", from: 1000, to: 2000, unit: "VND" }],
  ["dưới 5 triệu", { type: "under", value: 5_000_000, unit: "VND" }],
  ["không quá 500k", { type: "under", value: 500_000, unit: "VND" }],
  ["từ 7.000 đồng trở xuống", { type: "under", value: 7000, unit: "VND" }],
  ["at most $20", { type: "under", value: 20, unit: "Dollar" }],
  ["hơn 2 triệu", { type: "above", value: 2_000_000, unit: "VND" }],
  ["ít nhất 100 đô", { type: "above", value: 100, unit: "Dollar" }],
  ["từ 2 triệu trở lên", { type: "above", value: 2_000_000, unit: "VND" }],
  ["more than 2 million VND", { type: "above", value: 2_000_000, unit: "VND" }],
])("%s", ([said, money]) => {
  for (const text of [said, bare(said)]) expect(only(text, "money")?.money).toEqual(money);
});

test("an interval is asked about, and its end is the most that somebody looks for", () => {
  expect(say("góp từ 2 đến 5 triệu")).toMatchObject({
    slots: { amount: { value: 2_000_000, currency: "VND" } },
    alternatives: [{ slot: "amount", values: ["2000000", "5000000"] }],
  });
  expect(say("nhu cầu từ 2 đến 5 triệu").slots).toEqual({ amount: { value: 5_000_000, currency: "VND" } });
});

test("another currency, and more than anybody has, leave the amount open", () => {
  for (const said of ["góp 50 euro", "góp 900.000.000.000.000 đồng"])
    expect(say(said)).toMatchObject({ slots: {}, alternatives: [{ slot: "amount", values: [] }] });
});

test.for([
  "2 nghìn cuốn tập",
  "3 chai nước mắm",
  "2 ngàn bộ đồ ấm",
  "5 ngàn quyển vở",
  "20 dong phuc",
  "100 do am",
  "3 lít dầu ăn",
])("%s is no money", (said) => {
  expect(entitiesOf(said).map((entity) => entity.type)).toEqual(["goods"]);
});

test.for(["2 nghìn hộ nghèo", "5 ngàn người", "2 nghìn em", "20 bảng viết", "50 do choi"])(
  "%s holds no money",
  (said) => {
    expect(only(said, "money")).toBeUndefined();
  },
);
