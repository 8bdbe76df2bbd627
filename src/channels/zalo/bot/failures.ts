/** What refusals of the Bot Platform mean for us: the one table of its codes. */
import type { SendFailure } from "../../../model/channel.ts";
import type { Failure } from "../../retry.ts";

/** Why a call came to nothing. `code` is there when the platform itself said no. */
export class ZaloBotError extends Error {
  override readonly name = "ZaloBotError" as const;
  readonly code: number | null;
  readonly retryAfterMs: number | null;

  constructor(detail: string, code: number | null = null, retryAfterMs: number | null = null) {
    super(detail);
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}

/**
 * The codes that are known, most of them from clients and none from a published list. A 403 for one message is read as
 * about its chat: where the token itself is refused, nothing is sent, because the channel is not ready.
 */
const refusals: Readonly<Record<number, SendFailure>> = {
  400: "rejected",
  401: "misconfigured",
  403: "blocked",
  404: "rejected",
  408: "unavailable",
  425: "unavailable",
  429: "throttled",
};

/** Total: whatever is no refusal counts as trouble on the way, which passes. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof ZaloBotError))
    return { failure: "unavailable", detail: error instanceof Error ? error.message : String(error) };
  const { code, message: detail, retryAfterMs } = error;
  const failure = code === null ? "unavailable" : (refusals[code] ?? (code >= 500 ? "unavailable" : "rejected"));
  return { failure, detail, ...(retryAfterMs !== null && { retryAfterMs }) };
}

/** The token is wrong or taken back: asking again changes nothing until an operator acts. */
export function isTokenRefused(error: unknown): boolean {
  return error instanceof ZaloBotError && (error.code === 401 || error.code === 403);
}

/** A poll that nobody wrote during. */
export function isEmptyPoll(error: unknown): boolean {
  return error instanceof ZaloBotError && error.code === 408;
}
