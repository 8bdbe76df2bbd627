/**
 * Pushes signed events to the webhook as the platform does: 200 within two seconds, or again after 30 s, 5, 15, 30 minutes and an hour,
 * then the webhook is switched off. Events of one person leave in order, but one that has to be repeated is overtaken by later ones.
 */
import { createHash } from "node:crypto";
import { minute } from "./clock.ts";

export interface Event {
  readonly app_id: string;
  readonly event_name: string;
  /** Milliseconds, as a string. */
  readonly timestamp: string;
  readonly [field: string]: unknown;
}

/** Runs `task` after a while; returns how to call it off. */
export type Schedule = (delayMs: number, task: () => void) => () => void;

export interface Attempt {
  readonly event: string;
  readonly status: number | "unreachable";
  /** 0 is the first. */
  readonly retry: number;
}

export interface Push {
  deliver(event: Event, lane: string): void;
  /** The last event once more, although it was acknowledged. */
  repeat(): void;
  /** Keeps what happens from now on; the answer lets it go, in an order of one's own. */
  holdBack(): (order?: (events: readonly Event[]) => readonly Event[]) => void;
  /** Tries what waits for its next attempt now. */
  flush(): Promise<void>;
  /** Resolves when nothing is under way: all is acknowledged or waits for its next attempt. */
  settled(): Promise<void>;
  readonly attempts: readonly Attempt[];
  /** Not acknowledged yet. */
  readonly pending: number;
  /** True once the last attempt of an event failed. */
  readonly disabled: boolean;
  close(): Promise<void>;
}

interface Waiting {
  readonly event: Event;
  failures: number;
  callOff: (() => void) | null;
}

interface Parts {
  readonly target: () => string | null;
  readonly secretKey: string;
  readonly answerWithinMs: () => number;
  readonly schedule: Schedule;
}

const pausesMs = [minute / 2, 5 * minute, 15 * minute, 30 * minute, 60 * minute];

/** What was received cannot be guessed from what was read: there is a space where `JSON.stringify` puts none. */
export function serialise(event: Event): string {
  return JSON.stringify(event).replace("{", "{ ");
}

export function sign(appId: string, body: string, timestamp: string, secretKey: string): string {
  return createHash("sha256").update(`${appId}${body}${timestamp}${secretKey}`).digest("hex");
}

export function createPush({ target, secretKey, answerWithinMs, schedule }: Parts): Push {
  const waiting = new Set<Waiting>();
  const lanes = new Map<string, Promise<void>>();
  const underWay = new Set<Promise<void>>();
  const attempts: Attempt[] = [];
  const closing = new AbortController();
  let last: { event: Event; lane: string } | null = null;
  let held: { event: Event; lane: string }[] | null = null;
  let disabled = false;

  function deliver(event: Event, lane: string): void {
    if (target() === null || disabled || closing.signal.aborted) return;
    if (held) return void held.push({ event, lane });
    last = { event, lane };
    const entry: Waiting = { event, failures: 0, callOff: null };
    waiting.add(entry);
    const before = lanes.get(lane) ?? Promise.resolve();
    lanes.set(lane, track(before.then(() => attempt(entry))));
  }

  function track(work: Promise<void>): Promise<void> {
    const tracked = work.finally(() => underWay.delete(tracked));
    underWay.add(tracked);
    return tracked;
  }

  async function attempt(entry: Waiting): Promise<void> {
    const url = target();
    entry.callOff = null;
    if (url === null || closing.signal.aborted) return;
    const status = await post(url, entry);
    attempts.push({ event: entry.event.event_name, status, retry: entry.failures });
    if (status === 200) return void waiting.delete(entry);
    const pause = pausesMs[entry.failures];
    entry.failures += 1;
    if (pause === undefined) disabled = true;
    else entry.callOff = schedule(pause, () => void track(attempt(entry)));
  }

  async function post(url: string, { event, failures }: Waiting): Promise<number | "unreachable"> {
    const body = serialise(event);
    try {
      const response = await fetch(url, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          // A connection that is kept may be closed by a busy product just when it is used again.
          connection: "close",
          "x-zevent-signature": `mac=${sign(event.app_id, body, event.timestamp, secretKey)}`,
          ...(failures > 0 && { num_retry: String(failures) }),
        },
        body,
        signal: AbortSignal.any([closing.signal, AbortSignal.timeout(answerWithinMs())]),
      });
      await response.arrayBuffer();
      return response.status;
    } catch {
      return "unreachable";
    }
  }

  async function settled(): Promise<void> {
    while (underWay.size > 0) await Promise.all(underWay);
  }

  return {
    deliver,
    attempts,
    settled,
    repeat() {
      if (last) deliver(last.event, last.lane);
    },
    holdBack() {
      const kept: { event: Event; lane: string }[] = [];
      held = kept;
      return (order = (events) => events) => {
        held = null;
        // One lane: they arrive in the order asked for.
        for (const event of order(kept.map(({ event }) => event))) deliver(event, "held back");
      };
    },
    async flush() {
      await settled();
      for (const entry of waiting) {
        if (!entry.callOff) continue;
        entry.callOff();
        track(attempt(entry)).catch(() => undefined);
      }
      await settled();
    },
    get pending() {
      return waiting.size;
    },
    get disabled() {
      return disabled;
    },
    async close() {
      closing.abort();
      for (const { callOff } of waiting) callOff?.();
      await settled();
    },
  };
}
