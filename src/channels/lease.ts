/** One process at a time polls: platforms turn the other of two pollers away, or give each of them half of what people write. */

/** Lets one process at a time do something; backed by the database. */
export interface Lease {
  /** True: `holder` has it for `seconds` from now, as a new holder or again. 0 gives it back. */
  acquire(name: string, holder: string, seconds: number): Promise<boolean>;
}

export interface HeldLease {
  /** True: held now, newly or again. */
  take(): Promise<boolean>;
  /** Renews while `work` runs; the signal that it gets is aborted when somebody else has taken the lease. */
  during(work: (lost: AbortSignal) => Promise<void>): Promise<void>;
  /** Another process need not wait until it runs out. */
  giveBack(): Promise<void>;
}

interface LeaseParts {
  readonly lease: Lease;
  readonly name: string;
  readonly holder: string;
  /** Short: after a crash nobody polls for so long. Two pollers for a moment do no harm, so a missed renewal is none either. */
  readonly seconds: number;
  readonly renewMs: number;
  /** Waits; resolves early when the signal is aborted. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
}

export function createLease({ lease, name, holder, seconds, renewMs, pause }: LeaseParts): HeldLease {
  const take = () => lease.acquire(name, holder, seconds);

  return {
    take,
    async during(work) {
      const ended = new AbortController();
      const lost = new AbortController();
      const renewing = renew(ended.signal, () => lost.abort());
      try {
        await work(lost.signal);
      } finally {
        ended.abort();
        await renewing;
      }
    },
    async giveBack() {
      await lease.acquire(name, holder, 0).catch(() => false);
    },
  };

  async function renew(ended: AbortSignal, lose: () => void): Promise<void> {
    for (let held = true; held && !ended.aborted;) {
      await pause(renewMs, ended);
      if (ended.aborted) return;
      // A database that cannot say does not take the lease away; storing the next batch will fail and tell.
      held = await take().catch(() => true);
      if (!held) lose();
    }
  }
}
