/**
 * The outbox worker: claims what may leave, has it put into words for the reader and the channel, sends it and writes down what became of it.
 * At least once: a message whose answer got lost leaves again, everything else once. Faults are caught here and tried again.
 */
import { type Channel, type RenderedMessage, sendFailures } from "../model/channel.ts";
import type { Language, Message } from "../model/message.ts";
import type { Store } from "../model/store.ts";
import type { TemplateSender } from "../model/template-sender.ts";
import { type Attach, type Claimed, claimedSchema, createCarry, type Failed, type Gone, type Row } from "./carry.ts";
import type { Logger } from "./logger.ts";
import type { Work } from "./pool.ts";

/** `elsewhere` and the failures that mean it: the ledger finds the next way at once. */
type Outcome = "sent" | "retry" | "released" | "blocked" | "window_closed" | "out_of_quota" | "elsewhere" | "dead";

export interface OutboxDeps {
  readonly store: Store;
  readonly channels: ReadonlyMap<string, Channel>;
  /** Absent: nothing leaves by template. */
  readonly templates?: TemplateSender | null;
  readonly render: (message: Message, language: Language, channel: Channel) => readonly RenderedMessage[];
  readonly attach?: Attach | undefined;
  readonly now: () => Date;
  /** In [0, 1). */
  readonly random: () => number;
  readonly logger: Logger;
  readonly onSent: (channel: string, outcome: Outcome) => void;
}

const leaseSeconds = 30;
/** Messages that are sent at the same time over one channel. */
const placesPerChannel = 20;
/** One way is given up after this many tries, about a day with the pauses below. */
const maxAttempts = 30;
const firstPauseMs = 2_000;
const longestPauseMs = 60 * 60_000;
/** No platform refused it: it cannot be put into words, or the ledger was away. */
const ourFault: Failed = { type: "failed", failure: "unavailable", detail: "fault" };

export function createOutbox(deps: OutboxDeps): Work {
  const { store, channels, templates = null, now, random, logger, onSent } = deps;
  const { carry, forget } = createCarry({ ...deps, templates });
  const senders = [...channels.values(), ...(templates ? [templates] : [])];
  const sending = new Map<string, number>();
  const free = ({ name }: { readonly name: string }) => placesPerChannel - (sending.get(name) ?? 0);

  async function claim(limit: number): Promise<unknown[]> {
    const ready = senders.filter((sender) => sender.ready());
    // A platform that answers nobody fills its own places and leaves the others theirs.
    const open = ready.filter((sender) => free(sender) > 0);
    if (open.length === 0) return [];
    const names = (of: readonly { readonly name: string }[]) => of.map(({ name }) => name);
    const claimed = await store.call<unknown[]>({ as: "worker" }, "outbox_claim", {
      p_channels: names(open),
      p_full: names(ready.filter((sender) => free(sender) <= 0)),
      p_away: names(senders.filter((sender) => !ready.includes(sender))),
      p_joined: names([...channels.values()].filter(({ capabilities }) => capabilities.onePerTurn)),
      p_templates: templates?.keys ?? [],
      p_limit: Math.min(limit, ...open.map(free)),
      p_lease_seconds: leaseSeconds,
      p_now: now(),
    });
    return claimed.ok ? claimed.value : [];
  }

  async function settle(claimed: Claimed, { id }: Row, outcome: Outcome, extra: Record<string, unknown>) {
    await store.call({ as: "worker" }, "outbox_settle", {
      p_id: id,
      p_lease: claimed.lease,
      p_outcome: outcome,
      p_now: now(),
      ...extra,
    });
    if (outcome !== "retry" && outcome !== "released") forget(id);
    onSent(claimed.channel, outcome);
  }

  async function settleSent(claimed: Claimed, { row, messageId, used, quota }: Gone): Promise<void> {
    await settle(claimed, row, "sent", { p_message_id: messageId, p_used: used, ...(quota ? { p_quota: quota } : {}) });
  }

  function retryAt(attempts: number, retryAfterMs: number | undefined): Date {
    const pause = retryAfterMs ?? Math.min(firstPauseMs * 2 ** Math.min(attempts - 1, 20), longestPauseMs);
    return new Date(now().getTime() + pause * (1 + random() / 4));
  }

  function outcomeOf({ channel }: Claimed, { attempts }: Row, failed: Failed): Outcome {
    const { failure } = failed;
    if (failure === "blocked" || failure === "window_closed" || failure === "out_of_quota") return failure;
    if (sendFailures[failure].retryable && attempts < maxAttempts) return "retry";
    if (sendFailures[failure].retryable) return failed === ourFault ? "dead" : "elsewhere";
    // What a template refuses may be said in words; words that a platform refuses no platform takes.
    return channel === templates?.name ? "elsewhere" : "dead";
  }

  async function settleFailure(claimed: Claimed, row: Row, failed: Failed): Promise<void> {
    const outcome = outcomeOf(claimed, row, failed);
    if (outcome === "dead" || outcome === "elsewhere")
      logger.error({ outbox: row.id, failure: failed.failure }, "A message was given up on");
    await settle(claimed, row, outcome, {
      p_error: `${failed.failure}: ${failed.detail}`,
      ...(outcome === "retry" ? { p_retry_at: retryAt(row.attempts, failed.retryAfterMs) } : {}),
    });
  }

  async function deliver(claimed: Claimed): Promise<void> {
    const waiting = new Map([claimed, ...claimed.more].map((row) => [row.id, row]));
    const failed = await carry(claimed, async (gone) => {
      waiting.delete(gone.row.id);
      await settleSent(claimed, gone);
    }).catch((error: unknown): Failed => {
      logger.error({ err: error, outbox: claimed.id }, "A message could not be sent and will be tried again");
      return ourFault;
    });
    if (failed?.failure === "blocked")
      await store.call({ as: "worker" }, "address_unreachable", {
        p_channel: claimed.channel,
        p_address: claimed.address,
        p_now: now(),
      });
    for (const [index, row] of [...waiting.values()].entries()) {
      // A fault of ours is that of the first; what was to go with it has not been tried.
      if (failed && (failed !== ourFault || index === 0)) await settleFailure(claimed, row, failed);
      else await settle(claimed, row, "released", {});
    }
  }

  return {
    places: placesPerChannel * senders.length,
    claim,
    async work(row) {
      const claimed = claimedSchema.parse(row);
      sending.set(claimed.channel, (sending.get(claimed.channel) ?? 0) + 1);
      try {
        await deliver(claimed);
      } finally {
        sending.set(claimed.channel, (sending.get(claimed.channel) ?? 1) - 1);
      }
    },
  };
}
