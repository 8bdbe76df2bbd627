import { describe, expect, test } from "vitest";
import { bare } from "../../src/understand/views.ts";
import { say } from "./world.ts";

describe("days and months as they are written in a hurry", () => {
  test.for([
    ["tặng 20 áo ấm cho Vĩnh Điều, trong t11 giao", "2026-11-30"],
    ["góp 3tr cho xã Giang Thành trg th11", "2026-11-30"],
    ["tặng 20 mền, ngày 25 t11 giao", "2026-11-25"],
    ["tặng 20 mền giữa th.12", "2026-12-20"],
    ["tặng 20 mền giao thg sau", "2026-11-30"],
    ["tặng 20 mền, giao 20.11", "2026-11-20"],
    ["tặng 20 mền, 20-11 có", "2026-11-20"],
    ["tặng 20 mền, hạn 5-11", "2026-11-05"],
    ["tặng 20 mền giao 30.11.26", "2026-11-30"],
    ["tặng 20 mền trước 26 tây", "2026-10-25"],
    ["tặng 20 mền gấp trong tuần", "2026-10-18"],
    ["tặng 20 mền, t6 giao", "2026-10-16"],
    ["tặng 20 mền rằm tháng này", "2026-10-24"],
    ["a week on Saturday I can bring 20 blankets", "2026-10-24"],
    ["I can bring 20 blankets Friday week", "2026-10-23"],
    ["mùng 8 tháng 12 mình góp 20 mền", "2026-12-08"],
  ] as const)("%s", ([text, due]) => {
    expect(say(text).slots.due).toBe(due);
    expect(say(bare(text)).slots.due).toBe(due);
  });
});

describe("figures that only look like days", () => {
  test.for([
    ["tặng 10-12 cái mền", 10],
    ["tặng 20-25 cái mền", 20],
    ["tặng 20 cái mền size T10", 20],
    ["tặng 12.500 cuốn vở", 12_500],
    ["tặng 10 kg khoai tây", 10],
  ] as const)("%s", ([text, quantity]) => {
    const { slots } = say(text);
    expect(slots.due).toBeUndefined();
    expect(slots.items?.[0]?.quantity).toBe(quantity);
  });
});

describe("until when goods keep is no deadline", () => {
  test.for([
    ["góp 20 hộp sữa hạn dùng 12/2026", undefined],
    ["góp 20 hộp sữa, hạn sử dụng tới tháng 3/2027", undefined],
    ["góp 20 hộp sữa hsd 3/2027, giao 20/11", "2026-11-20"],
    ["góp 20 hộp sữa, hạn giao 20/11", "2026-11-20"],
  ] as const)("%s", ([text, due]) => {
    expect(say(text).slots.due).toBe(due);
    expect(say(bare(text)).slots.due).toBe(due);
  });
});

describe("asked for the day", () => {
  test.for([
    ["t11", "2026-11-30"],
    ["mung 8 thang 12", "2026-12-08"],
    ["10 ngày", "2026-10-25"],
    ["10 ngay", "2026-10-25"],
    ["2 weeks", "2026-10-29"],
    ["10", "2026-11-10"],
    ["rằm tháng sau", "2026-11-23"],
    ["Friday week", "2026-10-23"],
  ] as const)("%s", ([text, due]) => {
    const { slots } = say(text, { awaiting: "due" });
    expect(slots.due).toBe(due);
    expect(slots.items).toBeUndefined();
  });

  test("soon is asked about", () => {
    expect(say("mai mốt", { awaiting: "due" }).alternatives).toEqual([
      { slot: "due", values: ["2026-10-16", "2026-10-17"] },
    ]);
  });
});

test.for([
  ["CK26-009 tôi nhớ hạn 30/11 rồi, đừng nhắc nữa", undefined],
  ["CK26-009 nhắc mình hạn 30/11", "2026-11-30"],
] as const)("%s", ([text, date]) => {
  expect(say(text).slots.date).toBe(date);
});

test("the other day is told, and nothing before it", () => {
  expect(say("mình chuyển khoản 1 triệu bữa hổm ngày 5/10, CK26-007").slots.date).toBe("2026-10-05");
});
