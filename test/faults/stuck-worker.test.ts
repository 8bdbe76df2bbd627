import { afterEach, expect, test } from "vitest";
import { startRig, type Rig } from "../channels/zalo/oa/rig.ts";
import { openTestApp, type TestApp } from "../support/app.ts";
import { openTestDatabase } from "../support/database.ts";

let rig: Rig;
let opened: TestApp;
let release = () => {};

afterEach(async () => {
  release();
  await opened.app.stop();
  await rig.close();
  await opened.close();
});

test("the webhook of the Official Account answers within a second while the worker is stuck, and nothing is lost", async () => {
  const stuck = new Promise<void>((resolve) => (release = resolve));
  const database = await openTestDatabase({ seed: true });
  rig = await startRig({ server: { now: database.clock.now } });
  opened = await openTestApp({
    database,
    channels: [rig.channel],
    around: (store) => ({
      ...store,
      call: async (caller, name, args) => {
        if (name === "inbox_claim") await stuck;
        return await store.call(caller, name, args);
      },
    }),
  });
  await opened.app.start();
  rig.server.settings.answerWithinMs = 1_000;
  const people = Array.from({ length: 20 }, () => rig.server.person());
  for (const person of people) {
    person.says("xin chào");
    await rig.server.push.settled();
  }
  const answers = rig.server.push.attempts.map(({ status, retry }) => ({ status, retry }));
  expect(answers).toEqual(people.map(() => ({ status: 200, retry: 0 })));
  expect(people.flatMap(({ messages }) => messages)).toEqual([]);
  release();
  for (const person of people) expect((await person.next()).text).toMatch(/^Xin chào/);
});
