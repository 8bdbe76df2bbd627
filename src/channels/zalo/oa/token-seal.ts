/** Tokens at rest: AES-256-GCM under a key derived from the app's secret, bound to the app and to the version of the pair. */
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import { z } from "zod";

export interface TokenPair {
  /** Null: only a refresh token is known, as it was configured. */
  readonly access: string | null;
  readonly refresh: string;
}

export interface TokenSeal {
  seal(pair: TokenPair, version: number): string;
  /** Null: another key, another app or version, or not whole. */
  open(sealed: string, version: number): TokenPair | null;
}

const pairSchema = z.object({ access: z.string().nullable(), refresh: z.string().min(1) });
const algorithm = "aes-256-gcm";
const nonceBytes = 12;
const tagBytes = 16;

export function createTokenSeal({
  appId,
  appSecret,
}: {
  readonly appId: string;
  readonly appSecret: string;
}): TokenSeal {
  const key = Buffer.from(hkdfSync("sha256", appSecret, appId, "nhip-cau zalo tokens 1", 32));
  const about = (version: number) => Buffer.from(JSON.stringify([appId, version]));

  return {
    seal(pair, version) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv(algorithm, key, nonce).setAAD(about(version));
      const text = Buffer.concat([cipher.update(JSON.stringify(pair), "utf8"), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString("base64url");
    },
    open(sealed, version) {
      try {
        const bytes = Buffer.from(sealed, "base64url");
        const nonce = bytes.subarray(0, nonceBytes);
        const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagBytes })
          .setAAD(about(version))
          .setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
        const text = Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]);
        return pairSchema.parse(JSON.parse(text.toString("utf8")));
      } catch {
        return null;
      }
    },
  };
}

/** Tokens are long and random, so that their hash tells nothing about them. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
