import { describe, expect, test } from "vitest";
import { say } from "./world.ts";

describe("a name of everyday syllables is a place where the words beside it speak for one", () => {
  test.for([
    ["tang 20 cap cho diem truong le dinh hoa", "Định Hòa"],
    ["gop 20 ao mua cho hoc tro ngheo hon nghe", "Hòn Nghệ"],
    ["tang tui nho dinh hoa 20 cai ao len", "Định Hòa"],
    ["10 phan qua tet cho con nit tan hoi", "Tân Hội"],
    ["gop 12 thung mi cho qua dong hoa", "Đông Hòa"],
    ["100 cai cap, 2 tuan nua xuong toi giong rieng", "Giồng Riềng"],
    ["cong ty toi tang hon dat 60 thung mi", "Hòn Đất"],
    ["20 phan qua tet cho xom chai ganh dau", "Gành Dầu"],
    ["20 ao mua, 30 cap, giong rieng, truoc 30/10", "Giồng Riềng"],
    ["toi o an bien, tang 20 cai men cho xa tan hoi", "Tân Hội"],
    ["nam nay an bien can 85 suat hoc bong", "An Biên"],
  ] as const)("%s", ([text, area]) => {
    expect(say(text).slots.area).toBe(area);
  });

  test("officers are invited by the name of their commune alone", () => {
    expect(say("tao ma moi cho can bo dong thai", { role: "province_officer" }).slots.area).toBe("Đông Thái");
  });
});

test.for([
  "tui tang hon 20 cai men cho tre em",
  "tui dinh an com roi tang 20 cai men",
  "tang dong phuc 20 bo cho tre em",
  "tang 20 cai cap, dung hen nha, cam on",
  "tặng 20 cái cặp, chúc các em bình an, cảm ơn",
])("%s names no place", (text) => {
  expect(say(text).slots.area).toBeUndefined();
});
