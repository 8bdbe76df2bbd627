/** A token per caller, signed when needed and used again while most of its minute is left. */
import type { Caller } from "../model/store.ts";
import { signToken, type TokenContent } from "./token.ts";

const lifetimeSeconds = 60;
/** A token that expires sooner than this is replaced, so that a slow request does not arrive with a dead one. */
const reserveSeconds = 25;
/** Callers remembered at once. */
const capacity = 1_000;

export interface Tokens {
  of(caller: Caller): string;
}

export function createTokens({ secret, now }: { secret: string; now: () => Date }): Tokens {
  const kept = new Map<string, { readonly token: string; readonly signed: number }>();
  return {
    of(caller) {
      const content = contentOf(caller);
      const key = `${content.role} ${content.sub ?? ""}`;
      const instant = now();
      const existing = kept.get(key);
      const age = existing ? instant.getTime() - existing.signed : Number.POSITIVE_INFINITY;
      if (existing && age >= 0 && age < (lifetimeSeconds - reserveSeconds) * 1_000) return existing.token;
      if (kept.size >= capacity) kept.clear();
      const token = signToken({ ...content, now: instant, lifetimeSeconds, secret });
      kept.set(key, { token, signed: instant.getTime() });
      return token;
    },
  };
}

function contentOf(caller: Caller): TokenContent {
  switch (caller.as) {
    case "person":
      return { role: "authenticated", sub: caller.personId };
    case "worker":
      return { role: "nhip_cau_worker" };
    case "operator":
      return { role: "nhip_cau_operator" };
    case "public":
      return { role: "anon" };
  }
}
