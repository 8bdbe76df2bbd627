/**
 * The gate before a service that may be slow, broken or paid for: so many at once, so many a day, and none for a while after
 * several failures in a row. Who is not let through is told at once and waits for nothing.
 */
import { dayInVietnam } from "../../model/wall-clock.ts";

export interface GateRules {
  readonly now: () => Date;
  /** Of one process. */
  readonly atOnce: number;
  /** For one day in Vietnam, of one process. */
  readonly perDay: number;
  /** Failures in a row after which the gate closes. */
  readonly failures: number;
  /** How long it stays closed; then one is let through to try. */
  readonly restMs: number;
}

export type Passed<T> =
  | { readonly type: "done"; readonly value: T }
  | { readonly type: "kept_back"; readonly why: "busy" | "budget" | "resting" }
  | { readonly type: "failed"; readonly error: unknown };

export type Gate = <T>(job: () => Promise<T>) => Promise<Passed<T>>;

export function createGate({ now, atOnce, perDay, failures, restMs }: GateRules): Gate {
  let inside = 0;
  let spent = { day: "", count: 0 };
  let failed = 0;
  let closedUntil = 0;
  /** After a rest one question finds out how the service is; the others wait for what it finds. */
  let probing = false;

  const keptBack = (): "busy" | "budget" | "resting" | null => {
    const day = dayInVietnam(now());
    if (spent.day !== day) spent = { day, count: 0 };
    if (failed >= failures && (probing || now().getTime() < closedUntil)) return "resting";
    if (inside >= atOnce) return "busy";
    return spent.count >= perDay ? "budget" : null;
  };

  return async (job) => {
    const why = keptBack();
    if (why) return { type: "kept_back", why };
    const isProbe = failed >= failures;
    probing ||= isProbe;
    inside += 1;
    spent = { ...spent, count: spent.count + 1 };
    try {
      const value = await job();
      failed = 0;
      return { type: "done", value };
    } catch (error) {
      failed += 1;
      if (failed >= failures) closedUntil = now().getTime() + restMs;
      return { type: "failed", error };
    } finally {
      inside -= 1;
      if (isProbe) probing = false;
    }
  };
}
