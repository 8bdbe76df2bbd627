import { describe, expect, test } from "vitest";
import type { SlotName } from "../../src/model/frame.ts";
import { say } from "./world.ts";

describe("an answer to the slot that was asked for", () => {
  test.for<readonly [said: string, awaiting: SlotName, running: string, slots: object]>([
    ["80", "items", "pledge.create", { items: [{ item: null, quantity: 80, unit: null }] }],
    ["80 bộ", "items", "pledge.create", { items: [{ item: null, quantity: 80, unit: "set" }] }],
    ["ba chục cái mền", "items", "pledge.create", { items: [{ item: "blanket", quantity: 30, unit: "piece" }] }],
    ["dạ 50 áo ấm ạ", "items", "pledge.create", { items: [{ item: "warm_clothes", quantity: 50, unit: "piece" }] }],
    ["Giang Thành", "area", "pledge.create", { area: "Giang Thành" }],
    ["cho xã Vĩnh Điều nhé", "area", "pledge.create", { area: "Vĩnh Điều" }],
    ["giang thahn", "area", "need.create", { area: "Giang Thành" }],
    ["mốt", "due", "pledge.create", { due: "2026-10-17" }],
    ["mot", "due", "pledge.create", { due: "2026-10-17" }],
    ["10/12", "due", "pledge.create", { due: "2026-12-10" }],
    ["20", "due", "pledge.create", { due: "2026-10-20" }],
    ["10", "due", "pledge.create", { due: "2026-11-10" }],
    ["10", "date", "delivery.log", { date: "2026-10-10" }],
    ["trước Tết", "due", "need.create", { due: "2027-02-05" }],
    ["by Friday", "due", "pledge.create", { due: "2026-10-16" }],
    ["CK26-045", "pledge", "delivery.log", { pledge: "CK26-045" }],
    ["ck 45", "pledge", "delivery.log", { pledge: "CK26-045" }],
    ["45", "pledge", "delivery.log", { pledge: "CK26-045" }],
    ["2", "need", "pledge.create", { list_ref: 2 }],
    ["cái thứ hai", "need", "pledge.create", { list_ref: 2 }],
    ["5 triệu", "amount", "pledge.create", { amount: { value: 5_000_000, currency: "VND" } }],
    ["5000000", "amount", "pledge.create", { amount: { value: 5_000_000, currency: "VND" } }],
    ["ẩn danh", "visibility", "pledge.create", { visibility: "anonymous" }],
    ["tiếng Anh", "language", "language.set", { language: "en" }],
    ["120 em", "beneficiaries", "need.create", { beneficiaries: 120 }],
    ["120", "beneficiaries", "need.create", { beneficiaries: 120 }],
    ["mầm non", "age_band", "need.create", { age_band: "preschool" }],
    ["y tế", "sector", "need.create", { sector: "health" }],
    ["Hội Chữ thập đỏ", "source", "coverage.log", { source: "Hội Chữ thập đỏ" }],
    ["hàng không đúng nhu cầu", "reason", "pledge.decline", { reason: "hàng không đúng nhu cầu" }],
    ["Ab3dEf6hIj9lMn2pQr5tUw", "code", "officer.join", { code: "Ab3dEf6hIj9lMn2pQr5tUw" }],
  ])("%s answers %s of %s", ([said, awaiting, running, slots]) => {
    const role = running.startsWith("pledge.c") ? "donor" : "commune_officer";
    const frame = say(said, { awaiting, running, role });
    expect(frame).toMatchObject({ intent: running, slots });
    expect(frame.confidence).toBeGreaterThan(0.8);
  });

  test("brings the other slots that it names", () => {
    expect(say("80 bộ cho Giang Thành trước 10/12", { awaiting: "items", running: "pledge.create" })).toMatchObject({
      intent: "pledge.create",
      slots: { items: [{ quantity: 80 }], area: "Giang Thành", due: "2026-12-09" },
    });
  });

  test("may be a place that nobody knows", () => {
    expect(say("Hoa Mai", { awaiting: "area", running: "need.create", role: "commune_officer" })).toMatchObject({
      intent: "need.create",
      slots: { area: "Hoa Mai" },
      areas: [],
    });
  });

  test.for<readonly [string, SlotName, string]>([
    ["xã em", "area", "need.create"],
    ["ở đâu cũng được", "area", "pledge.create"],
    ["khi nào cũng được", "due", "pledge.create"],
    ["up to you", "area", "pledge.create"],
  ])("%s answers nothing about the %s, and is no unknown place", ([said, awaiting, running]) => {
    const frame = say(said, { awaiting, running });
    expect(frame.intent).toBe(running);
    expect(frame.slots).toEqual({});
    expect(frame.areas).toBeUndefined();
  });

  test.for([
    "trùng với nhu cầu của trường",
    "thiếu giấy tờ",
    "chưa đủ",
    "số trẻ chưa rõ, xã cần bổ sung",
    "vì đã nhận đủ 80 bộ từ nguồn khác",
    "xã khác cần hơn",
    "trùng với NC26-009",
  ])("%s is a reason, whatever it sounds like", (said) => {
    const frame = say(said, { awaiting: "reason", running: "need.return", role: "province_officer" });
    expect(frame.intent).toBe("need.return");
    expect(frame.slots).toEqual({ reason: said });
  });

  test("belongs to a promise for donors and to a delivery for officers when nobody says whose it is", () => {
    expect(say("80", { awaiting: "items" }).intent).toBe("pledge.create");
    expect(say("80", { awaiting: "items", role: "commune_officer" }).intent).toBe("delivery.log");
  });
});

describe("something else than the answer", () => {
  test.for<readonly [string, string]>([
    ["hủy", "cancel"],
    ["thôi bỏ đi", "cancel"],
    ["quay lại", "back"],
    ["giúp", "help"],
    ["cảm ơn bạn", "thanks"],
    ["Xã Vĩnh Điều đang cần những gì vậy bạn?", "need.list"],
    ["cho tôi gặp cán bộ phụ trách", "human.contact"],
    ["hôm nay thời tiết thế nào", "out_of_scope"],
  ])("%s is %s although a number was asked for", ([said, intent]) => {
    expect(say(said, { awaiting: "items", running: "pledge.create" }).intent).toBe(intent);
  });
});

describe("after an echo", () => {
  const confirming = { awaiting: "confirm", running: "pledge.create" } as const;

  test.for([
    "có",
    "ừ",
    "ok",
    "oke nha",
    "đồng ý",
    "đúng rồi",
    "dạ đúng rồi ạ",
    "chốt",
    "dc r",
    "uk",
    "dung roi",
    "yes",
    "Yes please",
    "correct",
    "OK 👍",
    "ok bạn nhé",
    "chuẩn luôn",
    "vâng ạ",
  ])("%s agrees", (said) => {
    expect(say(said, confirming)).toMatchObject({ intent: "affirm" });
  });

  test.for([
    "không",
    "ko",
    "hổng phải",
    "sai rồi",
    "chưa đúng",
    "thôi",
    "no",
    "nope",
    "that's wrong",
    "dạ không ạ",
    "khong phai",
    "k",
  ])("%s does not", (said) => {
    expect(say(said, confirming)).toMatchObject({ intent: "deny" });
  });

  test.for<readonly [string, object]>([
    ["không, 30", { items: [{ item: null, quantity: 30, unit: null }] }],
    ["sửa thành 30 bộ", { items: [{ item: null, quantity: 30, unit: "set" }] }],
    ["30 bộ thôi", { items: [{ item: null, quantity: 30, unit: "set" }] }],
    ["không, giao ngày 20/12", { due: "2026-12-20" }],
    ["nhầm, cho xã Vĩnh Điều", { area: "Vĩnh Điều" }],
    ["ok nhưng ẩn danh nhé", { visibility: "anonymous" }],
    ["no, make it 40 sets", { items: [{ item: null, quantity: 40, unit: "set" }] }],
    ["Hổng phải, một trăm rưỡi chớ hổng phải 100", { items: [{ item: null, quantity: 150, unit: null }] }],
  ])("%s corrects the running promise", ([said, slots]) => {
    expect(say(said, confirming)).toMatchObject({ intent: "pledge.create", slots });
  });

  test("a question in between is a question", () => {
    expect(say("xã Vĩnh Điều còn cần gì nữa không?", confirming).intent).toBe("need.list");
    expect(say("hủy đi", confirming).intent).toBe("cancel");
  });
});
