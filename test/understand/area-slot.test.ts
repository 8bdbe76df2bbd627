import { describe, expect, test } from "vitest";
import { say } from "./world.ts";

const areaOf = (text: string, role = "donor"): string | undefined => say(text, { role, awaiting: null }).slots.area;

describe("help goes where it is meant to go, not where somebody is", () => {
  test.for([
    ["Tiệm em ở Rạch Sỏi muốn tặng 30 đôi dép cho học sinh Hòn Tre", "Hòn Tre"],
    ["tiem em o rach soi muon tang 30 doi dep cho hoc sinh hon tre", "Hòn Tre"],
    ["Công ty tụi mình ở Hà Tiên xin góp 40 cái mền cho Vĩnh Điều", "Vĩnh Điều"],
    ["We live in Ha Tien and would like to give 20 bicycles to pupils in Go Quao", "Gò Quao"],
    ["Our Rach Gia office wants to donate 15 laptops to schools around Kien Luong", "Kiên Lương"],
    ["Xin tặng 50 phần quà cho Giang Thành và Vĩnh Điều", "Giang Thành"],
    ["Đăng ký 50 cái cặp, không phải Tân Hội mà là Tân Hiệp", "Tân Hiệp"],
    ["Đăng ký 50 cái cặp cho Tân Hiệp, không phải Tân Hội", "Tân Hiệp"],
  ] as const)("%s", ([text, area]) => {
    expect(areaOf(text)).toBe(area);
  });
});

describe("a name of everyday syllables is a place behind those who live there", () => {
  test.for([
    ["tang 20 cai cap cho mam non dinh hoa", "Định Hòa"],
    ["em gop 40 doi dep cho may be ben minh thuan", "Minh Thuận"],
    ["dang ky 60 ao am cho xa dao tien hai", "Tiên Hải"],
    ["xin tang 30 cuon tap cho may em dong yen", "Đông Yên"],
    ["gop 100 hop sua cho truong tieu hoc minh luong", "Minh Lương"],
  ] as const)("%s", ([text, area]) => {
    expect(areaOf(text)).toBe(area);
  });

  test.for([
    "toi muon gop 100 phan qua cho hoc sinh ngheo",
    "tang 20 bo do cho may em mo coi",
    "cua minh con bao nhieu",
  ])("%s", (text) => {
    expect(areaOf(text)).toBeUndefined();
  });
});
