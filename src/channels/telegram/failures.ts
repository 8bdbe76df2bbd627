/** What Telegram's refusals mean for us: the one place that reads its error codes. */
import { GrammyError, HttpError } from "grammy";
import type { Failure } from "../retry.ts";

/** Total: whatever is no refusal of Telegram counts as trouble on the way, which passes. */
export function failureOf(error: unknown): Failure {
  if (error instanceof GrammyError) return refusal(error);
  if (error instanceof HttpError) return { failure: "unavailable", detail: `${error.message}${code(error.error)}` };
  return { failure: "unavailable", detail: error instanceof Error ? error.message : String(error) };
}

function refusal(error: GrammyError): Failure {
  // JSON that a gateway in between answered has no code.
  const status: number | undefined = error.error_code;
  const detail = `${status} ${error.description}`;
  switch (status) {
    case 429: {
      const seconds = error.parameters.retry_after;
      return { failure: "throttled", detail, ...(seconds !== undefined && { retryAfterMs: seconds * 1_000 }) };
    }
    case 403:
      return { failure: "blocked", detail };
    // 404: the token is not even shaped like one. 409: another installation uses the same token.
    case 401:
    case 404:
    case 409:
      return { failure: "misconfigured", detail };
    default:
      return { failure: status === undefined || status >= 500 ? "unavailable" : "rejected", detail };
  }
}

/** grammY hides the message of a network error because the address in it holds the token; its code says enough. */
function code(error: unknown): string {
  const known = error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : null;
  return known === null ? "" : ` (${known})`;
}

export function isBadMarkup(error: unknown): boolean {
  return error instanceof GrammyError && error.error_code === 400 && /can't parse entities/i.test(error.description);
}
