import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { workOnce } from "../../src/deliver/pool.ts";
import type { Channel } from "../../src/model/channel.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { keepRows } from "../support/put-back.ts";
import { createRig, fails, morning, type Rig, texts } from "./rig.ts";

const day = 24 * 3_600_000;
let database: TestDatabase;
let putBack: () => Promise<void>;
let rig: Rig;

beforeAll(async () => {
  database = await openTestDatabase({ now: morning });
  putBack = await keepRows(database);
});
beforeEach(async () => {
  await putBack();
  database.clock.now = morning;
  rig = createRig(database);
});
afterAll(() => database.close());

describe("where a platform counts messages", () => {
  test("a turn is one message, with the buttons of the last question", async () => {
    await rig.linkLan(["zalo_oa"]);
    await rig.put("ask one", { answerOn: "zalo_oa" });
    await rig.put("ask two", { answerOn: "zalo_oa" });
    await rig.put("note", { answerOn: "zalo_oa" });
    await rig.put("news");
    await rig.drain();
    expect(texts(rig.account)).toEqual(["ask one\n\nask two\n\nnote", "news"]);
    expect(rig.account.sent[0]?.message.buttons).toEqual([{ label: "ask two", data: "ask two" }]);
    expect(await rig.states()).toEqual(["sent", "sent", "sent", "sent"]);
    expect(await rig.freeLeft()).toBe(6);
  });

  test("what does not fit into one is as few as possible", async () => {
    await rig.linkLan(["zalo_oa"]);
    await rig.put("a", { answerOn: "zalo_oa", parts: ["a".repeat(30), "a".repeat(10)] });
    await rig.put("b", { answerOn: "zalo_oa", parts: ["b".repeat(10)] });
    await rig.put("c", { answerOn: "zalo_oa", parts: ["c".repeat(30)] });
    await rig.drain();
    expect(texts(rig.account)).toEqual(["a".repeat(30), `${"a".repeat(10)}\n\n${"b".repeat(10)}`, "c".repeat(30)]);
    expect(await rig.freeLeft()).toBe(5);
  });

  test("what has left stays settled when the rest has to be sent again", async () => {
    await rig.linkLan(["zalo_oa"]);
    await rig.put("first", { parts: ["1".repeat(30)] });
    await rig.put("second", { parts: ["2".repeat(30)] });
    let calls = 0;
    const send: Channel["send"] = async (address, message) => {
      calls += 1;
      return calls === 2 ? fails("unavailable") : await rig.account.send(address, message);
    };
    const work = rig.worker([{ ...rig.account, send }]);
    await rig.drain(work);
    expect(await rig.states()).toEqual(["sent", "ready"]);
    rig.pass(5_000);
    await rig.drain(work);
    expect(texts(rig.account)).toEqual(["1".repeat(30), "2".repeat(30)]);
  });

  test("one that cannot be read holds up only itself", async () => {
    await rig.linkLan(["zalo_oa"]);
    await rig.put("good");
    await rig.put("broken");
    await rig.put("fine");
    await rig.rows(`update public.outbox set message = '{"key": 7}' where message ->> 'key' = 'broken'`);
    const work = rig.worker();
    await rig.drain(work);
    expect(texts(rig.account)).toEqual(["good"]);
    for (let days = 0; days < 30; days += 1) {
      rig.pass(day);
      await rig.write("zalo_oa");
      await rig.drain(work);
    }
    expect(texts(rig.account)).toEqual(["good", "fine"]);
    expect((await rig.states()).slice(0, 3)).toEqual(["sent", "dead", "sent"]);
  });
});

describe("a way that is closed", () => {
  test.for(["window_closed", "out_of_quota", "blocked"] as const)(
    "%s sends the message on at once, and nothing is tried there again",
    async (failure) => {
      await rig.linkLan(["zalo_oa", "telegram"]);
      rig.account.failures.push(fails(failure));
      await rig.put("one");
      await rig.put("two");
      await rig.drain();
      expect(texts(rig.telegram)).toEqual(["one", "two"]);
      expect(texts(rig.account)).toEqual([]);
      expect(rig.account.failures).toEqual([]);
      expect(await rig.states()).toEqual(["sent", "sent"]);
    },
  );

  test("a long message that broke off there is said anew and whole elsewhere", async () => {
    await rig.linkLan(["telegram", "zalo_oa"]);
    let calls = 0;
    const send: Channel["send"] = async (address, message) => {
      calls += 1;
      return calls === 2 ? fails("blocked") : await rig.telegram.send(address, message);
    };
    await rig.put("long", { parts: ["x".repeat(30), "y".repeat(30)] });
    await rig.drain(rig.worker([{ ...rig.telegram, send }, rig.account]));
    expect(texts(rig.telegram)).toEqual(["x".repeat(30)]);
    expect(texts(rig.account)).toEqual(["x".repeat(30), "y".repeat(30)]);
  });

  test("without another way the message is listed, and leaves when the person writes", async () => {
    await rig.linkLan(["zalo_oa"]);
    rig.account.failures.push(fails("window_closed"));
    await rig.put("news");
    await rig.drain();
    expect(await rig.states()).toEqual(["unreachable"]);
    await rig.write("zalo_oa");
    await rig.drain();
    expect(texts(rig.account)).toEqual(["news"]);
  });

  test("a phone with consent and a template is the last way, and the tracking id stays the same", async () => {
    await rig.linkLan(["zalo_oa"], "0900000001");
    rig.account.failures.push(fails("window_closed"));
    rig.templateFailures.push(fails("throttled"));
    await rig.put("reminder.pledge");
    const work = rig.worker();
    await rig.drain(work);
    rig.pass(60_000);
    await rig.drain(work);
    expect(rig.byTemplate).toMatchObject([{ key: "reminder.pledge", trackingId: expect.stringMatching(/^\w{32}$/) }]);
    expect(await rig.rows("select status, cost from public.outbox")).toEqual([{ status: "sent", cost: "template" }]);
  });

  test("a template that refuses the message leaves it to an officer", async () => {
    await rig.linkLan(["zalo_oa"], "0900000001");
    rig.account.failures.push(fails("window_closed"));
    rig.templateFailures.push(fails("rejected"));
    await rig.put("reminder.pledge");
    await rig.drain();
    expect(await rig.states()).toEqual(["unreachable"]);
    expect(rig.errors).toHaveLength(1);
  });
});

describe("faults", () => {
  test("what may have arrived is tried again the same way, whatever the person uses since", async () => {
    await rig.linkLan(["zalo_oa", "telegram"]);
    rig.account.failures.push(fails("unavailable"));
    await rig.put("news");
    const work = rig.worker();
    await rig.drain(work);
    rig.pass(60_000);
    await rig.write("telegram");
    await rig.drain(work);
    expect(texts(rig.account)).toEqual(["news"]);
    expect(texts(rig.telegram)).toEqual([]);
  });

  test("an answer of the platform that got lost makes it arrive twice, not never", async () => {
    await rig.linkLan(["zalo_oa"]);
    const send: Channel["send"] = async (address, message) => {
      const result = await rig.account.send(address, message);
      return rig.account.sent.length === 1 ? fails("unavailable") : result;
    };
    await rig.put("news");
    const work = rig.worker([{ ...rig.account, send }]);
    await rig.drain(work);
    rig.pass(60_000);
    await rig.drain(work);
    expect(texts(rig.account)).toEqual(["news", "news"]);
    expect(await rig.states()).toEqual(["sent"]);
  });

  test("a message that left and could not be written down does not leave again", async () => {
    await rig.linkLan(["zalo_oa"]);
    await rig.put("news");
    const work = rig.worker();
    rig.broken.add("outbox_settle");
    await workOnce(work);
    expect(await rig.states()).toEqual(["ready"]);
    expect(rig.errors).toHaveLength(1);
    rig.broken.clear();
    rig.pass(60_000);
    await rig.drain(work);
    expect(texts(rig.account)).toEqual(["news"]);
    expect(await rig.states()).toEqual(["sent"]);
  });

  test("one way that fails for a month is given up for another", async () => {
    await rig.linkLan(["telegram", "zalo_oa"]);
    const send: Channel["send"] = () => Promise.resolve(fails("misconfigured"));
    await rig.put("news");
    const work = rig.worker([{ ...rig.telegram, send }, rig.account]);
    for (let days = 0; days < 30; days += 1) {
      expect(texts(rig.account)).toEqual([]);
      await rig.drain(work);
      rig.pass(day);
      await rig.write("zalo_oa");
    }
    await rig.drain(work);
    expect(texts(rig.account)).toEqual(["news"]);
  });

  test("nothing is spent while a free platform is away for a moment", async () => {
    await rig.linkLan(["telegram"], "0900000001");
    await rig.put("reminder.pledge");
    await rig.drain(rig.worker([{ ...rig.telegram, ready: () => false }, rig.account]));
    expect(rig.byTemplate).toEqual([]);
    await rig.drain(rig.worker([rig.telegram, rig.account]));
    expect(texts(rig.telegram)).toEqual(["reminder.pledge"]);
  });
});

test("at night news waits for the morning and answers do not", async () => {
  await rig.linkLan(["zalo_oa"]);
  rig.database.clock.now = new Date("2026-10-15T23:00:00+07:00");
  await rig.write("zalo_oa");
  await rig.put("news");
  await rig.put("answer", { answerOn: "zalo_oa" });
  await rig.drain();
  expect(texts(rig.account)).toEqual(["answer"]);
  rig.database.clock.now = new Date("2026-10-16T07:00:00+07:00");
  await rig.drain();
  expect(texts(rig.account)).toEqual(["answer", "news"]);
});
