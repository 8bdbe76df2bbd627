/** Two values of every slot that there is, as different from each other as two writes can be. */
import type { Known } from "../../src/converse/state.ts";
import type { Slots } from "../../src/model/frame.ts";

/** A slot that is new in the frame has to be told here before anything compiles. Codes are of the demo, and of each write. */
type Said = Omit<Slots, "items" | "need" | "pledge" | "delivery" | "code" | "list_ref">;
export type Everything = Readonly<Required<Said & Pick<Known, "unit">>>;

export const giangThanh = { id: "VN-W-30796-2025", name: "Giang Thành", kind: "xã" };
export const vinhDieu = { id: "VN-W-30793-2025", name: "Vĩnh Điều", kind: "xã" };

export const everything: Everything = {
  amount: { value: 3_000_000, currency: "VND" },
  date: "2026-10-12",
  due: "2026-11-03",
  period: "2026",
  year: 2027,
  area: "Giang Thành",
  unit: giangThanh,
  sector: "recreation",
  item: "blanket",
  age_band: "6-8",
  visibility: "initials",
  status: "sent",
  language: "vi",
  beneficiaries: 37,
  child_turns: 41,
  instalments: 3,
  rejected: 2,
  reject_reason: "bị ẩm",
  text: "chưa có ghe chở hàng",
  reason: "ngoài danh mục",
  source: "chùa Phước Lộc",
  place: "nhà văn hóa ấp Bốn",
  person: "chị Tư",
  service: "dạy bơi cuối tuần",
  sort: "due",
  role: "agency_officer",
};

export const otherwise: Everything = {
  amount: { value: 4_500_000, currency: "VND" },
  date: "2026-10-14",
  due: "2026-11-05",
  period: "2026-Q4",
  year: 2028,
  area: "Vĩnh Điều",
  unit: vinhDieu,
  sector: "health",
  item: "raincoat",
  age_band: "9-12",
  visibility: "anonymous",
  status: "acknowledged",
  language: "en",
  beneficiaries: 53,
  child_turns: 59,
  instalments: 4,
  rejected: 1,
  reject_reason: "bị rách",
  text: "cầu qua kênh đang sửa",
  reason: "xã vừa bị lốc",
  source: "nhóm Hạt Gạo",
  place: "trụ sở ấp Năm",
  person: "anh Sáu",
  service: "cắt tóc miễn phí",
  sort: "left",
  role: "fund_officer",
};
