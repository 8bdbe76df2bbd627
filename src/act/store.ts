/**
 * The door to the ledger: the Store port over supabase-js. Each call is made as somebody, with a token that lives a minute;
 * an expected "no" comes back as a value, everything else as a `StoreError` that says whether trying again can help.
 */
import { setTimeout as pause } from "node:timers/promises";
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import type { Answer, Caller, Store } from "../model/store.ts";
import type { Database } from "./database.types.ts";
import { fileBucket } from "./file-bucket.ts";
import { isRolledBack, readFailure, readRefusal, readReport } from "./read-error.ts";
import { StoreError } from "./store-error.ts";
import { createTokens } from "./tokens.ts";

export interface StoreOptions {
  readonly url: string;
  /** The project's anonymous (publishable) key; never the service key. */
  readonly key: string;
  readonly jwtSecret: string;
  /** The embedded database's own; absent: the network. */
  readonly fetch?: typeof fetch;
  readonly now: () => Date;
  /** Between 0 and 1: spreads the pauses between attempts. */
  readonly random?: () => number;
  /** A call that takes longer counts as lost. */
  readonly timeoutMs?: number;
}

/** The port takes any name, since intents name functions in YAML; one that does not exist is answered with PGRST202. */
type FunctionName = keyof Database["public"]["Functions"];

/** A transaction that loses against others this often in a row points to a fault in our SQL. */
const attempts = 5;

export function createStore({
  url,
  key,
  jwtSecret,
  fetch,
  now,
  random = Math.random,
  timeoutMs = 20_000,
}: StoreOptions): Store {
  const tokens = createTokens({ secret: jwtSecret, now });
  const client = createClient<Database>(url, key, {
    // With an own source of tokens supabase-js builds no sign-in client: no session, no refresh timers.
    accessToken: () => Promise.resolve(null),
    ...(fetch ? { global: { fetch } } : {}),
  });

  async function attempt(caller: Caller, name: string, args: Record<string, unknown>): Promise<Answer<unknown>> {
    const { data, error, status } = await client
      .rpc(name as FunctionName, args as never)
      .setHeader("authorization", `Bearer ${tokens.of(caller)}`)
      .abortSignal(AbortSignal.timeout(timeoutMs));
    if (!error) return { ok: true, value: data };
    const report = readReport(error);
    const refusal = readRefusal(report);
    if (refusal) return { ok: false, refusal };
    throw readFailure(name, report, status);
  }

  return {
    async call<T>(caller: Caller, name: string, args: Record<string, unknown>) {
      for (let tried = 1; ; tried += 1) {
        try {
          return (await attempt(caller, name, args)) as Answer<T>;
        } catch (error) {
          if (tried === attempts || !isRolledBack(error)) throw error;
          await pause(2 ** tried * 5 * (0.5 + random()));
        }
      }
    },

    async putFile(caller, path, bytes, mime) {
      const files = client.storage.from(fileBucket).setHeader("authorization", `Bearer ${tokens.of(caller)}`);
      const { error } = await files.upload(path, bytes, { contentType: mime });
      if (!error || (isDuplicate(error) && (await holds(files, path, bytes)))) return;
      throw fileFailure(path, error);
    },
  };
}

type Files = ReturnType<SupabaseClient["storage"]["from"]>;

async function holds(files: Files, path: string, bytes: Uint8Array): Promise<boolean> {
  const { data, error } = await files.download(path);
  if (error) throw fileFailure(path, error);
  return Buffer.from(await data.arrayBuffer()).equals(bytes);
}

interface FileError extends Error {
  readonly status?: number | undefined;
  readonly statusCode?: string | undefined;
}

function isDuplicate({ statusCode }: FileError): boolean {
  return statusCode === "409";
}

function fileFailure(path: string, { message, status, statusCode }: FileError): StoreError {
  return readFailure(
    `file ${path}`,
    { code: statusCode === undefined ? "" : `storage_${statusCode}`, message, details: null },
    status ?? 0,
  );
}
