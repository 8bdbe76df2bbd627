/** Tokens: an access token works for 25 hours, a refresh token once. An answer that got lost costs the whole chain, as with the platform. */
import { createHash, randomBytes } from "node:crypto";
import { day, hour } from "./clock.ts";
import { Refusal, wrong } from "./refusal.ts";

export interface Pair {
  readonly access: string;
  readonly refresh: string;
}

export interface Oauth {
  /** A pair of a new authorisation, for tests that need no walk. */
  issue(): Pair;
  /** Throws -216 or -220 (or the codes given) unless the token works. */
  check(access: string | undefined, codes?: { unknown: number; expired: number }): void;
  /** The access token stops working now, as when another one was issued. */
  revoke(access: string): void;
  /** What the administrator sees and agrees to: answers where the browser is sent back to. */
  authorise(permissionUrl: string): URL;
  /** `POST /v4/oa/access_token`. */
  exchange(form: URLSearchParams, secretHeader: string | undefined): Record<string, string>;
  /** Every refresh token that came, oldest first; `first` is false for one that was used before. */
  readonly uses: readonly { readonly token: string; readonly first: boolean }[];
}

interface Parts {
  readonly appId: string;
  readonly appSecret: string;
  readonly oaId: string;
  readonly now: () => Date;
}

const accessLifeMs = 25 * hour;
const refreshLifeMs = 90 * day;
const codeLifeMs = 10 * 60_000;

export function createOauth({ appId, appSecret, oaId, now }: Parts): Oauth {
  const accesses = new Map<string, Date>();
  const refreshes = new Map<string, { readonly issued: Date; used: boolean }>();
  const codes = new Map<string, { readonly challenge: string; readonly issued: Date; used: boolean }>();
  const uses: { token: string; first: boolean }[] = [];
  const old = (issued: Date, lifeMs: number) => now().getTime() - issued.getTime() >= lifeMs;

  function issue(): Pair {
    const pair = { access: `test-access-${mark()}`, refresh: `test-refresh-${mark()}` };
    accesses.set(pair.access, now());
    refreshes.set(pair.refresh, { issued: now(), used: false });
    return pair;
  }

  function takeCode(form: URLSearchParams): void {
    const known = codes.get(form.get("code") ?? "");
    if (!known || known.used || old(known.issued, codeLifeMs)) throw new Refusal(-14003, "Invalid authorization code");
    const verifier = form.get("code_verifier") ?? "";
    if (createHash("sha256").update(verifier, "ascii").digest("base64url") !== known.challenge)
      throw wrong(-14006, "Invalid code verifier");
    known.used = true;
  }

  function takeRefresh(token: string): void {
    const known = refreshes.get(token);
    if (known) uses.push({ token, first: !known.used });
    if (known?.used) throw wrong(-14014, "Invalid refresh token");
    if (!known || old(known.issued, refreshLifeMs)) throw new Refusal(-14014, "Invalid refresh token");
    known.used = true;
  }

  return {
    issue,
    uses,
    check(access, { unknown, expired } = { unknown: -216, expired: -220 }) {
      const issued = accesses.get(access ?? "");
      if (!issued) throw new Refusal(unknown, "Access token is invalid");
      if (old(issued, accessLifeMs)) throw new Refusal(expired, "Access token has expired");
    },
    revoke: (access) => void accesses.delete(access),
    authorise(permissionUrl) {
      const { pathname, searchParams: asked } = new URL(permissionUrl);
      if (pathname !== "/v4/oa/permission") throw new Error(`not the page that asks for permission: ${pathname}`);
      if (asked.get("app_id") !== appId) throw new Error("the permission is asked for another app");
      const code = `test-code-${mark()}`;
      codes.set(code, { challenge: asked.get("code_challenge") ?? "", issued: now(), used: false });
      const back = new URL(asked.get("redirect_uri") ?? "");
      back.searchParams.set("code", code);
      back.searchParams.set("oa_id", oaId);
      back.searchParams.set("state", asked.get("state") ?? "");
      return back;
    },
    exchange(form, secretHeader) {
      if (secretHeader !== appSecret) throw new Refusal(-14004, "Invalid app secret");
      if (form.get("app_id") !== appId) throw new Refusal(-14002, "Invalid app id");
      const kind = form.get("grant_type");
      if (kind === "authorization_code") takeCode(form);
      else if (kind === "refresh_token") takeRefresh(form.get("refresh_token") ?? "");
      else throw wrong(-14001, "Invalid grant type");
      const { access, refresh } = issue();
      // A number as a string, and no field `error`.
      return { access_token: access, refresh_token: refresh, expires_in: String(accessLifeMs / 1_000) };
    },
  };
}

function mark(): string {
  return randomBytes(9).toString("base64url");
}
