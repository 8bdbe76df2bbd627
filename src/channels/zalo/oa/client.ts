/** Calls of the Official Account's API: the access token, its renewal when it is refused, and what went wrong as a value. */
import { z } from "zod";
import type { Logger } from "../../logger.ts";
import type { Failure } from "../../retry.ts";
import { call, type Called } from "../call.ts";
import { accountRefusals, type Refusals, untilMorning } from "./refusals.ts";
import type { AccessTokens } from "./tokens.ts";

export type Outcome =
  | { readonly type: "done"; readonly data: unknown }
  | ({ readonly type: "failed"; readonly code?: number } & Failure);

export interface Client {
  /** Never rejects. */
  post(path: string, body: object | FormData): Promise<Outcome>;
  /** Never rejects. */
  get(path: string): Promise<Outcome>;
}

interface ClientParts {
  /** For example `https://openapi.zalo.me`. */
  readonly apiRoot: string;
  readonly tokens: AccessTokens;
  /** Default: those of the Official Account's own API. */
  readonly refusals?: Refusals;
  readonly timeoutMs: number;
  readonly now: () => Date;
  readonly logger: Logger;
}

// Refusals come with status 200; some numbers are written as strings.
const envelope = z.object({
  error: z.coerce.number().int(),
  message: z.string().optional().catch(undefined),
  data: z.unknown().optional(),
});

export function createClient(parts: ClientParts): Client {
  const { apiRoot, tokens, refusals = accountRefusals, timeoutMs, now, logger } = parts;

  return { post: ask, get: (path) => ask(path, null) };

  /** Without a body it is a GET. */
  async function ask(path: string, body: object | null): Promise<Outcome> {
    const first = await withToken(() => tokens.current(), path, body);
    if (first.type === "failed") return first;
    const answered = read(first.called);
    if (answered.type === "done" || !refusals.tokens.has(answered.code ?? 0)) return told(path, answered);
    const second = await withToken(() => tokens.refreshed(first.token), path, body);
    return second.type === "failed" ? second : told(path, read(second.called));
  }

  async function withToken(get: () => Promise<string>, path: string, body: object | null) {
    let token: string;
    try {
      token = await get();
    } catch {
      const failure = tokens.usable() ? "unavailable" : "misconfigured";
      return { type: "failed", failure, detail: "there is no access token" } as const;
    }
    // A form brings its own content type, with the boundary between its parts.
    const form = body instanceof FormData;
    const called = await call(apiRoot + path, {
      method: body ? "POST" : "GET",
      headers: { access_token: token, ...(body && !form && { "content-type": "application/json" }) },
      ...(body && { body: form ? body : JSON.stringify(body) }),
      timeoutMs,
    });
    return { type: "called", token, called } as const;
  }

  function read(called: Called): Outcome {
    if (called.type === "unanswered") return { type: "failed", failure: "unavailable", detail: called.detail };
    const { data: answer } = envelope.safeParse(called.body);
    if (!answer) return { type: "failed", ...unreadable(called.status, called.headers) };
    if (answer.error === 0) return { type: "done", data: answer.data };
    const { failure, means } = refusals.meaningOf(answer.error);
    return {
      type: "failed",
      failure,
      code: answer.error,
      detail: `${answer.error} ${means}`,
      ...(answer.error === refusals.night && { retryAfterMs: untilMorning(now()) }),
    };
  }

  function told(path: string, outcome: Outcome): Outcome {
    if (outcome.type === "failed" && outcome.code !== undefined && refusals.meaningOf(outcome.code).alert)
      logger.error({ path, code: outcome.code, detail: outcome.detail }, "zalo official account refused a call");
    return outcome;
  }
}

/** A gateway in between. */
function unreadable(status: number, headers: Headers): Failure {
  const detail = `an answer that is not the API's (${status})`;
  if (status === 429) {
    const seconds = Number(headers.get("retry-after") ?? Number.NaN);
    return { failure: "throttled", detail, ...(seconds > 0 && { retryAfterMs: seconds * 1_000 }) };
  }
  if (status === 401 || status === 403 || status === 404) return { failure: "misconfigured", detail };
  return { failure: "unavailable", detail };
}
