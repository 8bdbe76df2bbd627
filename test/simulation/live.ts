/** Lives through a plan hour by hour: the real outbox worker over the real ledger, on a clock and on platforms of the simulation. */
import { createOutbox } from "../../src/deliver/outbox.ts";
import { workOnce } from "../../src/deliver/pool.ts";
import type { Message } from "../../src/model/message.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { createOracle, type Oracle } from "./oracle.ts";
import { createRandom, type Happening, hour, type Member, planYear } from "./people.ts";
import { type Arrival, createPlatforms, idOf, type Platforms } from "./platforms.ts";

export interface Life {
  readonly violations: readonly string[];
  /** `way cost` to messages. */
  readonly counts: ReadonlyMap<string, number>;
  /** Reminders, and answers to what people wrote. */
  readonly reminders: number;
  readonly answers: number;
  /** Calls that the platforms carried: several messages may be one. */
  readonly sends: number;
  readonly unreachable: number;
  readonly notices: number;
  readonly faults: number;
}

export interface LifeOptions {
  readonly people: number;
  readonly days: number;
  readonly seed: number;
  readonly boughtPerMonth: number;
  readonly templatesPerDay: number;
  /** Changes the ledger before anything happens: how a test sees the oracle object. */
  readonly spoil?: readonly string[];
}

const start = new Date("2026-12-01T09:00:00+07:00");
const officers = ["officer-a", "officer-b"];
const template = "reminder.pledge";

export async function live(options: LifeOptions): Promise<Life> {
  const database = await openTestDatabase({ now: start });
  try {
    return await liveWith(database, options);
  } finally {
    await database.close();
  }
}

async function liveWith(database: TestDatabase, options: LifeOptions): Promise<Life> {
  const { clock, store } = database;
  const random = createRandom(options.seed);
  const plan = planYear({ ...options, start, random });
  const now = () => clock.now.getTime();
  const counts = new Map<string, number>();
  const told = new Set<string>();
  let sends = 0;
  let notices = 0;
  let faults = 0;
  let answers = 0;
  let reminders = 0;

  const platforms: Platforms = createPlatforms({
    ...options,
    now,
    random,
    templateKeys: [template],
    withoutZalo: plan.withoutZalo,
    faults: 0.01,
    onArrival: hear,
  });
  const oracle: Oracle = createOracle({ members: plan.members, now, costOf: platforms.costOf });
  const rows = (sql: string, ...values: (string | null)[]) =>
    database.runner.transaction((query) => query(sql, values)) as Promise<Record<string, string>[]>;
  const outbox = createOutbox({
    store,
    channels: new Map(platforms.channels.map((channel) => [channel.name, channel])),
    templates: platforms.templates,
    render: (message) => [sayId(message)],
    now: () => clock.now,
    random,
    logger: {
      info: () => {},
      warn: () => {},
      error: (fields) => "err" in fields && oracle.violate("a send broke"),
    },
    onSent: () => {},
  });

  function hear(arrival: Arrival): void {
    if (officers.includes(arrival.address)) return hearNotice(arrival);
    oracle.arrives(arrival);
    sends += 1;
    const row = `${arrival.way} ${arrival.cost}`;
    counts.set(row, (counts.get(row) ?? 0) + arrival.ids.length);
  }

  function hearNotice({ address, ids }: Arrival): void {
    const said = `${address} ${new Date(now() + 7 * hour).toISOString().slice(0, 10)} ${ids.join()}`;
    if (told.has(said)) oracle.violate(`told twice: ${said}`);
    told.add(said);
    notices += 1;
  }

  async function happen(happening: Happening, n: number): Promise<void> {
    const { who } = happening;
    switch (happening.type) {
      case "writes":
        platforms.hears(happening.channel, who.address);
        await write(happening.channel, who.address, `in-${n}`);
        oracle.expect(who, { id: `a${n}`, templated: false, answerOn: happening.channel });
        answers += 1;
        return void (await rows(
          `insert into public.outbox (person_id, identity_id, message, lane, dedupe_key, not_before, created_at)
          select person_id, id, jsonb_build_object('key', 'answer', 'params', jsonb_build_object('id', $1::text)), 0, $1::text, $2::timestamptz, $2::timestamptz
          from public.channel_identities where channel = $3 and address = $4`,
          `a${n}`,
          clock.now.toISOString(),
          happening.channel,
          who.address,
        ));
      case "reminder":
        oracle.expect(who, happening);
        reminders += 1;
        return void (await rows(
          "select private.notify($1::uuid, $2, jsonb_build_object('id', $3::text), $3, $4::timestamptz)",
          await personOf(who),
          happening.templated ? template : "reminder.report",
          happening.id,
          clock.now.toISOString(),
        ));
      case "blocks":
        return platforms.block(happening.channel, who.address);
      case "is_written_to":
        return platforms.useFree(who.address);
      case "gives_phone":
        oracle.setPhone(who, true);
        return await act(who, "phone_give", { p_phone: who.phone, p_source: "zalo_oa" });
      case "takes_phone_back":
        oracle.setPhone(who, false);
        return await act(who, "phone_withdraw", {});
    }
  }

  async function write(channel: string, address: string, externalId: string): Promise<void> {
    const event = { channel, address, externalId, sender: {}, content: { type: "text", text: "Xin chào" } };
    await store.call({ as: "worker" }, "inbox_put", { p_events: [event], p_now: clock.now });
  }

  const ids = new Map<string, string>();
  async function personOf({ address }: Member): Promise<string> {
    const known = ids.get(address);
    if (known) return known;
    const [found] = await rows("select person_id from public.channel_identities where address = $1 limit 1", address);
    ids.set(address, found!["person_id"]!);
    return found!["person_id"]!;
  }

  async function act(who: Member, name: string, args: Record<string, unknown>): Promise<void> {
    const done = await store.call({ as: "person", personId: await personOf(who) }, name, { ...args, p_now: clock.now });
    if (!done.ok) oracle.violate(`${name} was refused: ${done.refusal.code}`);
  }

  /** What failed is tried again within minutes, long before the next hour. */
  async function drain(): Promise<void> {
    for (;;) {
      while ((await workOnce(outbox)) > 0);
      const failed = platforms.takeFaults();
      faults += failed;
      if (failed === 0) return;
      clock.now = new Date(now() + 4 * 60_000);
    }
  }

  /** One person's several identities are linked, as account linking does it. */
  async function introduce(): Promise<void> {
    for (const { name, address, channels } of plan.members) {
      const person = { p_channels: channels, p_address: address, p_name: name, p_language: "vi", p_now: clock.now };
      await store.call({ as: "operator" }, "person_describe", person);
    }
    for (const officer of officers) {
      const person = {
        p_channels: ["telegram"],
        p_address: officer,
        p_name: officer,
        p_language: "vi",
        p_now: clock.now,
      };
      await store.call({ as: "operator" }, "person_describe", person);
    }
    await rows(
      `insert into public.role_grants (person_id, role, valid_from)
      select person_id, 'province_officer', $1::timestamptz from public.channel_identities where address like 'officer-%'`,
      clock.now.toISOString(),
    );
  }

  async function checkListed(excused: readonly string[]): Promise<void> {
    if (excused.length === 0) return;
    const listed = await rows(
      `select dedupe_key from public.outbox where split_part(dedupe_key, ':', 1) in (select jsonb_array_elements_text($1::jsonb))
      and (status = 'unreachable' or status = 'ready' and not_before > $2::timestamptz)`,
      JSON.stringify(excused),
      clock.now.toISOString(),
    );
    const found = new Set(listed.map(({ dedupe_key: key = "" }) => key.split(":")[0]));
    for (const id of excused) if (!found.has(id)) oracle.violate(`${id} is not listed and has not left`);
  }

  await introduce();
  for (const statement of options.spoil ?? []) await rows(statement);
  let next = 0;
  for (let at = start.getTime(); at <= start.getTime() + options.days * 24 * hour; at += hour) {
    clock.now = new Date(Math.max(at, now()));
    for (; next < plan.happenings.length && plan.happenings[next]!.at <= at; next += 1)
      await happen(plan.happenings[next]!, next);
    await drain();
    await checkListed(oracle.look());
  }
  const waiting = new Set(oracle.pending());
  const kept = await rows(
    "select dedupe_key, status from public.outbox where status <> 'sent' and message ->> 'key' <> 'notice.unreachable'",
  );
  for (const { dedupe_key: key = "", status = "" } of kept) {
    const [id = ""] = key.split(":");
    if (status === "dead" || !waiting.delete(id)) oracle.violate(`${id} is kept as ${status}`);
  }
  for (const id of waiting) oracle.violate(`${id} is lost`);
  for (const [id, times] of oracle.arrived) if (times !== 1) oracle.violate(`${id} arrived ${times} times`);
  return {
    violations: oracle.violations,
    counts,
    reminders,
    answers,
    sends,
    unreachable: kept.length,
    notices,
    faults,
  };
}

function sayId({ params = {} }: Message) {
  const text = idOf(params);
  return { text, plain: text, buttons: [] };
}
