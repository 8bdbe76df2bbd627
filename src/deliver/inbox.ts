/**
 * The inbox worker: takes conversations one at a time under a lease and has their oldest event worked on.
 * One of the three places where faults are caught: a broken turn is tried again later, and in the end a person is told.
 */
import { z } from "zod";
import { inboundSchema } from "../model/channel.ts";
import type { Store } from "../model/store.ts";
import type { Logger } from "./logger.ts";
import type { Work } from "./pool.ts";

/** What `inbox_claim` answers. The person and the state are read by whoever works on the turn. */
const claimedSchema = z.object({
  id: z.number(),
  lease: z.string(),
  event: inboundSchema,
  state: z.unknown(),
  attempts: z.number(),
  received_at: z.string(),
  by_hand: z.boolean(),
  person: z.unknown(),
});
export type ClaimedTurn = z.infer<typeof claimedSchema>;

export interface InboxDeps {
  readonly store: Store;
  readonly now: () => Date;
  /** Works on one event until it is committed. Throws on faults. */
  readonly runTurn: (turn: ClaimedTurn) => Promise<void>;
  readonly logger: Logger;
  readonly onTurn: (outcome: "done" | "retry" | "dead" | "lost", seconds: number) => void;
}

/** Longer than any turn may take, photo included; a crashed worker's conversation waits this long. */
const leaseSeconds = 60;
/** Conversations worked on at the same time by one process; some of them may wait for a photo. */
const places = 16;

export function createInbox({ store, now, runTurn, logger, onTurn }: InboxDeps): Work {
  async function claim(limit: number): Promise<unknown[]> {
    const claimed = await store.call<unknown[]>({ as: "worker" }, "inbox_claim", {
      p_limit: limit,
      p_lease_seconds: leaseSeconds,
      p_now: now(),
    });
    return claimed.ok ? claimed.value : [];
  }

  async function work(row: unknown): Promise<void> {
    const { id, lease } = z.object({ id: z.number(), lease: z.string() }).parse(row);
    const started = now().getTime();
    const seconds = () => (now().getTime() - started) / 1_000;
    try {
      await runTurn(claimedSchema.parse(row));
      onTurn("done", seconds());
    } catch (error) {
      logger.error({ err: error, event: id }, "A turn failed and will be tried again");
      const outcome = await fail(id, lease, error);
      onTurn(outcome, seconds());
    }
  }

  async function fail(id: number, lease: string, error: unknown): Promise<"retry" | "dead" | "lost"> {
    const args = {
      p_event: id,
      p_lease: lease,
      p_error: error instanceof Error ? error.name : "unknown",
      p_now: now(),
    };
    const failed = await store.call<"retry" | "dead" | "lost">({ as: "worker" }, "turn_fail", args);
    return failed.ok ? failed.value : "lost";
  }

  return { places, claim, work };
}
