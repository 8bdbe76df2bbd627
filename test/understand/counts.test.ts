import { expect, test } from "vitest";
import { say } from "./world.ts";

const slotsOf = (text: string, meant: string) => say(text, { role: "commune_officer", meant }).slots;
const itemsOf = (text: string, meant: string) =>
  slotsOf(text, meant).items?.map(({ item, quantity, unit }) => [item, quantity, unit]);

test.for<readonly [string, string, readonly unknown[]]>([
  ["chuong trinh 135 cap 300 cuon tap cho binh giang", "coverage.log", [["notebook", 300, "book"]]],
  ["nguồn 135 cho 60 áo ấm xã Bình Giang", "coverage.log", [["warm_clothes", 60, "piece"]]],
  ["chương trình 30 xe đạp tặng Bình Giang", "coverage.log", [["bicycle", 30, "vehicle"]]],
  ["ao quan 20 bo cho binh giang", "coverage.log", [[null, 20, "set"]]],
])("%s: the number of a programme counts no goods", ([text, meant, items]) => {
  expect(itemsOf(text, meant)).toEqual(items);
});

test.for<readonly [string, readonly unknown[]]>([
  ["tui bam thieu so 0, la 150 ky gao CK26-083", [["rice", 150, "kg"]]],
  ["CK26-012 dư một số 0, đúng là 30 bộ đồ ấm", [["warm_clothes", 30, "set"]]],
  ["CK26-012 typed an extra zero, it is 50 blankets", [["blanket", 50, "piece"]]],
])("%s: a zero that was typed is no number of goods", ([text, items]) => {
  expect(itemsOf(text, "pledge.amend")).toEqual(items);
});

test("a sum of nothing is no amount", () => {
  expect(slotsOf("ủng hộ 0 đồng", "pledge.create").amount).toBeUndefined();
  expect(slotsOf("ủng hộ 5 đô", "pledge.create").amount).toEqual({ value: 5, currency: "USD" });
});

test.for<readonly [string, readonly unknown[]]>([
  ["25 bao gao loai 10 ky", [["rice", 250, "kg"]]],
  ["1200 cuon tap, thung hang nang 48 ky", [["notebook", 1200, "book"]]],
  ["cho 2 tạ gạo, xe tải 1,4 tấn chạy qua U Minh Thượng", [["rice", 200, "kg"]]],
  ["cho 1 tấn 2, gạo ST", [["rice", 1200, "kg"]]],
  ["10 bao gạo (50kg)", [["rice", 10, "bag"]]],
  ["gop 300 ky gao chia 3 ky", [["rice", 300, "kg"]]],
  ["tặng 3 chục cái mền, chục 14", [["blanket", 42, "piece"]]],
  [
    "tặng 3 chục cái mền, 12 đôi dép",
    [
      ["blanket", 30, "piece"],
      ["shoes", 12, "pair"],
    ],
  ],
  ["xin gửi 18 túi thuốc gia đình", [["medicine", 18, "bag"]]],
  ["tủ thuốc 4 cái", [["medicine", 4, "piece"]]],
  ["thuoc ke 200 cay", [["thước kẻ", 200, "piece"]]],
])("%s: weights, sizes and units belong to what they are said of", ([text, items]) => {
  expect(itemsOf(text, "pledge.create")).toEqual(items);
});

test.for<readonly [string, number | undefined]>([
  ["gop 300 ky gao chia 3 ky", 3],
  ["gop 6 trieu lam 3 ky", 3],
  ["25 bao gao loai 10 ky", undefined],
  ["1200 cuon tap, thung hang nang 48 ky", undefined],
])("%s: kilos are no instalments", ([text, instalments]) => {
  expect(slotsOf(text, "pledge.create").instalments).toBe(instalments);
});

test.for<readonly [string, number | undefined]>([
  ["58 em, trong đó 2 em nghỉ học có mẹ nhận thay", 58],
  ["60 cặp cho 60 em trong đó 12 em mồ côi, GN26-101", 60],
  ["GN26-101 cho 50 em lớp 4 và 50 em lớp 5", 100],
  ["GN26-101 phát cho 45/50 em", 45],
  ["GN26-101: 45 em trên tổng số 50 em đã nhận", 45],
  ["phát 33 áo phao, còn thiếu 5 đứa chưa có", undefined],
  ["45 em, à quên, tính luôn bé mới chuyển trường là 46", 46],
  ["GN26-101 cho 40 em, có 3 em vắng", undefined],
])("%s: of several numbers of children those count who got something", ([text, turns]) => {
  expect(slotsOf(text, "delivery.distribute").child_turns).toBe(turns);
});

test.for<readonly [string, number | undefined]>([
  ["xã có 132 em, trong đó 27 em chưa có thẻ BHYT, đề nghị hỗ trợ 27 thẻ", 27],
  ["xin 55 bộ đồng phục, mới có thêm 5 em chuyển về", undefined],
  ["xin 55 bộ đồng phục cho 55 em", 55],
])("%s: who is meant is no school and no newcomer", ([text, beneficiaries]) => {
  expect(slotsOf(text, "need.create").beneficiaries).toBe(beneficiaries);
});

test.for<readonly [string, string, readonly unknown[]]>([
  ["Out of 80 blankets in GN26-140 we gave 52 to 26 kids", "delivery.distribute", [["blanket", 52, "piece"]]],
  ["trong 80 cái mền GN26-140 đã phát 52 cái cho 52 em", "delivery.distribute", [["blanket", 52, "piece"]]],
  ["GN26-140 có 80 cái mền, mới phát 52 cái", "delivery.distribute", [["blanket", 52, "piece"]]],
  ["CK26-012 50 cái mền chở tới có 45", "delivery.log", [["blanket", 45, "piece"]]],
  ["We expected 50 blankets but 45 came, CK26-012", "delivery.log", [["blanket", 45, "piece"]]],
  ["nhận được 45 trong 50 cái áo ấm CK26-012", "delivery.log", [["warm_clothes", 45, "piece"]]],
  ["nhận 80 trên tổng 200 bộ đồ ấm của CK26-045", "delivery.log", [["warm_clothes", 80, "set"]]],
  ["GN26-142 thấy 63 cặp, hồi sáng nhập 60 là sai", "delivery.amend", [["school_bag", 63, "piece"]]],
  ["CK26-058 tôi muốn thay ủng bằng giày, vẫn 64 đôi", "pledge.amend", [["shoes", 64, "pair"]]],
])("%s: what came or went counts, and not what there was", ([text, meant, items]) => {
  expect(itemsOf(text, meant)).toEqual(items);
});

test.for<readonly [string, number, number, string]>([
  ["38 boxes of milk in good shape, 2 more were leaking, CK26-051", 40, 2, "leaking"],
  ["20 laptops got here, 2 don't boot and go back", 20, 2, "don't boot"],
  ["nhận 40 thùng sữa CK26-051, trả lại hết vì hết hạn", 40, 40, "hết hạn"],
  ["6 thùng sữa CK26-128 mà hạn còn 20 ngày, em trả lại hết cả 6", 6, 6, "hạn còn 20 ngày"],
])("%s: bad ones are a part of what came", ([text, received, rejected, reason]) => {
  const slots = slotsOf(text, "delivery.log");
  expect([slots.items?.[0]?.quantity, slots.rejected, slots.reject_reason]).toEqual([received, rejected, reason]);
  expect(slots.amount).toBeUndefined();
});

test.for<readonly [string, string, readonly (string | undefined)[]]>([
  ["NC26-014 đổi độ tuổi thành 9-12, vẫn 60 bộ đồ ấm", "need.amend", ["9-12"]],
  ["áo khoác 75 cái, size từ 9 tuổi tới 12 tuổi", "pledge.create", ["9-12"]],
  ["60 raincoats and 60 pairs of boots, ages 6-8, needed", "need.create", ["6-8", "6-8"]],
  ["60 áo mưa và 60 đôi ủng 6-8 tuổi", "need.create", [undefined, "6-8"]],
  ["25 bộ SGK lớp 3, CK26-019", "delivery.log", [undefined]],
  ["50 bộ đồng phục lớp 1, xã Vĩnh Điều", "need.create", ["primary"]],
])("%s: an age belongs to what it is said of", ([text, meant, ages]) => {
  expect(slotsOf(text, meant).items?.map((each) => each.age_band)).toEqual(ages);
});

test.for<readonly [string, number | undefined]>([
  ["Nhận 50 cái áo mưa trị giá 3 triệu, CK26-101", undefined],
  ["5 cái laptop, trị giá khoảng 45tr", undefined],
  ["tặng 50 cái mền và 3 triệu đồng", 3_000_000],
  ["tặng 30 suất học bổng 500k", 15_000_000],
  ["tặng 30 suất học bổng 15 triệu", 15_000_000],
  ["tặng 26 suất học bổng, mổi suất 1 triệu", 26_000_000],
])("%s: what goods are worth is not given beside them", ([text, value]) => {
  expect(slotsOf(text, "pledge.create").amount?.value).toBe(value);
});

test("a lone number beside the day that was asked for counts nothing", () => {
  expect(say("20/11 nghen, chớ 15 là bên chị kiểm kê", { awaiting: "due" }).slots).toEqual({ due: "2026-11-20" });
});
