/**
 * The second port: the one door to the ledger. Every access is a call of a SQL function of supabase/migrations,
 * made as somebody: rights are decided in the database from the token, never here.
 */
import type { Refusal } from "./refusal.ts";

export type Caller =
  /** A person that the bot talks to; the token carries their id and lives for a minute. */
  | { readonly as: "person"; readonly personId: string }
  /** Moves the inbox, the outbox and reminders; may execute nothing else. */
  | { readonly as: "worker" }
  /** The operator at the machine: invitations. */
  | { readonly as: "operator" }
  /** Anybody: open data. */
  | { readonly as: "public" };

export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

export interface Store {
  /**
   * Calls `rpc(name, args)`. Expected refusals are values; everything else (database down, a fault) is thrown as `StoreError`.
   * Safe to repeat only where the function says so.
   */
  call<T = unknown>(caller: Caller, name: string, args: Record<string, unknown>): Promise<Answer<T>>;
  /** Keeps a photo or document durably under `key`; the same key and bytes again is not an error. */
  putFile(caller: Caller, key: string, bytes: Uint8Array, mime: string): Promise<void>;
}
