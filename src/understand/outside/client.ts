/** The one place that opens the `openai` package: loaded (35 MB) at the first question, told everything, reading nothing from the environment. */
import type OpenAI from "openai";

export interface OutsideServer {
  readonly apiKey: string;
  /** Null: the company that the package is named after. */
  readonly baseUrl: string | null;
  readonly fetch: typeof fetch;
}

export type OpenClient = () => Promise<OpenAI>;

const usualUrl = "https://api.openai.com/v1";
/** An answer has a few kilobytes; whatever is larger is no answer. */
const largestAnswer = 256 * 1_024;

export function createOpenClient({ apiKey, baseUrl, fetch }: OutsideServer): OpenClient {
  let client: Promise<OpenAI> | null = null;

  const open = async (): Promise<OpenAI> => {
    const { default: Client } = await import("openai");
    return new Client({
      apiKey,
      adminAPIKey: null,
      organization: null,
      project: null,
      webhookSecret: null,
      baseURL: baseUrl ?? usualUrl,
      // Tries and pauses are ours; a second hand on them would break the deadline.
      maxRetries: 0,
      // At its usual level the package would print what people wrote.
      logLevel: "off",
      fetch: limited(fetch),
    });
  };

  return async () => await (client ??= open());
}

/** Stays at the address that was configured, and stops reading an answer without an end. */
function limited(send: typeof fetch): typeof fetch {
  return async (input, init) => {
    const response = await send(input, { ...init, redirect: "error" });
    if (!response.body) return response;
    let size = 0;
    const counted = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        size += chunk.byteLength;
        if (size > largestAnswer) controller.error(new Error("The answer is too large"));
        else controller.enqueue(chunk);
      },
    });
    const { status, headers } = response;
    return new Response(response.body.pipeThrough(counted), { status, headers });
  };
}

/** The status of an error that the server answered with; undefined when it did not answer. */
export function statusOf(error: unknown): number | undefined {
  const status = typeof error === "object" && error !== null && "status" in error ? error.status : undefined;
  return typeof status === "number" ? status : undefined;
}

/** A word for the log that holds nothing of what was sent or answered. */
export function faultOf(error: unknown, signal: AbortSignal): string {
  if (signal.aborted) return "timeout";
  const status = statusOf(error);
  if (status !== undefined) return `status ${status}`;
  return isUnreadable(error) ? "unreadable" : "network";
}

/** The server answered, but not in JSON or not what the protocol says. */
export function isUnreadable(error: unknown): boolean {
  return error instanceof SyntaxError || error instanceof UnreadableAnswer;
}

export class UnreadableAnswer extends Error {
  override readonly name = "UnreadableAnswer";
}
