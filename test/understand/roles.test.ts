import { expect, test } from "vitest";
import { say } from "./world.ts";

test.for<readonly [said: string, role: string, intent: string]>([
  ["nhận 40 bộ CK26-045", "commune_officer", "delivery.log"],
  ["CK26-045 40 bộ", "commune_officer", "delivery.log"],
  ["GN CK26-045 80 bộ", "commune_officer", "delivery.log"],
  ["gn ck 45 80", "partner_officer", "delivery.log"],
  ["đăng ký 40 bộ", "donor", "pledge.create"],
  ["đăng ký ủng hộ 40 bộ đồ ấm", "commune_officer", "pledge.create"],
  ["80 bộ", "donor", "pledge.create"],
  ["80 bộ", "commune_officer", "delivery.log"],
  ["đã giao CK26-045", "donor", "pledge.list"],
  ["tôi đã gửi 40 bộ cho xã rồi", "donor", "pledge.list"],
  ["còn thiếu gì", "commune_officer", "status.query"],
  ["còn thiếu gì", "donor", "need.list"],
  ["CK26-045", "donor", "pledge.list"],
  ["CK26-045", "province_officer", "status.query"],
  ["NC26-012", "donor", "need.show"],
  ["NC26-012 40 bộ", "donor", "pledge.create"],
  ["GN26-101 70 bộ", "commune_officer", "delivery.amend"],
  ["CK26-045 sao rồi", "donor", "pledge.list"],
  ["CK26-045 sao rồi", "province_officer", "status.query"],
  ["duyệt CK26-045", "province_officer", "pledge.confirm"],
  ["duyệt NC26-012", "province_officer", "need.approve"],
  ["duyệt NC26-012", "donor", "need.approve"],
  ["từ chối NC26-012", "province_officer", "need.return"],
  ["từ chối CK26-012", "province_officer", "pledge.decline"],
  ["sửa GN26-101 thành 70", "commune_officer", "delivery.amend"],
  ["sửa CK26-101 thành 70", "donor", "pledge.amend"],
])("%s from a %s is %s", ([said, role, intent]) => {
  expect(say(said, { role }).intent).toBe(intent);
});

test.for<readonly [string, string]>([
  ["không duyệt NC26-012", "need.return"],
  ["k duyệt nc26-012", "need.return"],
  ["chưa duyệt NC26-012 được", "need.return"],
  ["do not approve NC26-012", "need.return"],
  ["không xác nhận CK26-045", "pledge.decline"],
  ["ko nhan ck26-045", "pledge.decline"],
  ["don't accept CK26-045", "pledge.decline"],
])("%s is never a yes", ([said, intent]) => {
  expect(say(said, { role: "province_officer" }).intent).toBe(intent);
});
