/** Pushes updates to a webhook, one after another. Whether Zalo repeats what was refused is unknown, so that is left to the test. */
import type { Updates } from "./updates.ts";

export interface WebhookTarget {
  readonly url: string;
  readonly secret: string;
}

export interface Push {
  /** Pushes again what was refused, and then what waits. */
  flush(): Promise<void>;
  settled(): Promise<void>;
  readonly refused: readonly unknown[];
  readonly statuses: readonly (number | "unreachable")[];
  /** How many are on their way or were refused. */
  readonly open: number;
  close(): Promise<void>;
}

interface PushParts {
  readonly updates: Updates;
  readonly target: () => WebhookTarget | null;
  /** As the documents show it, or as it really comes. */
  readonly wrapped: boolean;
}

export function createPush({ updates, target, wrapped }: PushParts): Push {
  let refused: unknown[] = [];
  let busy: Promise<void> | null = null;
  let underWay = 0;
  const statuses: (number | "unreachable")[] = [];
  const closing = new AbortController();
  const unwatch = updates.watch(run);

  function run(): void {
    if (target() && !closing.signal.aborted)
      busy ??= work().finally(() => {
        busy = null;
        if (updates.size > 0) run();
      });
  }

  async function work(): Promise<void> {
    for (let webhook = target(); webhook && updates.size > 0; webhook = target()) {
      const update = updates.take();
      underWay = 1;
      const status = await post(webhook, wrapped ? { ok: true, result: update } : update);
      underWay = 0;
      statuses.push(status);
      if (status !== 200) refused.push(update);
    }
  }

  async function post({ url, secret }: WebhookTarget, body: unknown): Promise<number | "unreachable"> {
    try {
      const response = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json", "x-bot-api-secret-token": secret },
        body: JSON.stringify(body),
        signal: closing.signal,
      });
      await response.arrayBuffer();
      return response.status;
    } catch {
      return "unreachable";
    }
  }

  async function settled(): Promise<void> {
    for (let work = busy; work; work = busy) await work;
  }

  return {
    settled,
    get refused() {
      return refused;
    },
    get open() {
      return underWay + refused.length;
    },
    statuses,
    async flush() {
      await settled();
      const again = refused;
      refused = [];
      for (const update of again) updates.add(update);
      run();
      await settled();
    },
    async close() {
      unwatch();
      closing.abort();
      await settled();
    },
  };
}
