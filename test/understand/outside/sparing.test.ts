import { afterEach, beforeEach, expect, test } from "vitest";
import { fails, type OpenAiServer, says, startOpenAiServer } from "../../support/openai/server.ts";
import { openAsking } from "./asking.ts";

let server: OpenAiServer;

beforeEach(async () => {
  server = await startOpenAiServer();
  server.answer(says({ intent: "pledge.create", quotes: [] }));
});
afterEach(async () => {
  await server.close();
});

const unclear = (n: number) => `gom được ${n} áo ấm, tính chở xuống luôn`;
const minutes = (n: number) => n * 60_000;

test("the same words are asked once, whoever says them and however they are typed", async () => {
  const { ask, outcomes } = openAsking(server);
  await ask("gom áo gọi 0912345678");
  const again = await ask("Gom  áo gọi 0987654321");
  expect(again).toMatchObject({ intent: "pledge.create", by: "model" });
  expect(outcomes).toEqual(["answered", "cached"]);
  await ask("gom áo gọi 0912345678", { role: "province_officer" });
  expect(outcomes.at(-1)).toBe("answered");
});

test("what was cached is read anew from the words at hand", async () => {
  server.answer(says({ intent: "pledge.amend", quotes: [{ slot: "pledge", quote: "[PLEDGE_CODE]" }] }));
  const { ask } = openAsking(server);
  const codes = [await ask("bớt cái CK26-001 lại"), await ask("bớt cái CK26-002 lại")].map(
    (frame) => frame?.slots.pledge,
  );
  expect(codes).toEqual(["CK26-001", "CK26-002"]);
  expect(server.requests).toHaveLength(1);
});

test("a failure is not remembered", async () => {
  server.answer(fails(500));
  const { ask } = openAsking(server);
  expect(await ask(unclear(1))).toBeNull();
  server.answer(says({ intent: "pledge.create", quotes: [] }));
  expect(await ask(unclear(1))).toMatchObject({ intent: "pledge.create" });
});

test("a day's budget ends with the day in Vietnam", async () => {
  const { ask, clock, outcomes } = openAsking(server, { limits: { perDay: 2 } });
  clock.now = new Date("2026-10-15T23:59:00+07:00");
  for (const n of [1, 2, 3]) await ask(unclear(n));
  expect(outcomes).toEqual(["answered", "answered", "budget"]);
  clock.now = new Date("2026-10-16T00:00:00+07:00");
  await ask(unclear(3));
  expect(outcomes.at(-1)).toBe("answered");
  expect(server.requests).toHaveLength(3);
});

test("after failures in a row it rests, then one question tries", async () => {
  server.answer(fails(401));
  const { ask, clock, outcomes } = openAsking(server, { limits: { failures: 3, restMs: minutes(1) } });
  for (const n of [1, 2, 3, 4]) await ask(unclear(n));
  expect(outcomes).toEqual(["failed: status 401", "failed: status 401", "failed: status 401", "resting"]);
  expect(server.requests).toHaveLength(3);

  clock.now = new Date(clock.now.getTime() + minutes(1));
  await Promise.all([ask(unclear(5)), ask(unclear(6))]);
  expect(outcomes.slice(4).toSorted()).toEqual(["failed: status 401", "resting"]);
  expect(server.requests).toHaveLength(4);

  clock.now = new Date(clock.now.getTime() + minutes(1));
  server.answer(says({ intent: "pledge.create", quotes: [] }));
  expect(await ask(unclear(7))).toMatchObject({ intent: "pledge.create" });
  expect(await ask(unclear(8))).toMatchObject({ intent: "pledge.create" });
});

test("failures that do not follow one another close nothing", async () => {
  const { ask, outcomes } = openAsking(server, { limits: { failures: 2 } });
  for (const n of [1, 2, 3, 4, 5]) {
    server.answer(n % 2 === 0 ? says({ intent: "pledge.create", quotes: [] }) : fails(401));
    await ask(unclear(n));
  }
  expect(outcomes.filter((outcome) => outcome === "resting")).toEqual([]);
});

test("while a few wait, the others do not", async () => {
  server.answer({ type: "hangs" });
  const { ask, outcomes } = openAsking(server, { timeoutMs: 200, limits: { atOnce: 2 } });
  const waiting = [ask(unclear(1)), ask(unclear(2))];
  expect(await ask(unclear(3))).toBeNull();
  expect(outcomes).toEqual(["busy"]);
  await Promise.all(waiting);
  expect(outcomes).toEqual(["busy", "failed: timeout", "failed: timeout"]);
});
