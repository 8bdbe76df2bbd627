/**
 * Asks Telegram for updates where nothing can be pushed to us. One process polls at a time, under a lease;
 * asking with a higher offset confirms what came before, so the offset moves only after the batch is stored.
 */
import type { Api } from "grammy";
import { failureOf } from "./failures.ts";
import type { Intake } from "./intake.ts";
import type { HeldLease } from "../lease.ts";
import type { Logger } from "../logger.ts";
import { pollUnderLease } from "../poll-under-lease.ts";
import type { Retry } from "../retry.ts";
import { grammySignal } from "./signal.ts";
import { readUpdate, wantedUpdates } from "./update.ts";
import type { TelegramUpdate } from "./update.ts";

/** An answer without updates that comes faster than this did not wait for any: some proxies ignore `timeout`. */
const hastyMs = 300;

interface PollingParts {
  /** Its timeout must be longer than `pollSeconds`. */
  readonly api: Api;
  readonly pollSeconds: number;
  readonly lease: HeldLease;
  readonly standbyMs: number;
  readonly intake: Intake;
  readonly retry: Retry;
  readonly logger: Logger;
  readonly now: () => Date;
  readonly ready: (ready: boolean) => void;
}

/** Polls until the channel stops. Never rejects. */
export async function poll(parts: PollingParts): Promise<void> {
  await pollUnderLease({ ...parts, name: "telegram", failureOf, ask: createTurn(parts) });
}

function createTurn({ api, pollSeconds, intake, retry, now, ready }: PollingParts) {
  let offset = 0;
  let webhookRemoved = false;

  return async (lost: AbortSignal): Promise<void> => {
    const signal = grammySignal(AbortSignal.any([retry.signal, lost]));
    if (!webhookRemoved) {
      // One that is left behind makes every poll fail with 409. Waiting updates are kept.
      await api.deleteWebhook({}, signal);
      webhookRemoved = true;
      ready(true);
    }
    const asked = now().getTime();
    const question = { offset, limit: 100, timeout: pollSeconds, allowed_updates: wantedUpdates };
    const batch: unknown = await api.getUpdates(question, signal).catch((error: unknown) => {
      // Somebody else asks from here on.
      if (lost.aborted) return [];
      throw error;
    });
    const updates = readBatch(batch);
    await intake.accept(updates);
    offset = updates.reduce((next, { update_id }) => Math.max(next, update_id + 1), offset);
    if (updates.length === 0 && now().getTime() - asked < hastyMs) await retry.pause(hastyMs);
  };
}

function readBatch(batch: unknown): TelegramUpdate[] {
  if (!Array.isArray(batch)) throw new Error("telegram getUpdates did not answer with a list");
  const updates = batch.map(readUpdate).filter((update) => update !== null);
  // Without one readable id the offset cannot move, and the same list would come again at once.
  if (updates.length === 0 && batch.length > 0) throw new Error("telegram getUpdates answered with no readable update");
  return updates;
}
