/** Who a request comes from, as PostgREST decides it: the token's role and claims, or nobody in particular. */
import { HttpProblem } from "./http-problem.ts";
import { tokenRoles, verifyToken, type TokenProblem, type TokenRole } from "../token.ts";

export interface Identity {
  readonly role: TokenRole;
  /** What SQL reads as `request.jwt.claims`. */
  readonly claims: Readonly<Record<string, unknown>>;
}

export interface IdentityOptions {
  readonly jwtSecret: string;
  /** A request that carries this key instead of a token is anonymous. */
  readonly anonKey: string;
  readonly now: () => Date;
}

export type Identify = (headers: Headers) => Identity;

/** PGRST301: not a token of ours. PGRST303: ours, but its claims do not hold. */
const problems: Record<TokenProblem, { readonly code: string; readonly message: string }> = {
  malformed: { code: "PGRST301", message: "Expected 3 parts in JWT" },
  wrong_algorithm: { code: "PGRST301", message: "Wrong or unsupported encoding algorithm" },
  wrong_signature: { code: "PGRST301", message: "No suitable key or wrong key type" },
  wrong_claims: { code: "PGRST303", message: "Parsing claims failed" },
  expired: { code: "PGRST303", message: "JWT expired" },
  not_yet_valid: { code: "PGRST303", message: "JWT not yet valid" },
};

export function createIdentify({ jwtSecret, anonKey, now }: IdentityOptions): Identify {
  return (headers) => {
    const authorization = headers.get("authorization");
    const token = authorization?.replace(/^Bearer\s+/i, "").trim();
    if (token === undefined || token === anonKey) return { role: "anon", claims: { role: "anon" } };
    const check = verifyToken(token, { now: now(), secret: jwtSecret });
    if (!check.ok) throw invalidToken(problems[check.problem]);
    const role = check.claims["role"] ?? "anon";
    const known = tokenRoles.find((name) => name === role);
    if (known) return { role: known, claims: { ...check.claims, role: known } };
    throw new HttpProblem({
      status: 403,
      code: "42501",
      message: `permission denied to set role ${JSON.stringify(role)}`,
    });
  };
}

function invalidToken({ code, message }: { code: string; message: string }): HttpProblem {
  const headers = { "www-authenticate": `Bearer error="invalid_token", error_description="${message}"` };
  return new HttpProblem({ status: 401, code, message, headers });
}
