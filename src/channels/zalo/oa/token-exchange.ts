/** The two calls that give a new pair: for a refresh token, which works once, and for the code of a permission. */
import { z } from "zod";
import { call } from "../call.ts";

export type Exchanged =
  | { readonly type: "pair"; readonly access: string; readonly refresh: string; readonly livesMs: number }
  /** The platform said no. */
  | { readonly type: "refused"; readonly code: number }
  /** Nothing left this machine. */
  | { readonly type: "unsent"; readonly detail: string }
  /** It may have been carried out: what was given may be used up. */
  | { readonly type: "in_doubt"; readonly detail: string };

export interface TokenExchange {
  refresh(token: string): Promise<Exchanged>;
  redeem(code: string, verifier: string): Promise<Exchanged>;
}

export interface TokenExchangeOptions {
  readonly appId: string;
  readonly appSecret: string;
  /** For example `https://oauth.zaloapp.com`. */
  readonly oauthRoot: string;
  readonly timeoutMs: number;
}

const usualLifeSeconds = 90_000;

// A success has no field `error`, and its number is a string.
const pairSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.coerce.number().positive().catch(usualLifeSeconds),
});
const refusalSchema = z.object({
  error: z.coerce
    .number()
    .int()
    .refine((code) => code !== 0),
});

export function createTokenExchange({ appId, appSecret, oauthRoot, timeoutMs }: TokenExchangeOptions): TokenExchange {
  async function ask(form: Readonly<Record<string, string>>): Promise<Exchanged> {
    const called = await call(`${oauthRoot}/v4/oa/access_token`, {
      method: "POST",
      headers: { secret_key: appSecret, "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ ...form, app_id: appId }).toString(),
      timeoutMs,
    });
    if (called.type === "unanswered") return { type: called.unsent ? "unsent" : "in_doubt", detail: called.detail };
    const pair = pairSchema.safeParse(called.body);
    if (pair.success) {
      const { access_token: access, refresh_token: refresh, expires_in: seconds } = pair.data;
      return { type: "pair", access, refresh, livesMs: seconds * 1_000 };
    }
    const refusal = refusalSchema.safeParse(called.body);
    if (refusal.success) return { type: "refused", code: refusal.data.error };
    return { type: "in_doubt", detail: `an answer that is not the platform's (${called.status})` };
  }

  return {
    refresh: (token) => ask({ refresh_token: token, grant_type: "refresh_token" }),
    redeem: (code, verifier) => ask({ code, code_verifier: verifier, grant_type: "authorization_code" }),
  };
}
