/**
 * Workers with a bounded number of places. Whatever may be done is claimed as soon as a place is free,
 * so that one slow photo or one platform that does not answer holds up nobody but its own person.
 */
import { setTimeout as sleep } from "node:timers/promises";

export interface Work {
  /** How many rows may be worked on at the same time. */
  readonly places: number;
  /** Leases up to `limit` rows that have something to do. */
  claim(limit: number): Promise<readonly unknown[]>;
  /** Works on one of them and catches its own faults; rejects only when the outcome could not be written down. */
  work(row: unknown): Promise<void>;
}

export interface Pool {
  /** There may be something to do now. */
  wake(): void;
  /** Waits for the work under way, with patience; nothing is started afterwards. What does not end is done again after the next start. */
  stop(): Promise<void>;
}

export interface PoolRules {
  /** Longest rest; another process may have written something meanwhile. */
  readonly restMs: number;
  /** Rest after claiming broke (database away). */
  readonly brokenMs: number;
  /** How long a stop waits. */
  readonly patienceMs: number;
  readonly onBroken: (error: unknown) => void;
}

/** One round without a pool, for tests and commands; answers how many rows were worked on. */
export async function workOnce({ places, claim, work }: Work): Promise<number> {
  const rows = await claim(places);
  await Promise.all(rows.map(work));
  return rows.length;
}

export function createPool({ places, claim, work }: Work, { restMs, brokenMs, patienceMs, onBroken }: PoolRules): Pool {
  const stopping = new AbortController();
  const underWay = new Set<Promise<void>>();
  let woken = false;
  let rest = new AbortController();
  const running = run();

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      woken = false;
      const ms = await fill();
      if (ms > 0 && !woken && !stopping.signal.aborted) await pause(ms);
    }
    await Promise.all(underWay);
  }

  /** Answers how long to rest. */
  async function fill(): Promise<number> {
    const free = places - underWay.size;
    if (free === 0) return restMs;
    try {
      const rows = await claim(free);
      for (const row of rows) begin(row);
      return rows.length > 0 ? 0 : restMs;
    } catch (error) {
      onBroken(error);
      return brokenMs;
    }
  }

  function begin(row: unknown): void {
    const job = work(row)
      .catch(onBroken)
      .finally(() => {
        underWay.delete(job);
        // The next thing of the same person may be claimed only now.
        wake();
      });
    underWay.add(job);
  }

  function wake(): void {
    woken = true;
    rest.abort();
  }

  async function pause(ms: number): Promise<void> {
    rest = new AbortController();
    await sleep(ms, undefined, rest).catch(() => undefined);
  }

  return {
    wake,
    async stop() {
      stopping.abort();
      rest.abort();
      const patience = new AbortController();
      await Promise.race([running, sleep(patienceMs, undefined, patience).catch(() => undefined)]);
      patience.abort();
    },
  };
}
