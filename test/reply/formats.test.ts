import { describe, expect, test } from "vitest";
import type { Json } from "../../src/model/message.ts";
import { write } from "./support.ts";

const table: [sentence: string, value: Json, vi: string, en: string][] = [
  ["{{x, number}}", 0, "0", "0"],
  ["{{x, number}}", 1500, "1.500", "1,500"],
  ["{{x, number}}", 1.5, "1,5", "1.5"],
  ["{{x, number}}", 1_234_567.891, "1.234.567,89", "1,234,567.89"],
  ["{{x, number}}", -70, "-70", "-70"],
  ["{{x}}", 2026, "2026", "2026"],
  ["{{x, date}}", "2026-12-15", "15/12/2026", "15 Dec 2026"],
  ["{{x, date}}", "2026-09-05", "05/09/2026", "5 Sep 2026"],
  ["{{x, date}}", "2026-11-30T17:30:00Z", "01/12/2026", "1 Dec 2026"],
  ["{{x, date}}", "2026-11-30T16:59:59+00:00", "30/11/2026", "30 Nov 2026"],
  ["{{x, date}}", "2026-10-15T09:00:00+07:00", "15/10/2026", "15 Oct 2026"],
  ["{{x, datetime}}", "2026-11-30T17:30:00Z", "00:30 ngày 01/12/2026", "1 Dec 2026, 00:30"],
  ["{{x, datetime}}", "2026-10-15T09:05:00+07:00", "09:05 ngày 15/10/2026", "15 Oct 2026, 09:05"],
  ["{{x, money}}", 5_000_000, "5.000.000 đ", "5,000,000 VND"],
  ["{{x, money}}", { value: 1_500_000, currency: "VND" }, "1.500.000 đ", "1,500,000 VND"],
  ["{{x, money}}", { value: 200, currency: "USD" }, "200 USD", "200 USD"],
  ["{{x, term(in: sector)}}", "clothing", "trang phục, đồ ấm", "clothing"],
  ["{{x, term(in: sector)}}", ["health", "nutrition"], "y tế, dinh dưỡng", "health, nutrition"],
  ["{{x, term(in: status.pledge)}}", "confirmed", "đã xác nhận", "confirmed"],
  ["{{x, term(in: unit)}}", "set", "bộ", "sets"],
  ["{{x, term(in: item)}}", "raincoat", "áo mưa", "raincoats"],
  ["{{x, term(in: item)}}", "đèn. học", "đèn. học", "đèn. học"],
  ["{{x, area}}", { name: "Giang Thành", kind: "xa" }, "xã Giang Thành", "Giang Thành commune"],
  ["{{x, area, capital}}", { name: "Giang Thành", kind: "xa" }, "Xã Giang Thành", "Giang Thành commune"],
  ["{{x, area}}", { name: "Phú Quốc", kind: "dac-khu" }, "đặc khu Phú Quốc", "Phú Quốc special zone"],
  ["{{x, area}}", { name: "An Giang", kind: "tỉnh" }, "tỉnh An Giang", "An Giang province"],
  ["{{x, area}}", "Vĩnh Điều", "Vĩnh Điều", "Vĩnh Điều"],
  ["{{x, area}}", { name: "Kok Tbal", kind: "phum" }, "Kok Tbal", "Kok Tbal"],
  ["{{x, area, capital}}", { name: "<Đông>", kind: "ap" }, "Ấp <Đông>", "<Đông> hamlet"],
  ["{{x, list}}", ["một"], "một", "một"],
  ["{{x, list}}", ["một", "hai"], "một và hai", "một and hai"],
  ["{{x, list}}", ["một", "hai", "ba"], "một, hai và ba", "một, hai and ba"],
  ["{{x, age_band}}", "6-8", "6–8 tuổi", "ages 6–8"],
  ["{{x, age_band}}", "5", "5 tuổi", "age 5"],
  ["{{x, age_band}}", "primary", "lứa tuổi tiểu học", "primary school age"],
  ["{{x.name}}, {{x.deep.er}}", { name: "A", deep: { er: "B" } }, "A, B", "A, B"],
];

describe("Vietnamese", () => {
  test.for(table)("%s of %j", ([sentence, x, vi]) => {
    expect(write(sentence, { x }, "vi")).toBe(vi);
  });
});

describe("English", () => {
  test.for(table)("%s of %j", ([sentence, x, , en]) => {
    expect(write(sentence, { x }, "en")).toBe(en);
  });
});
