import { expect, test } from "vitest";
import { say } from "./world.ts";

test.for<readonly [string, string | undefined]>([
  ["chiều mai 3h giao CK26-045, sân đình", "sân đình"],
  ["chieu mai 3h giao ck26-045, san dinh", "san dinh"],
  ["giao CK26-045 ngày 20/10 lúc 8h sáng trước cổng UBND xã", "trước cổng UBND xã"],
  ["hẹn CK26-045 20/10 quán cà phê Hương Quê", "quán cà phê Hương Quê"],
  ["sáng 20/10 em đem CK26-045 tới trường, 9 giờ", "trường"],
  ["giao ck26-045 ngay 20/10, nhan o truong ban thach", "truong ban thach"],
  ["deliver CK26-045 on 20 October, commune hall, 9am", "commune hall"],
  ["let's do the handover of CK26-045 on Monday, in front of the church", "in front of the church"],
  ["set CK26-045 for Monday at 10, pagoda gate", "pagoda gate"],
])("%s: a place stands between marks and days", ([said, place]) => {
  expect(say(said).slots.place).toBe(place);
});

test.for([
  "tuần tới mình hẹn nhận CK26-045 thứ ba nhé",
  "giao CK26-045 thứ bảy, trạm y tế đóng cửa nên hẹn sớm",
  "giao CK26-045 chủ nhật nha, trường nghỉ",
  "ngày 20/10 ủy ban họp, dời CK26-045 sang 21/10",
  "mai xe qua cầu giao CK26-045",
  "CK26-045 next Friday please, someone from the commune will be there",
])("%s: who acts or what is passed is no place of a handover", (said) => {
  expect(say(said, { role: "commune_officer" }).slots).not.toHaveProperty("place");
});

test.for<readonly [string, string, string]>([
  ["mốt giao CK26-045 ở chợ Thứ Ba", "2026-10-17", "chợ Thứ Ba"],
  ["thứ ba này giao CK26-045 ở chợ Thứ Bảy", "2026-10-20", "chợ Thứ Bảy"],
  ["thứ bảy giao CK26-045 ở chợ", "2026-10-17", "chợ"],
])("%s: a market is called after a day", ([said, date, place]) => {
  expect(say(said).slots).toMatchObject({ date, place });
});
