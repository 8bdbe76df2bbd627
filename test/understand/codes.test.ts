import { expect, test } from "vitest";
import { findInvitation } from "../../src/understand/entities/code.ts";
import { entitiesOf, only } from "./world.ts";

test.for<readonly [string, string]>([
  ["CK26-045", "CK26-045"],
  ["ck26-045", "CK26-045"],
  ["ck26 045", "CK26-045"],
  ["ck 26 045", "CK26-045"],
  ["CK 26-045", "CK26-045"],
  ["ck26045", "CK26-045"],
  ["ck26-45", "CK26-045"],
  ["NC26-12", "NC26-012"],
  ["ck 45", "CK26-045"],
  ["ck-45", "CK26-045"],
  ["ck#45", "CK26-045"],
  ["CK045", "CK26-045"],
  ["nc 12", "NC26-012"],
  ["NC25-007", "NC25-007"],
  ["gn26.100", "GN26-100"],
  ["kk26-3", "KK26-003"],
  ["CK26–045", "CK26-045"],
  ["NC26-1204", "NC26-1204"],
  ["số ck 45", "CK26-045"],
  ["ck số 45", "CK26-045"],
  ["CK 26 - 045", "CK26-045"],
  ["ck26--045", "CK26-045"],
  ["CK2026-045", "CK26-045"],
  ["ck26-o45", "CK26-045"],
  ["CK O45", "CK26-045"],
  ["cam kết số 83", "CK26-083"],
  ["pledge no. 83", "CK26-083"],
  ["cam ket ma 045", "CK26-045"],
  ["nhu cầu 26-044", "NC26-044"],
  ["need 26-044", "NC26-044"],
])("%s is %s", ([said, code]) => {
  expect(only(said, "code")?.code).toBe(code);
});

test.for<readonly [string, string, number]>([
  ["ck 45 80 bộ", "CK26-045", 80],
  ["ck26-045 80 bộ", "CK26-045", 80],
  ["ck26 045 80", "CK26-045", 80],
  ["GN CK26-045 40 bo", "CK26-045", 40],
])("%s is %s and %d", ([said, code, quantity]) => {
  expect(only(said, "code")?.code).toBe(code);
  expect(only(said, "goods")?.quantity ?? only(said, "number")?.value).toBe(quantity);
});

test("several codes are found one by one", () => {
  expect(
    entitiesOf("duyệt NC26-012, NC26-013 và NC26-015").flatMap((each) => (each.type === "code" ? [each.code] : [])),
  ).toEqual(["NC26-012", "NC26-013", "NC26-015"]);
});

test.for([
  "em ck 500k rồi",
  "ck 5 triệu",
  "nc với ai",
  "CK",
  "kk vui quá",
  "chuyển ck 500.000",
  "cam kết 45 bộ",
  "nhu cầu số 2",
])("%s holds no code", (said) => {
  expect(only(said, "code")).toBeUndefined();
});

test("an invitation is taken exactly as typed", () => {
  expect(findInvitation("Mã mời: Qm4xT9aaaZc2LpV7wKd0R.")).toBeNull();
  expect(findInvitation("mã của tôi là Qm4xT9aaaZc2LpV7wKd0Rb ạ")).toBe("Qm4xT9aaaZc2LpV7wKd0Rb");
  expect(findInvitation("aaaaaaaaaaaaaaaaaaaaaa")).toBeNull();
});

test.for<readonly [string, string]>([
  ["0912345678", "0912345678"],
  ["0912 345 678", "0912345678"],
  ["0912.345.678", "0912345678"],
  ["+84 912 345 678", "0912345678"],
  ["84912345678", "0912345678"],
  ["0084912345678", "0912345678"],
  ["(+84) 912 345 678", "0912345678"],
  ["+84(0)912345678", "0912345678"],
  ["(091) 234 5678", "0912345678"],
  ["09 12 34 56 78", "0912345678"],
  ["0912,345,678", "0912345678"],
  ["(0297) 3 863 863", "02973863863"],
])("%s is the phone %s", ([said, phone]) => {
  expect(only(said, "phone")?.phone).toBe(phone);
});

test("digits after a whole phone count something", () => {
  expect(only("0912345678 5 bộ áo ấm", "phone")?.phone).toBe("0912345678");
  expect(only("0912345678 5 bộ áo ấm", "goods")).toMatchObject({ quantity: 5 });
});

test.for<readonly [string, number]>([
  ["cái thứ hai", 2],
  ["cai thu hai", 2],
  ["cái đầu tiên", 1],
  ["thứ nhất", 1],
  ["thứ 12", 12],
  ["mục 3", 3],
  ["số hai", 2],
  ["lựa chọn 3", 3],
  ["cái cuối cùng", -1],
  ["the last one", -1],
  ["3rd one", 3],
  ["option 2", 2],
  ["#2", 2],
])("%s is place %d of a list", ([said, position]) => {
  expect(only(said, "ordinal")?.position).toBe(position);
});

test.for(["thứ hai", "lần thứ hai", "thu 6"])("%s is no place of a list", (said) => {
  expect(only(said, "ordinal")).toBeUndefined();
});
