import { expect, test } from "vitest";
import { say } from "./world.ts";

test.for<readonly [string, string]>([
  ["cấp quyền cán bộ quỹ cho cô kế toán mới", "cô kế toán mới"],
  ["cap quyen can bo quy cho co ke toan moi", "co ke toan moi"],
  ["gỡ anh kế toán ra khỏi vai cán bộ quỹ", "anh kế toán"],
  ["thu hồi quyền của phó chủ tịch xã Hòn Đất", "phó chủ tịch xã Hòn Đất"],
])("%s: %s is called by the work", ([said, person]) => {
  expect(say(said, { role: "province_officer" }).slots.person).toBe(person);
});

test("who is only followed is not invited", () => {
  const said = "gui loi moi lam can bo xa o U Minh Thuong, thay cho nguoi vua nghi huu";
  expect(say(said, { role: "province_officer" }).slots.person).toBeUndefined();
});

test.for<readonly [string, string | undefined]>([
  ["thứ năm tuần sau đem đồ CK26-055 tới văn phòng Sở Y tế nhé", "văn phòng Sở Y tế"],
  ["chở CK26-045 xuống chùa Phật Quang sáng thứ bảy", "chùa Phật Quang"],
  ["we'll bring CK26-061 to Vinh Dieu health station on 29 October", "Vinh Dieu health station"],
  ["hẹn giao CK26-072 ngày 5/11, địa điểm là bến tàu Minh Lương", "bến tàu Minh Lương"],
  ["chủ nhật em ghé đưa hàng CK26-090", undefined],
  ["CK26-045 mai em qua lấy", undefined],
])("%s: handed over at %s", ([said, place]) => {
  expect(say(said).slots.place).toBe(place);
});

test.for<readonly [string, string | undefined]>([
  ["25/10 con gái tôi tròn 6 tuổi, mừng bé tôi góp 100 hộp sữa", undefined],
  ["20/11 kỷ niệm ngày cưới, vợ chồng tôi góp 5 triệu", undefined],
  ["góp 20 cái mền, giao đúng ngày sinh nhật con tôi 30/10", "2026-10-30"],
  ["góp 100kg gạo, giao đầu tháng mười một âm lịch", "2026-12-18"],
  ["hồi hôm tính góp 20 cái mền cho Giang Thành", undefined],
])("%s: due %s", ([said, due]) => {
  expect(say(said).slots.due).toBe(due);
});

test.for<readonly [string, string, readonly string[] | undefined]>([
  ["đã nhận 3 triệu CK26-040 ngày 20/11", "fund_officer", ["2025-11-20", "2026-11-20"]],
  ["đợt 3/12 của CK26-077 đã nhận 3 triệu", "fund_officer", ["2025-12-03", "2026-12-03"]],
  ["đã nhận 3 triệu CK26-040 ngày 20/9", "fund_officer", undefined],
])("%s: a day long gone by is asked about", ([said, role, values]) => {
  expect(say(said, { role }).alternatives.find(({ slot }) => slot === "date")?.values).toEqual(values);
});

test.for<readonly [string, number, number]>([
  ["tháng nào cũng góp 3 triệu, 12 tháng", 12, 36_000_000],
  ["thang nao cung gop 200 ngan, 6 thang", 6, 1_200_000],
])("%s: %d instalments", ([said, instalments, value]) => {
  expect(say(said).slots).toMatchObject({ instalments, amount: { value } });
});

test.for<readonly [string, readonly object[]]>([
  ["góp 150 cuốn truyện cho thư viện trường", [{ item: "storybook", quantity: 150, unit: "book" }]],
  ["góp 10 lít dầu ăn", [{ item: "dầu ăn", quantity: 10, unit: null }]],
  ["góp sân chơi cho trường tiểu học Bình Giang 2", [{ item: "playground", quantity: null, unit: "work" }]],
])("%s: the things given", ([said, items]) => {
  expect(say(said).slots.items).toEqual(items);
});
