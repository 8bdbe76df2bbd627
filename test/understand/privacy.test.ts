import { expect, test } from "vitest";
import { createScanPrivacy, type PrivacyKind } from "../../src/understand/privacy.ts";
import { lexicon, say } from "./world.ts";

const scanPrivacy = createScanPrivacy(lexicon);

test.for<readonly [string, PrivacyKind]>([
  ["Cần giúp em Danh Thị S. 8 tuổi nhà nghèo", "child_name"],
  ["em Nguyễn Văn Tèo cần cặp sách", "child_name"],
  ["em nguyen van teo hoc lop 3", "child_name"],
  ["bé Na bị bệnh, cần thuốc", "child_name"],
  ["bé Cà Rốt 5 tuổi cần sữa", "child_name"],
  ["cháu tên Bông cần xe đạp", "child_name"],
  ["góp 20 áo mưa cho bé Na 5 tuổi bị tim", "child_name"],
  ["1 thẻ BHYT cho em Thạch Sên bị bại não", "child_name"],
  ["1 bé Na 5 tuổi cần sữa", "child_name"],
  ["học sinh Trần Thị Mận lớp 3A", "child_name"],
  ["Danh Văn Mướp 7 tuổi, Thị Bầu 9 tuổi", "child_name"],
  ["con Thạch Thị Sên", "child_name"],
  ["Thị Bầu 9 tuổi", "child_name"],
  ["cháu Bích 7t", "child_name"],
  ["em H. lớp 3 cần sách", "child_name"],
  ["CHO EM LÊ VĂN TÁM", "child_name"],
  ["CCCD 091234567890 của phụ huynh", "id_number"],
  ["CMND 371234567", "id_number"],
  ["gọi 0912345678 gặp mẹ bé", "phone"],
  ["liên hệ +84 912 345 678", "phone"],
  ["số nhà 12 đường Nguyễn Huệ", "address"],
  ["12 đường Nguyễn Trãi", "address"],
  ["nhà ở ấp Hòa Hưng", "address"],
  ["tổ 5 ấp Tràm Trổi", "address"],
  ["một em bị tim bẩm sinh cần mổ", "illness"],
  ["1 cháu bị ung thư máu", "illness"],
  ["bé bị bại não", "illness"],
])("%s holds %s", ([text, kind]) => {
  expect(scanPrivacy(text)).toMatchObject({ found: true });
  expect(scanPrivacy(text).kinds).toContain(kind);
});

test.for([
  "150 bộ đồ ấm cho trẻ 6-8 tuổi",
  "3 trẻ cần phẫu thuật tim",
  "Khám răng cho 210 em tiểu học",
  "Cặp sách cho học sinh Phú Mỹ",
  "45 cặp cho học sinh Châu Thành",
  "Quà cho trẻ em Hà Tiên",
  "20 áo mưa cho em Giồng Riềng",
  "Áo cho em Vĩnh Điều 6-8 tuổi",
  "Cho trẻ em Gò Quao bị lũ",
  "Sân chơi cho các em ấp Tràm Trổi",
  "Chăn ấm cho các cháu mầm non Vĩnh Điều",
  "Sữa cho trẻ suy dinh dưỡng",
  "Khám tim bẩm sinh cho trẻ em nghèo",
  "Học sinh Trường Tiểu học Thạch Động",
  "Sách cho học sinh Trường THCS Lê Quý Đôn",
  "20 xe đạp cho học sinh Trần Hưng Đạo",
  "Quà cho các em Tiểu học",
  "Khám răng cho 210 em Tiểu học",
  "Trẻ em Lâm Đồng",
  "CẦN 40 ÁO MƯA CHO CÁC EM",
  "giao cho chị Lan ở UBND xã",
  "Xe lăn cho trẻ khuyết tật",
  "Trường Tiểu học Giang Thành cần 20 máy tính",
  "ủng hộ 100000000 đồng",
  "kinh phí 500.000.000 đ",
  "Hỗ trợ 12 em mồ côi",
  "đường vào ấp bị ngập, chưa phát đồ được",
  "quần áo cũ không đạt",
  "đề nghị bổ sung số trẻ theo độ tuổi",
  "Công ty Minh Phát giao đủ 40 bộ",
  "Đồ ấm cho trẻ em xã Giang Thành, cần trước 15/12/2026",
  "School bags for primary pupils in Vinh Dieu",
  "",
])("%j is harmless", (text) => {
  expect(scanPrivacy(text)).toEqual({ found: false, kinds: [] });
});

test.for([
  "cho tôi tên em nhận áo",
  "gửi tôi hình các bé",
  "bé nhận xe đạp nhà ở đâu",
  "Cho xin hình mấy em nhận quà với",
  "danh sách tên trẻ mồ côi của xã",
  "Danh sách trẻ hộ nghèo của xã đây, lưu giùm: Danh Văn A 7 tuổi, Thị B 9 tuổi",
  "Cần giúp em Danh Thị S. 8 tuổi nhà ở ấp Hòa Hưng bị tim bẩm sinh",
  "xin so dien thoai phu huynh cua be",
  "what is the name of the girl who got my bag",
  "send me photos of the children",
])("%s is refused as a question about a child", (text) => {
  expect(say(text)).toMatchObject({ intent: "child.identity" });
});

test.for<readonly [string, string]>([
  ["Khám răng cho 210 em tiểu học, dự kiến tháng 11", "commune_officer"],
  ["mấy em ở Phú Mỹ cần gì", "donor"],
  ["cho xin số điện thoại cán bộ", "donor"],
  ["góp 20 cặp cho các em, không ghi tên tôi", "donor"],
  ["xã em cần 30 cái mền", "commune_officer"],
])("%s is no question about a child", ([text, role]) => {
  expect(say(text, { role }).intent).not.toBe("child.identity");
});
