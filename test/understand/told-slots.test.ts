import { describe, expect, test } from "vitest";
import type { SlotName } from "../../src/model/frame.ts";
import { entitiesOf, say } from "./world.ts";

type Row = readonly [text: string, role: string, value: unknown];

function table(slot: SlotName, rows: readonly Row[]): void {
  describe(`the slot ${slot}`, () => {
    test.for(rows)("%s", ([text, role, value]) => {
      expect(say(text, { role }).slots[slot]).toEqual(value);
    });
  });
}

table("visibility", [
  ["góp 20 cái cặp, không nêu tên công ty", "donor", "anonymous"],
  ["góp 20 cái cặp, nêu tên công ty giúp", "donor", "named"],
  ["I would like to give 20 blankets, please don't show our names", "donor", "anonymous"],
  ["We can give 50 notebooks, no need to mention us", "donor", "anonymous"],
  ["góp 2 triệu, ghi tên viết tắt", "donor", "initials"],
  ["góp 2 triệu, ký tên tắt thôi", "donor", "initials"],
  ["CK26-066 hồi trước để ẩn danh, giờ muốn công khai tên", "donor", "named"],
  ["CK26-066 công khai tên giùm, trước đây để ẩn danh", "donor", "named"],
  ["CK26-066 giấu tên lại đi, lỡ ghi tên rồi", "donor", "anonymous"],
  ["CK26-066 để tên chứ không ẩn danh nha", "donor", "named"],
  ["change CK26-066 from anonymous to our company name", "donor", "named"],
  ["cho mình ghi tên 2 triệu rưỡi, đừng để tên mình lên đâu hết", "donor", "anonymous"],
  ["30 raincoats for Hon Dat, keep my name out of it", "donor", "anonymous"],
]);

table("place", [
  ["Mai em ghé trạm y tế xã giao CK26-110", "donor", "trạm y tế xã"],
  ["hen nha tai tro CK26-058 ngay 22/10 giao tai tram y te", "commune_officer", "tram y te"],
  ["ngày 20/11 giao CK26-045 ở bến đò Vàm Răng", "donor", "bến đò Vàm Răng"],
  ["ngay 20/11 giao CK26-045 o ben do vam rang", "donor", "ben do vam rang"],
  ["Đặt lịch trao CK26-102: 20/11, sân trường", "donor", "sân trường"],
]);

table("source", [
  ["Ghi nguồn khác: hôm 2/10 quân khu có cho tụi nhỏ 70 cái mùng", "commune_officer", "quân khu"],
  ["Nguồn khác, 15 máy tính của Viettel tặng trường", "commune_officer", "Viettel"],
  ["Nguồn khác: Đồn biên phòng hôm 5/9 có cho 42 cái ba lô", "commune_officer", "Đồn biên phòng"],
]);

table("reason", [
  ["Trả lại nhu cầu NC26-080 vì thiếu hạn", "province_officer", "thiếu hạn"],
  ["Nhu cầu NC26-080 ghi thiếu hạn, gửi lại xã bổ sung nhé", "province_officer", "ghi thiếu hạn"],
  ["NC26-023 tạm ngưng, chờ xác minh", "province_officer", "chờ xác minh"],
  ["đừng để nhà tài trợ đăng ký NC26-052 nữa, cho tạm ngưng", "province_officer", undefined],
  ["Put NC26-022 on hold until 1 November", "province_officer", undefined],
  ["pause NC26-022 until the commune confirms", "province_officer", "until the commune confirms"],
  [
    "Send NC26-078 back to the commune: it lists 3 hamlets but only 2 have figures",
    "province_officer",
    "it lists 3 hamlets but only 2 have figures",
  ],
  [
    "NC26-023 chưa đạt, trả về: đơn giá một chiếc xe đạp cao quá",
    "province_officer",
    "đơn giá một chiếc xe đạp cao quá",
  ],
  ["NC26-051 chưa duyệt được, danh sách ấp chưa có xác nhận", "province_officer", "danh sách ấp chưa có xác nhận"],
  ["NC26-064 số thẻ chưa khớp danh sách, trả lại để xã tính lại", "province_officer", "số thẻ chưa khớp danh sách"],
  ["tam dung NC26-044 cho bao gia moi", "province_officer", "cho bao gia moi"],
]);

table("service", [
  ["em là thợ sửa xe, nhận sửa xe đạp miễn phí cho học sinh Minh Lương", "donor", "sửa xe đạp miễn phí cho học sinh"],
  ["em có xe tải, chở hàng giúp miễn phí xuống Giang Thành", "donor", "chở hàng giúp miễn phí"],
  ["có 5 huấn luyện viên, xin nhận dạy bơi miễn phí cho trẻ xã Tân Thạnh", "donor", "dạy bơi miễn phí cho trẻ"],
]);

table("sector", [
  ["health centre needs 30 mosquito nets for Hon Dat", "commune_officer", undefined],
  ["trạm y tế xin 30 cái mùng", "commune_officer", undefined],
  ["cần 30 cái mùng, lĩnh vực y tế", "commune_officer", "health"],
  ["we need 30 mosquito nets for health", "commune_officer", "health"],
]);

table("amount", [
  ["sang nay tui chuyen 2tr vo quy roi do ck26-052", "donor", { value: 2_000_000, currency: "VND" }],
  ["CK26-133 bao co nam trieu chan sang nay", "fund_officer", { value: 5_000_000, currency: "VND" }],
  ["da thu 1 trieu 2 cua nha hao tam, CK26-140", "fund_officer", { value: 1_200_000, currency: "VND" }],
  ["quỹ đã nhận 8 cu, CK26-098", "fund_officer", { value: 8_000_000, currency: "VND" }],
]);

table("status", [
  ["cho xem các cam kết đã giao đủ", "province_officer", "fulfilled"],
  ["CK26-052 đã đủ tiền chưa", "fund_officer", undefined],
  ["show me the pledges past their date", "province_officer", "overdue"],
]);

table("list_ref", [
  ["turn down CK26-091, second-hand toys", "province_officer", undefined],
  ["cho xem nhu cầu thứ hai", "donor", 2],
]);

table("person", [
  ["Năm nay ai xứng đáng được khen đợt này em", "province_officer", undefined],
  ["Bỏ quyền của chị Thu bên Hội Phụ nữ", "province_officer", "chị Thu"],
]);

test("the sector of a review may be told by a thing", () => {
  const { slots } = say("rà soát nhu cầu mục đồ ấm năm 2027 có 66 em", { role: "commune_officer" });
  expect(slots).toMatchObject({ sector: "clothing", year: 2027, beneficiaries: 66 });
});

test.for([
  ["nc 26 40 con thieu nhieu khong", "NC26-040"],
  ["ck 45 80 bộ", "CK26-045"],
] as const)("%s names %s", ([text, code]) => {
  expect(entitiesOf(text).find(({ type }) => type === "code")).toMatchObject({ code });
});
