/**
 * Asks Telegram for updates where nothing can be pushed to us. One process polls at a time, under a lease;
 * asking with a higher offset confirms what came before, so the offset moves only after the batch is stored.
 */
import type { Api } from "grammy";
import { failureOf } from "./failures.ts";
import type { Intake } from "./intake.ts";
import type { Logger } from "./logger.ts";
import type { Retry } from "./retry.ts";
import { grammySignal } from "./signal.ts";
import { readUpdate, wantedUpdates } from "./update.ts";
import type { TelegramUpdate } from "./update.ts";

/** Lets one process at a time do something; backed by the database. */
export interface Lease {
  /** True: `holder` has it for `seconds` from now, as a new holder or again. */
  acquire(name: string, holder: string, seconds: number): Promise<boolean>;
}

/** Longer than one poll and the storing of its batch. */
const leaseSeconds = 90;
const leaseName = "telegram-polling";

/** An answer without updates that comes faster than this did not wait for any: some proxies ignore `timeout`. */
const hastyMs = 300;

export interface PollingParts {
  /** Its timeout must be longer than `pollSeconds`. */
  readonly api: Api;
  readonly pollSeconds: number;
  readonly lease: Lease;
  readonly holder: string;
  readonly standbyMs: number;
  readonly intake: Intake;
  readonly retry: Retry;
  readonly logger: Logger;
  readonly now: () => Date;
  readonly ready: (ready: boolean) => void;
}

/** Polls until the channel stops. Never rejects. */
export async function poll(parts: PollingParts): Promise<void> {
  const { retry, lease, holder, logger, ready } = parts;
  const turn = createTurn(parts);
  let holding = false;
  let failures = 0;
  while (!retry.signal.aborted) {
    try {
      holding = await lease.acquire(leaseName, holder, leaseSeconds);
      if (holding) await turn();
      ready(true);
      failures = 0;
      if (!holding) await retry.pause(parts.standbyMs);
    } catch (error) {
      if (retry.signal.aborted) break;
      failures += 1;
      ready(false);
      const failure = failureOf(error);
      logger.warn({ ...failure, failures }, "telegram polling failed; trying again");
      await retry.pause(retry.delay(failures, failure));
    }
  }
  // Another process need not wait out the whole lease.
  if (holding) await lease.acquire(leaseName, holder, 1).catch(() => false);
}

function createTurn({ api, pollSeconds, intake, retry, now, ready }: PollingParts): () => Promise<void> {
  const signal = grammySignal(retry.signal);
  let offset = 0;
  let webhookRemoved = false;

  return async () => {
    if (!webhookRemoved) {
      // One that is left behind makes every poll fail with 409. Waiting updates are kept.
      await api.deleteWebhook({}, signal);
      webhookRemoved = true;
      ready(true);
    }
    const asked = now().getTime();
    const batch: unknown = await api.getUpdates(
      { offset, limit: 100, timeout: pollSeconds, allowed_updates: wantedUpdates },
      signal,
    );
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
