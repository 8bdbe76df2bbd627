/** Lives through a planned year on a real database, tick by tick, and holds everything that was said against the oracle. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { TestDatabase } from "../../support/database.ts";
import { expect, type Mention } from "./oracle.ts";
import { dayOf, day, type Happening, hour, planYear, type Year, type YearOptions } from "./plan.ts";

export interface Lived {
  readonly year: Year;
  readonly said: readonly Mention[];
  readonly messages: number;
  readonly objections: Readonly<
    Record<"missed" | "unexpected" | "twice" | "in quiet hours" | "after stop" | "two a day", readonly string[]>
  >;
}

type Options = Omit<YearOptions, "units"> & { readonly units: number };

export async function live(database: TestDatabase, options: Options, before: readonly string[] = []): Promise<Lived> {
  const rows = <T>(sql: string, ...values: string[]): Promise<T[]> =>
    database.runner.transaction((query) => query(sql, values)) as Promise<T[]>;
  const stage = readFileSync(join(import.meta.dirname, "stage.sql"), "utf8");
  await database.runner.transaction((query) => query(stage));
  for (const sql of before) await rows(sql);
  const communes = await rows<{ id: string }>(
    "select id from public.areas where level = 'commune' and valid_to is null order by id limit $1::int",
    String(options.units),
  );
  const units = communes.map(({ id }) => id);
  const year = planYear({ ...options, units });
  let next = 0;
  for (const at of year.ticks) {
    const first = next;
    while (next < year.happenings.length && year.happenings[next]!.at <= at) next += 1;
    const happened = year.happenings.slice(first, next);
    if (happened.length > 0) await rows("select simulated.happen($1::jsonb)", JSON.stringify(happened));
    await rows("select simulated.tick($1::timestamptz)", new Date(at).toISOString());
  }
  const told = await rows<{ ms: string; person: string; kind: string; code: string; reason: string }>(
    `select (extract(epoch from o.created_at) * 1000)::bigint::text as ms, p.display_name as person, d.kind, d.subject as code, r.reason
     from public.reminders r join public.outbox o on o.id = r.outbox_id and o.status = 'sent' join public.deadlines d on d.id = r.deadline_id
     join public.people p on p.id = r.person_id order by o.id, r.id`,
  );
  const said = told.map(({ ms, ...mention }) => ({ ...mention, at: Number(ms) }));
  const messages = await rows<{ n: string }>(
    "select count(*)::text as n from public.outbox where lane = 2 and status = 'sent'",
  );
  return { year, said, messages: Number(messages[0]?.n), objections: objections(year, said, expect(year, units)) };
}

const nameOf = ({ at, person, kind, code, reason }: Mention): string =>
  `${new Date(at + 7 * hour).toISOString().slice(0, 16)} ${person}: ${kind} ${code} (${reason})`;

function objections(year: Year, said: readonly Mention[], expected: readonly Mention[]): Lived["objections"] {
  const [was, should] = [new Set(said.map(nameOf)), new Set(expected.map(nameOf))];
  const twice = [...Map.groupBy(said, ({ at, person, kind, code }) => `${dayOf(at)} ${person} ${kind} ${code}`)];
  const ticksOfDay = [...Map.groupBy(said, ({ at, person }) => `${dayOf(at)} ${person}`)];
  return {
    missed: [...should].filter((one) => !was.has(one)),
    unexpected: [...was].filter((one) => !should.has(one)),
    twice: twice.filter(([, all]) => all.length > 1).map(([name]) => name),
    "in quiet hours": said
      .filter(({ at }) => (at + 7 * hour) % day < 7 * hour || (at + 7 * hour) % day >= 22 * hour)
      .map(nameOf),
    "after stop": said.filter((mention) => wasStopped(mention, year.happenings)).map(nameOf),
    "two a day": ticksOfDay.filter(([, all]) => new Set(all.map(({ at }) => at)).size > 1).map(([name]) => name),
  };
}

/** Stopped, and not asked for again since. */
function wasStopped({ at, person, code }: Mention, happenings: readonly Happening[]): boolean {
  const last = happenings.findLast(
    (one) =>
      one.at <= at &&
      "donor" in one &&
      one.donor === person &&
      ((one.type === "stopped" && (one.code ?? code) === code) || one.type === "snoozed"),
  );
  return last?.type === "stopped";
}
