/** Compares what a caller claims to know with what only the platform knows, without telling anything by how long it takes. */
import { createHash, timingSafeEqual } from "node:crypto";

/** Digests have one length, so the comparison tells neither the secret's length nor its beginning. */
export function sameSecret(given: string | null, secret: string): boolean {
  return given !== null && timingSafeEqual(digest(given), digest(secret));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
