import { expect, test } from "vitest";
import { templateData } from "../../../../src/channels/zalo/zns/template-data.ts";
import type { Params } from "../../../../src/model/message.ts";

const params: Params = {
  pledge: {
    code: "CK26-001",
    due_on: "2026-12-15",
    area: { name: "Giang Thành" },
    items: [{ quantity: 80 }],
    need: null,
  },
  amount: 1_500_000,
  late: true,
};

test("all values leave under their paths when the template names none", () => {
  expect(templateData({ id: "1" }, params)).toEqual({
    pledge_code: "CK26-001",
    pledge_due_on: "15/12/2026",
    pledge_area_name: "Giang Thành",
    amount: "1.500.000",
  });
});

test("a template that names its parameters gets those and no other", () => {
  const data = { ma: "pledge.code", noi: "pledge.area.name", gi: "pledge.items", x: "no.such" };
  expect(templateData({ id: "1", data }, params)).toEqual({ ma: "CK26-001", noi: "Giang Thành" });
});

test.for([
  ["Trần Thị Lan", "Trần Thị Lan"],
  ["a".repeat(30), "a".repeat(30)],
  ["a".repeat(31), `${"a".repeat(29)}…`],
  ["  two\n lines ", "two lines"],
  [`${"á".repeat(29)}👩‍👩‍👧`, `${"á".repeat(29)}…`],
] as const)("%s is written short", ([text, written]) => {
  const { t } = templateData({ id: "1" }, { t: text });
  expect(t).toBe(written);
  expect(t!.length).toBeLessThanOrEqual(30);
});
