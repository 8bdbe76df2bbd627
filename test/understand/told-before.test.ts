import { expect, test } from "vitest";
import { bare } from "../../src/understand/views.ts";
import { say } from "./world.ts";

type Said = readonly [said: string, quantity: number, item: string | null, unit: string | null];

const role = "commune_officer";
const goods: readonly Said[] = [
  ["phiếu GN26-112 ghi 40 thùng sữa, đếm lại chỉ có 38 thùng", 38, "milk", "carton"],
  ["đính chính GN26-115: gạo 450 kg (đã ghi 540 kg)", 450, "rice", "kg"],
  ["sửa GN26-120 là áo mưa chứ không phải áo ấm, 60 cái", 60, "raincoat", "piece"],
  ["GN26-100 báo 80 bộ, kiểm kỹ lại được 77 bộ, sửa giúp", 77, null, "set"],
  ["CK26-045 nhận 45 cái mền, hứa 50", 45, "blanket", "piece"],
  ["CK26-045 đăng ký 50 mền mà xe chở tới có 45 cái", 45, "blanket", "piece"],
  ["đã nhận CK26-045: 26 xe đạp (nhà tài trợ hứa 30)", 26, "bicycle", "vehicle"],
  ["they promised 60 blankets but 55 arrived, CK26-045", 55, "blanket", "piece"],
];

test.for(goods)("%s: %d", ([said, quantity, item, unit]) => {
  expect(say(said, { role }).slots.items).toEqual([{ item, quantity, unit }]);
});

test.for(goods)("%s: %d, also without diacritics", ([said, quantity, item, unit]) => {
  expect(say(bare(said), { role }).slots.items).toEqual([{ item, quantity, unit }]);
});

test.for<readonly [string, string, number]>([
  ["hứa 5 triệu nhưng mới chuyển được 2 triệu, CK26-066", "donor", 2_000_000],
  ["CK26-066 cam kết 5 triệu, mới về quỹ 2 triệu", "fund_officer", 2_000_000],
  ["CK26-066 đã chuyển 2 triệu trên 5 triệu đã hứa", "donor", 2_000_000],
])("%s: what was paid counts", ([said, who, value]) => {
  expect(say(said, { role: who }).slots.amount).toEqual({ value, currency: "VND" });
});

test("what is asked to be written down holds", () => {
  const { items } = say("sửa GN26-100: ghi 38 thùng sữa và 20 cái mền", { role }).slots;
  expect(items).toMatchObject([
    { item: "milk", quantity: 38 },
    { item: "blanket", quantity: 20 },
  ]);
});
