/** Trying again: pauses that grow, never at the same instant in every process, and that end at once when the channel stops. */
import { setTimeout as sleep } from "node:timers/promises";
import type { SendFailure } from "../model/channel.ts";

/** Why a call to a platform came to nothing. */
export interface Failure {
  readonly failure: SendFailure;
  /** For logs and the operator; never contains a token. */
  readonly detail: string;
  readonly retryAfterMs?: number;
}

export interface Pauses {
  readonly firstMs: number;
  readonly capMs: number;
}

export interface Retry {
  /** Aborted when the channel stops. */
  readonly signal: AbortSignal;
  /** Resolves early, without complaint, when the channel stops or the signal given instead is aborted. */
  pause(ms: number, signal?: AbortSignal): Promise<void>;
  /** How long to wait after the n-th failure in a row; the platform's own wish counts more. */
  delay(failures: number, failure: Failure): number;
  /** Repeats `task` until it succeeds or the channel stops; tells every failure. False: stopped. */
  until(task: () => Promise<unknown>, failed: (failure: Failure) => void): Promise<boolean>;
}

interface RetryParts {
  readonly signal: AbortSignal;
  readonly random: () => number;
  readonly pauses: Pauses;
  /** Total: what the error of a task means. */
  readonly failureOf: (error: unknown) => Failure;
}

export function createRetry({ signal, random, pauses, failureOf }: RetryParts): Retry {
  async function pause(ms: number, until: AbortSignal = signal): Promise<void> {
    await sleep(ms, undefined, { signal: until }).catch(() => undefined);
  }

  function delay(failures: number, failure: Failure): number {
    const grown = Math.min(pauses.firstMs * 2 ** (failures - 1), pauses.capMs);
    return Math.max(grown * (0.5 + random() / 2), failure.retryAfterMs ?? 0);
  }

  async function until(task: () => Promise<unknown>, failed: (failure: Failure) => void): Promise<boolean> {
    for (let failures = 1; !signal.aborted; failures += 1) {
      try {
        await task();
        return true;
      } catch (error) {
        if (signal.aborted) return false;
        const failure = failureOf(error);
        failed(failure);
        await pause(delay(failures, failure));
      }
    }
    return false;
  }

  return { signal, pause, delay, until };
}
