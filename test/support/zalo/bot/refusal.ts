/** An answer of the Bot Platform that says no, and what can be made to go wrong with the next calls of a method. */
import type { ServerResponse } from "node:http";

export class Refusal extends Error {
  override readonly name = "Refusal" as const;
  readonly code: number;

  constructor(code: number, description: string) {
    super(description);
    this.code = code;
  }
}

/** What a correct client never causes: answered like any refusal, and remembered in `server.violations`. */
export class Violation extends Refusal {}

export type Fault =
  /** `plain`: the status of the answer is 200, as most clients expect it. */
  | {
      readonly type: "refused";
      readonly code: number;
      readonly description?: string;
      readonly retryAfter?: number;
      readonly plain?: true;
    }
  /** A gateway's page instead of JSON. */
  | { readonly type: "html"; readonly status: number }
  | { readonly type: "hang" }
  /** Done, but the answer is lost on the way. */
  | { readonly type: "answer_lost" }
  | { readonly type: "junk"; readonly body: string };

/** False: the call is carried out first. */
export function playFault(fault: Fault, response: ServerResponse): boolean {
  switch (fault.type) {
    case "refused": {
      const { code, description = `error ${code}`, retryAfter, plain } = fault;
      if (retryAfter !== undefined) response.setHeader("retry-after", String(retryAfter));
      sendJson(response, plain ? 200 : code, { ok: false, error_code: code, description });
      return true;
    }
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

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
