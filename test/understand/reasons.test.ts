import { describe, expect, test } from "vitest";
import { say } from "./world.ts";

const role = "province_officer";
const commune = "commune_officer";

describe("the reason", () => {
  test.for([
    ["Vì trạm y tế đổi thuốc nên ngưng tạm NC26-014", "trạm y tế đổi thuốc"],
    ["Lý do: đường hư. Tạm dừng NC26-026", "đường hư"],
    ["Since the truck broke down, pause NC26-017", "the truck broke down"],
    ["lý do từ chối CK26-021 là bên họ chưa ký giấy", "bên họ chưa ký giấy"],
    ["Tạm dừng nhu cầu NC26-025 (kho đầy)", "kho đầy"],
    ["Kho xã hết chỗ rồi, tạm ngưng NC26-027 giùm", "Kho xã hết chỗ rồi"],
    ["Hàng cận hạn, không nhận CK26-018 nha", "Hàng cận hạn"],
    ["tạm ngưng NC26-020 chờ ý kiến ủy ban", "chờ ý kiến ủy ban"],
    ["Gửi trả NC26-050 cho trường bổ sung số lớp", "bổ sung số lớp"],
    ["Trả lại NC26-051, sữa hết hạn trước 30/10", "sữa hết hạn trước 30/10"],
    ["tra lai NC26-014, bo sung them co giay 28 toi 34", "bo sung them co giay 28 toi 34"],
  ] as const)("is heard in %s", ([text, reason]) => {
    expect(say(text, { role }).slots.reason).toBe(reason);
  });

  test.for([
    "Tạm dừng NC26-018, đừng nhận thêm nha em",
    "Từ chối CK26-022, nhắn người ta giùm",
    "Chào em, tạm dừng NC26-031 nha",
    "Tạm dừng NC26-032, tuần sau mở lại",
    "tam khoa nc26-044 dung cho ai dang ky nua",
  ])("is not what is asked for besides: %s", (text) => {
    expect(say(text, { role }).slots).not.toHaveProperty("reason");
  });
});

describe("of two codes, the one that is decided on", () => {
  test.for([
    ["Do đã có trong NC26-031 rồi nên trả NC26-032 về xã", role, "NC26-032"],
    ["Giống hệt NC26-041, trả lại NC26-042", role, "NC26-042"],
    ["NC26-045 duplicates NC26-040, so send NC26-045 back", role, "NC26-045"],
    ["NC26-030 mới đúng, rút NC26-031 giùm", commune, "NC26-031"],
    ["Giữ NC26-041, còn NC26-040 thì rút", commune, "NC26-040"],
    ["Xóa NC26-047 dùm, tui đã nhập lại thành NC26-048", commune, "NC26-047"],
  ] as const)("%s", ([text, who, need]) => {
    expect(say(text, { role: who }).slots.need).toBe(need);
  });
});

describe("who has given", () => {
  test.for([
    ["Điểm trường ấp 5 được Vietcombank tặng 20 máy tính hôm 2/10, ghi nguồn khác nha", "Vietcombank"],
    ["Nhập giùm nguồn khác: ngày 8/10 công ty Hải Âu tặng 30 xe đạp ở Gò Quao", "công ty Hải Âu"],
    ["Đợt bão tháng 9 Mặt trận tỉnh đã chuyển xuống 400 thùng mì cho Kiên Lương, lưu nguồn khác", "Mặt trận tỉnh"],
    ["Quà của Hội Nông dân tỉnh: 55 cái balo, phát tại An Biên, ghi vào nguồn khác", "Hội Nông dân tỉnh"],
    ["Ghi nguồn ngoài giúp em, hôm 3/10 chùa Ông Bổn cho 50 phần quà", "chùa Ông Bổn"],
  ] as const)("%s", ([text, source]) => {
    expect(say(text, { role: commune }).slots.source).toBe(source);
  });
});

describe("a decision told in so many words", () => {
  test.for([
    ["Nguồn tiền đã kiểm tra xong, phê duyệt CK26-051", "pledge.confirm"],
    ["CK26-053 bổ sung giấy tờ xong rồi, chấp nhận nha", "pledge.confirm"],
    ["Please accept CK26-056, the missing papers arrived yesterday", "pledge.confirm"],
    ["Chưa thể chấp nhận CK26-059, giấy tờ chưa đủ", "pledge.decline"],
    ["NC26-062 tạm dừng giùm, đã nhận 50 bộ trên 60 bộ", "need.pause"],
    ["NC26-064. Tạm dừng. Hàng về dư 20 bộ so với 90 bộ đã duyệt.", "need.pause"],
    ["Thống nhất tiếp nhận 200 bộ đồ ấm theo CK26-054", "pledge.confirm"],
  ] as const)("%s", ([text, intent]) => {
    expect(say(text, { role }).intent).toBe(intent);
  });

  test("a yes beside words that refuse is asked about", () => {
    expect(say("CK26-053 bổ sung giấy tờ xong rồi, chấp nhận nha", { role }).otherIntents).not.toEqual([]);
  });
});

test.for([
  ["Có một vướng mắc về GN26-067 là phiếu ghi 40 mà nhận 36", "difficulty.report"],
  ["Đã nhận 40 bộ CK26-067", "delivery.log"],
] as const)("what is announced as an obstacle is one: %s", ([text, intent]) => {
  expect(say(text, { role: commune }).intent).toBe(intent);
});

test("a province in the name of a giver is not where it was given", () => {
  const { slots } = say("Đại học Kiên Giang tặng 30 cặp sách hôm 2/10, ghi nguồn khác", { role: commune });
  expect(slots).not.toHaveProperty("area");
});

test("two codes that nothing tells apart are looked at closely", () => {
  expect(say("Rút NC26-031 và NC26-032", { role: commune }).unsure).toEqual(["need"]);
});

test("numbers of a reason are no values that were left out", () => {
  expect(say("Từ chối CK26-020 vì 30 bộ trong 80 bộ đã rách", { role }).unsure ?? []).toEqual([]);
});
