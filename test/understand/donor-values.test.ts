import { expect, test } from "vitest";
import { bare } from "../../src/understand/views.ts";
import type { Slots } from "../../src/model/frame.ts";
import { say } from "./world.ts";

type Row = readonly [said: string, slots: Partial<Slots>];
const vnd = (value: number) => ({ value, currency: "VND" as const });
const pledge = (said: string): Slots => say(said, { meant: "pledge.create" }).slots;
const amend = (said: string): Slots => say(said, { meant: "pledge.amend" }).slots;
const items = (said: string) => pledge(said).items?.map(({ item, quantity }) => [item, quantity]);

test.for([
  "xã Mỹ Thuận, gần quốc lộ 80 đó",
  "tỉnh lộ 963 đi vô chút, xã Bình Giang",
  "nhà tôi ở quận 7, gửi cho xã Thổ Sơn",
  "em học lớp 12, ở xã Hòa Điền",
  "we are a clinic in district 2, for Hon Dat",
  "công ty em có 210 công nhân, gửi về Tân Hội",
])("%s names a place or people and counts nothing", (said) => {
  expect(pledge(said).items).toBeUndefined();
  expect(pledge(said).amount).toBeUndefined();
});

test.for<readonly [string, string, number]>([
  ["tặng 4 bồn nước loại 1000 lít cho xã Hòn Nghệ", "water_tank", 4],
  ["tặng 10 bồn nước 500 lít", "water_tank", 10],
  ["góp 6 cái laptop, máy i5 ram 8", "computer", 6],
  ["nhà nghỉ ở phòng số 32, tặng 64 cái chăn", "blanket", 64],
  ["tụi em lớp 11A2 tặng 30 cuốn tập", "notebook", 30],
  ["ghi cho tôi 15 cái mền, nhà số 27", "blanket", 15],
  ["nhóm có 2 hội viên rút, còn lại góp 18 cái áo mưa", "raincoat", 18],
])("%s gives one thing, whatever its size or whoever gives it", ([said, item, quantity]) => {
  expect(items(said)).toEqual([[item, quantity]]);
});

test("a number behind the word for a class counts what is given to each of them", () => {
  expect(items("cho mỗi lớp 5 cuốn tập, có 4 lớp")).toEqual([["notebook", 20]]);
});

test.for<readonly [string, readonly (readonly [string, number])[]]>([
  [
    "gạo thì 3 tạ rưỡi, mì 50 thùng, dầu ăn 60 chai",
    [
      ["rice", 350],
      ["instant_noodles", 50],
      ["dầu ăn", 60],
    ],
  ],
  [
    "48 cái áo len với 2 chục cái khăn choàng",
    [
      ["warm_clothes", 48],
      ["khăn choàng", 20],
    ],
  ],
  [
    "viết 200 cây, thước kẻ 200 cây",
    [
      ["pen", 200],
      ["thước kẻ", 200],
    ],
  ],
  [
    "30 chai nước mắm, 20 thùng mì",
    [
      ["nước mắm", 30],
      ["instant_noodles", 20],
    ],
  ],
  [
    "nhóm gửi 100 cuốn tập, bàn ghế 24 bộ",
    [
      ["notebook", 100],
      ["bàn ghế", 24],
    ],
  ],
  [
    "áo mưa với ủng, mỗi thứ 35 cái",
    [
      ["raincoat", 35],
      ["boots", 35],
    ],
  ],
])("%s keeps each thing with its number", ([said, expected]) => {
  expect(items(said)).toEqual(expected);
});

test.for<readonly [string, string]>([
  ["tặng 60 cái kính cận", "kính cận"],
  ["góp 50 cái nón len", "nón len"],
  ["em gửi 20 chai dầu ăn", "dầu ăn"],
  ["gửi 40 cái bàn chải", "bàn chải"],
])("%s without diacritics is still that thing", ([said, item]) => {
  expect(pledge(bare(said)).items).toMatchObject([{ item }]);
});

test.for<Row>([
  ["tặng 15 chiếc xe đạp, mỗi chiếc khoảng 1 triệu 8", { items: [{ item: "bicycle", quantity: 15, unit: "vehicle" }] }],
  [
    "tặng 75 thẻ BHYT, giá 632 ngàn một thẻ",
    { items: [{ item: "health_insurance_card", quantity: 75, unit: "card" }] },
  ],
  ["I give 25 bikes, roughly 2 million dong each", { items: [{ item: "bicycle", quantity: 25, unit: "vehicle" }] }],
])("%s tells a price and gives no money besides", ([said, slots]) => {
  expect(pledge(said)).toEqual(slots);
});

test("a scholarship is its money", () => {
  expect(pledge("tài trợ 20 suất học bổng, mỗi suất 1 triệu")).toMatchObject({ amount: vnd(20_000_000) });
});

test.for<Row>([
  ["góp 200 nghìn một tháng, trong vòng 12 tháng", { amount: vnd(2_400_000), instalments: 12 }],
  ["500k VND each month for half a year", { amount: vnd(3_000_000), instalments: 6 }],
  ["I promise 5 million dong in 3 instalments", { amount: vnd(5_000_000), instalments: 3 }],
  ["USD 350 paid over 5 months", { amount: { value: 350, currency: "USD" }, instalments: 5 }],
  [
    "30 thùng sữa, giao 3 đợt, mỗi đợt 10 thùng",
    { items: [{ item: "milk", quantity: 30, unit: "carton" }], instalments: 3 },
  ],
])("%s is split as it was said", ([said, slots]) => {
  expect(pledge(said)).toMatchObject(slots);
});

test.for(["cho tui gop 2 bao gao 25 ky", "gop 2 bao gao, moi bao 25 ky", "1 bao gao 50 ky"])(
  "%s weighs fifty kilos and is no row of parts",
  (said) => {
    expect(pledge(said)).toEqual({ items: [{ item: "rice", quantity: 50, unit: "kg" }] });
  },
);

test.for<readonly [string, number]>([
  ["tặng mỗi em một cái cặp, xã mình có 64 em thì tui cho 64 cái", 64],
  ["trường có 612 học sinh, mỗi em góp 1 cuốn tập, tổng cộng 612 cuốn", 612],
  ["mỗi em 2 cuốn tập, có 30 em, tổng 60 cuốn", 60],
])("%s tells the total twice and gives it once", ([said, quantity]) => {
  expect(pledge(said).items?.map((each) => each.quantity)).toEqual([quantity]);
});

test.for<Row>([
  [
    "Hồi Trung thu tụi mình tặng 60 lồng đèn rồi, giờ đăng ký thêm 70 phần quà Tết",
    { items: [{ item: "tet_gift", quantity: 70, unit: "gift" }] },
  ],
  ["Năm ngoái góp 20 triệu, năm nay góp 30 triệu", { amount: vnd(30_000_000) }],
  [
    "Đợt trước tôi gửi 40 cái mền, lần này 55 cái mùng",
    { items: [{ item: "mosquito_net", quantity: 55, unit: "piece" }] },
  ],
  [
    "Last year we gave 100 bikes, this time 120 raincoats",
    { items: [{ item: "raincoat", quantity: 120, unit: "piece" }] },
  ],
])("%s gives what is given now", ([said, slots]) => {
  expect(pledge(said)).toMatchObject(slots);
});

test.for<Row>([
  ["Khoản 80 cái áo mưa CK26-019 đổi hạn qua ngày 30/10, vẫn 80 cái", { pledge: "CK26-019", due: "2026-10-30" }],
  ["keep CK26-029 at 60 sets but hide our name from now on", { pledge: "CK26-029", visibility: "anonymous" }],
  ["cho trễ lại tới 28/10 cái vụ gạo CK26-050", { pledge: "CK26-050", due: "2026-10-28" }],
  [
    "Bỏ bớt 70 bộ trong CK26-045, chỉ giữ 130 bộ",
    { pledge: "CK26-045", items: [{ item: null, quantity: 130, unit: "set" }] },
  ],
  ["CK26-058 sửa thành 18 triệu, có 2 hội viên rút", { pledge: "CK26-058", amount: vnd(18_000_000) }],
  [
    "CK26-122 đổi gạo từ 300 ký thành 2 tạ rưỡi, mì vẫn để 20 thùng",
    {
      pledge: "CK26-122",
      items: [
        { item: "rice", quantity: 250, unit: "kg" },
        { item: "instant_noodles", quantity: 20, unit: "carton" },
      ],
    },
  ],
])("%s changes only what is said to change", ([said, slots]) => {
  expect(amend(said)).toEqual(slots);
});

test.for<readonly [string, string | undefined]>([
  ["em nhận 18 thùng sữa, t7 tuần sau em giao", "2026-10-24"],
  ["nhan 18 thung sua, t7 tuan sau em giao", "2026-10-24"],
  ["tặng 3 chiếc xe đạp, mua hồi năm 2023", undefined],
  ["2 laptops, bought in 2021", undefined],
  ["tháng này mình bán trà chanh được 4tr350, xin góp hết", undefined],
  ["lương tháng này tôi trích 1.200.000 đồng", undefined],
  ["tháng này tôi góp 500k", "2026-10-31"],
])("%s is due on %s", ([said, due]) => {
  expect(pledge(said).due).toBe(due);
});

test.for<readonly [string, string | undefined]>([
  ["Tạm ngưng lời nhắc tới hết tháng, tôi đi công tác", "2026-10-31"],
  ["đổi qua nhắc buổi sáng đi", undefined],
  ["nhắc tôi vào sáng mai", "2026-10-16"],
])("%s sets reminders until or on %s", ([said, date]) => {
  expect(say(said, { meant: "reminder.settings" }).slots.date).toBe(date);
});

test.for<readonly [string, Partial<Slots>]>([
  ["da chuyen khoan 1tr5 ngay 13/10 ma ck26-077", { amount: vnd(1_500_000), date: "2026-10-13", pledge: "CK26-077" }],
  ["hum kia e ck 850k r ad ơi", { amount: vnd(850_000), date: "2026-10-13" }],
  ["Đã chuyển 18 triệu hôm thứ hai tuần này", { amount: vnd(18_000_000), date: "2026-10-12" }],
])("%s tells how much and when", ([said, slots]) => {
  expect(say(said, { meant: "pledge.transferred" }).slots).toMatchObject(slots);
});

test.for<readonly [string, string]>([
  ["toi nha van hoa ap sang 22/10 de giao CK26-097", "nha van hoa ap"],
  ["CK26-036 qua kho bên em lấy, thứ sáu này", "kho bên em"],
  ["CK26-036 giao tại kho nhà mình", "kho nhà mình"],
  ["CK26-036 qua kho nhà tui chở", "kho nhà tui"],
  ["CK26-036 giao nhà sinh hoạt cộng đồng", "nhà sinh hoạt cộng đồng"],
  ["collect CK26-036 from our warehouse this Friday", "our warehouse"],
])("%s tells where", ([said, place]) => {
  expect(say(said, { meant: "pledge.schedule" }).slots.place).toBe(place);
});

test.for<readonly [string, string]>([
  ["nhận sửa xe đạp free cho học sinh ở Minh Lương tới cuối năm", "sửa xe đạp free cho học sinh"],
  [
    "muốn kèm toán miễn phí mỗi tuần 3 buổi cho học sinh lớp 6 ở Tân Hội",
    "kèm toán miễn phí mỗi tuần 3 buổi cho học sinh lớp 6",
  ],
])("%s offers work", ([said, service]) => {
  expect(pledge(said).service).toBe(service);
});

test.for<Row>([
  ["góp 850 ngàn mua áo ấm cho các bạn", { amount: vnd(850_000) }],
  ["quyên được 2tr350, muốn mua tập với viết cho mấy em", { amount: vnd(2_350_000) }],
  ["mỗi người góp 20 ngàn, tổng cộng ủng hộ 4.200.000 đồng", { amount: vnd(4_200_000) }],
])("%s gives one sum of money", ([said, slots]) => {
  expect(pledge(said)).toEqual(slots);
});

test("a part of a whole sum is what was sent", () => {
  expect(
    say("đã chuyển khoản đợt 2 là 4 triệu, trong tổng 12 triệu", { meant: "pledge.transferred" }).slots.amount,
  ).toEqual(vnd(4_000_000));
});

test.for<Row>([
  [
    "hạn CK26-015 sửa thành 5/12, mấy em lớp 4 có đủ rồi nên giảm còn 28 cái",
    { items: [{ item: null, quantity: 28, unit: "piece" }] },
  ],
  ["CK26-052 chi gop duoc 3tr5, con toi vo lop 10 ton qua", { amount: vnd(3_500_000) }],
])("%s takes no value from the reason", ([said, slots]) => {
  expect(amend(said)).toEqual({
    ...slots,
    pledge: expect.any(String),
    ...(said.startsWith("hạn") ? { due: "2026-12-05" } : {}),
  });
});

test.for<readonly [string, readonly (readonly [string | null, number])[]]>([
  ["benh vien to chuc kham mat mien phi cho 150 em", [["eye_check", 150]]],
  [
    "ao mua voi ung, moi thu 35",
    [
      ["raincoat", 35],
      ["boots", 35],
    ],
  ],
  ["I can give 15 used laptops", [["computer", 15]]],
  ["I give 3 of my laptops", [["computer", 3]]],
  ["we give 12 of our laptops", [["computer", 12]]],
  ["15 of our members give 20 laptops", [["computer", 20]]],
  ["building 3 playgrounds", [["playground", 3]]],
  ["gop ao quan 20 bo", [[null, 20]]],
  ["tặng ổ khóa 20 cái", [["ổ khóa", 20]]],
  [
    "góp gạo 50 ký, đường 20, muối 5",
    [
      ["rice", 50],
      ["đường", 20],
      ["muối", 5],
    ],
  ],
  ["tặng sữa không đường 20 hộp", [["milk", 20]]],
  ["sữa tươi ít đường 48 hộp", [["milk", 48]]],
  ["góp 20 ký đường", [["đường", 20]]],
  ["góp 20 bao tay", [["bao tay", 20]]],
  ["góp 20 ổ khóa", [["ổ khóa", 20]]],
  ["20 bao gạo loại 10 kg", [["rice", 200]]],
  ["góp 200 ổ bánh mì", [["bánh mì", 200]]],
  ["góp 200 quả trứng gà", [["trứng gà", 200]]],
  ["góp 20 tuýp kem đánh răng", [["kem đánh răng", 20]]],
  ["góp 20 đòn bánh tét", [["bánh tét", 20]]],
  ["bánh chưng 20 cái", [["bánh chưng", 20]]],
  ["nồi cơm điện 10 cái", [["nồi cơm điện", 10]]],
  ["mưa kéo dài 3 tuần, góp 20 áo mưa", [["raincoat", 20]]],
  ["we can check the teeth of 90 children", [["dental_check", 90]]],
])("%s is counted right", ([said, expected]) => {
  expect(items(said)).toEqual(expected);
});
