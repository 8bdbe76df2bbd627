import { describe, expect, test } from "vitest";
import type { Json } from "../../src/model/message.ts";
import { findAll } from "../../src/understand/entities/listed.ts";
import { bare } from "../../src/understand/views.ts";
import { clock, readSentence } from "./world.ts";

interface Listed {
  readonly value: Json;
  readonly alternatives?: readonly Json[];
  readonly start: number;
  readonly end: number;
}

const short = (value: Json): string => {
  const { type, value: at, grain, from, to } = value as Record<string, string | null>;
  const cut = (moment: string | null | undefined): string =>
    moment?.replace("T00:00:00", "").replace(/:00$/u, "") ?? "";
  return type === "value" ? `${cut(at)} ${grain}` : `${cut(from)}..${cut(to)}`;
};

const times = (text: string, language: "vi" | "en" = "vi"): readonly Listed[] =>
  findAll(readSentence(text, clock, language)).filter(({ type }) => type === "time");
const read = (text: string, language?: "vi" | "en"): string | undefined =>
  times(text, language).map(({ value }) => short(value))[0];
const readings = (text: string): readonly string[] =>
  times(text).flatMap(({ value, alternatives }) => [value, ...(alternatives ?? [])].map(short));

const vietnamese: readonly (readonly [string, string])[] = [
  ["ngày kia", "2026-10-17 day"],
  ["tối hôm qua", "2026-10-14T18:00..2026-10-15"],
  ["sáng mơi", "2026-10-16T04:00..2026-10-16T12:00"],
  ["chiều thứ sáu tuần sau", "2026-10-23T12:00..2026-10-23T19:00"],
  ["lúc 3 giờ 18 chiều", "2026-10-15T15:18 minute"],
  ["3 rưỡi chiều mai", "2026-10-16T15:30 minute"],
  ["5 giờ chiều kém 10", "2026-10-15T17:00 hour"],
  ["5 giờ kém 10 chiều", "2026-10-15T16:50 minute"],
  ["tối nay 8 giờ", "2026-10-15T20:00 hour"],
  ["12 giờ đêm", "2026-10-16 hour"],
  ["nửa đêm", "2026-10-16 hour"],
  ["10 giờ sáng thứ hai tuần sau", "2026-10-19T10:00 hour"],
  ["từ 8h đến 10h sáng thứ bảy", "2026-10-17T08:00..2026-10-17T10:00"],
  ["3-5 giờ chiều", "2026-10-15T15:00..2026-10-15T17:00"],
  ["giữa 3 giờ và 4 giờ", "2026-10-15T15:00..2026-10-15T16:00"],
  ["13-15/11", "2026-11-13..2026-11-16"],
  ["ngày 5 - 10 tháng 11", "2026-11-05..2026-11-11"],
  ["từ 20/12 đến 5/1", "2026-12-20..2027-01-06"],
  ["thứ 2 - thứ 6 tuần sau", "2026-10-19..2026-10-24"],
  ["tháng 9-10", "2027-09-01..2027-11-01"],
  ["quý 1 đến quý 3 năm 2026", "2026-01-01..2026-10-01"],
  ["thứ ba vừa rồi", "2026-10-13 day"],
  ["tuần sau nữa", "2026-10-26 week"],
  ["sang năm", "2027-01-01 year"],
  ["quý III/2026", "2026-07-01 quarter"],
  ["tháng 8/2012", "2012-08-01 month"],
  ["tháng 12 năm ngoái", "2025-12-01 month"],
  ["năm 111 TCN", "-000111-01-01 year"],
  ["2 tuần 3 ngày trước", "2026-09-28 day"],
  ["cách đây nửa tháng", "2026-09-30 day"],
  ["mười lăm ngày nữa", "2026-10-30 day"],
  ["mười năm nữa", "2036-10-15 day"],
  ["trong vòng 2 tuần", "2026-10-15T09:00..2026-10-29"],
  ["trong 2 tuần", "2026-10-29 day"],
  ["3 tuần qua", "2026-09-21..2026-10-12"],
  ["hổm rày", "2026-10-08..2026-10-16"],
  ["cuối tuần này", "2026-10-17..2026-10-19"],
  ["đầu tháng sau", "2026-11-01..2026-11-11"],
  ["6 tháng cuối năm", "2026-07-01..2027-01-01"],
  ["nửa đầu năm 2027", "2027-01-01..2027-07-01"],
  ["tuần cuối tháng 11", "2026-11-23 week"],
  ["chủ nhật đầu tiên của tháng 12", "2026-12-06 day"],
  ["ngày cuối cùng của tháng 2", "2027-02-28 day"],
  ["mùa khô này", "2026-12-01..2027-05-01"],
  ["năm học 2026-2027", "2026-09-05..2027-06-01"],
  ["học kỳ 1 năm học 2026-2027", "2026-09-05..2027-01-16"],
  ["đầu năm học", "2026-09-05..2026-10-05"],
  ["Tết 2030", "2030-02-02 day"],
  ["mùng 5 Tết", "2027-02-10 day"],
  ["28 Tết", "2027-02-04 day"],
  ["30 Tết", "2027-02-05 day"],
  ["giao thừa", "2027-02-05 day"],
  ["rằm tháng giêng", "2027-02-20 day"],
  ["ngày rằm", "2026-10-24 day"],
  ["20 tháng chạp", "2027-01-27 day"],
  ["10/3 âm lịch", "2027-04-16 day"],
  ["2 tuần trước Tết", "2027-01-23 day"],
  ["trước Tết 2 tuần", "2027-01-23 day"],
  ["trước 15/12", "..2026-12-15"],
  ["hạn chót là thứ sáu", "..2026-10-17"],
  ["sau 20/11", "2026-11-21.."],
  ["sau 8 giờ tối", "2026-10-15T20:00.."],
  ["từ 1/11 trở đi", "2026-11-01.."],
  ["từ nay đến cuối năm", "..2027-01-01"],
  ["từ tháng 3 đến nay", "2026-03-01..2026-10-16"],
  ["hết tháng", "..2026-11-01"],
  ["tuần 41 năm 2026", "2026-10-05 week"],
  ["trong khoảng 3 tuần", "2026-10-15T09:00..2026-11-05"],
  ["thế kỷ 21", "2001-01-01..2101-01-01"],
];

describe("Vietnamese", () => {
  test.for(vietnamese)("%s is %s", ([said, value]) => {
    expect(read(said)).toBe(value);
  });

  test.for(vietnamese)("%s without diacritics may be %s", ([said, value]) => {
    expect(readings(bare(said.toLowerCase()))).toContain(value);
  });
});

test.for<readonly [string, string]>([
  ["in 2 weeks", "2026-10-29 day"],
  ["the 15th of November", "2026-11-15 day"],
  ["October 15, 2027", "2027-10-15 day"],
  ["by the end of January", "..2027-02-01"],
  ["Monday to Friday next week", "2026-10-19..2026-10-24"],
  ["between 3 and 4pm", "2026-10-15T15:00..2026-10-15T16:00"],
  ["at 3pm on Friday", "2026-10-16T15:00 hour"],
  ["half past 3", "2026-10-15T15:30 minute"],
  ["last night", "2026-10-14T18:00..2026-10-15"],
  ["the first week of September", "2027-09-06 week"],
  ["last Sunday of October", "2026-10-25 day"],
  ["first 6 months of 2026", "2026-01-01..2026-07-01"],
  ["next 3 weeks", "2026-10-19..2026-11-09"],
  ["2 weeks before Tet", "2027-01-23 day"],
  ["no later than 5 December", "..2026-12-06"],
  ["in May", "2027-05-01 month"],
])("%s is %s", ([said, value]) => {
  expect(read(said, "en")).toBe(value);
});

test.for<readonly [string, readonly string[]]>([
  ["thang sau", ["2026-11-01 month", "2027-06-01 month"]],
  ["3 gio toi", ["2026-10-15T15:00 hour", "2026-10-15T10:00..2026-10-15T13:00"]],
  ["toi mai", ["2026-10-16T18:00..2026-10-17", "..2026-10-17"]],
  ["bữa kia", ["2026-10-17 day", "2026-10-13 day"]],
  ["thứ năm", ["2026-10-22 day", "2026-10-15 day"]],
  ["7 giờ", ["2026-10-16T07:00 hour", "2026-10-15T19:00 hour"]],
  ["mùng 3 tháng 3", ["2027-03-03 day", "2027-04-09 day"]],
])("%s may be each of %j", ([said, expected]) => {
  expect(readings(said)).toEqual(expect.arrayContaining([...expected]));
});

test("who types diacritics means next month and not June", () => {
  expect(readings("tháng sau")).toEqual(["2026-11-01 month"]);
});

test.for([
  "0.5",
  "$1,194.09",
  "1.1.3",
  "1.10.30",
  "1-2",
  "1-2-3",
  "tháng 0",
  "tháng 13",
  "25 giờ",
  "7 giờ 60 phút",
  "12:75",
  "31/2/2026",
  "2 buổi mỗi tuần",
  "tôi có 3 con",
  "bánh sáng cho 30 em",
  "version 2.3.4",
  "2 buổi sáng",
  "mỗi quý một đợt",
  "tối thứ ba hằng tuần",
  "moi thang 30 bo",
  "3 bữa trưa",
])("%s holds no time", (said) => {
  expect(times(said)).toEqual([]);
});

test.for(["may I ask", "we sat in the sun", "the second one"])("%s holds no time", (said) => {
  expect(times(said, "en")).toEqual([]);
});

test.for<readonly [string, Json]>([
  ["2 tuần", { value: 2, unit: "week" }],
  ["một tiếng rưỡi", { value: 90, unit: "minute" }],
  ["1 năm 6 tháng", { value: 18, unit: "month" }],
  ["nửa tháng", { value: 15, unit: "day" }],
])("%s is a duration", ([said, value]) => {
  expect(findAll(readSentence(said, clock, "vi"))).toEqual([{ type: "duration", start: 0, end: said.length, value }]);
});

test("the offset of the clock turns times of other zones", () => {
  const at = (now: string) => findAll(readSentence("4pm CET", now, "vi")).map(({ value }) => short(value));
  expect(at("2017-02-02T03:55:00-02:00")).toEqual(["2017-02-02T13:00 minute"]);
  expect(at("2026-10-15T09:00:00")).toEqual(["2026-10-15T22:00 minute"]);
});
