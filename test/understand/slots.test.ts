import { expect, test } from "vitest";
import { say } from "./world.ts";

const slotsOf = (said: string, role = "donor") => say(said, { role }).slots;

test.for<readonly [string, object]>([
  [
    "mỗi tháng tôi góp 30 hộp sữa, trong 6 tháng",
    { items: [{ item: "milk", quantity: 180, unit: "box" }], instalments: 6 },
  ],
  [
    "tôi góp làm 3 đợt, mỗi đợt 50 bộ đồ ấm",
    { items: [{ item: "warm_clothes", quantity: 150, unit: "set" }], instalments: 3 },
  ],
  [
    "góp 150 bộ đồ ấm chia làm 3 đợt",
    { items: [{ item: "warm_clothes", quantity: 150, unit: "set" }], instalments: 3 },
  ],
  ["ủng hộ mỗi tháng 500k trong 12 tháng", { amount: { value: 6_000_000, currency: "VND" }, instalments: 12 }],
  [
    "I will give 30 boxes of milk every month for 6 months",
    { items: [{ item: "milk", quantity: 180, unit: "box" }], instalments: 6 },
  ],
])("%s is a promise in parts", ([said, slots]) => {
  expect(slotsOf(said)).toEqual(slots);
});

test("a number between two others is asked about", () => {
  expect(say("góp 20-30 cái mền")).toMatchObject({
    slots: { items: [{ item: "blanket", quantity: 20 }] },
    alternatives: [{ slot: "items", values: ["20", "30"] }],
  });
  expect(say("góp từ 20 đến 30 bộ đồ ấm").alternatives).toEqual([{ slot: "items", values: ["20", "30"] }]);
});

test("work is told in words", () => {
  expect(slotsOf("em muốn dạy vẽ cho các bé 2 buổi mỗi tuần")).toMatchObject({
    service: "dạy vẽ cho các bé 2 buổi mỗi tuần",
  });
});

test("packs of a known weight are weighed", () => {
  expect(slotsOf("nhận ba chục bao gạo, mỗi bao 10 ký CK26-048", "commune_officer")).toMatchObject({
    pledge: "CK26-048",
    items: [{ item: "rice", quantity: 300, unit: "kg" }],
  });
});

test("each thing keeps its own age", () => {
  expect(slotsOf("góp 20 bộ đồ ấm 6-8 tuổi và 30 bộ đồ ấm 9-12 tuổi").items).toEqual([
    { item: "warm_clothes", quantity: 20, unit: "set", age_band: "6-8" },
    { item: "warm_clothes", quantity: 30, unit: "set", age_band: "9-12" },
  ]);
});

test("check-ups are counted in children", () => {
  expect(slotsOf("Khám răng cho 210 em tiểu học ở Giang Thành trước 30/11", "commune_officer")).toEqual({
    items: [{ item: "dental_check", quantity: 210, unit: "visit", age_band: "primary" }],
    area: "Giang Thành",
    due: "2026-11-29",
    beneficiaries: 210,
  });
});

test("a thing that no list has keeps its name", () => {
  expect(slotsOf("Thêm nhu cầu 20 bàn học cho trường Phú Mỹ hạn 1/12", "commune_officer").items).toEqual([
    { item: "bàn học", quantity: 20, unit: null },
  ]);
});

test("a day that does not exist leaves nothing behind", () => {
  expect(slotsOf("góp đồ ấm giao ngày 31/2")).toEqual({
    items: [{ item: "warm_clothes", quantity: null, unit: "set" }],
  });
});

test("a large plain number from a donor is money", () => {
  expect(slotsOf("ủng hộ 500000")).toEqual({ amount: { value: 500_000, currency: "VND" } });
  expect(slotsOf("góp 300")).toEqual({ items: [{ item: null, quantity: 300, unit: null }] });
});

test("a hamlet named with its commune gives the commune", () => {
  expect(slotsOf("góp 20 cái mền cho ấp Trần Thệ xã Giang Thành")).toMatchObject({ area: "Giang Thành" });
});

test.for<readonly [string, string, object]>([
  ["góp ẩn danh 2 triệu", "donor", { visibility: "anonymous" }],
  ["đừng ghi tên tôi, góp 2 triệu", "donor", { visibility: "anonymous" }],
  ["cam kết nào quá hạn ở Vĩnh Điều", "commune_officer", { status: "overdue", area: "Vĩnh Điều" }],
  ["nhu cầu nào gấp nhất", "donor", { sort: "urgency" }],
  ["nhu cầu cho trẻ 6-8 tuổi về giáo dục", "donor", { age_band: "6-8", sector: "education" }],
  ["xem nhu cầu số 2", "donor", { list_ref: 2 }],
  ["the last one please", "donor", { list_ref: -1 }],
])("%s from a %s says %j", ([said, role, slots]) => {
  expect(slotsOf(said, role)).toMatchObject(slots);
});
