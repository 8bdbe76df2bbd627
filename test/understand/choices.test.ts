import { describe, expect, test } from "vitest";
import type { SlotName } from "../../src/model/frame.ts";
import { say } from "./world.ts";

describe("words that turn a choice round", () => {
  test.for<readonly [string, string | undefined]>([
    ["góp 5 triệu, đừng ẩn danh", "named"],
    ["đừng để CK26-045 ẩn danh nữa", "named"],
    ["CK26-045 không cần giấu tên nữa", "named"],
    ["bỏ ẩn danh cho CK26-045", "named"],
    ["bo an danh cho CK26-045", "named"],
    ["Cho hiện tên công ty ở CK26-066, hồi đó để ẩn danh", "named"],
    ["góp 50 bộ ẩn danh", "anonymous"],
    ["góp 5 triệu, không, để ẩn danh", "anonymous"],
    ["góp 5 triệu, đừng để ai biết", "anonymous"],
    ["gop 50 ao am cho xa Giang Thanh, dung ten cong ty", "named"],
    ["gop 50 ao am cho xa Giang Thanh, dung ghi ten cong ty", "anonymous"],
    ["CK26-045 đừng ghi tên thật, ghi chữ tắt thôi", "initials"],
  ])("%s", ([text, visibility]) => {
    expect(say(text, { role: "donor" }).slots.visibility).toBe(visibility);
  });

  test("a name goes off the public list, and the promise stays", () => {
    const frame = say("rút tên tôi khỏi danh sách công khai CK26-045", { role: "donor" });
    expect(frame.intent).toBe("pledge.amend");
    expect(frame.slots.visibility).toBe("anonymous");
    expect(say("rút CK26-045 lại giùm", { role: "donor" })).toMatchObject({
      intent: "pledge.cancel",
      otherIntents: [],
    });
  });

  test("a name off a list that nobody named is asked about", () => {
    expect(say("bỏ tên tui ra khỏi danh sách CK26-045", { role: "donor" }).otherIntents).not.toEqual([]);
  });
});

describe("decisions told of then and now", () => {
  test.for<readonly [string, string]>([
    ["bữa trước trả lại NC26-048, nay duyệt", "need.approve"],
    ["NC26-048 lần trước duyệt nhầm, giờ trả lại", "need.return"],
    ["NC26-048 duyệt hôm trước rồi, nay trả lại vì thiếu tuổi", "need.return"],
    ["trả lại NC26-048 vì lần trước đã duyệt rồi", "need.return"],
    ["đừng trả lại NC26-047, duyệt đi", "need.approve"],
    ["đừng trả lại NC26-047", "need.show"],
    ["khoan từ chối CK26-045", "status.query"],
    ["từ chối CK26-045 vì hàng cũ", "pledge.decline"],
    ["cho qua NC26-060 nha, 15 chiếc xe đạp không nhiều", "need.approve"],
    ["nhận cam kết CK26-101 nha, 30 thùng mì đúng cái xã đang thiếu", "pledge.confirm"],
    ["không nhận cam kết CK26-101, hàng cũ", "pledge.decline"],
  ])("%s", ([text, intent]) => {
    expect(say(text, { role: "province_officer" }).intent).toBe(intent);
  });
});

describe("answers in free words", () => {
  test.for<readonly [SlotName, string, string]>([
    ["source", "không phải Biên phòng, của Tỉnh Đoàn", "Tỉnh Đoàn"],
    ["source", "Tỉnh Đoàn, không phải Biên phòng", "Tỉnh Đoàn"],
    ["source", "Hội Phụ nữ, Đoàn xã", "Hội Phụ nữ, Đoàn xã"],
    ["place", "the health station, not the school", "the health station"],
    ["place", "nhà văn hóa ấp, kế bên trạm y tế", "nhà văn hóa ấp, kế bên trạm y tế"],
    ["place", "nhà văn hóa ấp, 8 giờ sáng thứ bảy này tụi em tới", "nhà văn hóa ấp"],
    ["reason", "không phải cái này, cái kia", "không phải cái này, cái kia"],
  ])("%s: %s", ([slot, text, value]) => {
    expect(say(text, { role: "commune_officer", awaiting: slot }).slots[slot]).toBe(value);
  });
});

describe("an obstacle that is announced and not yet told", () => {
  test.for<readonly [string, string | undefined]>([
    ["em muốn báo một khó khăn", undefined],
    ["có vướng mắc cần báo", undefined],
    ["co vuong mac can bao", undefined],
    ["báo vướng mắc GN26-067", undefined],
    ["there's an issue with GN26-067", undefined],
    ["báo khó khăn là trường chưa có điện", "trường chưa có điện"],
    ["khó khăn: thiếu người phát quà", "thiếu người phát quà"],
    ["xã không có ghe chở hàng", "xã không có ghe chở hàng"],
  ])("%s", ([text, told]) => {
    const { intent, slots } = say(text, { role: "commune_officer" });
    expect(intent).toBe("difficulty.report");
    expect(slots.text).toBe(told);
  });
});

describe("who is invited", () => {
  test.for<readonly [string, string | undefined]>([
    ["cô Hà nghỉ, mời cô Lan thay làm cán bộ xã Giang Thành", "cô Lan"],
    ["mời chị Lan thay cô Hà làm cán bộ xã Giang Thành", "chị Lan"],
    ["Mời cán bộ Sở Y tế vào hệ thống", undefined],
    ["cấp quyền đối tác cho Hội Chữ thập đỏ", "Hội Chữ thập đỏ"],
  ])("%s", ([text, person]) => {
    expect(say(text, { role: "province_officer" }).slots.person).toBe(person);
  });
});
