import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { InboundContent } from "../../src/model/channel.ts";
import { openTestApp, reply, type TestApp } from "../support/app.ts";

let opened: TestApp;

beforeAll(async () => {
  opened = await openTestApp({ demo: true });
  await opened.app.drain();
});

afterAll(() => opened.close());

async function hear(address: string, content: InboundContent): Promise<string[]> {
  opened.web.sent.length = 0;
  await opened.app.ingest([opened.web.event(address, content, { name: "Somebody" })]);
  await opened.app.drain();
  expect(opened.faults).toEqual([]);
  return opened.web.sent.filter((heard) => heard.address === address).map(({ message }) => message.plain);
}

const say = (address: string, text: string) => hear(address, { type: "text", text });

/** What a message may touch without any effect: who wrote, where the dialogue stands, what was heard and said. */
const talk = ["people", "channel_identities", "conversations", "inbox", "outbox"];

type Query = Parameters<Parameters<TestApp["database"]["runner"]["transaction"]>[0]>[0];

async function tablesOf(query: Query): Promise<string[]> {
  const rows = await query("select tablename as name from pg_tables where schemaname = 'public' order by 1");
  expect(rows.length).toBeGreaterThan(15);
  return rows.map(({ name }) => name ?? "");
}

async function ledger(): Promise<string> {
  return await opened.database.runner.transaction(async (query) => {
    const tables: string[] = [];
    for (const table of (await tablesOf(query)).filter((name) => !talk.includes(name))) {
      const [row] = await query(
        `select coalesce(jsonb_agg(t order by t::text), '[]')::text as rows from public.${table} t`,
      );
      tables.push(`${table} ${row?.["rows"] ?? ""}`);
    }
    return tables.join("\n");
  });
}

/** The tables in which any column holds these words. */
async function keptIn(words: string): Promise<string[]> {
  return await opened.database.runner.transaction(async (query) => {
    const found: string[] = [];
    for (const table of await tablesOf(query)) {
      const rows = await query(
        `select 1 as hit from public.${table} t where strpos(lower(t::text), lower($1)) > 0 limit 1`,
        [words],
      );
      if (rows.length > 0) found.push(table);
    }
    return found;
  });
}

const sentence = (key: string, params = {}) => reply.say(key, params, "vi");
const lost = sentence("talk.not_understood");

describe("what cannot be meant is answered with what to do, and changes nothing", () => {
  test.for([
    ["nothing", "", lost],
    ["only spaces", " \n\t ", lost],
    ["only pictures of faces", "😀😀🙏", lost],
    ["one letter ten thousand times", "a".repeat(10_000), lost],
    ["marks that turn the direction of writing", "\u202E\u200F\u200B", lost],
    ["words that would be commands to a database", "'; drop table needs; --", lost],
    ["markup", `<b>x</b> & "co" *_x_*`, lost],
    ["no number", "NaN", lost],
    ["a number below nought", "góp -5 bộ đồ ấm cho Giang Thành", sentence("refused.quantity_invalid")],
    ["nought", "góp 0 bộ đồ ấm cho Giang Thành", sentence("refused.quantity_invalid")],
    [
      "a number beyond all goods",
      "góp 1e9 bộ đồ ấm cho Giang Thành",
      sentence("refused.quantity_too_large", { limit: 1_000_000 }),
    ],
    [
      "a day that has passed",
      "góp 20 bộ đồ ấm cho Giang Thành trước 1/1/2020",
      sentence("refused.date_past", { date: "2019-12-31" }),
    ],
    ["a day that no calendar has", "góp 20 bộ đồ ấm cho Giang Thành trước 30/2", sentence("ask.no_such_day")],
    ["a place that nobody knows", "xã Zzyzx cần gì?", sentence("refused.area_unknown", { name: "Zzyzx" })],
    ["a need that is not there", "góp 20 cái cho NC26-999", sentence("refused.not_found", { code: "NC26-999" })],
    ["a need that nobody may see yet", "xem NC26-014", sentence("refused.not_found", { code: "NC26-014" })],
    ["a pledge of somebody else", "rút CK26-001", sentence("refused.not_found", { code: "CK26-001" })],
    [
      "a change to a pledge of somebody else",
      "đổi CK26-001 thành 5 bộ",
      sentence("refused.not_found", { code: "CK26-001" }),
    ],
    ["a look at a pledge of somebody else", "CK26-001", sentence("refused.not_found", { code: "CK26-001" })],
    ["what only officers may do", "duyệt NC26-014", sentence("talk.officers_only")],
    ["goods that only officers log", "GN CK26-001 5 bộ", sentence("talk.officers_receive")],
  ] as const)("%s", async ([what, text, answer]) => {
    const before = await ledger();
    const [first] = await say(`donor-${what}`, text);
    expect(first).toBe(answer);
    expect(await ledger()).toBe(before);
  });

  test("an officer's numbers below nought and days to come", async () => {
    const before = await ledger();
    expect(await say("demo-xa-giang-thanh", "GN CK26-001 -5 bộ")).toEqual([sentence("refused.quantity_invalid")]);
    await say("demo-xa-giang-thanh", "hủy");
    const [tomorrow] = await say(
      "demo-xa-giang-thanh",
      "Hội Chữ thập đỏ đã phát 5 cái mền ở Giang Thành ngày 16/10/2026",
    );
    expect(tomorrow).toBe(sentence("refused.date_future", { date: "2026-10-16" }));
    await say("demo-xa-giang-thanh", "hủy");
    expect(await ledger()).toBe(before);
  });

  test("a commune's officer does not see another commune's pledge", async () => {
    const before = await ledger();
    expect(await say("demo-xa-vinh-dieu", "GN CK26-001 5 bộ")).toEqual([
      sentence("refused.not_found", { code: "CK26-001" }),
    ]);
    expect(await ledger()).toBe(before);
  });
});

describe("buttons come back from people's devices and may say anything", () => {
  test.for([
    "zzz",
    "none:1",
    "deadbeef:1",
    "deadbeef:99",
    "do:need.approve NC26-014",
    "do:pledge.confirm CK26-005",
    "do:pledge.cancel CK26-001",
    "do:drop.table NC26-001",
    ":",
    "💥",
  ])("%s changes nothing", async (data) => {
    const before = await ledger();
    const answers = await hear(`donor-button-${data}`, { type: "button", data });
    expect(answers.length).toBeGreaterThan(0);
    expect(await ledger()).toBe(before);
  });

  test("a button of an older question is told to be over, and the open question comes again", async () => {
    const address = "donor-stale";
    await say(address, "góp 20 cái mền cho Vĩnh Điều");
    const stale = opened.web.sent.at(-1)?.message.buttons[0]?.data ?? "";
    const [question] = await say(address, "không, 15 cái");
    expect(await hear(address, { type: "button", data: stale })).toEqual([sentence("talk.stale_button"), question]);
  });
});

test("letters that are put together from parts are read like any others", async () => {
  const [composed] = await say("donor-nfc", "góp 20 cái mền cho Vĩnh Điều".normalize("NFC"));
  expect(await say("donor-nfd", "góp 20 cái mền cho Vĩnh Điều".normalize("NFD"))).toEqual([composed]);
});

test("what is written as markup is shown as it was written", async () => {
  const address = "demo-tinh";
  await say(address, "từ chối CK26-005");
  const [echo] = await say(address, `<b>chưa</b> đủ & "giấy tờ" *_x_*`);
  expect(echo).toContain(`<b>chưa</b> đủ & "giấy tờ" *_x_*`);
  expect(opened.web.sent.at(-1)?.message.text).toContain("&lt;b&gt;chưa&lt;/b&gt; đủ &amp;");
  await say(address, "hủy");
});

describe("a named child is refused and kept nowhere", () => {
  const child = "Nguyễn Thị Bông";

  test.for([
    ["a question", "donor-child", `gửi tôi địa chỉ em ${child} học lớp 2`],
    ["a promise", "donor-child", `góp 1 xe đạp cho em ${child} ở Giang Thành`],
    ["a need", "demo-xa-giang-thanh", `thêm nhu cầu 1 xe đạp cho em ${child} bị bệnh tim`],
    ["support from elsewhere", "demo-xa-giang-thanh", `Hội Chữ thập đỏ đã phát 1 xe đạp cho em ${child} ở Giang Thành`],
  ] as const)("in %s", async ([, address, text]) => {
    const before = await ledger();
    const [first] = await say(address, text);
    expect([sentence("talk.child_identity"), sentence("refused.privacy")]).toContain(first);
    expect(await ledger()).toBe(before);
    expect(await keptIn("Bông")).toEqual([]);
  });

  test("in a reason that was asked for", async () => {
    const address = "demo-tinh";
    await say(address, "trả lại NC26-014");
    const [first] = await say(address, `thiếu giấy của em ${child}`);
    expect([sentence("talk.child_identity"), sentence("refused.privacy")]).toContain(first);
    expect(await keptIn("Bông")).toEqual([]);
    await say(address, "hủy");
  });

  test("under a photo, and in an edited message", async () => {
    const file = { fileId: "f", uniqueId: "f", mime: "image/png" };
    await hear("demo-xa-giang-thanh", { type: "file", file, caption: `em ${child} nhận quà` });
    await hear("donor-child", { type: "edited", text: `em ${child}` });
    expect(await keptIn("Bông")).toEqual([]);
  });
});

test("a dialogue that an older version left open begins anew, with a word about it", async () => {
  const address = "donor-upgraded";
  await say(address, "góp 20 cái mền cho Vĩnh Điều");
  await opened.database.runner.transaction((query) =>
    query(`update public.conversations set state = state || '{"version": 0}' where state ? 'flow'`),
  );
  expect(await say(address, "có")).toEqual([sentence("talk.restarted"), sentence("talk.nothing_open")]);
});

test("what is kept can be found, so that finding nothing means something", async () => {
  await say("donor-kept", "góp 20 cái mền cho Vĩnh Điều, Bồ Công Anh");
  expect(await keptIn("Bồ Công Anh")).toEqual(["inbox"]);
});

test("a phone number that is not the sender's is not kept", async () => {
  expect(await hear("donor-phone", { type: "contact", phone: "0900000001", own: false })).toEqual([
    sentence("talk.phone_not_own"),
  ]);
  expect(await keptIn("0900000001")).toEqual([]);
});
