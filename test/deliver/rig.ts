/** The outbox worker over a real database, with channels and templates of this process whose answers a test plans. */
import { StoreError } from "../../src/act/store-error.ts";
import { createOutbox } from "../../src/deliver/outbox.ts";
import { type Work, workOnce } from "../../src/deliver/pool.ts";
import type { Channel, SendFailure, SendResult } from "../../src/model/channel.ts";
import type { Message } from "../../src/model/message.ts";
import type { Store } from "../../src/model/store.ts";
import type { TemplateMessage, TemplateSender } from "../../src/model/template-sender.ts";
import type { TestDatabase } from "../support/database.ts";
import { createMemoryChannel, type MemoryChannel } from "../support/memory-channel.ts";

export const morning = new Date("2026-10-15T09:00:00+07:00");
const lan = "lan";

export type Rig = ReturnType<typeof createRig>;
export type Failed = Exclude<SendResult, { type: "sent" }>;

export const fails = (failure: SendFailure): Failed => ({ type: "failed", failure, detail: failure });
export const texts = ({ sent }: MemoryChannel) => sent.map(({ message }) => message.text);

export function createRig(database: TestDatabase) {
  const telegram = createMemoryChannel("telegram");
  const account = createMemoryChannel("zalo_oa", { onePerTurn: true, maxLength: 40, markup: "plain" });
  const byTemplate: TemplateMessage[] = [];
  const templateFailures: Failed[] = [];
  const errors: object[] = [];
  const broken = new Set<string>();
  let written = 0;

  const store: Store = {
    ...database.store,
    async call(caller, name, args) {
      if (broken.has(name)) throw new StoreError("The database went away.", { code: "08006", retryable: true });
      return await database.store.call(caller, name, args);
    },
  };

  const templates: TemplateSender = {
    name: "zalo_zns",
    keys: ["reminder.pledge"],
    ready: () => true,
    send(_phone, message) {
      const failure = templateFailures.shift();
      if (!failure) byTemplate.push(message);
      return Promise.resolve(failure ?? { type: "sent", messageId: `z${byTemplate.length}` });
    },
  };

  const rows = (sql: string, ...values: (string | null)[]) =>
    database.runner.transaction((query) => query(sql, values)) as Promise<Record<string, unknown>[]>;
  const pass = (ms: number) => void (database.clock.now = new Date(database.clock.now.getTime() + ms));

  const rig = {
    database,
    telegram,
    account,
    byTemplate,
    templateFailures,
    errors,
    /** Functions of the ledger that cannot be reached. */
    broken,
    rows,
    pass,

    worker(channels: readonly Channel[] = [telegram, account]): Work {
      return createOutbox({
        store,
        channels: new Map(channels.map((channel) => [channel.name, channel])),
        templates,
        render,
        now: () => database.clock.now,
        random: () => 0,
        logger: { info: () => {}, warn: () => {}, error: (fields) => errors.push(fields) },
        onSent: () => {},
      });
    },

    async drain(work: Work = rig.worker()): Promise<void> {
      while ((await workOnce(work)) > 0);
    },

    /** Lan has written on each of these, on the first one last. */
    async linkLan(channels: readonly string[], phone?: string): Promise<void> {
      const person = { p_channels: channels, p_address: lan, p_name: "Lan", p_language: "vi", p_now: morning };
      const described = await store.call<string>({ as: "operator" }, "person_describe", person);
      for (const channel of channels.toReversed()) await rig.write(channel);
      if (phone === undefined || !described.ok) return;
      const given = { p_phone: phone, p_source: "zalo_oa", p_now: database.clock.now };
      await store.call({ as: "person", personId: described.value }, "phone_give", given);
    },

    async write(channel: string): Promise<void> {
      written += 1;
      pass(1_000);
      const content = { type: "text", text: "Xin chào" };
      const event = { channel, address: lan, externalId: `in-${written}`, sender: {}, content };
      await store.call({ as: "worker" }, "inbox_put", { p_events: [event], p_now: database.clock.now });
    },

    /** An answer where a channel is named, else news. */
    async put(key: string, { parts, answerOn }: { parts?: string[]; answerOn?: string } = {}): Promise<void> {
      await rows(
        `insert into public.outbox (person_id, identity_id, message, lane, dedupe_key, not_before, created_at)
        select person_id, case when $2::text is not null then id end, $1::jsonb, case when $2::text is null then 1 else 0 end,
          'm' || (select count(*) from public.outbox), $3::timestamptz, $3::timestamptz
        from public.channel_identities where address = 'lan' and channel = coalesce($2, channel) limit 1`,
        JSON.stringify({ key, ...(parts && { params: { parts } }) }),
        answerOn ?? null,
        database.clock.now.toISOString(),
      );
    },

    async states() {
      return (await rows("select status from public.outbox order by id")).map(({ status }) => status);
    },

    async freeLeft() {
      const [identity] = await rows("select free_left from public.channel_identities where channel = 'zalo_oa'");
      return Number(identity?.["free_left"]);
    },
  };
  return rig;
}

/** The parts that a message names, else its key; a question has a button. */
function render({ key, params = {} }: Message) {
  const { parts } = params;
  const said = Array.isArray(parts) ? parts.map(String) : [key];
  return said.map((text) => ({ text, plain: text, buttons: key.startsWith("ask") ? [{ label: key, data: key }] : [] }));
}
