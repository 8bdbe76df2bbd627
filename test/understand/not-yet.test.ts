import { describe, expect, test } from "vitest";
import { risks } from "../eval/engine.ts";
import { asksBack } from "../eval/frames.ts";
import { say } from "./world.ts";

const isWrite = (intent: string): boolean => ["write", "admin"].includes(risks.get(intent) ?? "");

describe("nothing is written unasked where nobody wants it", () => {
  test.for([
    ["donor", "CK26-045 đang ghi tên bên mình hay ẩn danh vậy"],
    ["donor", "CK26-052 giao ngày 24/10 hay 25/10 ta"],
    ["donor", "CK26-052 giao bữa thứ mấy vậy"],
    ["donor", "mình còn lưỡng lự chuyện tặng 40 cái mền"],
    ["donor", "cho em mượn 2 triệu đóng tiền trọ"],
    ["donor", "chuyển giùm 400k qua momo cho chị em"],
    ["commune_officer", "ghi nhận 35 cái mùng thì vô mục nào"],
    ["commune_officer", "chị cần gọi cho ai về vụ 20 thùng sữa CK26-070"],
    ["commune_officer", "cho em gặp anh trực trên Sở, phiếu GN26-120 ghi không được"],
    ["commune_officer", "rút NC26-033 lại có được không anh"],
    ["commune_officer", "xã phát động phong trào xe đạp tới trường ngày 10/11"],
    ["province_officer", "chỉ tiêu 2027 giữ 5000 áo ấm hay 6000 áo ấm"],
    ["province_officer", "bản tin tuần này gửi chưa"],
    ["partner_officer", "Hội Chữ thập đỏ đã phát 35 phần sữa ở An Biên hôm 8/10"],
  ] as const)("%s: %s", ([role, text]) => {
    const frame = say(text, { role });
    expect(isWrite(frame.intent) && !asksBack(frame)).toBe(false);
  });
});

describe("what only looks like a doubt is written without a question about what was meant", () => {
  test.for([
    ["donor", "gia đình tôi góp 2 triệu mua cặp cho các em Giang Thành", "pledge.create"],
    ["donor", "tặng 30 cái áo mưa cho mấy em, xã nào cũng được", "pledge.create"],
    ["donor", "gop 3 trieu cho xa giang thanh, dung neu ten", "pledge.create"],
    ["donor", "CK26-045 giam so luong con 30 bo", "pledge.amend"],
    ["donor", "da chuyen 3 trieu, noi dung CK26-055", "pledge.transferred"],
    ["commune_officer", "sáng nay nhận 80 bộ đồ ấm của CK26-045 rồi, còn 20 bộ họ hẹn cuối tháng", "delivery.log"],
    ["commune_officer", "Vướng mắc: nhà tài trợ CK26-066 đòi trao tận tay, trường không đồng ý", "difficulty.report"],
    ["province_officer", "cam kết CK26-081 chấp nhận, bên tặng đã bổ sung giấy", "pledge.confirm"],
    ["fund_officer", "CK26-045 về 30 triệu sáng nay", "cash.receive"],
  ] as const)("%s: %s is %s", ([role, text, intent]) => {
    const frame = say(text, { role });
    expect([frame.intent, frame.otherIntents]).toEqual([intent, []]);
  });
});

test("who wants to look again at what was read back, number and all, has not agreed", () => {
  const listening = { role: "commune_officer", awaiting: "confirm", running: "delivery.log" } as const;
  expect(say("khoan, để chị hỏi lại cái số 80 đã", listening).intent).toBe("deny");
  expect(say("khoan, 80 mới đúng", listening).slots.items?.[0]?.quantity).toBe(80);
});
