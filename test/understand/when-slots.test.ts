import { describe, expect, test } from "vitest";
import { say } from "./world.ts";

describe("of two times the one that binds or that somebody acts at is the day", () => {
  test.for([
    ["Hổm rày mưa hoài, tui gửi 40 áo mưa cho Đông Thái, mai có xe chở", "2026-10-16"],
    ["Xin góp 20 đôi ủng cho mùa lũ, chậm nhất 31/10", "2026-10-31"],
    ["tuần này tui bận, xin góp 30 cái mền, thứ hai tuần sau giao", "2026-10-19"],
    ["góp 10 cái cặp, mot giao", "2026-10-17"],
  ] as const)("%s", ([text, due]) => {
    expect(say(text).slots.due).toBe(due);
  });
});

describe("what only tells how things stand is no deadline", () => {
  test.for([
    "tôi năm nay 70 tuổi, xin góp 20 cái mền",
    "toi nam nay 70 tuoi, xin gop 20 cai men",
    "hổm rày nghe nói thiếu mền, góp 20 cái mền nha",
    "mùa nước nổi này cho mình góp 30 áo phao",
  ])("%s", (text) => {
    expect(say(text).slots.due).toBeUndefined();
  });
});

test("a look at the list tonight asks for no needs of tonight", () => {
  expect(say("tối nay họp rồi, cho mình xem Vĩnh Thuận đang cần gì").slots.due).toBeUndefined();
  expect(say("Vĩnh Thuận cần gì trước 20/11").slots.due).toBe("2026-11-19");
});

test.for([
  ["cam kết nào tới hạn tháng sau", "province_officer", "2026-11"],
  ["which pledges are due next month", "province_officer", "2026-11"],
  ["cam kết nào tới 30/10 mà chưa giao", "province_officer", undefined],
  ["hôm nay NC26-057 còn thiếu bao nhiêu", "commune_officer", undefined],
] as const)("%s", ([text, role, period]) => {
  expect(say(text, { role }).slots.period).toBe(period);
});

test.for([
  ["gửi bản tin nhu cầu quý 4 sáng mai", { period: "2026-Q4", date: "2026-10-16" }],
  ["phát bản tin tuần này vào thứ sáu", { period: "2026-W42", date: "2026-10-16" }],
  ["gửi bản tin nhu cầu sáng mai", { date: "2026-10-16" }],
  ["gui ban tin nhu cau ngay bay gio", {}],
] as const)("%s", ([text, slots]) => {
  expect(say(text, { role: "province_officer" }).slots).toEqual(slots);
});

test("nets are no day of the moon, and the gifts of a feast no day of the feast", () => {
  const role = "commune_officer";
  expect(say("đã phát cho tụi nhỏ: mùng 25, mền 25", { role }).slots.date).toBeUndefined();
  expect(say("ben mat tran co phat qua tet roi, 100 phan, ghi nguon khac", { role }).slots.date).toBeUndefined();
  expect(say("đã phát 20 cái mền hôm mùng 5", { role }).slots.date).toBe("2026-10-05");
});

test("next year is a year behind bicycles, too", () => {
  expect(say("Đặt mục tiêu xe đạp năm tới là 200 chiếc", { role: "province_officer" }).slots).toMatchObject({
    year: 2027,
    items: [{ item: "bicycle", quantity: 200 }],
  });
});
