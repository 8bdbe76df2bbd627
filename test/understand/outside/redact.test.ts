import { describe, expect, test } from "vitest";
import { createRedact } from "../../../src/understand/outside/redact.ts";
import { lexicon, readSentence, clock } from "../world.ts";

const redact = createRedact(lexicon);
const sent = (text: string) => redact(readSentence(text, clock, null))?.text ?? null;

describe("what is left out", () => {
  test.for<[string, string]>([
    ["gọi mình số 0912 345 678 nha", "gọi mình số [PHONE] nha"],
    ["sdt +84 912.345.678 nhé", "sdt [PHONE] nhé"],
    ["viết cho lan.nguyen@example.org giúp", "viết cho [ADDRESS] giúp"],
    ["xem https://example.org/a?b=1 đi", "xem [ADDRESS] đi"],
    ["nhắn @lan_lan nhé", "nhắn [ADDRESS] nhé"],
    ["cccd 079123456789 của tôi", "cccd [NUMBER] của tôi"],
    ["chuyển vào stk 1903 5566 7788 99", "chuyển vào stk [NUMBER]"],
    ["đổi ck 045 giùm", "đổi [PLEDGE_CODE] giùm"],
    ["nc26 012 sao rồi", "[NEED_CODE] sao rồi"],
    ["mã mời Qm4xT9aZc2LpV7wKd0RbHg", "mã mời [INVITATION]"],
    ["tôi là Nguyễn Thị Hoa ở xa", "tôi là [NAME] ở xa"],
    ["tôi tên là lan", "tôi tên là [NAME]"],
    ["nguyễn văn tèo muốn giúp", "[NAME] muốn giúp"],
    ["Công ty Minh Phát muốn giúp", "Công ty [NAME] muốn giúp"],
    ["Gửi qua Lan được không", "Gửi qua [NAME] được không"],
    ["my name is ann and I want to help", "my name is [NAME] and I want to help"],
  ])("%s", ([text, left]) => {
    expect(sent(text)).toBe(left);
  });
});

describe("what is needed to understand stays", () => {
  test.for([
    "tôi gom được 50 áo ấm cho xã Giang Thành",
    "ủng hộ 100.000.000 đồng trước 15/12/2026",
    "Cho mình hỏi Vĩnh Điều còn thiếu chi",
    "TÔI MUỐN TẶNG ÁO CHO TRẺ",
  ])("%s", (text) => {
    expect(sent(text)).toBe(text);
  });
});

describe("nothing of a child leaves", () => {
  test.for([
    "em Nguyễn Thị Bông 7 tuổi cần áo",
    "bé Na bị bệnh tim cần giúp",
    "cho tôi xin hình bé gái nhận áo",
    "nhà ở ấp Hòa Hưng số 12 cần gạo",
    "I want the name of the girl who got my jacket",
    "ខ្ញុំចង់ផ្ញើភួយទៅសាលា",
    "Анна 7 tuổi",
  ])("%s", (text) => {
    expect(sent(text)).toBeNull();
  });
});

test("a piece leads back to the person's own words, gaps included", () => {
  const redacted = redact(readSentence("Đưa CK26-045 cho Lan Anh nhé", clock, null));
  expect(redacted?.text).toBe("Đưa [PLEDGE_CODE] cho [NAME] nhé");
  expect(redacted?.original("[PLEDGE_CODE] cho")).toBe("CK26-045 cho");
  expect(redacted?.original("đưa")).toBe("Đưa");
  expect(redacted?.original("[NAME] nhé")).toBe("Lan Anh nhé");
  expect(redacted?.original("CK26-999")).toBeNull();
  expect(redacted?.original("")).toBeNull();
});
