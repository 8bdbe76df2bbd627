import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestApp, type TestApp } from "../../../support/app.ts";
import { openTestDatabase } from "../../../support/database.ts";
import type { Person } from "../../../support/zalo/oa/person.ts";
import { type Rig, startRig } from "./rig.ts";

let rig: Rig;
let opened: TestApp;
let lan: Person;
/** Ends when the store may answer. */
let storing: Promise<void>;

beforeAll(async () => {
  const database = await openTestDatabase({ seed: true });
  rig = await startRig({ server: { now: database.clock.now } });
  opened = await openTestApp({ database, demo: true, channels: [rig.channel] });
  await rig.channel.start(async (events) => {
    await opened.app.ingest(events);
    await storing;
  });
});
beforeEach(() => {
  storing = Promise.resolve();
  lan = rig.server.person();
});
afterAll(async () => {
  await rig.channel.stop();
  await rig.close();
  await opened.close();
});

async function worked(): Promise<void> {
  await rig.server.push.settled();
  await opened.app.drain();
  await rig.server.push.settled();
  expect(opened.faults).toEqual([]);
}
async function ask(question: string, values: readonly string[] = []): Promise<string> {
  const [row] = await opened.database.runner.transaction((query) =>
    query(`select (${question})::text as answer`, [...values]),
  );
  return row?.["answer"] ?? "";
}
const pledges = () => ask("select count(*) from public.pledges");
const heard = () => ask("select count(*) from public.inbox where event ->> 'address' = $1", [lan.id]);
const said = () => lan.messages.map(({ text }) => text);

describe("somebody of the office answers by hand", () => {
  test("and is not interrupted, while buttons and cries for help are answered", async () => {
    lan.says("xin chào");
    await worked();
    expect(said()).toHaveLength(1);
    lan.isAnsweredByHand("Chào bạn, để mình xem giúp nhé");
    lan.says("dạ, Giang Thành cần gì vậy");
    await worked();
    expect(said()).toHaveLength(1);
    lan.presses("Xem nhu cầu");
    await worked();
    expect(said()).toHaveLength(2);
    lan.says("nhà ngập tới nóc rồi cứu với");
    await worked();
    expect(said()[2]).toContain("114");
    opened.database.clock.now = new Date(opened.database.clock.now.getTime() + 31 * 60_000);
    lan.says("Giang Thành cần gì vậy");
    await worked();
    expect(said()).toHaveLength(4);
    expect(await ask("select count(*) from public.inbox where event::text like '%để mình xem giúp%'")).toBe("0");
  });
});

describe("the form for a phone number", () => {
  test("is consent, recorded with where it was given", async () => {
    lan.submitsInfo({ name: "Lan", phone: 84_900_000_007 });
    await worked();
    expect(said()[0]).toMatch(/^Đã lưu số của bạn/);
    const kept =
      "select phone || ' ' || source from public.phones where withdrawn_at is null and phone = '84900000007'";
    expect(await ask(`(${kept})`)).toBe("84900000007 zalo_oa");
    expect(await ask("select count(*) from public.inbox where event::text like '%900000007%'")).toBe("0");
    lan.says("xóa số điện thoại của tôi");
    await worked();
    expect(await ask("select count(*) from public.phones where phone = '84900000007'")).toBe("0");
  });
});

describe("an event has one effect", () => {
  test("however often it is delivered", async () => {
    const before = Number(await pledges());
    lan.says("đăng ký 10 bộ đồ ấm cho Giang Thành");
    rig.server.push.repeat();
    await worked();
    lan.presses("Có");
    rig.server.push.repeat();
    await worked();
    rig.server.push.repeat();
    await worked();
    lan.presses("Đồng ý");
    rig.server.push.repeat();
    await worked();
    rig.server.push.repeat();
    await worked();
    expect(said()).toHaveLength(4);
    expect(said()[2]).toMatch(/CK26-\d{3}/);
    expect(lan.messages.filter(({ form }) => form !== null)).toHaveLength(1);
    expect(await pledges()).toBe(String(before + 1));
  });

  test("when the first answer came too late for the platform", async () => {
    const stored = Promise.withResolvers<void>();
    const first = rig.server.push.attempts.length;
    storing = stored.promise;
    rig.server.settings.answerWithinMs = 300;
    lan.says("đăng ký 10 bộ đồ ấm cho Giang Thành");
    await rig.server.push.settled();
    expect(rig.server.push.attempts.slice(first).map(({ status }) => status)).toEqual(["unreachable"]);
    rig.server.settings.answerWithinMs = 20_000;
    stored.resolve();
    await rig.server.push.flush();
    await worked();
    expect(said()).toHaveLength(1);
    expect(await heard()).toBe("1");
  });

  test("when a repetition overtakes what was said before it", async () => {
    const release = rig.server.push.holdBack();
    lan.says("xin chào");
    lan.says("đăng ký 10 bộ đồ ấm cho Giang Thành");
    release(([first, second]) => [second!, first!, second!, first!]);
    await worked();
    expect(await heard()).toBe("2");
    expect(said()[0]).toContain("10 bộ đồ ấm");
    expect(said().filter((text) => text.includes("Đây là Nhịp Cầu"))).toHaveLength(1);
  });
});

describe("a payload is only words", () => {
  test("typed by somebody else it settles nothing", async () => {
    const before = await pledges();
    lan.says("đăng ký 10 bộ đồ ấm cho Giang Thành");
    await worked();
    const payload = lan.messages[0]?.buttons[0]?.payload ?? "";
    expect(payload).toMatch(/^#\S+:1$/);
    const thief = rig.server.person();
    thief.says(payload);
    await worked();
    expect(thief.messages).toHaveLength(1);
    expect(await pledges()).toBe(before);
    lan.presses("Có");
    await worked();
    expect(said()).toHaveLength(2);
  });

  test("an officer's command typed by a donor is refused", async () => {
    lan.says("#do:need.approve NC26-001");
    await worked();
    expect(said()).toHaveLength(1);
    expect(lan.messages[0]?.buttons.map(({ label }) => label)).not.toContain("Có");
  });
});

test("who follows is welcomed, who leaves is no longer written to", async () => {
  lan.follows();
  await worked();
  expect(said()).toHaveLength(1);
  lan.unfollows();
  await worked();
  expect(await ask("select reachable from public.channel_identities where address = $1", [lan.id])).toBe("false");
  expect(said()).toHaveLength(1);
});

test("what cannot be read is answered with a request to type", async () => {
  lan.sends("user_send_sticker", { attachments: [{ type: "sticker", payload: { id: "7" } }] });
  await worked();
  expect(said()).toHaveLength(1);
});
