/** Handing in and putting together at the same moment, and totals that are sums: the same on every database. */
import { expect, test } from "vitest";
import { demoPersonas } from "../../src/demo.ts";
import type { Answer, Caller } from "../../src/model/store.ts";
import { openTestApp } from "../support/app.ts";
import type { TestDatabase } from "../support/database.ts";

interface Compiled {
  readonly code: string;
  readonly submitted: number;
  readonly totals: { readonly goods: readonly { readonly item: string; readonly needed: number }[] };
}

const year = { p_from: "2026-01-01", p_to: "2026-12-31" };

export function reportsContract(open: () => Promise<TestDatabase>): void {
  test("of many that hand the same report in at once one does, and a total is the sum of what was frozen", async () => {
    const { database, app, close } = await openTestApp({ database: await open(), demo: true });
    try {
      await app.tick(database.clock.now);
      const people = await personsOf(database);
      const call = async <T>(who: string, name: string, args: object): Promise<Answer<T>> =>
        await database.store.call<T>(people(who), name, { ...args, p_now: database.clock.now });
      const codeOf = async (who: string): Promise<string> => {
        const page = await call<{ reports: { code: string }[] }>(who, "report_list", {});
        return page.ok ? (page.value.reports[0]?.code ?? "") : "";
      };
      const code = await codeOf("demo-xa-giang-thanh");
      const tries = await Promise.all(
        Array.from({ length: 6 }, () => call("demo-xa-giang-thanh", "report_submit", { p_code: code })),
      );
      expect(tries.filter(({ ok }) => ok)).toHaveLength(1);
      expect(tries.flatMap((one) => (one.ok ? [] : [one.refusal.code]))).toEqual(
        Array.from({ length: 5 }, () => "wrong_state"),
      );
      const other = await codeOf("demo-xa-vinh-dieu");
      const [, ...compiled] = await Promise.all([
        call("demo-xa-vinh-dieu", "report_submit", { p_code: other }),
        call<Compiled>("demo-tinh", "report_compile", year),
        call<Compiled>("demo-tinh", "report_compile", year),
      ]);
      expect(compiled.map((one) => one.ok && one.value.submitted >= 1)).toEqual([true, true]);
      const last = await call<Compiled>("demo-tinh", "report_compile", year);
      if (!last.ok) throw new Error(last.refusal.code);
      expect(last.value.submitted).toBe(2);
      const drafts = await Promise.all(
        [code, other].map((one) =>
          call<{ content: { figures: Compiled["totals"] } }>("demo-tinh", "report_draft", { p_code: one }),
        ),
      );
      const lines = drafts.flatMap((one) => (one.ok ? one.value.content.figures.goods : []));
      for (const { item, needed } of last.value.totals.goods)
        expect(lines.filter((line) => line.item === item).reduce((sum, line) => sum + line.needed, 0)).toBe(needed);
      const versions = await database.runner.transaction((query) =>
        query("select count(distinct version)::text as versions, count(*)::text as all from public.compilations", []),
      );
      expect(versions).toEqual([{ versions: "3", all: "3" }]);
    } finally {
      await close();
    }
  });
}

async function personsOf({ runner }: TestDatabase): Promise<(who: string) => Caller> {
  const rows = await runner.transaction((query) =>
    query("select address, person_id::text as person from public.channel_identities where channel = 'web'", []),
  );
  const known = new Map(rows.map((row) => [row["address"], row["person"]]));
  expect(demoPersonas(() => undefined).every(({ id }) => known.has(id))).toBe(true);
  return (who) => ({ as: "person", personId: known.get(who) ?? "" });
}
