import { afterEach, expect, test } from "vitest";
import { StoreError } from "../../src/act/store-error.ts";
import type { Inbound } from "../../src/model/channel.ts";
import type { Store } from "../../src/model/store.ts";
import { openTestApp, type TestApp } from "../support/app.ts";

let opened: TestApp;
let puts = 0;

afterEach(async () => {
  puts = 0;
  await opened.close();
});

const counting = (store: Store): Store => ({
  ...store,
  async call(caller, name, args) {
    if (name !== "inbox_put") return await store.call(caller, name, args);
    puts += 1;
    const events = args["p_events"] as readonly Inbound[];
    if (events.some(({ address }) => address === "unstorable"))
      throw new StoreError("no", { code: "22P05", retryable: false });
    return await store.call(caller, name, args);
  },
});

const hello = (address: string) => opened.web.event(address, { type: "text", text: "xin chào" });

test("two hundred messages at the same moment are stored in a few transactions, each once", async () => {
  opened = await openTestApp({ around: counting });
  const events = Array.from({ length: 200 }, (_, n) => hello(`person-${n % 50}`));
  await Promise.all(events.map((event) => opened.app.ingest([event])));
  expect(puts).toBeLessThanOrEqual(4);
  const depths = await opened.store.call<{ inbox_pending: number }>({ as: "worker" }, "queue_depths", {
    p_now: opened.database.clock.now,
  });
  expect(depths).toMatchObject({ value: { inbox_pending: 200 } });
});

test("a message that cannot be stored is refused alone", async () => {
  opened = await openTestApp({ around: counting });
  const outcomes = await Promise.allSettled(
    ["a", "b", "unstorable", "c"].map((address) => opened.app.ingest([hello(address)])),
  );
  expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
  await opened.app.drain();
  expect(opened.web.sent.map(({ address }) => address).toSorted()).toEqual(["a", "b", "c"]);
});
