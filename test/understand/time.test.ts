import { expect, test } from "vitest";
import { findAll } from "../../src/understand/entities/listed.ts";
import { comingDayOf, dueOf, pastDayOf, periodOf } from "../../src/understand/slots/day-slot.ts";
import { bare } from "../../src/understand/views.ts";
import { clock, only, readSentence } from "./world.ts";

const due = (said: string) => {
  const time = only(said, "time")?.time;
  return time ? dueOf(time, clock) : null;
};

const deadlines: readonly (readonly [string, string])[] = [
  ["giao trước 10/12", "2026-12-09"],
  ["giao trước ngày 15/12/2026", "2026-12-14"],
  ["chậm nhất 10/12", "2026-12-10"],
  ["chậm nhất là ngày 10/12", "2026-12-10"],
  ["đến hết 10/12", "2026-12-10"],
  ["hạn 10/12", "2026-12-10"],
  ["hạn chót là ngày 15/12", "2026-12-15"],
  ["giao 10/12", "2026-12-10"],
  ["giao ngày 10-12-2026", "2026-12-10"],
  ["giao 2026-12-10", "2026-12-10"],
  ["giao ngày mai", "2026-10-16"],
  ["ngày mốt giao", "2026-10-17"],
  ["giao thứ 6", "2026-10-16"],
  ["giao thứ 6 tuần sau", "2026-10-23"],
  ["giao thứ sáu tuần này", "2026-10-16"],
  ["giao thứ năm tuần tới", "2026-10-22"],
  ["giao t6 tuần sau", "2026-10-23"],
  ["giao chủ nhật này", "2026-10-18"],
  ["giao tuần sau", "2026-10-25"],
  ["giao trong tháng 12", "2026-12-31"],
  ["giao cuối tháng", "2026-10-31"],
  ["giao cuối tháng 11", "2026-11-30"],
  ["trước cuối tháng 11", "2026-11-29"],
  ["giao giữa tháng 11", "2026-11-20"],
  ["giao trước Tết", "2027-02-05"],
  ["giao trước Trung thu", "2027-09-14"],
  ["giao trong 2 tuần", "2026-10-29"],
  ["3 ngày nữa giao", "2026-10-18"],
  ["đến hết tháng 1", "2027-01-31"],
  ["ngày 20 giao", "2026-10-20"],
  ["ngày 10 giao", "2026-11-10"],
  ["ngày mười lăm tháng mười một", "2026-11-15"],
  ["trước khai giảng", "2027-09-04"],
  ["giao thứ 6 ngày 20/11", "2026-11-20"],
  ["giao thứ sáu, 20 tháng 11", "2026-11-20"],
];

test.for(deadlines)("%s: by %s", ([said, day]) => {
  expect(due(said)?.day).toBe(day);
});

test.for(deadlines)("%s without diacritics: by %s", ([said, day]) => {
  expect(due(bare(said.toLowerCase()))?.day).toBe(day);
});

test.for<readonly [string, string]>([
  ["deliver before 10 Dec", "2026-12-09"],
  ["deliver before 10 December 2026", "2026-12-09"],
  ["deliver by Friday", "2026-10-16"],
  ["deliver by 1 November", "2026-11-01"],
  ["deliver by the end of November", "2026-11-30"],
  ["deliver by Dec 15", "2026-12-15"],
  ["deliver tomorrow", "2026-10-16"],
  ["deliver the day after tomorrow", "2026-10-17"],
  ["deliver next week", "2026-10-25"],
  ["deliver within two weeks", "2026-10-29"],
  ["deliver before Tet", "2027-02-05"],
  ["deliver on Friday, 20 November", "2026-11-20"],
  ["deliver on Friday next week", "2026-10-23"],
])("%s: by %s", ([said, day]) => {
  expect(due(said)?.day).toBe(day);
});

test("a day that has gone by this year is next year's, and asked about", () => {
  expect(due("giao trước 10/2")).toEqual({ day: "2027-02-09", readings: ["2027-02-09", "2026-02-09"] });
});

test("a past day with its year stays in the past, so that it can be refused", () => {
  expect(due("giao ngày 1/1/2025")).toEqual({ day: "2025-01-01", readings: [] });
});

test("day and month of an English date may be swapped, and are asked about", () => {
  expect(due("deliver on 11/12/2026")).toEqual({ day: "2026-12-11", readings: ["2026-12-11", "2026-11-12"] });
});

test("a weekday that does not fit its date is asked about", () => {
  expect(due("giao thứ 5 ngày 20/11")).toEqual({ day: "2026-11-20", readings: ["2026-11-20", "2026-11-19"] });
});

test("next Friday may be this week's, and is asked about", () => {
  expect(due("deliver next Friday")).toEqual({ day: "2026-10-23", readings: ["2026-10-23", "2026-10-16"] });
});

test("bare thang sau may be next month or June, and is asked about", () => {
  expect(due("minh giao thang sau")).toEqual({ day: "2026-11-30", readings: ["2026-11-30", "2027-06-30"] });
});

test.for<readonly [string, string]>([
  ["nhận ngày 5/9", "2026-09-05"],
  ["nhận ngày 20/11", "2025-11-20"],
  ["nhận hôm qua", "2026-10-14"],
  ["nhận sáng nay", "2026-10-15"],
  ["nhận hôm kia", "2026-10-13"],
  ["nhận hôm thứ hai", "2026-10-12"],
  ["nhận hồi hôm qua", "2026-10-14"],
  ["nhận 2 ngày trước", "2026-10-13"],
  ["received on 5 September", "2026-09-05"],
  ["received yesterday", "2026-10-14"],
  ["received last Friday", "2026-10-09"],
])("%s: on %s", ([said, day]) => {
  const time = only(said, "time")?.time;
  expect(time && pastDayOf(time, clock)?.day).toBe(day);
});

test.for<readonly [string, unknown]>([
  ["quý 3", "2026-Q3"],
  ["Q3 2025", "2025-Q3"],
  ["tháng này", "2026-10"],
  ["tháng 9", "2026-09"],
  ["năm nay", "2026"],
  ["năm ngoái", "2025"],
  ["tuần này", "2026-W42"],
  ["từ đầu năm tới nay", { from: "2026-01-01", to: "2026-10-15" }],
  ["từ 1/9 đến 15/9", { from: "2026-09-01", to: "2026-09-15" }],
])("%s is the period %j", ([said, period]) => {
  const time = only(said, "time")?.time;
  expect(time && periodOf(time, clock)).toEqual(period);
});

test.for(["31/2", "giao trước 30/2", "ngày 0 tháng 4 năm 2000", "31 tháng 4"])(
  "%s is said like a day, but is none",
  (said) => {
    expect(only(said, "time")?.time.readings).toEqual([]);
    expect(findAll(readSentence(said, clock, "vi")).filter(({ type }) => type === "time")).toEqual([]);
  },
);

test.for(["45/13", "6-8", "1.5", "5/0", "0/5"])("%s is no day", (said) => {
  expect(only(said, "time")).toBeUndefined();
});

test.for(["năm nay tôi góp 30 bộ", "90 đôi ủng cho mùa lũ", "góp từ 1/12", "tối thứ ba hằng tuần"])(
  "%s names no deadline",
  (said) => {
    expect(due(said) ?? null).toBeNull();
  },
);

test.for<readonly [string, string]>([
  ["giao trong năm nay", "2026-12-31"],
  ["giao trước mùa mưa", "2027-04-30"],
  ["tui giao truoc tet nghen", "2027-02-05"],
])("%s: by %s", ([said, day]) => {
  expect(due(said)?.day).toBe(day);
});

test.for<readonly [string, string | undefined]>([
  ["hoãn nhắc tới thứ hai tuần sau", "2026-10-19"],
  ["hẹn chiều thứ năm tuần sau", "2026-10-22"],
  ["hẹn 24/10", "2026-10-24"],
  ["hẹn tuần sau", undefined],
  ["hôm qua", undefined],
])("%s: a day to come, %s", ([said, day]) => {
  const time = only(said, "time")?.time;
  expect((time && comingDayOf(time, clock))?.day).toBe(day);
});
