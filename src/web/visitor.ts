/**
 * Whose conversation a request of the chat page may touch. A demo persona is open to anybody by design; a visitor's
 * conversation belongs to the browser that holds an unguessable cookie, and its address does not tell the cookie.
 */
import { createHash } from "node:crypto";
import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import type { Persona } from "../model/web-chat.ts";

const cookieName = "nhip_cau_visitor";
const secretPattern = /^[\w-]{16,64}$/;
/** `visitor-` and a name that the page chose: one browser may be several newcomers. */
const visitorPattern = /^visitor-[a-z0-9]{1,16}$/;
const oneYear = 31_536_000;

export interface Visitors {
  /** Gives the browser its cookie, unless it has one. */
  welcome(c: Context): void;
  /** The address of a conversation, or null where the page may not have it. */
  addressOf(c: Context, conversation: string): Promise<string | null>;
}

export function createVisitors(personas: () => Promise<readonly Persona[]>, randomId: () => string): Visitors {
  function secretOf(c: Context): string | null {
    const secret = getCookie(c, cookieName);
    return secret && secretPattern.test(secret) ? secret : null;
  }

  return {
    welcome(c) {
      const secure = new URL(c.req.url).protocol === "https:" || c.req.header("x-forwarded-proto") === "https";
      const secret = secretOf(c) ?? randomId();
      setCookie(c, cookieName, secret, { path: "/chat", httpOnly: true, sameSite: "Strict", secure, maxAge: oneYear });
    },

    async addressOf(c, conversation) {
      if (!visitorPattern.test(conversation)) {
        return (await personas()).some(({ id }) => id === conversation) ? conversation : null;
      }
      const secret = secretOf(c);
      if (!secret) return null;
      return `visitor-${createHash("sha256").update(`${secret} ${conversation}`).digest("base64url").slice(0, 24)}`;
    },
  };
}

/** A browser tells from which site a request comes; other programs say nothing and hold no cookie of ours. */
export function isFromElsewhere(c: Context): boolean {
  const site = c.req.header("sec-fetch-site");
  if (site !== undefined && site !== "same-origin" && site !== "none") return true;
  const origin = c.req.header("origin");
  return origin !== undefined && URL.parse(origin)?.host !== c.req.header("host");
}
