/** Reads a request's body up to a limit, counting what really arrives: a stated length is only a promise. */
export async function readBody(request: Request, maxBytes: number): Promise<Uint8Array | "too_large"> {
  if (!request.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
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
