/**
 * The loop of every channel that asks for what people wrote: one process asks at a time, under a lease; the others stand by;
 * trouble is waited out. What is asked, and what is kept of an answer, is the platform's own.
 */
import type { HeldLease } from "./lease.ts";
import type { Logger } from "./logger.ts";
import type { Failure, Retry } from "./retry.ts";

export interface Asking {
  /** For the log: "telegram". */
  readonly name: string;
  readonly lease: HeldLease;
  readonly standbyMs: number;
  readonly retry: Retry;
  readonly logger: Logger;
  readonly ready: (ready: boolean) => void;
  readonly failureOf: (error: unknown) => Failure;
  /** One turn while the lease is held; `lost` aborts when it is taken away. */
  readonly ask: (lost: AbortSignal) => Promise<void>;
  /** Before every turn, whether the lease is held or not. */
  readonly before?: () => Promise<void>;
  /** When nothing more is asked, while the lease is still held. Never rejects. */
  readonly after?: () => Promise<void>;
  /** Why there is no use in asking again before the next start; null: there is. */
  readonly endsWith?: (error: unknown) => string | null;
}

/** Asks until the channel stops or there is no use in it. Never rejects. */
export async function pollUnderLease(asking: Asking): Promise<void> {
  const { name, lease, retry, logger, ready, failureOf } = asking;
  let holding = false;
  let failures = 0;
  while (!retry.signal.aborted) {
    try {
      await asking.before?.();
      holding = await lease.take();
      if (holding) await lease.during(asking.ask);
      ready(true);
      failures = 0;
      if (!holding) await retry.pause(asking.standbyMs);
    } catch (error) {
      if (retry.signal.aborted) break;
      failures += 1;
      ready(false);
      const failure = failureOf(error);
      const end = asking.endsWith?.(error) ?? null;
      if (end !== null) {
        logger.error({ ...failure }, end);
        break;
      }
      logger.warn({ ...failure, failures }, `${name} polling failed; trying again`);
      await retry.pause(retry.delay(failures, failure));
    }
  }
  await asking.after?.();
  if (holding) await lease.giveBack();
}
