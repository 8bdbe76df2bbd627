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
