/** `getUpdates` as Telegram answers it: held open until something comes, confirmed by the next offset, for one poller only. */
import type { Params } from "./bot-api.ts";
import { Refusal } from "./refusal.ts";
import type { Update, Updates } from "./updates.ts";

export interface Poll {
  get(params: Params, gone: AbortSignal): Promise<Update[]>;
  /** True while a client waits for updates. */
  readonly waiting: boolean;
  close(): void;
}

const longestSeconds = 50;

export function createPoll(updates: Updates): Poll {
  let supersede: (() => void) | null = null;

  async function get(params: Params, gone: AbortSignal): Promise<Update[]> {
    const { offset = 0, limit = 100, timeout = 0, allowed_updates } = params;
    if (Array.isArray(allowed_updates)) updates.allow(allowed_updates as string[]);
    // Of two pollers the earlier one is turned away.
    supersede?.();
    if (Number(offset) > 0) updates.confirm(Number(offset));
    const take = () => {
      const batch = updates.waiting().slice(0, Number(limit));
      for (const entry of batch) entry.given = true;
      return batch.map(({ update }) => update);
    };
    const seconds = Math.min(Number(timeout), longestSeconds);
    const present = take();
    return present.length > 0 || seconds <= 0 ? present : await hold(take, seconds, gone);
  }

  function hold(take: () => Update[], seconds: number, gone: AbortSignal): Promise<Update[]> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => end(() => resolve([])), seconds * 1_000);
      const unwatch = updates.watch(() => end(() => resolve(take())));
      const leave = () => end(() => resolve([]));
      const conflict = () => end(() => reject(conflictWithAnother()));
      gone.addEventListener("abort", leave, { once: true });
      supersede = conflict;
      if (gone.aborted) leave();

      function end(settle: () => void): void {
        clearTimeout(timer);
        unwatch();
        gone.removeEventListener("abort", leave);
        if (supersede === conflict) supersede = null;
        settle();
      }
    });
  }

  return {
    get,
    get waiting() {
      return supersede !== null;
    },
    close() {
      supersede?.();
    },
  };
}

function conflictWithAnother(): Refusal {
  return new Refusal(
    409,
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
  );
}
