/** Pushes updates to a webhook as Telegram does: lanes side by side, one update at a time in each, again until a 2xx. */
import type { Update, Updates, Waiting } from "./updates.ts";

export interface WebhookTarget {
  readonly url: string;
  readonly secret: string | undefined;
}

/** Runs `task` after a while; returns how to call it off. */
export type Schedule = (delayMs: number, task: () => void) => () => void;

export interface Push {
  /** Lets what is under way end, then tries everything that waits for its next attempt now. */
  flush(): Promise<void>;
  /** Resolves when every lane is empty or waits for its next attempt. */
  settled(): Promise<void>;
  /** Answers of the webhook in the order they came. */
  readonly attempts: readonly { readonly updateId: number; readonly status: number | "unreachable" }[];
  close(): Promise<void>;
}

interface PushParts {
  readonly updates: Updates;
  readonly target: () => WebhookTarget | null;
  readonly schedule: Schedule;
  readonly failed: (problem: string) => void;
}

interface Lane {
  busy: Promise<void> | null;
  failures: number;
  /** Set while it waits for its next attempt. */
  callOff: (() => void) | null;
}

export function createPush({ updates, target, schedule, failed }: PushParts): Push {
  const lanes = new Map<string, Lane>();
  const attempts: { updateId: number; status: number | "unreachable" }[] = [];
  const closing = new AbortController();
  const unwatch = updates.watch(kick);

  function kick(): void {
    if (!target() || closing.signal.aborted) return;
    for (const { lane: name } of updates.waiting()) {
      const lane = lanes.get(name) ?? { busy: null, failures: 0, callOff: null };
      lanes.set(name, lane);
      if (!lane.busy && !lane.callOff) run(name, lane);
    }
  }

  function run(name: string, lane: Lane): void {
    lane.callOff = null;
    lane.busy = work(name, lane).finally(() => {
      lane.busy = null;
      // An update may have come between the last look and now.
      if (!lane.callOff && first(name)) kick();
    });
  }

  function first(name: string): Waiting | undefined {
    return updates.waiting().find(({ lane }) => lane === name);
  }

  async function work(name: string, lane: Lane): Promise<void> {
    for (let entry = first(name); entry; entry = first(name)) {
      const webhook = target();
      if (!webhook || closing.signal.aborted) return;
      const { status, retryAfter } = await post(webhook, entry.update);
      attempts.push({ updateId: entry.update.update_id, status });
      if (typeof status === "number" && status >= 200 && status < 300) {
        updates.remove(entry);
        lane.failures = 0;
      } else {
        failed(status === "unreachable" ? "Connection refused" : `Wrong response from the webhook: ${status}`);
        lane.callOff = schedule(pauseMs(lane.failures, retryAfter), () => run(name, lane));
        lane.failures += 1;
        return;
      }
    }
  }

  async function post(webhook: WebhookTarget, update: Update) {
    try {
      const response = await fetch(webhook.url, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          ...(webhook.secret !== undefined && { "x-telegram-bot-api-secret-token": webhook.secret }),
        },
        body: JSON.stringify(update),
        signal: AbortSignal.any([closing.signal, AbortSignal.timeout(60_000)]),
      });
      await response.arrayBuffer();
      return { status: response.status, retryAfter: Number(response.headers.get("retry-after") ?? 0) };
    } catch {
      return { status: "unreachable" as const, retryAfter: 0 };
    }
  }

  async function settled(): Promise<void> {
    for (let busy = underWay(); busy.length > 0; busy = underWay()) await Promise.all(busy);
  }

  function underWay(): Promise<void>[] {
    return [...lanes.values()].flatMap(({ busy }) => (busy ? [busy] : []));
  }

  return {
    attempts,
    settled,
    async flush() {
      await settled();
      for (const [name, lane] of lanes) {
        if (!lane.callOff) continue;
        lane.callOff();
        run(name, lane);
      }
      kick();
      await settled();
    },
    async close() {
      unwatch();
      closing.abort();
      for (const lane of lanes.values()) lane.callOff?.();
      await settled();
    },
  };
}

/** The first repetition comes at once, then after 2, 4, 8 … 60 s; the webhook's own wish counts, up to an hour. */
function pauseMs(failures: number, retryAfter: number): number {
  const grown = failures === 0 ? 0 : Math.min(2 ** failures, 60);
  return 1_000 * Math.max(grown, Math.min(retryAfter, 3_600));
}
