import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { knownCodes, meaningOf, untilMorning } from "../../../../src/channels/zalo/oa/refusals.ts";
import type { SendFailure } from "../../../../src/model/channel.ts";
import { type Rig, startRig } from "./rig.ts";

const table: Readonly<Record<SendFailure, readonly number[]>> = {
  throttled: [-32, -234],
  unavailable: [-200],
  blocked: [-213, -217, -227, -244],
  window_closed: [-218, -230, -232],
  out_of_quota: [-211],
  rejected: [-100, -201, -210, -233, -235, -237, -238, -241, -248, -249, -403],
  misconfigured: [-204, -205, -209, -212, -216, -219, -220, -221, -223, -224, -240, -242, -320, -321],
};
const rows = Object.entries(table).flatMap(([failure, codes]) => codes.map((code) => [code, failure] as const));
/** What somebody did, or time; everything else needs an operator. */
const quiet = [-32, -200, -213, -217, -218, -227, -230, -232, -234, -244];

test("every code has one meaning", () => {
  expect(knownCodes.toSorted((a, b) => a - b)).toEqual(rows.map(([code]) => code).toSorted((a, b) => a - b));
});

describe("a message that the platform refuses", () => {
  let rig: Rig;

  beforeEach(async () => {
    rig = await startRig();
    await rig.channel.start(async () => undefined);
    rig.lan.says("xin chào");
    await rig.server.push.settled();
  });
  afterEach(async () => {
    await rig.channel.stop();
    await rig.close();
  });

  test.for([...rows, [-31_999, "rejected"] as const, [-1, "rejected"] as const])(
    "with %i is %s",
    async ([code, failure]) => {
      rig.server.fail("cs", { type: "refused", code, message: "text with 0900 000 001" }, 2);
      const result = await rig.channel.send(rig.address, { text: "Chào bạn", plain: "Chào bạn", buttons: [] });
      expect(result).toMatchObject({ type: "failed", failure, detail: `${code} ${meaningOf(code).means}` });
      const alerted = rig.logged.filter((line) => line.includes("refused a call"));
      expect(alerted).toHaveLength(quiet.includes(code) ? 0 : 1);
      expect(alerted.join("")).not.toContain("0900");
    },
  );

  test("at night waits until five past six in the morning", async () => {
    rig.server.settings.closedAtNight = true;
    rig.server.clock.set("2026-11-22T23:30:00+07:00");
    const result = await rig.channel.send(rig.address, { text: "Chào bạn", plain: "Chào bạn", buttons: [] });
    expect(result).toMatchObject({ failure: "throttled", retryAfterMs: (6 * 60 + 35) * 60_000 });
  });
});

test.for([
  ["2026-11-22T22:00:00+07:00", 8 * 60 + 5],
  ["2026-11-23T00:00:00+07:00", 6 * 60 + 5],
  ["2026-11-23T05:59:00+07:00", 6],
  ["2026-11-23T06:05:00+07:00", 0],
] as const)("at %s the morning is %i minutes away", ([now, minutes]) => {
  expect(untilMorning(new Date(now))).toBe(minutes * 60_000);
});
