/** What comes while something is being stored waits and is then stored together: a flood costs a few transactions, not hundreds. */

interface Waiting<T> {
  readonly items: readonly T[];
  readonly stored: () => void;
  readonly failed: (error: unknown) => void;
}

/** At most so many calls in one. */
const most = 100;

/** The returned function resolves when its items are stored, and rejects when just they could not be. */
export function createGathering<T>(
  store: (items: readonly T[]) => Promise<void>,
): (items: readonly T[]) => Promise<void> {
  const waiting: Waiting<T>[] = [];
  let busy = false;

  async function work(): Promise<void> {
    if (busy) return;
    busy = true;
    while (waiting.length > 0) await storeTogether(waiting.splice(0, most));
    busy = false;
  }

  async function storeTogether(calls: readonly Waiting<T>[]): Promise<void> {
    const storeOne = ({ items, stored, failed }: Waiting<T>) => store(items).then(stored, failed);
    const [first] = calls;
    if (first && calls.length === 1) return await storeOne(first);
    try {
      await store(calls.flatMap(({ items }) => items));
      for (const { stored } of calls) stored();
    } catch {
      // What the ledger cannot take must not keep out what it can.
      await Promise.all(calls.map(storeOne));
    }
  }

  return (items) =>
    new Promise((stored, failed) => {
      waiting.push({ items, stored, failed });
      void work();
    });
}
