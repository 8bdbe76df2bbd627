import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { StoreError } from "../../src/act/store-error.ts";
import type { InboundContent } from "../../src/model/channel.ts";
import type { Store } from "../../src/model/store.ts";
import { openTestApp, type TestApp } from "../support/app.ts";
import { createMemoryChannel } from "../support/memory-channel.ts";
import { openStage, type Stage } from "../support/stage.ts";

const lan = "demo-minh-phat";
const promise = "đăng ký 20 bộ đồ ấm cho Giang Thành";

let stage: Stage;
let opened: TestApp;
let breaking: { name: string; times: number } | null = null;

beforeAll(async () => {
  stage = await openStage();
});
beforeEach(async () => {
  opened = await stage.enter({ around: breakable });
});
afterEach(async () => {
  breaking = null;
  await opened.close();
});
afterAll(() => stage.close());

function breakable(store: Store): Store {
  return {
    ...store,
    async call(caller, name, args) {
      if (breaking?.name === name && breaking.times > 0) {
        breaking.times -= 1;
        throw new StoreError("The database went away.", { code: "08006", retryable: true });
      }
      return await store.call(caller, name, args);
    },
  };
}

const say = (text: string, id?: string) => opened.web.event(lan, { type: "text", text }, id ? { id } : {});
const answers = () => opened.web.sent.filter(({ address }) => address === lan).map(({ message }) => message.plain);

async function hear(...texts: string[]): Promise<void> {
  for (const text of texts) await opened.app.ingest([say(text)]);
  await opened.app.drain();
}

function pass(seconds: number): void {
  opened.database.clock.now = new Date(opened.database.clock.now.getTime() + seconds * 1_000);
}

async function pledges(): Promise<readonly { code: string; items: readonly { quantity: number }[] }[]> {
  const found = await opened.database.runner.transaction(async (query) => {
    return (await query("select code from public.pledges where code > 'CK26-005' order by code")) as unknown as {
      code: string;
    }[];
  });
  return await Promise.all(
    found.map(async ({ code }) => {
      const shown = await opened.store.call<{ code: string; items: readonly { quantity: number }[] }>(
        { as: "public" },
        "open_pledge",
        { p_pledge: code },
      );
      return shown.ok ? shown.value : { code, items: [] };
    }),
  );
}

describe("what the best peers lose or do twice", () => {
  test("the same update delivered three times has one effect and one answer", async () => {
    await hear(promise);
    const confirmation = say("có", "the-same-update");
    await opened.app.ingest([confirmation]);
    await opened.app.drain();
    await opened.app.ingest([confirmation, confirmation]);
    await opened.app.drain();
    expect(await pledges()).toHaveLength(1);
    expect(answers()).toHaveLength(2);
  });

  test("a turn that breaks once is worked on again, and a redelivery of it changes nothing", async () => {
    await hear(promise);
    breaking = { name: "turn_commit", times: 1 };
    const confirmation = say("có", "breaks-once");
    await opened.app.ingest([confirmation]);
    await opened.app.drain();
    expect(await pledges()).toHaveLength(0);
    await opened.app.ingest([confirmation]);
    pass(5);
    await opened.app.drain();
    expect(await pledges()).toHaveLength(1);
    expect(answers()).toHaveLength(2);
  });

  test("a pledge whose answer could not be sent is kept once, and the answer comes later", async () => {
    await hear(promise);
    opened.web.failures.push({ type: "failed", failure: "unavailable", detail: "gateway" });
    const confirmation = say("có", "answer-fails");
    await opened.app.ingest([confirmation]);
    await opened.app.drain();
    expect(answers()).toHaveLength(1);
    await opened.app.ingest([confirmation]);
    pass(10);
    await opened.app.drain();
    expect(await pledges()).toHaveLength(1);
    expect(answers().at(-1)).toContain("CK26-006");
    expect(answers()).toHaveLength(2);
  });

  test("five quick messages of one person are all worked on, in their order", async () => {
    await opened.app.ingest([say(promise), say("không, 30"), say("có"), say("đổi CK26-006 thành 25 bộ"), say("có")]);
    await opened.app.drain();
    expect(await pledges()).toMatchObject([{ code: "CK26-006", items: [{ quantity: 25 }] }]);
    expect(answers()).toHaveLength(5);
    expect(answers()[0]).toContain("20 bộ");
    expect(answers()[1]).toContain("30 bộ");
    expect(answers()[4]).toContain("25 bộ");
  });

  test("two quick messages in two batches, worked on by two workers at once, are answered first and second", async () => {
    await Promise.all([opened.app.ingest([say(promise)]), opened.app.ingest([say("không, 30")])]);
    await Promise.all([opened.app.drain(), opened.app.drain()]);
    await opened.app.drain();
    expect(answers()).toHaveLength(2);
    expect(answers()[0]).toContain("20 bộ");
    expect(answers()[1]).toContain("30 bộ");
  });

  test("a double tap on confirm, as two updates, makes one pledge", async () => {
    await hear(promise);
    const data = opened.web.sent.at(-1)?.message.buttons[0]?.data ?? "";
    const tap: InboundContent = { type: "button", data };
    await opened.app.ingest([opened.web.event(lan, tap), opened.web.event(lan, tap)]);
    await Promise.all([opened.app.drain(), opened.app.drain()]);
    await opened.app.drain();
    expect(await pledges()).toHaveLength(1);
  });

  test("an answer that is throttled for a second arrives after it, also when the process was replaced meanwhile", async () => {
    opened.web.failures.push({ type: "failed", failure: "throttled", detail: "429", retryAfterMs: 1_000 });
    await hear("cam kết của tôi");
    expect(answers()).toHaveLength(0);
    pass(0.9);
    await opened.app.drain();
    expect(answers()).toHaveLength(0);
    const replaced = await openTestApp({ database: opened.database, world: opened.world });
    pass(1);
    await replaced.app.drain();
    expect(replaced.web.sent.filter(({ address }) => address === lan)).toHaveLength(1);
  });
});

describe("what no peer passes", () => {
  test("after a restart with a clock that stands earlier, what waited is answered at once", async () => {
    await opened.app.ingest([say("cần gì")]);
    pass(-600);
    await opened.store.call({ as: "worker" }, "leases_abandon", { p_now: opened.database.clock.now });
    await opened.app.drain();
    expect(answers()).toHaveLength(1);
  });

  test("a calendar that was not run for 36 hours says everything once, not never and not 37 times", async () => {
    await hear(promise, "có");
    opened.web.sent.length = 0;
    pass(90 * 24 * 3_600);
    for (const hours of [36, 0, 1, 1]) {
      pass(hours * 3_600);
      await opened.app.tick(opened.database.clock.now);
      await opened.app.tick(opened.database.clock.now);
      await opened.app.drain();
    }
    expect(answers().filter((answer) => answer.includes("CK26-006"))).toHaveLength(1);
  });

  test("one platform that is down does not hold up another, and loses nothing", async () => {
    const telegram = createMemoryChannel("telegram");
    const both = await openTestApp({ database: opened.database, world: opened.world, channels: [telegram] });
    for (let n = 0; n < 40; n += 1) telegram.failures.push({ type: "failed", failure: "unavailable", detail: "down" });
    await both.app.ingest([
      telegram.event("100", { type: "text", text: "cần gì" }),
      both.web.event(lan, { type: "text", text: "cần gì" }),
    ]);
    await both.app.drain();
    expect(both.web.sent).toHaveLength(1);
    expect(telegram.sent).toHaveLength(0);
    telegram.failures.length = 0;
    pass(3_600);
    await both.app.drain();
    expect(telegram.sent).toHaveLength(1);
  });

  test("a message that breaks every time is given up on with an apology, a person is told, and the conversation goes on", async () => {
    breaking = { name: "turn_commit", times: 5 };
    await hear("cam kết của tôi");
    for (let n = 0; n < 6; n += 1) {
      pass(600);
      await opened.app.drain();
    }
    expect(answers()).toHaveLength(1);
    expect(answers()[0]).toContain("Xin lỗi");
    expect(opened.web.sent.filter(({ address }) => address === "demo-tinh")).not.toHaveLength(0);
    await hear("cam kết của tôi");
    expect(answers().at(-1)).toContain("CK26-001");
  });

  test("a person who blocked us is not written to again until they write", async () => {
    opened.web.failures.push({ type: "failed", failure: "blocked", detail: "bot was blocked by the user" });
    await hear("cam kết của tôi");
    await opened.app.drain();
    expect(answers()).toHaveLength(0);
    await hear("cảm ơn");
    expect(answers()).toHaveLength(2);
  });

  test("when the ledger is away nothing is confirmed to the platform", async () => {
    breaking = { name: "inbox_put", times: 1 };
    await expect(opened.app.ingest([say("cần gì")])).rejects.toBeInstanceOf(StoreError);
  });
});
