import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { projectFolder } from "../support/database.ts";
import { openTapRunner, readTapFile, type TapRunner } from "../support/tap.ts";

const folder = join(projectFolder, "supabase/tests");
const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".sql")) : [];

describe("the database's own tests", () => {
  let runner: TapRunner;
  beforeAll(async () => {
    runner = await openTapRunner();
  });
  afterAll(() => runner.close());

  test.for(files)("supabase/tests/%s", async (file, { expect }) => {
    const report = await runner.run(readTapFile(join(folder, file)));
    expect(report.failures).toEqual([]);
    expect(report.passed).toBeGreaterThan(0);
    expect(report.passed).toBe(report.planned);
  });

  test("a failing assertion is told with its reason", async () => {
    const report = await runner.run(`
      begin;
      select plan(3);
      select is(1, 1, 'one is one');
      select is(1, 2, 'one is two');
      select throws_ok('select 1/0', '22012', null, 'nobody divides by zero');
      select * from finish();
      rollback;`);
    expect(report).toEqual({
      planned: 3,
      passed: 2,
      failures: ['not ok 2 - one is two\n# Failed test 2: "one is two"\n#         have: 1\n#         want: 2'],
    });
  });

  test("a file that breaks off is an error, and the next one starts afresh", async () => {
    await expect(runner.run("begin; create table public.left_behind (a int); select nonsense;")).rejects.toThrow(
      'line 1: column "nonsense" does not exist',
    );
    const report = await runner.run(
      "begin; select plan(1); select hasnt_table('public', 'left_behind', 'gone'); rollback;",
    );
    expect(report).toEqual({ planned: 1, passed: 1, failures: [] });
  });

  test("an assertion that is announced and missing is noticed", async () => {
    const report = await runner.run("begin; select plan(2); select ok(true, 'one'); rollback;");
    expect([report.planned, report.passed]).toEqual([2, 1]);
  });
});
