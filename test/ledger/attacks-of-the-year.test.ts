import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase } from "../support/database.ts";
import { communes, createScene, introduce, type Json, refusalOf, type Scene } from "./scene.ts";

let scene: Scene;

beforeEach(async () => {
  scene = createScene(await openTestDatabase({ seed: true, now: new Date("2026-11-25T09:00:00+07:00") }));
  await introduce(scene);
  await scene.person("lan");
});
afterEach(() => scene.database.close());

const goTo = (at: string) => {
  scene.database.clock.now = new Date(at);
};
const promise = async (need: string, quantity: number, visibility: string) =>
  await scene.must("lan", "pledge_create", {
    p_need: need,
    p_items: [{ item: "coat", quantity }],
    p_visibility: visibility,
    p_due: "2026-12-10",
  });
const reportOf = async (area: string): Promise<string> => {
  const [row] = await scene.rows<Json>("select code from public.reports where area_id = $1", area);
  return row?.code ?? "";
};
const link = async (giver: string, taker: string) => {
  const { digits } = await scene.must<{ digits: string }>(giver, "link_code_give");
  const hash = createHash("sha256").update(digits).digest("hex");
  return await scene.call(taker, "link_code_open", { p_code_hash: hash });
};

test("an officer who asks whom reminders reach does not see an anonymous promise beside the donor's name", async () => {
  const need = await scene.need([{ item: "coat", unit: "set", quantity: 500 }], "2026-12-20");
  const [named, anonymous] = [await promise(need, 10, "named"), await promise(need, 30, "anonymous")];
  const list = await scene.must<{ people: { name?: string; matters: { code: string }[] }[] }>("tam", "reminder_list", {
    p_date: "2026-12-09",
  });
  const seen = list.people.map(({ name, matters }) => [name, ...matters.map(({ code }) => code)]);
  expect(seen).toHaveLength(2);
  expect(seen).toEqual(
    expect.arrayContaining([
      ["Người lan", named.code],
      [undefined, anonymous.code],
    ]),
  );
});

describe("a reminder that was planned and has not left", () => {
  const planned = async () =>
    await scene.rows(
      "select message #>> '{params,pledge,items,0,quantity}' as quantity from public.outbox where lane = 2 and status = 'ready'",
    );

  test("says the quantity that was promised last, once", async () => {
    const need = await scene.need([{ item: "coat", unit: "set", quantity: 500 }], "2026-12-20");
    const { code } = await promise(need, 40, "named");
    goTo("2026-12-03T08:00:00+07:00");
    await scene.worker("tick");
    expect(await planned()).toEqual([{ quantity: "40" }]);
    await scene.must("lan", "pledge_amend", { p_pledge: code, p_items: [{ item: "coat", quantity: 15 }] });
    await scene.worker("tick");
    expect(await planned()).toEqual([{ quantity: "15" }]);
  });

  test("is not sent about a promise that was taken back", async () => {
    const need = await scene.need([{ item: "coat", unit: "set", quantity: 500 }], "2026-12-20");
    const { code } = await promise(need, 40, "named");
    goTo("2026-12-03T08:00:00+07:00");
    await scene.worker("tick");
    await scene.must("lan", "pledge_cancel", { p_pledge: code });
    await scene.worker("tick");
    expect(await planned()).toEqual([]);
  });
});

describe("two accounts of which one decided on what the other asked for", () => {
  test("are not one person where it was a report", async () => {
    await scene.worker("tick");
    const code = await reportOf(communes.giangThanh);
    await scene.must("tam", "report_submit", { p_code: code, p_nil: true });
    await scene.must("hoa", "report_accept", { p_code: code });
    expect(refusalOf(await link("tam", "hoa"))).toBe("link_conflict");
    expect(refusalOf(await link("hoa", "tam"))).toBe("link_conflict");
    expect(refusalOf(await link("tam", "hanh"))).toBeNull();
  });

  test("are not one person where it was a difficulty", async () => {
    const { code } = await scene.must("tam", "difficulty_report", { p_text: "Đường vào ấp ngập" });
    await scene.must("hoa", "difficulty_answer", { p_difficulty: code, p_text: "Đã có xuồng" });
    expect(refusalOf(await link("tam", "hoa"))).toBe("link_conflict");
  });
});

test("somebody who reports difficulties without end does not flood those who handle them", async () => {
  for (let n = 1; n <= 25; n += 1) await scene.must("tam", "difficulty_report", { p_text: `Khó khăn ${n}` });
  const urgent = await scene.must("tam", "difficulty_report", { p_text: "Khẩn", p_urgent: true });
  const told = await scene.rows<{ code: string }>(
    "select message #>> '{params,difficulty,code}' as code from public.outbox where message ->> 'key' = 'notice.difficulty_new' and person_id = $1 order by id",
    (await scene.rows<{ id: string }>("select id from public.people where display_name = 'Người hanh'"))[0]?.id ?? "",
  );
  expect(told).toHaveLength(21);
  expect(told.at(-1)?.code).toBe(urgent.code);
  expect(await scene.must("hanh", "difficulty_list", {})).toMatchObject({ total: 26 });
});

test("no words come in beside the counts of an assessment", async () => {
  await scene.worker("tick");
  const answer = async (sector: object) =>
    refusalOf(
      await scene.call("tam", "assessment_answer", {
        p_year: 2027,
        p_area: communes.giangThanh,
        p_answers: [{ sector: "health", ...sector }],
      }),
    );
  expect(await answer({ beneficiaries: "abc" })).toBe("quantity_invalid");
  expect(await answer({ beneficiaries: 5, bands: { "somebody's name": 5 } })).toBe("value_invalid");
  expect(await answer({ beneficiaries: 5, bands: { primary: "a sentence" } })).toBe("value_invalid");
  expect(await answer({ beneficiaries: 5, bands: ["primary"] })).toBe("value_invalid");
  expect(await answer({ beneficiaries: 200, bands: { preschool: 60, primary: 140 } })).toBeNull();
});

test("a report whose nil is neither yes nor no counts as not nil", async () => {
  await scene.worker("tick");
  const answer = await scene.call("tam", "report_submit", {
    p_code: await reportOf(communes.giangThanh),
    p_nil: null,
  });
  expect(refusalOf(answer)).toBe("wrong_state");
});
