import { expect, test } from "vitest";
import { say } from "./world.ts";

test.for<readonly [string, string | undefined]>([
  ["Please set up an invitation code for the Fund's new cashier", "the Fund's new cashier"],
  ["please invite the Health Department's new focal point", "the Health Department's new focal point"],
  ["revoke the access of our former clerk in Hon Dat", "our former clerk"],
  ["Kết nạp cán bộ Trung tâm y tế vào, vai cán bộ sở ngành", "cán bộ Trung tâm y tế"],
  ["tạo mã mời cho cán bộ Bệnh viện Sản Nhi, vai đối tác", "cán bộ Bệnh viện Sản Nhi"],
  ["mời thư ký Hội Khuyến học vào hệ thống", "thư ký Hội Khuyến học"],
  ["khóa tài khoản cán bộ Đoàn xã Đông Hòa", undefined],
  ["mời 2 cán bộ xã An Minh", undefined],
])("%s: called by an office and not by half of its name", ([said, person]) => {
  expect(say(said, { role: "province_officer" }).slots.person).toBe(person);
});

test.for<readonly [string, string]>([
  ["thu hồi quyền cán bộ của anh Tuấn xã Giang Thành", "anh Tuấn"],
  ["tạo tài khoản đối tác cho chị Vân Hội Chữ thập đỏ", "chị Vân"],
  ["mời bác sĩ Hùng trạm y tế Vĩnh Điều làm cán bộ xã", "bác sĩ Hùng"],
  ["add Thu Ha as an officer for Vinh Dieu commune", "Thu Ha"],
  ["mời em Ngọc làm cán bộ xã Vĩnh Điều", "em Ngọc"],
  ["mời Đoàn Văn Sáu làm cán bộ xã Vĩnh Điều", "Đoàn Văn Sáu"],
])("%s: a name ends before the office", ([said, person]) => {
  expect(say(said, { role: "province_officer" }).slots.person).toBe(person);
});

test.for<readonly [string, string | undefined]>([
  ["Bỏ anh Toàn ra khỏi danh sach cán bô xã Vĩnh Bình", "commune_officer"],
  ["thu hồi quyền đôi tác của anh Lộc", "partner_officer"],
  ["cấp mã mời cho kế toán mới của Quỹ", "fund_officer"],
  ["rút quyền cô Năm, xã Thạnh Hưng", undefined],
])("%s: a slip of the pen names the role all the same", ([said, role]) => {
  expect(say(said, { role: "province_officer" }).slots.role).toBe(role);
});
