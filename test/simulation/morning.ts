/**
 * `npm run simulate:morning`: a hundred thousand deadlines due on one morning on PostgreSQL, planned in one tick, then delivered on a simulated
 * clock at the platforms' pace while people write in between. Writes docs/morning.md; ends with 1 when it took a minute or anything left out of order.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Client } from "pg";
import { openPostgresDatabase, projectFolder } from "../support/database.ts";

const { values } = parseArgs({
  options: { people: { type: "string", default: "100000" }, minutes: { type: "string", default: "5" } },
});
const people = Number(values.people);
const seconds = Number(values.minutes) * 60;
/** Messages a second: what Telegram and the Zalo bot let through. */
const pace = { telegram: 25, zalo_bot: 5 } as const;
const morning = Date.parse("2026-11-13T08:00:00+07:00");

const database = await openPostgresDatabase({ seed: true });
const client = new Client({ connectionString: database.url });
await client.connect();
const rows = async <T>(sql: string, ...args: unknown[]): Promise<T[]> => (await client.query(sql, args)).rows as T[];

try {
  await rows("delete from public.tick_steps where name not in ('ledger', 'reminders')");
  await rows(
    "insert into public.people (id, display_name, created_at) select md5('p' || n)::uuid, 'P ' || n, '2026-01-01' from generate_series(1, $1::int) n",
    people,
  );
  await rows(
    `insert into public.channel_identities (person_id, channel, address, last_seen_at, last_inbound_at)
     select md5('p' || n)::uuid, case when n % 6 = 0 then 'zalo_bot' else 'telegram' end, n::text, '2026-01-01', '2026-01-01' from generate_series(1, $1::int) n`,
    people,
  );
  // The instants are given: that they are worked out when a deadline is set is not what is measured.
  await rows("alter table public.deadlines disable trigger deadline_moments");
  await rows(
    `insert into public.deadlines (kind, subject, due_before, person_id, area_id, sector, about, set_at, remind_at, escalate_at, next_at, said_until)
     select 'pledge.due', 'CK26-' || lpad(n::text, 6, '0'), private.due_before(date '2026-11-13' + (array[0, 1, 3, 7])[n % 4 + 1]), md5('p' || n)::uuid, 'VN-W-30796-2025', 'clothing',
       jsonb_build_object('pledge', jsonb_build_object('code', 'CK26-' || lpad(n::text, 6, '0'), 'items', '[{"item": "blanket", "unit": "piece", "quantity": 20}]'::jsonb)),
       '2026-10-01', array[$2::timestamptz], '{}', $2::timestamptz, '2026-10-02' from generate_series(1, $1::int) n`,
    people,
    new Date(morning),
  );
  await rows("alter table public.deadlines enable trigger deadline_moments");
  await rows("analyze");

  const began = performance.now();
  let [calls, slowest, planned] = [0, 0, 0];
  for (let more = true; more; calls += 1) {
    const from = performance.now();
    const [did] = await rows<{ t: { more?: boolean; reminders: number } }>(
      "select public.tick($1) as t",
      new Date(morning),
    );
    slowest = Math.max(slowest, performance.now() - from);
    planned += did?.t.reminders ?? 0;
    more = did?.t.more === true;
  }
  const took = (performance.now() - began) / 1_000;
  await rows("analyze public.outbox");

  let [sent, replies, late, disorder, longest, claims] = [0, 0, 0, 0, 0, 0];
  const last = { telegram: 0, zalo_bot: 0 };
  for (let second = 0; second < seconds; second += 1) {
    const now = new Date(morning + second * 1_000);
    if (second % 3 === 1)
      await rows(
        `insert into public.outbox (person_id, identity_id, message, lane, dedupe_key, not_before, created_at)
         select i.person_id, i.id, '{"key": "talk.greet"}', 0, 'turn:' || $1::text, $2, $2 from public.channel_identities i where i.address = $3`,
        second,
        now,
        String(1 + ((second * 7_919) % people)),
      );
    for (const [channel, most] of Object.entries(pace) as ["telegram" | "zalo_bot", number][]) {
      const from = performance.now();
      const [claimed] = await rows<{ c: { id: number; lease: string }[] }>(
        "select public.outbox_claim(array[$1], $2, 30, $3) as c",
        channel,
        most,
        now,
      );
      longest = Math.max(longest, performance.now() - from);
      claims += 1;
      const ids = claimed?.c.map(({ id }) => id) ?? [];
      const gone = await rows<{ lane: number; urgency: number; waited: number }>(
        `update public.outbox o set status = 'sent', sent_at = $2, lease = null, lease_until = null from unnest($1::bigint[]) with ordinality as c (id, n)
         where o.id = c.id returning lane, urgency, extract(epoch from $2 - o.not_before)::int as waited`,
        ids,
        now,
      );
      for (const { lane, waited } of gone.filter(({ lane }) => lane === 0))
        [replies, late] = [replies + 1, late + (lane === 0 && waited > 0 ? 1 : 0)];
      const urgencies = gone.filter(({ lane }) => lane === 2).map(({ urgency }) => urgency);
      if (urgencies.some((urgency) => urgency < last[channel])) disorder += 1;
      last[channel] = Math.max(last[channel], ...urgencies);
      sent += gone.length;
    }
  }
  const [left] = await rows<{ n: number }>(
    "select count(*)::int as n from public.outbox where status = 'ready' and lane = 2",
  );
  const page = `# A hundred thousand deadlines on one morning

Written by \`npm run simulate:morning\` on PostgreSQL: ${people} promises of as many donors, due today, tomorrow, in three days or in seven, all of them to be said at 8:00.

| planned in one tick | |
| --- | ---: |
| reminders written | ${planned} |
| seconds | ${took.toFixed(1)} |
| calls of the ledger, in portions | ${calls} |
| slowest of them, seconds | ${(slowest / 1_000).toFixed(1)} |

| delivered on a simulated clock: the first ${values.minutes} minutes at ${pace.telegram} a second on Telegram and ${pace.zalo_bot} on the Zalo bot | |
| --- | ---: |
| messages that left | ${sent} |
| times that one left after a less urgent one of its channel | ${disorder} |
| answers to people who wrote meanwhile | ${replies} |
| of these, not in the very next second | ${late} |
| claims, and the longest in milliseconds | ${claims}, ${Math.round(longest)} |
| reminders that wait their turn, all until 22:00 | ${left?.n ?? 0} |
`;
  process.stdout.write(page);
  if (people === 100_000) writeFileSync(join(projectFolder, "docs/morning.md"), page);
  process.exitCode = took < 60 && disorder === 0 && late === 0 && planned === people ? 0 : 1;
} finally {
  await client.end();
  await database.close();
}
