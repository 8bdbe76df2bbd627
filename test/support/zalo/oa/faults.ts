/** Faults that a test plans for the next calls of one endpoint. */
import type { ServerResponse } from "node:http";
import { Refusal } from "./refusal.ts";

export type Endpoint = "oauth" | "cs" | "getoa" | "upload" | "zns" | "file";

export type Fault =
  | { readonly type: "refused"; readonly code: number; readonly message?: string }
  | { readonly type: "html"; readonly status: number }
  | { readonly type: "junk"; readonly body: string }
  /** The call is never answered, and not carried out. */
  | { readonly type: "hang" }
  /** The call is carried out and its answer never arrives. */
  | { readonly type: "answer_lost" }
  /** The call is carried out and answered when `until` resolves. */
  | { readonly type: "slow"; readonly until: Promise<unknown> };

export interface Faults {
  fail(endpoint: Endpoint, fault: Fault, times?: number): void;
  take(endpoint: Endpoint): Fault | null;
}

export function createFaults(): Faults {
  const planned: { readonly endpoint: Endpoint; readonly fault: Fault }[] = [];
  return {
    fail(endpoint, fault, times = 1) {
      for (let n = 0; n < times; n += 1) planned.push({ endpoint, fault });
    },
    take(endpoint) {
      const at = planned.findIndex((plan) => plan.endpoint === endpoint);
      return at < 0 ? null : (planned.splice(at, 1)[0]?.fault ?? null);
    },
  };
}

/** Plays a fault that replaces the answer. False: the call is carried out first. */
export function playFault(fault: Fault, response: ServerResponse): boolean {
  switch (fault.type) {
    case "refused":
      throw new Refusal(fault.code, fault.message ?? "planned by the test");
    case "html":
      response.writeHead(fault.status, { "content-type": "text/html" }).end("<html><body>Bad Gateway</body></html>");
      return true;
    case "junk":
      response.writeHead(200, { "content-type": "application/json" }).end(fault.body);
      return true;
    case "hang":
      return true;
    case "answer_lost":
    case "slow":
      return false;
  }
}
