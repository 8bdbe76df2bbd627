/**
 * The outbox worker: claims what may leave, has it put into words for the reader and the channel, sends it and writes down what became of it.
 * At least once: a message whose answer got lost leaves again, everything else once. Faults are caught here and tried again.
 */
import { z } from "zod";
import { type Channel, channelNames, type RenderedMessage, sendFailures, type SendResult } from "../model/channel.ts";
import { type Language, languages, type Message, messageSchema } from "../model/message.ts";
import type { Store } from "../model/store.ts";
import type { Logger } from "./logger.ts";

const claimedSchema = z.object({
  id: z.number(),
  lease: z.string(),
  channel: z.enum(channelNames),
  address: z.string(),
  message: messageSchema,
  attempts: z.number(),
  language: z.enum(languages).nullable(),
});
type Claimed = z.infer<typeof claimedSchema>;

export interface OutboxDeps {
  readonly store: Store;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly render: (message: Message, language: Language, channel: Channel) => readonly RenderedMessage[];
  readonly now: () => Date;
  /** In [0, 1). */
  readonly random: () => number;
  readonly logger: Logger;
  readonly onSent: (channel: string, outcome: "sent" | "retry" | "blocked" | "dead") => void;
}

export interface Outbox {
  /** One round; answers how many messages were worked on. */
  work(): Promise<number>;
}

const leaseSeconds = 30;
const batch = 20;
/** Given up on after this many tries, about a day with the pauses below. */
const maxAttempts = 30;
const firstPauseMs = 2_000;
const longestPauseMs = 60 * 60_000;

export function createOutbox({ store, channels, render, now, random, logger, onSent }: OutboxDeps): Outbox {
  async function claim(): Promise<Claimed[]> {
    const ready = [...channels.values()].filter((channel) => channel.ready()).map(({ name }) => name);
    if (ready.length === 0) return [];
    const args = { p_channels: ready, p_limit: batch, p_lease_seconds: leaseSeconds, p_now: now() };
    const claimed = await store.call({ as: "worker" }, "outbox_claim", args);
    return claimed.ok ? z.array(claimedSchema).parse(claimed.value) : [];
  }

  async function settle(row: Claimed, outcome: "sent" | "retry" | "blocked" | "dead", extra: Record<string, unknown>) {
    await store.call({ as: "worker" }, "outbox_settle", {
      p_id: row.id,
      p_lease: row.lease,
      p_outcome: outcome,
      p_now: now(),
      ...extra,
    });
    onSent(row.channel, outcome);
  }

  function retryAt(attempts: number, retryAfterMs: number | undefined): Date {
    const pause = retryAfterMs ?? Math.min(firstPauseMs * 2 ** Math.min(attempts - 1, 20), longestPauseMs);
    return new Date(now().getTime() + pause * (1 + random() / 4));
  }

  async function settleFailure(row: Claimed, result: Extract<SendResult, { type: "failed" }>): Promise<void> {
    const error = { p_error: `${result.failure}: ${result.detail}` };
    if (result.failure === "blocked") {
      await store.call({ as: "worker" }, "address_unreachable", {
        p_channel: row.channel,
        p_address: row.address,
        p_now: now(),
      });
      await settle(row, "blocked", error);
      return;
    }
    const again = sendFailures[result.failure].retryable && row.attempts < maxAttempts;
    if (!again) logger.error({ outbox: row.id, failure: result.failure }, "A message was given up on");
    await settle(
      row,
      again ? "retry" : "dead",
      again ? { ...error, p_retry_at: retryAt(row.attempts, result.retryAfterMs) } : error,
    );
  }

  async function deliver(row: Claimed): Promise<void> {
    const channel = channels.get(row.channel);
    if (!channel) return;
    const last: { result: SendResult | null } = { result: null };
    for (const part of render(row.message, row.language ?? "vi", channel)) {
      last.result = await channel.send(row.address, part);
      if (last.result.type === "failed") break;
    }
    if (last.result?.type === "failed") await settleFailure(row, last.result);
    else await settle(row, "sent", { p_message_id: last.result?.messageId });
  }

  async function work(row: Claimed): Promise<void> {
    try {
      await deliver(row);
    } catch (error) {
      logger.error(
        { err: error, outbox: row.id, key: row.message.key },
        "A message could not be sent and will be tried again",
      );
      await settle(row, row.attempts < maxAttempts ? "retry" : "dead", {
        p_retry_at: retryAt(row.attempts, undefined),
        p_error: "fault",
      });
    }
  }

  return {
    async work() {
      const rows = await claim();
      await Promise.all(rows.map(work));
      return rows.length;
    },
  };
}
