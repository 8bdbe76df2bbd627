/** Reads what a platform sends without trusting the size that it announces: the cap counts what really arrives. */

/** No stream is no bytes. Null: there is more than `limit`. Rejects when the stream breaks off. Leaving the loop ends the stream. */
export async function readUpTo(stream: AsyncIterable<Uint8Array> | null, limit: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream ?? []) {
    size += chunk.byteLength;
    if (size > limit) return null;
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}
