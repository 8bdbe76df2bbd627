import { describe, expect, it } from "vitest";
import { say } from "./world.ts";

const million = 1_000_000;

describe("sums of money", () => {
  it.each([
    ["em góp 2 triệu 4 mua áo ấm cho các bé", 2.4],
    ["minh chuyen 2 trieu 4 roi, ma CK26-045", 2.4],
    ["nhận 12 triệu 500 CK26-045", 12.5],
    ["nhận 1 triệu 050 CK26-045 ngày 12/10", 1.05],
    ["gop mot trieu muoi", 1.01],
    ["góp 1 triệu không trăm năm chục", 1.05],
    ["ghi thu bảy trăm rưỡi ngàn nghen, mã CK26-139", 0.75],
    ["nhận 989k sau khi trừ phí, CK26-045", 0.989],
    ["gop 2 trieu nam nay", 2],
    ["chuyển 2 triệu 2 lần rồi, CK26-045", 2],
    ["chuyen 2 trieu 2 ngay truoc CK26-045", 2],
    ["góp 2 triệu 5 bộ áo ấm", 2],
    ["gop 2 trieu 4 thung sua", 2],
  ])("%s is %d million", (text, value) => {
    expect(say(text).slots.amount).toEqual({ value: Math.round(value * million), currency: "VND" });
  });

  it.each([
    ["góp 1 triệu 25", ["1025000", "1250000"]],
    ["góp 2 triệu mấy", ["2000000", "3000000"]],
    ["ck45 chuyen 2tr tu hom qua", ["2400000", "2000000"]],
  ])("%s is asked", (text, values) => {
    expect(say(text).alternatives).toContainEqual({ slot: "amount", values });
  });

  it("the third of six parts is no day, nor is money that was taken in a Monday", () => {
    expect(say("ck26-045 đợt 3/6 500k mình chuyển rồi").slots.date).toBeUndefined();
    expect(say("ghi thu 2 triệu rưỡi CK26-045", { role: "fund_officer" }).slots.date).toBeUndefined();
    expect(say("chuyển 500k ngày 3/6 CK26-045").slots.date).toBe("2026-06-03");
  });
});

describe("answers with a number", () => {
  const answer = (awaiting: "rejected" | "child_turns" | "instalments", text: string) =>
    say(text, { role: "commune_officer", awaiting }).slots;

  it.each([
    ["rejected", "5 chai", 5],
    ["rejected", "5 chai bể", 5],
    ["child_turns", "22 nam 23 nữ", 45],
    ["child_turns", "2 lớp, mỗi lớp 20 em", 40],
    ["child_turns", "45 em", 45],
    ["instalments", "3 lần", 3],
  ] as const)("%s: %s", (slot, text, value) => {
    expect(answer(slot, text)[slot]).toBe(value);
  });

  it.each([
    ["child_turns", "2 lớp"],
    ["instalments", "mỗi quý một lần"],
    ["rejected", "5 triệu"],
  ] as const)("%s is left open by %s", (slot, text) => {
    expect(answer(slot, text)[slot]).toBeUndefined();
  });
});

describe("children who got something", () => {
  it.each([
    ["phát được 42 em, 3 em nghỉ học để bữa khác", 42],
    ["co 27 em thoi, 3 em theo cha me len binh duong roi", 27],
    ["58 em, trong đó 2 em nghỉ học có mẹ nhận thay", 58],
    ["GN26-100 chia cho 3 lớp, mỗi lớp 20 em", 60],
    ["GN26-100 phát mỗi lớp 20 em", undefined],
  ])("%s", (text, turns) => {
    expect(
      say(text, { role: "commune_officer", awaiting: text.startsWith("58") ? "child_turns" : null }).slots.child_turns,
    ).toBe(turns);
  });
});
