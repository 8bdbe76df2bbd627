/** The platform's memory of what happened and was not yet taken: shared by webhook and polling, as at Telegram. */
export interface Update {
  readonly update_id: number;
  readonly [kind: string]: unknown;
}

export interface Waiting {
  readonly update: Update;
  /** Updates of one lane are pushed one after another; lanes run side by side. */
  readonly lane: string;
  readonly expiresAt: number;
  /** Comes again although it was confirmed. */
  readonly again: boolean;
  given: boolean;
}

export interface Updates {
  /** Returns null when the bot did not ask for this kind. */
  add(kind: string, payload: unknown, lane: string): Update | null;
  /** An update once more, by its id; without one the last. */
  redeliver(updateId?: number): void;
  /** The next update waits until another one has gone before it. */
  holdBack(): void;
  waiting(): Waiting[];
  remove(entry: Waiting): void;
  /** What `getUpdates` does with its offset. */
  confirm(offset: number): void;
  clear(): void;
  allow(kinds: readonly string[]): void;
  /** Calls `changed` after every addition, until the returned function is called. */
  watch(changed: () => void): () => void;
}

const lifetimeMs: Record<string, number> = { callback_query: 150_000 };
const usualLifetimeMs = 24 * 3_600_000;

export function createUpdates(firstId: number, now: () => Date): Updates {
  let entries: Waiting[] = [];
  let nextId = firstId;
  const history: Waiting[] = [];
  let holding = false;
  let held: Waiting | null = null;
  let allowed: readonly string[] = [];
  const watchers = new Set<() => void>();

  function push(entry: Waiting): void {
    if (holding) {
      holding = false;
      held = entry;
      return;
    }
    entries.push(entry);
    if (held) entries.push(held);
    held = null;
    for (const changed of watchers) changed();
  }

  return {
    add(kind, payload, lane) {
      const update = { update_id: nextId, [kind]: payload };
      nextId += 1;
      if (allowed.length > 0 && !allowed.includes(kind)) return null;
      const expiresAt = now().getTime() + (lifetimeMs[kind] ?? usualLifetimeMs);
      const entry = { update, lane, expiresAt, again: false, given: false };
      history.push(entry);
      push(entry);
      return update;
    },
    redeliver(updateId) {
      const entry = history.findLast(({ update }) => updateId === undefined || update.update_id === updateId);
      if (!entry) throw new Error("no such update yet");
      push({ ...entry, again: true, given: false });
    },
    holdBack() {
      holding = true;
    },
    waiting() {
      const time = now().getTime();
      entries = entries.filter((entry) => entry.expiresAt > time);
      return entries;
    },
    remove(entry) {
      entries = entries.filter((other) => other !== entry);
    },
    confirm(offset) {
      entries = entries.filter(({ update, again, given }) => update.update_id >= offset || (again && !given));
    },
    clear() {
      entries = [];
    },
    allow(kinds) {
      allowed = kinds;
    },
    watch(changed) {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
  };
}
