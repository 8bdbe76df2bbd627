/** One call to a server of Zalo: a deadline, a limit on the answer, and no address in what is told, because tokens are part of it. */
import { readUpTo } from "../read-up-to.ts";
import { readJson } from "./read-json.ts";

export type Called =
  /** Somebody answered; `body` is undefined when it is no JSON. */
  | { readonly type: "answered"; readonly status: number; readonly headers: Headers; readonly body: unknown }
  /** Nobody did, or not to the end: what was asked for may have happened all the same. */
  | {
      readonly type: "unanswered";
      readonly detail: string;
      /** Nothing left this machine: there was no connection. */
      readonly unsent?: true;
    };

export interface CallOptions {
  readonly method: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | FormData;
  readonly timeoutMs: number;
  /** Ends the waiting for an answer. One that has begun is read to its end: what it says may be said only once. */
  readonly quit?: AbortSignal;
}

const maxAnswerBytes = 1_048_576;

export async function call(url: string, { method, headers, body, timeoutMs, quit }: CallOptions): Promise<Called> {
  const waiting = new AbortController();
  const leave = () => waiting.abort();
  const late = AbortSignal.timeout(timeoutMs);
  quit?.addEventListener("abort", leave);
  if (quit?.aborted) leave();
  try {
    const signal = AbortSignal.any([waiting.signal, late]);
    const response = await fetch(url, {
      method,
      signal,
      // An answer from elsewhere is no answer of Zalo, and the token in our headers is not meant for others.
      redirect: "error",
      ...(headers && { headers }),
      ...(body !== undefined && { body }),
    });
    quit?.removeEventListener("abort", leave);
    const bytes = await readUpTo(response.body, maxAnswerBytes);
    if (!bytes) return { type: "unanswered", detail: `the answer is too long (${response.status})` };
    const { status, headers: answered } = response;
    return { type: "answered", status, headers: answered, body: readJson(new TextDecoder().decode(bytes)) };
  } catch (error) {
    const detail = late.aborted ? "no answer in time" : `no answer${codeOf(error)}`;
    return { type: "unanswered", detail, ...(isUnsent(causeOf(error)) && { unsent: true }) };
  } finally {
    quit?.removeEventListener("abort", leave);
  }
}

/** The message of a network error may hold the address; its code says enough. */
export function codeOf(error: unknown): string {
  const cause = causeOf(error);
  const known = cause instanceof Error && "code" in cause && typeof cause.code === "string" ? cause.code : null;
  return known === null ? "" : ` (${known})`;
}

function causeOf(error: unknown): unknown {
  return error instanceof Error ? (error.cause ?? error) : error;
}

/** Only what can happen before there is a connection; "unreachable" and the like are also told of connections that broke. */
function isUnsent(cause: unknown): boolean {
  if (cause instanceof AggregateError) return cause.errors.length > 0 && cause.errors.every(isUnsent);
  if (!(cause instanceof Error)) return false;
  if ("code" in cause && cause.code === "UND_ERR_CONNECT_TIMEOUT") return true;
  return "syscall" in cause && (cause.syscall === "connect" || cause.syscall === "getaddrinfo");
}
