import { expect, test } from "vitest";
import { bare } from "../../src/understand/views.ts";
import { entitiesOf, only } from "./world.ts";

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
];

test.for(dong)("%s: %d đồng", ([said, value]) => {
  expect(only(said, "money")?.amount).toEqual({ value, currency: "VND" });
});

test.for(dong.filter(([said]) => !/ (?:củ|lít) ?|5 củ/u.test(said)))(
  "%s without diacritics: %d đồng",
  ([said, value]) => {
    expect(only(bare(said), "money")?.amount).toEqual({ value, currency: "VND" });
  },
);

test.for<readonly [string, number]>([
  ["ủng hộ 100 đô", 100],
  ["ủng hộ 100 đô la", 100],
  ["ủng hộ 1.000 USD", 1000],
  ["donate $50", 50],
  ["donate 1,500 dollars", 1500],
])("%s: %d dollars", ([said, value]) => {
  expect(only(said, "money")?.amount).toEqual({ value, currency: "USD" });
});

test.for(["2 nghìn cuốn tập", "3 chai nước mắm", "2 ngàn bộ đồ ấm", "5 ngàn quyển vở"])("%s is no money", (said) => {
  expect(entitiesOf(said).map((entity) => entity.type)).toEqual(["goods"]);
});
