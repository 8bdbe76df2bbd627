/**
 * The outbox worker: claims what may leave, has it put into words for the reader and the channel, sends it and writes down what became of it.
 * At least once: a message whose answer got lost leaves again, everything else once. Faults are caught here and tried again.
 */
import { z } from "zod";
import {
  type Channel,
  type ChannelName,
  channelNames,
  type RenderedMessage,
  sendFailures,
  type SendResult,
} from "../model/channel.ts";
import { type Language, languages, type Message, messageSchema } from "../model/message.ts";
import type { Store } from "../model/store.ts";
import type { Logger } from "./logger.ts";
import type { Work } from "./pool.ts";

/** What `outbox_claim` answers. The message is read apart, so that one that cannot be read holds up no other. */
const claimedSchema = z.object({
  id: z.number(),
  lease: z.string(),
  channel: z.enum(channelNames),
  address: z.string(),
  message: z.unknown(),
  attempts: z.number(),
  language: z.enum(languages).nullable(),
});
type Claimed = z.infer<typeof claimedSchema>;
type Failed = Extract<SendResult, { type: "failed" }>;

/** How much of a message has left, and the platform's id of the last part. */
interface Left {
  readonly parts: number;
  readonly messageId?: string;
}

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

const leaseSeconds = 30;
/** Messages that are sent at the same time over one channel. */
const placesPerChannel = 20;
/** Given up on after this many tries, about a day with the pauses below. */
const maxAttempts = 30;
const firstPauseMs = 2_000;
const longestPauseMs = 60 * 60_000;

export function createOutbox({ store, channels, render, now, random, logger, onSent }: OutboxDeps): Work {
  const sending = new Map<ChannelName, number>();
  /** Of messages that are not settled. Lost with the process: then they leave again as a whole. */
  const leftOf = new Map<number, Left>();
  const free = ({ name }: Channel) => placesPerChannel - (sending.get(name) ?? 0);

  async function claim(limit: number): Promise<unknown[]> {
    // A platform that answers nobody fills its own places and leaves the others theirs.
    const open = [...channels.values()].filter((channel) => channel.ready() && free(channel) > 0);
    if (open.length === 0) return [];
    const claimed = await store.call<unknown[]>({ as: "worker" }, "outbox_claim", {
      p_channels: open.map(({ name }) => name),
      p_limit: Math.min(limit, ...open.map(free)),
      p_lease_seconds: leaseSeconds,
      p_now: now(),
    });
    return claimed.ok ? claimed.value : [];
  }

  async function settle(row: Claimed, outcome: "sent" | "retry" | "blocked" | "dead", extra: Record<string, unknown>) {
    await store.call({ as: "worker" }, "outbox_settle", {
      p_id: row.id,
      p_lease: row.lease,
      p_outcome: outcome,
      p_now: now(),
      ...extra,
    });
    if (outcome !== "retry") leftOf.delete(row.id);
    onSent(row.channel, outcome);
  }

  function retryAt(attempts: number, retryAfterMs: number | undefined): Date {
    const pause = retryAfterMs ?? Math.min(firstPauseMs * 2 ** Math.min(attempts - 1, 20), longestPauseMs);
    return new Date(now().getTime() + pause * (1 + random() / 4));
  }

  async function settleFailure(row: Claimed, result: Failed): Promise<void> {
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

  /** Only what has not left yet: a long message that broke off goes on where it broke off. */
  async function send(row: Claimed): Promise<Left | Failed> {
    const channel = channels.get(row.channel);
    if (!channel) throw new Error(`There is no channel ${row.channel}`);
    const message = messageSchema.parse(row.message);
    let left = leftOf.get(row.id) ?? { parts: 0 };
    for (const part of render(message, row.language ?? "vi", channel).slice(left.parts)) {
      const result = await channel.send(row.address, part);
      if (result.type === "failed") return result;
      left = { parts: left.parts + 1, messageId: result.messageId };
      leftOf.set(row.id, left);
    }
    return left;
  }

  async function deliver(row: Claimed): Promise<void> {
    const sent = await send(row).catch((error: unknown): Failed => {
      logger.error({ err: error, outbox: row.id }, "A message could not be sent and will be tried again");
      return { type: "failed", failure: "unavailable", detail: "fault" };
    });
    if ("type" in sent) await settleFailure(row, sent);
    else await settle(row, "sent", { p_message_id: sent.messageId });
  }

  return {
    places: placesPerChannel * channels.size,
    claim,
    async work(claimed) {
      const row = claimedSchema.parse(claimed);
      sending.set(row.channel, (sending.get(row.channel) ?? 0) + 1);
      try {
        await deliver(row);
      } finally {
        sending.set(row.channel, (sending.get(row.channel) ?? 1) - 1);
      }
    },
  };
}
