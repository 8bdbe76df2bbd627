/** What happened and was not taken yet. Taking an update removes it: there is no offset and no second look. */

export interface Updates {
  add(update: unknown): void;
  /** The oldest; gone from here on. */
  take(): unknown;
  /** The last one that was added, once more. */
  repeat(): void;
  readonly size: number;
  /** Calls `added` after every addition, until the returned function is called. */
  watch(added: () => void): () => void;
}

export function createUpdates(): Updates {
  const waiting: unknown[] = [];
  const watchers = new Set<() => void>();
  let last: unknown;

  function add(update: unknown): void {
    last = update;
    waiting.push(update);
    for (const added of watchers) added();
  }

  return {
    add,
    take: () => waiting.shift(),
    repeat: () => add(last),
    get size() {
      return waiting.length;
    },
    watch(added) {
      watchers.add(added);
      return () => watchers.delete(added);
    },
  };
}
