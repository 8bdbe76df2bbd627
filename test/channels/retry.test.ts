import { describe, expect, test } from "vitest";
import { createRetry } from "../../src/channels/retry.ts";

const failure = { failure: "unavailable", detail: "502" } as const;

function retryWith(random: number) {
  const stopping = new AbortController();
  const pauses = { firstMs: 1_000, capMs: 60_000 };
  return {
    stopping,
    retry: createRetry({ signal: stopping.signal, random: () => random, pauses, failureOf: () => failure }),
  };
}

describe("trying a platform again", () => {
  test.for([
    [1, 500, 1_000],
    [2, 1_000, 2_000],
    [5, 8_000, 16_000],
    [7, 30_000, 60_000],
    [2_000, 30_000, 60_000],
  ] as const)("after %d failures waits between %d and %d ms", ([failures, least, most]) => {
    expect(retryWith(0).retry.delay(failures, failure)).toBe(least);
    expect(retryWith(1).retry.delay(failures, failure)).toBe(most);
  });

  test("waits at least as long as the platform asks", () => {
    const { retry } = retryWith(0.5);
    expect(retry.delay(1, { ...failure, retryAfterMs: 3_600_000 })).toBe(3_600_000);
    expect(retry.delay(7, { ...failure, retryAfterMs: 1_000 })).toBe(45_000);
  });

  test("gives a task up when it is stopped in the middle of a pause", async () => {
    const { retry, stopping } = retryWith(1);
    const failed = Promise.withResolvers<void>();
    const done = retry.until(
      () => Promise.reject(new Error("down")),
      () => failed.resolve(),
    );
    await failed.promise;
    stopping.abort();
    expect(await done).toBe(false);
  });

  test("does not begin a task when it is already stopped", async () => {
    const { retry, stopping } = retryWith(1);
    stopping.abort();
    let tries = 0;
    expect(
      await retry.until(
        async () => (tries += 1),
        () => undefined,
      ),
    ).toBe(false);
    expect(tries).toBe(0);
  });
});
