/** Waits until everything that was heard is answered, for commands that print the answers. */
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import type { Store } from "./model/store.ts";

const depthsSchema = z.object({ inbox_pending: z.number(), next_at: z.string().nullable() });

/** Gives up after `patienceMs`: something is retried later, and a command should not hang for it. */
export async function settled(store: Store, now: () => Date, patienceMs = 15_000): Promise<void> {
  const until = performance.now() + patienceMs;
  while (performance.now() < until) {
    const read = await store.call({ as: "worker" }, "queue_depths", { p_now: now() });
    const { inbox_pending, next_at } = depthsSchema.parse(read.ok ? read.value : null);
    if (inbox_pending === 0 && (next_at === null || new Date(next_at) > new Date(now().getTime() + 3_000))) return;
    await pause(25);
  }
}
