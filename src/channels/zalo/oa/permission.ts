/** The walk by which an administrator lets the app act for the account: the address to open (PKCE), and what the browser comes back with. */
import { createHash, randomBytes } from "node:crypto";

export interface Permission {
  /** To open in a browser. */
  readonly url: string;
  readonly verifier: string;
  readonly state: string;
}

export type Returned =
  | { readonly type: "code"; readonly code: string }
  | { readonly type: "empty" }
  /** The address of another walk, or the one that was printed. */
  | { readonly type: "wrong_state" }
  | { readonly type: "without_code" };

export interface PermissionOptions {
  readonly appId: string;
  readonly oauthRoot: string;
  /** Exactly as it is registered with the app. */
  readonly redirect: string;
}

export function askPermission({ appId, oauthRoot, redirect }: PermissionOptions): Permission {
  const verifier = randomBytes(32).toString("base64url");
  const state = randomBytes(12).toString("base64url");
  const url = new URL(`${oauthRoot}/v4/oa/permission`);
  url.searchParams.set("app_id", appId);
  url.searchParams.set("redirect_uri", redirect);
  url.searchParams.set("code_challenge", createHash("sha256").update(verifier, "ascii").digest("base64url"));
  url.searchParams.set("state", state);
  return { url: url.href, verifier, state };
}

/** Reads the address where the browser ended, or the code alone. */
export function readReturned(typed: string, state: string): Returned {
  const text = typed.trim();
  if (text === "") return { type: "empty" };
  if (!URL.canParse(text)) return /\s/.test(text) ? { type: "without_code" } : { type: "code", code: text };
  const { searchParams } = new URL(text);
  if (searchParams.get("state") !== state) return { type: "wrong_state" };
  const code = searchParams.get("code");
  return code ? { type: "code", code } : { type: "without_code" };
}
