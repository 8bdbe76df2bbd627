/** What webhook and polling share: updates become events, events become durable, and only then a button stops spinning. */
import type { Api } from "grammy";
import type { Ingest } from "../../model/channel.ts";
import { failureOf } from "./failures.ts";
import type { Logger } from "../logger.ts";
import { normaliseUpdate } from "./normalise-update.ts";
import { grammySignal } from "./signal.ts";
import type { TelegramUpdate } from "./update.ts";

export interface Intake {
  /** Stores a batch in one call. Rejects when the store is down: the updates must then come again. */
  accept(updates: readonly TelegramUpdate[]): Promise<void>;
  /** Waits for what is being stored or told to Telegram. */
  settled(): Promise<void>;
}

interface IntakeParts {
  readonly api: Api;
  readonly ingest: Ingest;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

export function createIntake({ api, ingest, logger, signal }: IntakeParts): Intake {
  const underWay = new Set<Promise<void>>();

  return {
    async accept(updates) {
      const heard = updates.flatMap((update) => {
        const event = normaliseUpdate(update);
        if (!event) logger.debug({ update: update.update_id }, "telegram update ignored");
        return event ? [{ update, event }] : [];
      });
      if (heard.length === 0) return;
      await track(ingest(heard.map(({ event }) => event)));
      for (const { update } of heard) if (update.callback_query) void track(stopSpinner(update.callback_query.id));
    },
    async settled() {
      await Promise.allSettled(underWay);
    },
  };

  function track(work: Promise<void>): Promise<void> {
    const tracked = work.finally(() => underWay.delete(tracked));
    underWay.add(tracked);
    return tracked;
  }

  /** Best effort: the press is already stored, and Telegram forgets the query by itself after a while. */
  async function stopSpinner(queryId: string): Promise<void> {
    try {
      await api.answerCallbackQuery(queryId, {}, grammySignal(signal));
    } catch (error) {
      logger.debug(failureOf(error), "telegram button press not answered");
    }
  }
}
