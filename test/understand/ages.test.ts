import { expect, test } from "vitest";
import { bare } from "../../src/understand/views.ts";
import { only } from "./world.ts";

const bands: readonly (readonly [string, string])[] = [
  ["6-8 tuổi", "6-8"],
  ["6 đến 8 tuổi", "6-8"],
  ["từ 6 tới 8 tuổi", "6-8"],
  ["sáu đến tám tuổi", "6-8"],
  ["6-8t", "6-8"],
  ["size 6-8", "6-8"],
  ["ages 6 to 8", "6-8"],
  ["3 to 5 years old", "3-5"],
  ["6-year-olds", "6"],
  ["trẻ 6 tuổi", "6"],
  ["dưới 6 tuổi", "0-5"],
  ["trên 10 tuổi", "11-18"],
  ["mầm non", "preschool"],
  ["lớp lá", "preschool"],
  ["kindergarten", "preschool"],
  ["tiểu học", "primary"],
  ["cấp I", "primary"],
  ["lớp 1", "primary"],
  ["từ lớp 1 đến lớp 5", "primary"],
  ["grade 3", "primary"],
  ["cấp 2", "lower_secondary"],
  ["lớp 7", "lower_secondary"],
  ["khối 6-9", "lower_secondary"],
  ["middle school", "lower_secondary"],
];

test.for(bands)("%s is %s", ([said, band]) => {
  for (const text of [said, bare(said)]) expect(only(text, "age")?.band).toBe(band);
});

test.for(["lớp 4A", "lớp 12", "2 lớp", "lớp 4 đến lớp 8", "8-6 tuổi"])("%s is no band of ages", (said) => {
  expect(only(said, "age")).toBeUndefined();
});
