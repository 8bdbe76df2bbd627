/** What can be made to go wrong: the next calls of a method meet these instead of the usual answer. */
import type { ServerResponse } from "node:http";
import { Refusal } from "./refusal.ts";

export type Fault =
  | { readonly type: "throttled"; readonly retryAfter: number }
  | { readonly type: "refused"; readonly code: number; readonly description: string; readonly migrateTo?: number }
  /** A gateway's page instead of JSON. */
  | { readonly type: "html"; readonly status: number }
  /** No answer until the client gives up. */
  | { readonly type: "hang" }
  /** Done, but the answer is lost on the way. */
  | { readonly type: "answer_lost" }
  /** Any text with status 200. */
  | { readonly type: "junk"; readonly body: string };

export interface Faults {
  /** The next `times` calls of `method` meet `fault`; faults of one method queue up. */
  fail(method: string, fault: Fault, times?: number): void;
  /** Takes the fault that the call meets now. */
  take(method: string): Fault | null;
}

export function createFaults(): Faults {
  const planned: { method: string; fault: Fault }[] = [];
  return {
    fail(method, fault, times = 1) {
      for (let n = 0; n < times; n += 1) planned.push({ method, fault });
    },
    take(method) {
      const at = planned.findIndex((plan) => plan.method === method);
      return at < 0 ? null : (planned.splice(at, 1)[0]?.fault ?? null);
    },
  };
}

/** Plays a fault that replaces the answer. False: the call is carried out first. */
export function playFault(fault: Fault, response: ServerResponse): boolean {
  switch (fault.type) {
    case "throttled":
      throw new Refusal(429, `Too Many Requests: retry after ${fault.retryAfter}`, { retry_after: fault.retryAfter });
    case "refused":
      throw new Refusal(
        fault.code,
        fault.description,
        fault.migrateTo === undefined ? {} : { migrate_to_chat_id: fault.migrateTo },
      );
    case "html":
      response.writeHead(fault.status, { "content-type": "text/html" }).end("<html><body>Bad Gateway</body></html>");
      return true;
    case "junk":
      response.writeHead(200, { "content-type": "application/json" }).end(fault.body);
      return true;
    case "hang":
      return true;
    case "answer_lost":
      return false;
  }
}
