import { expect, test } from "vitest";
import { say } from "./world.ts";

type Said = readonly [said: string, received: number, item: string | null, rejected: number, reason: string];

test.for<Said>([
  ["nhận 40 thùng sữa CK26-045, bể 3 thùng do xe lật", 40, "milk", 3, "do xe lật"],
  ["không nhận 5 cái mền sờn chỉ trong tổng số 60 cái của CK26-045", 60, "blanket", 5, "sờn chỉ"],
  ["CK26-045 tới rồi, 25 xe đạp, 2 chiếc gãy căm phải trả", 25, "bicycle", 2, "gãy căm"],
  ["đã nhận 30 máy tính CK26-045, 1 máy không lên nguồn gửi trả", 30, "computer", 1, "không lên nguồn"],
  ["nhận 80 áo mưa của CK26-045, trả lại 6 cái vì ố vàng", 80, "raincoat", 6, "vì ố vàng"],
  ["of the 70 blankets from CK26-045 we rejected 8, seams open", 70, "blanket", 8, "seams open"],
  ["45 mosquito nets arrived from CK26-045, four had holes so we sent them back", 45, "mosquito_net", 4, "had holes"],
])("%s: %d %s came, %d of them bad: %s", ([said, quantity, item, rejected, reason]) => {
  const { slots } = say(said, { role: "commune_officer" });
  expect(slots.items).toMatchObject([{ item, quantity }]);
  expect(slots).toMatchObject({ rejected, reject_reason: reason });
});

test("goods that are still to come were not received", () => {
  const { slots } = say("nhận 78 cái mền CK26-045, 2 cái chưa tới", { role: "commune_officer" });
  expect(slots.items).toMatchObject([{ quantity: 78 }]);
  expect(slots.rejected).toBeUndefined();
});

test("a delivery of which nothing was bad has no rejects", () => {
  expect(say("nhận đủ 78 cái mền CK26-045, không cái nào rách", { role: "commune_officer" }).slots).toMatchObject({
    rejected: 0,
  });
});
