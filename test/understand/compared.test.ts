import { describe, expect, test } from "vitest";
import { say } from "./world.ts";

const commune = "commune_officer";
const province = "province_officer";

describe("a number that only measures another one is no value", () => {
  test.for([
    ["Chỉ tiêu 2027 là 300 suất học bổng, cao hơn 2026 50 suất", province, 300],
    ["Đặt mục tiêu năm 2027 là 9.000 hộp sữa, hơn năm ngoái 500 hộp", province, 9000],
    ["Chỉnh NC26-014 lại còn 60 mùng, 20 cái kia trạm y tế cho rồi", commune, 60],
    ["Đặt chỉ tiêu 2027 là 400 xe đạp, so với năm 2026 300 chiếc", province, 400],
  ] as const)("%s", ([text, role, quantity]) => {
    expect(say(text, { role }).slots.items).toMatchObject([{ quantity }]);
  });

  test("more than so many are at least so many", () => {
    const { slots } = say("Lập nhu cầu hơn 200 hộp sữa cho xã An Biên", { role: commune });
    expect(slots.items).toMatchObject([{ quantity: 200 }]);
  });

  test("children that came or went since are none of the total", () => {
    const { slots } = say("Đánh giá nhu cầu năm 2027, y tế 120 trẻ, tăng 15 trẻ so với năm 2026", { role: commune });
    expect(slots.beneficiaries).toBe(120);
  });
});

describe("the day of a paper is no deadline", () => {
  test.for([
    "Căn cứ biên bản ngày 5/10, sửa NC26-019 thành 300 kg gạo",
    "Theo công văn số 215 ngày 12/10, sửa NC26-019 thành 300 kg gạo",
  ])("%s", (text) => {
    expect(say(text, { role: commune }).slots).not.toHaveProperty("due");
  });

  test("a deadline beside it still is one", () => {
    const { slots } = say("Theo biên bản ngày 5/10, NC26-019 cần trước 20/11", { role: commune });
    expect(slots.due).toBe("2026-11-19");
  });
});
