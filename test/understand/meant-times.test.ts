import { describe, expect, test } from "vitest";
import { say } from "./world.ts";

const officer = { role: "commune_officer" };

describe("a receipt is of the day on which something came, and not of the day that was promised", () => {
  test.for([
    ["hàng hẹn 8/10 giao mà 12/10 mới tới, 40 cái cặp CK26-127", "2026-10-12"],
    ["hang hen 8/10 ma 12/10 moi toi: 40 cai cap CK26-127", "2026-10-12"],
    ["dự kiến 5/10 mà tới 12/10 xe mới xuống, nhận 30 thùng sữa CK26-031", "2026-10-12"],
    ["nhận 40 cái mền CK26-031 hôm 9/10, họ hẹn 20/10 giao nốt", "2026-10-09"],
    ["received 45 bags on CK26-066 on 9 October, they were due on 1 October", "2026-10-09"],
    ["xe rời kho 10/10, đến nơi 12/10, 40 thùng mì CK26-020", "2026-10-12"],
    ["nhận 20 thùng sữa CK26-030 hôm qua, hạn dùng 20/12/2026", "2026-10-14"],
    ["nhận xong 40 cái mền CK26-031, kho giữ tới 20/10 kiểm", undefined],
    ["như đã hẹn hôm qua nhận đủ 50 cái cặp CK26-127", "2026-10-14"],
    ["họ hứa 100 cái mà hôm qua chỉ giao 60 cái mền CK26-066", "2026-10-14"],
    ["handed out 20 life jackets to children in Nam Du yesterday", "2026-10-14"],
  ] as const)("%s", ([text, date]) => {
    expect(say(text, officer).slots.date).toBe(date);
  });

  test("nothing has happened tomorrow", () => {
    expect(say("sáng nay nhận 40 cái mền CK26-031, mai họ giao tiếp", officer).slots.date).toBe("2026-10-15");
    expect(say("CK26-035 chuyển 250k rồi, mai báo mình khi nhận được").slots.date).toBeUndefined();
  });
});

describe("a whole day counts more than an hour, and this morning may follow a code", () => {
  test.for([
    ["quỹ nhận 2 triệu của CK26-077 lúc gần nửa đêm, tính ngày 13/10", "fund_officer", "2026-10-13"],
    ["đã chuyển 12 triệu cho CK26-033 hồi sáng", "donor", "2026-10-15"],
    ["đã chuyển 12 triệu cho CK26-033 lúc sáng", "donor", "2026-10-15"],
  ] as const)("%s", ([text, role, date]) => {
    expect(say(text, { role }).slots.date).toBe(date);
  });
});

describe("when something was counted again or entered is no day of the delivery", () => {
  test.for([
    ["GN26-095 sửa từ 200 còn 185 cuốn vở, do kiểm kê lại ngày 14/10", undefined],
    ["GN26-088 sửa còn 45 cái mền, thủ kho đếm hôm qua", undefined],
    ["GN26-156 thành 90 bộ đồ ấm, hồi nãy sót 10 bộ", undefined],
    ["GN26-077 sửa lại ngày nhận là 12/10, hồi nãy em ghi lộn", "2026-10-12"],
  ] as const)("%s", ([text, date]) => {
    expect(say(text, officer).slots.date).toBe(date);
  });
});

describe("a time that only tells how things stand is no deadline", () => {
  test.for([
    ["hồi nãy em nói 100 cái, giờ góp 120 cái áo mưa nha", undefined],
    ["120 bộ đồ ấm cho Tây Yên, hoi nay noi 100 la thieu", undefined],
    ["khóa tụi em gặp lại sau 30 năm, tặng 15 chiếc xe đạp", undefined],
    ["tặng 15 chiếc xe đạp sau 3 tuần", "2026-11-05"],
    ["tặng 20 áo phao, mùa lũ tới rồi", undefined],
    ["tặng 20 áo phao trước mùa lũ", "2027-07-31"],
    ["tặng 20 phần quà Tết, gần Tết rồi", undefined],
    ["tặng 20 phần quà Tết, giao trước Tết", "2027-02-05"],
    ["tặng 30 áo ấm, 3 ngày nay rét quá", undefined],
    ["tặng 30 áo mưa, mùa mưa năm nay dài, giao tuần tới", "2026-10-25"],
    ["vợ chồng mình cưới hôm 9/10, góp 15 triệu cho Tây Yên", undefined],
    ["góp 20 phần quà 20/11 cho thầy cô, hạn cuối 15/11", "2026-11-15"],
    ["gửi 20 áo phao, có gì nhắn zalo sau 18h nha", undefined],
    ["dạy vẽ 4 buổi sáng chủ nhật cho 20 bé ở Hòn Tre", undefined],
    ["dạy vẽ sáng chủ nhật cho 20 bé ở Hòn Tre", "2026-10-18"],
    ["chung toi la quy tu thien, gop 20 cai men", undefined],
    ["có 35 cái mền mơi tinh, cho hết", undefined],
  ] as const)("%s", ([text, due]) => {
    expect(say(text).slots.due).toBe(due);
  });

  test("what an office settles today is needed later", () => {
    expect(say("NC26-060 hôm nay chốt 18 chiếc xe đạp", officer).slots.due).toBeUndefined();
    expect(say("NC26-060 hôm nay chốt 18 chiếc xe đạp, hạn 20/11", officer).slots.due).toBe("2026-11-20");
  });
});

describe("the latest acceptable day binds", () => {
  test.for([
    ["20/11 tui rảnh xe, góp 20 cái mền, trễ lắm là 22/11", "2026-11-22"],
    ["góp 20 cái mền, chậm lắm là cuối tháng", "2026-10-31"],
    ["góp 20 cái mền trước khi hết tháng 11", "2026-11-30"],
    ["gop 20 cai men truoc khi het thang nay", "2026-10-31"],
    ["góp 20 cái mền trước khi bước sang tháng 12", "2026-11-30"],
    ["góp 20 cái mền trước 30/11", "2026-11-29"],
    ["góp 20 cái mền, cùng lắm thứ bảy giao", "2026-10-17"],
    ["trễ lắm rồi, mai giao 20 cái mền", "2026-10-16"],
    ["khám mắt 100 em vào 2 ngày cuối tuần cuối tháng 11", "2026-11-29"],
  ] as const)("%s", ([text, due]) => {
    expect(say(text).slots.due).toBe(due);
  });

  test("a new deadline is no day after today", () => {
    expect(say("NC26-071 han moi la truoc tet", officer).slots.due).toBe("2027-02-05");
    expect(say("gui 20 ao phao sang moi").slots.due).toBe("2026-10-16");
  });
});

describe("of two years a target is for the later one", () => {
  const role = "province_officer";
  test.for([
    ["Năm nay đạt 800 xe đạp, năm 2027 nâng chỉ tiêu lên 1.000 chiếc", 2027],
    ["chỉ tiêu 2027 xe đạp 900 chiếc, năm nay 800", 2027],
    ["đầu năm 2027 giao chỉ tiêu 90 tấn gạo", 2027],
    ["giao chỉ tiêu năm nay 500 áo ấm", 2026],
  ] as const)("%s", ([text, year]) => {
    expect(say(text, { role }).slots.year).toBe(year);
  });

  test("people whom a bulletin goes to do not turn its month", () => {
    expect(say("gửi bản tin tháng 10 tới 34 người nhận, ngày 20/10", { role }).slots.period).toBe("2026-10");
    expect(say("gửi bản tin tháng 3 tới cho người nhận tin", { role }).slots.period).toBe("2027-03");
  });
});

test("a market is called after a weekday, and what is counted is none", () => {
  expect(say("mai tui chở tới chợ Thứ Bảy giao CK26-083").slots).toMatchObject({ date: "2026-10-16" });
  expect(say("đã chuyển 500k cho CK26-077, đây là lần thứ 2").slots.date).toBeUndefined();
  expect(say("vo toi da chuyen 2 trieu cho CK26-052").slots.date).toBeUndefined();
  expect(say("vo toi da chuyen 2 trieu cho CK26-052 hom qua").slots.date).toBe("2026-10-14");
});

describe("of two days of which nothing tells the one that is meant, the person is asked", () => {
  test.for([
    ["giao CK26-129 thứ bảy hoặc chủ nhật đều được", "donor", ["2026-10-17", "2026-10-18"]],
    ["nhận 20 cái mền hôm 9/10, ký biên bản 12/10, CK26-088", "commune_officer", ["2026-10-09", "2026-10-12"]],
  ] as const)("%s", ([text, role, values]) => {
    expect(say(text, { role }).alternatives).toEqual([expect.objectContaining({ values })]);
  });

  test.for([
    ["hẹn giao CK26-129 tại nhà thiếu nhi ngày 26/10, 25/10 không có ai nhận", "2026-10-26"],
    ["dời CK26-088 từ 20/11 qua 30/11", undefined],
    ["hom 9/10 ky giay, toi 12/10 thi 50 trieu da chuyen cho CK26-106", "2026-10-12"],
  ] as const)("but not in: %s", ([text, date]) => {
    const { slots, alternatives } = say(text);
    expect(alternatives).toEqual([]);
    expect(slots.date).toBe(date);
  });
});
