import { expect, test } from "vitest";
import type { Slots } from "../../src/model/frame.ts";
import { say } from "./world.ts";

const vnd = (value: number) => ({ value, currency: "VND" as const });
const pledge = (said: string): Slots => say(said, { meant: "pledge.create" }).slots;
const amend = (said: string): Slots => say(said, { meant: "pledge.amend" }).slots;
const items = (said: string) => pledge(said).items?.map(({ item, quantity }) => [item, quantity]);

test.for<readonly [string, number]>([
  ["góp 10 triệu, tổng kinh phí dự kiến 50 triệu", 10_000_000],
  ["trong tổng kinh phí 50 triệu tôi góp 10 triệu", 10_000_000],
  ["xin góp 10 triệu vào tổng quỹ 200 triệu", 10_000_000],
  ["lớp A 2 triệu, lớp B 3 triệu, tổng số tiền góp 5 triệu", 5_000_000],
  ["tặng 5 xe đạp, mỗi xe 1tr8, và 3 triệu tiền mặt", 3_000_000],
])("%s gives its own money and no price or budget", ([said, value]) => {
  expect(pledge(said).amount).toEqual(vnd(value));
});

test.for<readonly [string, string, number]>([
  ["tặng 10 can dầu ăn 5 lít", "dầu ăn", 10],
  ["mua áo ấm tặng mấy em, 20 cái, 2 triệu", "warm_clothes", 20],
  ["giving 50 of our raincoats", "raincoat", 50],
  ["tang 20 ky duong", "duong", 20],
])("%s counts one thing", ([said, item, quantity]) => {
  expect(items(said)).toEqual([[item, quantity]]);
});

test("litres behind a bottle are its size and no money, and kilos are no instalments", () => {
  expect(pledge("tặng 10 can dầu ăn 5 lít").amount).toBeUndefined();
  expect(pledge("góp 3 lít cho quỹ").amount).toEqual(vnd(300_000));
  expect(pledge("tang 20 ky duong").instalments).toBeUndefined();
});

test("the day that leads back to the present is no deadline", () => {
  expect(pledge("tuần trước mình hứa 30 bộ, hôm nay đăng ký thêm 20 bộ").due).toBeUndefined();
});

test.for<readonly [string, readonly object[]]>([
  ["CK26-045 đổi gạo thành mì", [{ item: "instant_noodles", quantity: null, unit: "carton" }]],
  ["CK26-045 đổi áo ấm thành áo mưa, vẫn 80 cái", [{ item: "raincoat", quantity: 80, unit: "piece" }]],
  ["CK26-045 cho trẻ 6-8 tuổi 80 bộ", [{ item: null, quantity: 80, unit: "set", age_band: "6-8" }]],
])("%s keeps what is new", ([said, expected]) => {
  expect(amend(said).items).toEqual(expected);
});
