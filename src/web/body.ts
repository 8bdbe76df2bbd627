/** Reads a request's body up to a limit, counting what really arrives: a stated length is only a promise. */
import type { Context } from "hono";

export type Unread = "too_large" | "broken_off";

export async function readBody(request: Request, maxBytes: number): Promise<Uint8Array | Unread> {
  if (!request.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body.getReader();
  for (;;) {
    const part = await reader.read().catch(() => null);
    if (!part) return "broken_off";
    const { done, value } = part;
    if (done) return Buffer.concat(chunks, size);
    size += value.length;
    if (size > maxBytes) {
      // Without cancelling, the connection would go on taking in what nobody wants.
      await reader.cancel().catch(() => undefined);
      return "too_large";
    }
    chunks.push(value);
  }
}

export function refuseBody(c: Context, error: Unread): Response {
  return c.json({ error }, error === "too_large" ? 413 : 400, { connection: "close" });
}
