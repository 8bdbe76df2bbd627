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

test.for<readonly [said: string, role: string, slots: object]>([
  ["Thứ 7 này tôi chở đồ xuống được không, giao ở đâu?", "donor", { date: "2026-10-17" }],
  [
    "hẹn giao CK26-045 sáng thứ bảy tại Ủy ban xã",
    "donor",
    { pledge: "CK26-045", date: "2026-10-17", place: "Ủy ban xã" },
  ],
  [
    "CK26-045 giao ngày 5/12 ở trường tiểu học Phú Mỹ nhé",
    "donor",
    { pledge: "CK26-045", date: "2026-12-05", place: "trường tiểu học Phú Mỹ" },
  ],
  [
    "hand over CK26-054 at the primary school on 5 December",
    "donor",
    { pledge: "CK26-054", date: "2026-12-05", place: "the primary school" },
  ],
  ["nhắc tôi vào ngày 20/11", "donor", { date: "2026-11-20" }],
  ["nhắc tôi trước 3 ngày", "donor", {}],
  ["Gửi bản tin nhu cầu tháng 11", "province_officer", { period: "2026-11" }],
  ["gửi bản tin ngày 1/12", "province_officer", { date: "2026-12-01" }],
])("%s plans ahead", ([said, role, slots]) => {
  expect(slotsOf(said, role)).toEqual(slots);
});

test.for<readonly [said: string, role: string, slots: object]>([
  [
    "Chỉ tiêu năm 2027: đồ ấm 1.500 bộ, khám bệnh 3.000 lượt",
    "province_officer",
    {
      year: 2027,
      items: [
        { item: "warm_clothes", quantity: 1500, unit: "set" },
        { item: "health_check", quantity: 3000, unit: "visit" },
      ],
    },
  ],
  [
    "plan 2,000 school bags for 2027",
    "province_officer",
    { year: 2027, items: [{ item: "school_bag", quantity: 2000, unit: "piece" }] },
  ],
  ["y tế 2027: 210 em", "commune_officer", { year: 2027, sector: "health", beneficiaries: 210 }],
  [
    "Năm nay không có nhu cầu vui chơi giải trí",
    "commune_officer",
    { year: 2026, sector: "recreation", beneficiaries: 0 },
  ],
  ["giấy chứng nhận năm nay của tôi", "donor", { year: 2026 }],
  ["receipt for 2025 please", "donor", { year: 2025 }],
  ["thống kê năm 2026", "donor", { year: 2026 }],
  ["kết quả vận động quý 3 năm 2026", "donor", { period: "2026-Q3" }],
  ["lập dự thảo báo cáo năm nay", "commune_officer", { period: "2026" }],
  ["nộp báo cáo tuần này", "commune_officer", { period: "2026-W42" }],
])("%s is of a year or a period", ([said, role, slots]) => {
  expect(slotsOf(said, role)).toEqual(slots);
});

test.for<readonly [said: string, slots: object]>([
  ["Tạo mã mời cho cán bộ xã Giang Thành", { role: "commune_officer", area: "Giang Thành" }],
  ["create an invite for an officer in Vinh Dieu", { role: "commune_officer", area: "Vĩnh Điều" }],
  ["cấp mã mời cho chị Lan ở Hòn Đất", { role: "commune_officer", area: "Hòn Đất", person: "chị Lan" }],
  ["mời Sở Y tế tham gia", { role: "agency_officer", person: "Sở Y tế" }],
  ["invite a partner officer from the Red Cross", { role: "partner_officer", person: "Red Cross" }],
  ["Thu hồi quyền của cán bộ Nguyễn Văn B", { person: "Nguyễn Văn B" }],
  ["thu hoi quyen can bo xa giang thanh", { role: "commune_officer", area: "Giang Thành" }],
  ["Đề nghị khen thưởng Công ty Minh Phát", { person: "Công ty Minh Phát" }],
  ["de nghi khen thuong cong ty minh phat", { person: "cong ty minh phat" }],
  ["đưa Ngân hàng Cửu Long vào diện khen", { person: "Ngân hàng Cửu Long" }],
  ["tuyên dương câu lạc bộ Áo ấm biên cương", { person: "câu lạc bộ Áo ấm biên cương" }],
  ["propose a certificate of merit for donor Minh Phat", { person: "Minh Phat" }],
])("%s names who is meant as they are written", ([said, slots]) => {
  expect(slotsOf(said, "province_officer")).toEqual(slots);
});

test.for<readonly [said: string, slots: object]>([
  ["Khó khăn: đường vào ấp bị ngập, chưa phát đồ được", { text: "đường vào ấp bị ngập, chưa phát đồ được" }],
  [
    "Kính báo cáo khó khăn, vướng mắc: nhà tài trợ đề nghị hóa đơn nhưng xã không có thẩm quyền xuất.",
    { text: "nhà tài trợ đề nghị hóa đơn nhưng xã không có thẩm quyền xuất" },
  ],
  ["báo cáo khó khăn", {}],
  [
    "We have no boat to deliver to the hamlet, please escalate",
    { text: "We have no boat to deliver to the hamlet, please escalate" },
  ],
  ["GN26-101 chưa phát được vì nước lên", { delivery: "GN26-101", text: "GN26-101 chưa phát được vì nước lên" }],
])("%s tells an obstacle in the person's own words", ([said, slots]) => {
  expect(slotsOf(said, "commune_officer")).toEqual(slots);
});

test.for<readonly [said: string, role: string, slots: object]>([
  ["phat cho 58 em roi con lai 2 bo", "commune_officer", { child_turns: 58 }],
  [
    "xã đã cấp phát 80 bộ đồ ấm GN26-100 cho 80 em",
    "commune_officer",
    { delivery: "GN26-100", items: [{ item: "warm_clothes", quantity: 80, unit: "set" }], child_turns: 80 },
  ],
  [
    "ghi nhan nguon khac 30 cap sach",
    "commune_officer",
    { items: [{ item: "school_bag", quantity: 30, unit: "piece" }] },
  ],
  [
    "nguồn khác 40 cái mền, Tỉnh Đoàn, Vĩnh Điều",
    "commune_officer",
    { items: [{ item: "blanket", quantity: 40, unit: "piece" }], source: "Tỉnh Đoàn", area: "Vĩnh Điều" },
  ],
  ["mã liên kết của em là 482913", "donor", { code: "482913" }],
  ["liên kết Telegram", "donor", {}],
  ["KK26-003 xử lý tới đâu rồi?", "commune_officer", { code: "KK26-003" }],
  ["Đơn vị nào chưa nộp báo cáo năm?", "province_officer", { status: "missing" }],
  ["Khó khăn, vướng mắc nào chưa xử lý?", "province_officer", { status: "open" }],
  ["check overlaps for warm clothes in Giang Thanh", "province_officer", { item: "warm_clothes", area: "Giang Thành" }],
  [
    "tôi đã chuyển 5 triệu cho CK26-052 ngày 10/10",
    "donor",
    { pledge: "CK26-052", amount: { value: 5_000_000, currency: "VND" }, date: "2026-10-10" },
  ],
  ["Dưới 5 triệu thì giúp được gì?", "donor", { amount: { value: 5_000_000, currency: "VND" } }],
  ["Khi nào có nhu cầu mới về học tập thì báo tôi", "donor", { sector: "education" }],
])("%s says no more than it says", ([said, role, slots]) => {
  expect(slotsOf(said, role)).toEqual(slots);
});
