/** What a browser may do with our pages: load from this server only, run in no frame, tell nobody where it came from. */
import type { MiddlewareHandler } from "hono";

const shared = "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; img-src 'self' data:";

/** The board needs no script at all. */
export const boardPolicy = `${shared}; style-src 'self'`;

/** The chat element writes its styles into its own shadow tree and previews photos from blobs, hence the two exceptions. */
export const chatPolicy = `${shared} blob:; script-src 'self'; connect-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'`;

export function securityHeaders(): MiddlewareHandler {
  return async (c, next) => {
    await next();
    c.header("x-content-type-options", "nosniff");
    c.header("referrer-policy", "no-referrer");
    c.header("x-frame-options", "DENY");
    c.header("cross-origin-opener-policy", "same-origin");
    if (!c.res.headers.has("content-security-policy")) {
      c.header("content-security-policy", "default-src 'none'; frame-ancestors 'none'");
    }
  };
}
