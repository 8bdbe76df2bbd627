/** What webhook and polling share: updates become events, and events become durable. */
import type { Ingest } from "../../../model/channel.ts";
import type { Logger } from "../../logger.ts";
import { normaliseUpdate } from "./normalise-update.ts";
import type { ZaloBotUpdate } from "./update.ts";

export interface Intake {
  /** Rejects when the store is down: the update must then be offered again. */
  accept(update: ZaloBotUpdate): Promise<void>;
  /** Waits for what is being stored. */
  settled(): Promise<void>;
}

export function createIntake(ingest: Ingest, logger: Logger): Intake {
  const underWay = new Set<Promise<void>>();

  return {
    async accept(update) {
      const event = normaliseUpdate(update);
      if (!event) {
        logger.debug({ event: update.event_name?.slice(0, 60) }, "zalo bot update ignored");
        return;
      }
      const storing = ingest([event]).finally(() => underWay.delete(storing));
      underWay.add(storing);
      await storing;
    },
    async settled() {
      await Promise.allSettled(underWay);
    },
  };
}
