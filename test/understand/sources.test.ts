import { expect, test } from "vitest";
import { say } from "./world.ts";

test.for<readonly [string, string]>([
  ["ghi nguồn khác giùm: Tỉnh đoàn xây 1 sân chơi cho xã Vĩnh Điều", "Tỉnh đoàn"],
  ["Nông thôn mới đã lắp 3 bồn nước cho Hòn Tre, ghi nguồn khác", "Nông thôn mới"],
  ["Viettel làm 1 sân chơi ở Ngọc Chúc, không thuộc chương trình mình, ghi nguồn khác", "Viettel"],
  ["ngân hàng Chính sách lo 20 suất học bổng cho Vĩnh Điều, ghi nguồn khác", "ngân hàng Chính sách"],
  ["hôm qua đoàn từ thiện Cần Thơ xuống phát 150 cái mền cho Vĩnh Bình, ghi nguồn khác", "đoàn từ thiện Cần Thơ"],
  ["trường THPT An Minh quyên góp 120 cái áo ấm cho Vân Khánh, ghi nguồn khác", "trường THPT An Minh"],
  ["Lions Club is already giving 40 life jackets to Tien Hai, please log it as other source", "Lions Club"],
  ["200 blankets from Caritas reached Giang Thanh last Friday, log it as other source", "Caritas"],
])("%s: %s ends before what was given", ([said, source]) => {
  expect(say(said, { role: "commune_officer" }).slots.source).toBe(source);
});

test.for<readonly [string, string]>([
  ["bao vs ad sacombank co tang 30 xe dap ben giang thanh, nguon khac", "sacombank"],
  ["báo cho tỉnh biết chùa Phật Quang mới cho 40 bao gạo ở Hòn Đất, nguồn khác", "chùa Phật Quang"],
  ["Hòn Đất có doanh nghiệp xi măng cho 100 cái cặp, nguồn ngoài", "doanh nghiệp xi măng"],
  ["ghi nhận hỗ trợ khác: 200 hộp sữa của Vinamilk cho Gò Quao", "Vinamilk"],
  ["tụi em bên Đoàn xã vận động riêng được 90 cái cặp, không qua cam kết, ghi nguồn ngoài", "Đoàn xã"],
  ["nguồn khác nè: 60 đôi dép, Hội Nông dân", "Hội Nông dân"],
  ["the Red Cross gave 50 warm jackets in Giang Thanh on 5 September", "Red Cross"],
])("%s: %s begins behind what announces it", ([said, source]) => {
  expect(say(said, { role: "commune_officer" }).slots.source).toBe(source);
});

test.for<readonly [string, readonly number[]]>([
  ["chuong trinh 135 cap 300 cuon tap cho binh giang hom 20/9, nguon khac", [300]],
  ["chuong trinh cap 135 cuon tap cho binh giang hom 20/9, nguon khac", [135]],
])("%s: the number of a programme counts nothing", ([said, quantities]) => {
  const { items = [] } = say(said, { role: "commune_officer" }).slots;
  expect(items.map(({ quantity }) => quantity)).toEqual(quantities);
});
