import { expect, test } from "vitest";
import { createLease } from "../../src/channels/lease.ts";

test("the lease is given back only after the renewal that is under way", async () => {
  const renewal = Promise.withResolvers<boolean>();
  const renewing = Promise.withResolvers<void>();
  const told: string[] = [];
  const lease = createLease({
    name: "telegram-polling",
    holder: "first",
    seconds: 8,
    renewMs: 2_500,
    pause: async () => undefined,
    lease: {
      async acquire(_name, _holder, seconds) {
        if (seconds === 0) return told.push("given back") > 0;
        renewing.resolve();
        const held = await renewal.promise;
        told.push("renewed");
        return held;
      },
    },
  });
  const done = lease.during(() => renewing.promise).then(() => lease.giveBack());
  await renewing.promise;
  for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
  renewal.resolve(true);
  await done;
  expect(told).toEqual(["renewed", "given back"]);
});
