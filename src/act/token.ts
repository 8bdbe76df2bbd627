/**
 * Who is asking, as a signed claim: an HS256 JSON Web Token that Supabase and the embedded database read alike.
 * The bot signs one per person and minute; nothing else about a caller is believed.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";

/** Roles that a token may ask for. Everything else, `service_role` above all, is refused by the embedded database. */
export const tokenRoles = ["anon", "authenticated", "nhip_cau_worker", "nhip_cau_operator"] as const;
export type TokenRole = (typeof tokenRoles)[number];

export interface TokenContent {
  readonly role: TokenRole;
  /** The person's id, for `authenticated`. */
  readonly sub?: string;
}

export interface SigningOptions extends TokenContent {
  readonly now: Date;
  readonly lifetimeSeconds: number;
  readonly secret: string;
}

export type TokenProblem =
  | "malformed"
  | "wrong_algorithm"
  | "wrong_signature"
  | "wrong_claims"
  | "expired"
  | "not_yet_valid";

export type TokenCheck =
  | { readonly ok: true; readonly claims: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly problem: TokenProblem };

const header = Buffer.from(JSON.stringify({ alg: "HS256", typ: "JWT" })).toString("base64url");
const headerSchema = z.object({ alg: z.string() });
const claimsSchema = z.looseObject({ exp: z.number().optional(), nbf: z.number().optional() });

export function signToken({ role, sub, now, lifetimeSeconds, secret }: SigningOptions): string {
  const issued = seconds(now);
  const claims = { role, ...(sub === undefined ? {} : { sub }), iat: issued, exp: issued + lifetimeSeconds };
  const signed = `${header}.${Buffer.from(JSON.stringify(claims)).toString("base64url")}`;
  return `${signed}.${signature(signed, secret).toString("base64url")}`;
}

/** Checks form, algorithm, signature and dates, in that order; no clock skew is allowed, because signer and checker share a clock. */
export function verifyToken(token: string, { now, secret }: { now: Date; secret: string }): TokenCheck {
  const [head, body, sign, ...rest] = token.split(".");
  if (!head || !body || !sign || rest.length > 0) return { ok: false, problem: "malformed" };
  const algorithm = headerSchema.safeParse(decode(head));
  if (!algorithm.success) return { ok: false, problem: "malformed" };
  if (algorithm.data.alg !== "HS256") return { ok: false, problem: "wrong_algorithm" };
  const given = Buffer.from(sign, "base64url");
  const expected = signature(`${head}.${body}`, secret);
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    return { ok: false, problem: "wrong_signature" };
  const claims = claimsSchema.safeParse(decode(body));
  if (!claims.success) return { ok: false, problem: "wrong_claims" };
  if (claims.data.exp !== undefined && claims.data.exp <= seconds(now)) return { ok: false, problem: "expired" };
  if (claims.data.nbf !== undefined && claims.data.nbf > seconds(now)) return { ok: false, problem: "not_yet_valid" };
  return { ok: true, claims: claims.data };
}

function seconds(instant: Date): number {
  return Math.floor(instant.getTime() / 1000);
}

function signature(signed: string, secret: string): Buffer {
  return createHmac("sha256", secret).update(signed).digest();
}

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
  } catch {
    return null;
  }
}
