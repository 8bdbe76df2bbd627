/**
 * Asks Zalo for what people wrote where nothing can be pushed to us. A poll brings one update and takes it away from the platform
 * for ever, so it is on the disk and then in the store before the next one is asked for. One process polls at a time, under a lease.
 */
import type { HeldLease } from "../../lease.ts";
import type { Logger } from "../../logger.ts";
import { pollUnderLease } from "../../poll-under-lease.ts";
import type { Retry } from "../../retry.ts";
import type { ZaloBotClient } from "./client.ts";
import { failureOf, isEmptyPoll, isTokenRefused } from "./failures.ts";
import type { Intake } from "./intake.ts";
import type { Unstored } from "./unstored.ts";
import { readUpdate } from "./update.ts";

/** An empty answer that comes faster than this did not wait for anybody to write. */
const hastyMs = 300;

interface PollingParts {
  readonly client: ZaloBotClient;
  readonly callMs: number;
  readonly pollSeconds: number;
  readonly lease: HeldLease;
  readonly standbyMs: number;
  readonly intake: Intake;
  readonly unstored: Unstored;
  readonly retry: Retry;
  readonly logger: Logger;
  /** Milliseconds that only grow. */
  readonly elapsedMs: () => number;
  readonly ready: (ready: boolean) => void;
}

/** Polls until the channel stops or the token is refused. Never rejects. */
export async function poll(parts: PollingParts): Promise<void> {
  const { logger } = parts;
  const turn = createTurn(parts);
  await pollUnderLease({
    ...parts,
    name: "zalo bot",
    failureOf,
    before: turn.storeWhatIsLeft,
    ask: turn.ask,
    after: () =>
      turn.storeWhatIsLeft().catch((error: unknown) => {
        logger.error({ ...failureOf(error) }, "zalo bot: a message is kept on the disk until the next start");
      }),
    endsWith: (error) =>
      isTokenRefused(error) ? "zalo bot: the token is refused; nothing is received until the next start" : null,
  });
}

function createTurn(parts: PollingParts) {
  const { client, intake, unstored, retry, logger, elapsedMs, ready } = parts;
  /** Null before the disk was looked at. */
  let waiting: unknown[] | null = null;
  let webhookRemoved = false;
  /** Whether anything was asked for yet: until then readiness is what removing the webhook tells. */
  let asking = false;

  async function storeWhatIsLeft(): Promise<void> {
    waiting ??= [...(await unstored.left())];
    for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
      const update = readUpdate(next);
      if (update) await intake.accept(update);
      else logger.error({}, "zalo bot getUpdates answered with what is no update");
      waiting.shift();
      await unstored.forget(next).catch(tellDisk);
    }
  }

  /**
   * A poll ends early only when the process stops: what Zalo answers to nobody is lost. Where another process takes the lease,
   * both are answered for a moment, each with what the other does not get.
   */
  async function ask(): Promise<void> {
    if (!webhookRemoved) {
      // Nothing can be asked for while one is set.
      await client.ask("deleteWebhook", {}, { timeoutMs: parts.callMs, quit: retry.signal });
      webhookRemoved = true;
      if (!asking) ready(true);
      asking = true;
    }
    const asked = elapsedMs();
    const brought = await read();
    waiting = [...(waiting ?? []), ...brought];
    for (const update of brought) await unstored.keep(update).catch(tellDisk);
    await storeWhatIsLeft();
    if (brought.length === 0 && elapsedMs() - asked < hastyMs) await retry.pause(hastyMs);
  }

  async function read(): Promise<unknown[]> {
    try {
      // Seconds, as text; the answer comes a little later than that.
      const timeoutMs = (parts.pollSeconds + 15) * 1_000;
      const result = await client.ask(
        "getUpdates",
        { timeout: String(parts.pollSeconds) },
        { timeoutMs, quit: retry.signal },
      );
      if (result === undefined || result === null) return [];
      // One update and no list, but a list would be gone as well.
      return Array.isArray(result) ? result.filter((one) => one !== null) : [result];
    } catch (error) {
      if (retry.signal.aborted || isEmptyPoll(error)) return [];
      // Perhaps somebody set one in the meantime: what that is answered with is not documented.
      webhookRemoved = false;
      throw error;
    }
  }

  /** Without a disk an update is still offered to the store until it takes it. */
  function tellDisk(error: unknown): void {
    logger.error({ ...failureOf(error) }, "zalo bot: what is not stored yet cannot be kept on the disk");
  }

  return { storeWhatIsLeft, ask };
}
