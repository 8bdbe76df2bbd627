import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createScene, type Scene } from "../ledger/scene.ts";
import { openTestDatabase, projectFolder, type TestDatabase } from "../support/database.ts";
import { openTapRunner, readTapFile, type TapRunner } from "../support/tap.ts";

const zones = ["UTC", "Asia/Ho_Chi_Minh", "America/New_York"] as const;
const alsoCalled: Readonly<Record<string, string>> = { "Asia/Ho_Chi_Minh": "Asia/Saigon" };

describe.for(zones)("on a server in %s", (zone) => {
  test("the table is read as in Vietnam", () => {
    const env = { ...process.env, TZ: zone };
    const read = execFileSync(process.execPath, [join(import.meta.dirname, "table.ts")], { env, encoding: "utf8" });
    expect(JSON.parse(read)).toEqual({
      zone: alsoCalled[zone] ?? zone,
      today: "2026-10-15",
      "trước ngày 01/12": ["2026-11-30", 46],
      "đến hết tháng 1": "2027-01-31",
      "trước Tết": "2027-02-05",
      mai: "2026-10-16",
      mốt: "2026-10-17",
      "thứ 6 tuần sau": "2026-10-23",
      "cuối tháng": "2026-10-31",
      "20/11": "2026-11-20",
      "20/9": { day: "2027-09-20", readings: ["2027-09-20", "2026-09-20"] },
      "quý 3": "2026-Q3",
      "11/12": "2026-12-11",
      "en 11/12": 2,
      "2026-11-30T17:30Z": "2026-12-01",
    });
  });
});

let database: TestDatabase;
let scene: Scene;
let tap: TapRunner;

beforeAll(async () => {
  [database, tap] = await Promise.all([openTestDatabase(), openTapRunner()]);
  scene = createScene(database);
});

afterAll(() => Promise.all([database.close(), tap.close()]));

describe.for(zones)("in a database in %s", (zone) => {
  beforeAll(async () => {
    await scene.rows("select set_config('TimeZone', $1, false)", zone);
  });

  const one = async (sql: string): Promise<unknown> => {
    const [row = {}] = await scene.rows<Record<string, unknown>>(
      `select current_setting('TimeZone') as zone, (${sql})::text as it`,
    );
    expect(row["zone"]).toBe(zone);
    return row["it"];
  };

  test.for<readonly [string, string, string]>([
    [
      "before 1 December ends at midnight in Vietnam",
      "private.due_before('2026-11-30') = '2026-12-01T00:00+07:00'",
      "true",
    ],
    ["its last day is 30 November", "private.last_day('2026-12-01T00:00+07:00')::text", "2026-11-30"],
    ["46 days are left", "private.last_day('2026-12-01T00:00+07:00') - private.day_of('2026-10-15T09:00+07:00')", "46"],
    ["a second before midnight is in time", "'2026-11-30T23:59:59+07:00' < private.due_before('2026-11-30')", "true"],
    ["midnight is late", "timestamptz '2026-12-01T00:00+07:00' >= private.due_before('2026-11-30')", "true"],
    [
      "17:30 in Greenwich is the next day, and late",
      "timestamptz '2026-11-30T17:30Z' >= private.due_before('2026-11-30')",
      "true",
    ],
    [
      "half past ten in the evening waits until seven",
      "private.reminder_at('2026-10-15T22:30+07:00', private.due_before('2026-10-31')) = '2026-10-16T07:00+07:00'",
      "true",
    ],
    [
      "unless that passes the deadline: then before ten the same day",
      "private.reminder_at('2026-10-15T22:30+07:00', private.due_before('2026-10-15')) between '2026-10-15T07:00+07:00' and '2026-10-15T21:59+07:00'",
      "true",
    ],
    [
      "the reminders of a promise",
      "private.reminder_moments('{-7,-3,-1,0,1,7}', private.due_before('2026-12-14'))::text = array['2026-12-07 08:00+07', '2026-12-11 08:00+07', '2026-12-13 08:00+07', '2026-12-14 08:00+07', '2026-12-15 08:00+07', '2026-12-21 08:00+07']::timestamptz[]::text",
      "true",
    ],
    [
      "the reminders of the annual report",
      "private.reminder_moments('{-30,-14,-7,-3,-1}', private.due_before('2026-11-30'))::text = array['2026-10-31 08:00+07', '2026-11-16 08:00+07', '2026-11-23 08:00+07', '2026-11-27 08:00+07', '2026-11-29 08:00+07']::timestamptz[]::text",
      "true",
    ],
  ])("%s", async ([, sql, expected]) => {
    expect(await one(sql)).toBe(expected);
  });

  test.for(["08-days.sql", "12-deadlines.sql", "13-reminders.sql"])(
    "the calendar's own story %s goes the same",
    { timeout: 240_000 },
    async (file) => {
      const story = readTapFile(join(projectFolder, "supabase/tests", file));
      const report = await tap.run(`set timezone to '${zone}';\n${story}`);
      expect(report.failures).toEqual([]);
      expect(report.passed).toBeGreaterThan(10);
    },
  );
});
