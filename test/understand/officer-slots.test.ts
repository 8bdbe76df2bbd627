import { describe, expect, test } from "vitest";
import type { SlotName } from "../../src/model/frame.ts";
import { say } from "./world.ts";

type Row = readonly [text: string, value: unknown, role?: string];

function table(slot: SlotName, rows: readonly Row[]): void {
  describe(`the slot ${slot}`, () => {
    test.for(rows)("%s", ([text, value, role = "commune_officer"]) => {
      expect(say(text, { role }).slots[slot]).toEqual(value);
    });
  });
}

table("child_turns", [
  ["GN26-160: ấp trên 20 em, ấp dưới 15 em, đã phát áo mưa hôm 11/10", 35],
  ["đã phát GN26-099: đợt đầu 30 em, đợt sau 26 em, tổng cộng 56 em", 56],
  ["đã phát 64 áo phao GN26-119 cho 64 em, có 2 em chưa mặc vừa", 64],
  ["đã phát GN26-120 cho 40 em, có 3 em vắng", undefined],
]);

table("items", [
  ["GN26-160: ấp trên 20 em, ấp dưới 15 em, mỗi em một áo mưa", [{ item: "raincoat", quantity: 35, unit: "piece" }]],
  ["sửa GN26-117 dư 10 bộ, đếm lại đồ ấm có 70 bộ", [{ item: "warm_clothes", quantity: 70, unit: "set" }]],
  ["sửa GN26-083 còn 118 phần do đếm trùng 2 phần", [{ item: null, quantity: 118, unit: "gift" }]],
  [
    "NC26-036 ban đầu xin 120 bộ đồ ấm, giờ 155 mới đủ, cập nhật giúp",
    [{ item: "warm_clothes", quantity: 155, unit: "set" }],
  ],
  ["cập nhật NC26-038: khám răng 260 em thay vì 210", [{ item: "dental_check", quantity: 260, unit: "visit" }]],
  ["có 28 em chưa có thẻ BHYT, lập nhu cầu mua thẻ", [{ item: "health_insurance_card", quantity: 28, unit: "card" }]],
  [
    "nguồn khác: Hội Nông dân hỗ trợ 80 thẻ BHYT, không tính vào vận động 588",
    [{ item: "health_insurance_card", quantity: 80, unit: "card" }],
  ],
  [
    "nhận 100 thùng sữa của CK26-045, 7 thùng móp méo trả lại, còn 93 thùng",
    [{ item: "milk", quantity: 100, unit: "carton" }],
  ],
]);

table("rejected", [
  ["nhận 20 bồn nước loại 500 lít CK26-088", undefined],
  ["nhận 100 thùng sữa CK26-045, mốc 5", 5],
  ["nhận 100 thùng sữa CK26-045, hư 5, mốc 2", 7],
  ["nhận 40 thùng sữa CK26-051, bể mất 2 thùng", 2],
]);

table("source", [
  ["nguồn khác: phụ huynh tự góp mua 35 đôi dép", "phụ huynh"],
  ["nguồn khác: công an xã họ cũng lo cho 25 em áo ấm", "công an xã"],
  ["nguồn khác: nhà tài trợ Minh Phát tặng 20 xe đạp", "nhà tài trợ Minh Phát"],
  ["nguồn khác: Nhà tài trợ Công ty Minh Phát tặng 20 xe đạp", "Nhà tài trợ Công ty Minh Phát"],
  ["nguồn khác: quỹ Góp Yêu Thương tặng 20 xe đạp", "quỹ Góp Yêu Thương"],
  ["nguồn khác: nhóm Lo Cho Em tặng 20 xe đạp", "nhóm Lo Cho Em"],
  ["nguon khac: cong ty lo hoi tang 20 xe dap", "cong ty lo hoi"],
  ["Báo Tuổi Trẻ đã tặng xã mình 20 suất học bổng", "Báo Tuổi Trẻ"],
  ["ghi nguồn khác: doanh nghiệp ngoài kia tài trợ 12 xe đạp cho Hà Tiên", "doanh nghiệp"],
]);

table("reason", [
  [
    "không duyệt NC26-060, yêu cầu đơn vị giải trình thêm lý do ngoại lệ",
    "giải trình thêm lý do ngoại lệ",
    "province_officer",
  ],
  ["tra lai nc26-054 thieu do tuoi", "thieu do tuoi", "province_officer"],
  ["trả lại NC26-070 để xã bổ sung danh sách", "bổ sung danh sách", "province_officer"],
  ["NC26-088 giá một chiếc cao quá, trả lại cho trường", "giá một chiếc cao quá", "province_officer"],
  ["trả lại NC26-051 giùm, kêu xã làm lại", undefined, "province_officer"],
  ["trả lại NC26-051 để xã làm lại", undefined, "province_officer"],
]);

table("person", [
  ["mời cán bộ Quỹ Bảo trợ trẻ em, tên Thu Hà", "Thu Hà", "province_officer"],
  ["cấp quyền cán bộ xã Vĩnh Điều cho đồng chí Sơn", "đồng chí Sơn", "province_officer"],
  ["hoi chu thap do can mot tai khoan can bo cho anh loc, moi giup", "anh loc", "province_officer"],
  ["thu hoi quyen cua can bo nguyen van b", "nguyen van b", "province_officer"],
  ["gỡ quyền cán bộ quỹ của chị Năm", "chị Năm", "province_officer"],
  ["go quyen can bo quy cua co ba", "co ba", "province_officer"],
  ["đề nghị khen thưởng chị Trần Thị Quyền", "chị Trần Thị Quyền", "province_officer"],
  ["đề nghị khen thưởng anh Nguyễn Văn Vụ", "anh Nguyễn Văn Vụ", "province_officer"],
  ["gỡ anh Ngô Quyền quyền cán bộ", "anh Ngô Quyền", "province_officer"],
  ["đề nghị khen Tỉnh Đoàn năm nay", "Tỉnh Đoàn", "province_officer"],
]);

table("role", [
  ["thêm cán bộ Tỉnh Đoàn là chị Vy với vai trò đối tác", "partner_officer", "province_officer"],
  ["mời cán bộ cấp sở", "agency_officer", "province_officer"],
]);

table("year", [["plan target 2027, clothing: 2,500 warm sets (last year we had 1,800)", 2027, "province_officer"]]);
table("date", [["đếm lại GN26-142 thấy 63 cặp, hồi sáng nhập 60 là sai, sửa giúp", undefined]]);
table("period", [
  ["em cần bản dự thảo báo cáo để chiều nay trình ký, báo cáo năm nay", "2026"],
  ["gửi bản tin tháng 10 tới các nhà tài trợ", "2026-10", "province_officer"],
  ["gửi bản tin tháng 11 tới", "2026-11", "province_officer"],
  ["gui ban tin thang 10 toi moi nguoi", "2026-10", "province_officer"],
]);
table("status", [["báo cáo quý 3 nộp trễ nhất ngày mấy?", undefined]]);
