/** Calls of Zalo's Bot API: JSON by POST, and an envelope around every answer. The token is part of the address, so no address is ever told. */
import { z } from "zod";
import { call } from "../call.ts";
import { ZaloBotError } from "./failures.ts";

export interface AskOptions {
  readonly timeoutMs: number;
  readonly quit?: AbortSignal;
}

export interface ZaloBotClient {
  /** The `result`. Rejects with a `ZaloBotError` and nothing else. */
  ask(method: string, params: object, options: AskOptions): Promise<unknown>;
}

const done = z.object({ ok: z.literal(true), result: z.unknown().optional() });
const refused = z.object({
  error_code: z.coerce.number().int(),
  description: z.string().max(500).catch("no description"),
});

/** `apiRoot` has no slash at the end. */
export function createClient(apiRoot: string, token: string): ZaloBotClient {
  return {
    async ask(method, params, options) {
      const called = await call(`${apiRoot}/bot${token}/${method}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(params),
        ...options,
      });
      if (called.type === "unanswered") throw new ZaloBotError(`${method}: ${called.detail}`);
      const { body, status, headers } = called;
      const answer = done.safeParse(body);
      if (answer.success) return answer.data.result;
      // Refusals come with status 200 as well as with their own; what a gateway in between says has no envelope.
      const refusal = refused.safeParse(body);
      if (!refusal.success) throw new ZaloBotError(`${method}: status ${status} without an answer`);
      const { error_code: code, description } = refusal.data;
      throw new ZaloBotError(`${method}: ${code} ${description}`, code, pauseOf(headers));
    },
  };
}

/** RFC 9110, "Retry-After", in seconds. */
function pauseOf(headers: Headers): number | null {
  const seconds = headers.get("retry-after");
  return seconds !== null && /^\d{1,6}$/.test(seconds) ? Number(seconds) * 1_000 : null;
}
