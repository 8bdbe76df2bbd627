/** Whether the platform sent what arrived: a plain SHA-256 over the received bytes, not an HMAC (`MacUtils` of Zalo's Java SDK). */
import { createHash } from "node:crypto";
import { sameSecret } from "../../same-secret.ts";

export interface SignedParts {
  readonly appId: string;
  /** As received: serialised again it would be another text. */
  readonly body: Uint8Array;
  /** The field of the body, letter for letter. */
  readonly timestamp: string;
  /** The secret key of the Official Account, not the secret of the app. */
  readonly secretKey: string;
}

/** `header` is `mac=<hex>`, or the hex digits alone. */
export function isSigned(header: string, { appId, body, timestamp, secretKey }: SignedParts): boolean {
  const mac = createHash("sha256").update(appId).update(body).update(timestamp).update(secretKey).digest("hex");
  return sameSecret(header.trim().replace(/^mac=/i, "").toLowerCase(), mac);
}
