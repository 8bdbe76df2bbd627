import { describe, expect, test } from "vitest";
import { openTestDatabase } from "../support/database.ts";
import { live } from "./calendar/live.ts";

const weeks = { units: 6, donors: 20, pledges: 40, from: "2026-09-20", to: "2026-12-20", seed: 11 };
const patience = { timeout: 400_000 };

async function objections(before: readonly string[] = []): Promise<string[]> {
  const database = await openTestDatabase({ seed: true });
  try {
    const lived = await live(database, weeks, before);
    expect(lived.said.length).toBeGreaterThan(30);
    return Object.entries(lived.objections).flatMap(([name, all]) => (all.length > 0 ? [name] : []));
  } finally {
    await database.close();
  }
}

test("of a few weeks of promises nothing is told twice, missed, or told when it should not be", patience, async () => {
  expect(await objections()).toEqual([]);
});

describe("the oracle objects when", () => {
  test.for<readonly [string, string, string]>([
    [
      "there are no quiet hours",
      "update public.settings set value = '6' where name in ('quiet.until_hour', 'reminder.hour')",
      "in quiet hours",
    ],
    [
      "a day before the last is left out",
      "update public.deadline_kinds set remind_days = '{-7,-3,0,1,7}' where kind = 'pledge.due'",
      "missed",
    ],
    [
      "nobody is left in peace",
      "update public.deadline_kinds set stop_after = 99 where kind = 'pledge.due'",
      "unexpected",
    ],
  ])("%s", patience, async ([, sql, objection]) => {
    expect(await objections([sql])).toContain(objection);
  });
});
