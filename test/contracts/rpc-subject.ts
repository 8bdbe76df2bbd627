/** What the contract of SQL function calls is tested on: one open database, asked through supabase-js and by bare HTTP. */
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { signToken, type TokenRole } from "../../src/act/token.ts";
import { anonKey, databaseUrl, jwtSecret, type TestDatabase } from "../support/database.ts";

export const person = "6a1f0f6e-0000-4000-8000-000000000001";

export interface RpcAnswer {
  readonly status: number;
  readonly data?: unknown;
  readonly error?: unknown;
}

export interface RpcSubject {
  /** Set while the tests run. */
  database: TestDatabase;
  client: SupabaseClient;
  call(fn: string, args?: object, options?: { get?: boolean; head?: boolean; as?: TokenRole }): Promise<RpcAnswer>;
  raw(path: string, init?: RequestInit): Promise<{ status: number; headers: Headers; body: unknown }>;
}

export function subjectOf(database: TestDatabase): RpcSubject {
  const client = createClient(databaseUrl, anonKey, {
    global: { fetch: database.fetch },
    accessToken: () => Promise.resolve(null),
  });
  return {
    database,
    client,
    async call(fn, args = {}, { as, ...options } = {}) {
      const builder = client.rpc(fn, args, options);
      if (as) builder.setHeader("authorization", `Bearer ${tokenFor(as, database)}`);
      const { data, error, status } = await builder;
      return error ? { status, error: plain(error) } : { status, data };
    },
    async raw(path, init = {}) {
      const headers = new Headers(init.headers);
      if (!headers.has("content-type")) headers.set("content-type", "application/json");
      const response = await database.fetch(`${databaseUrl}${path}`, { method: "POST", ...init, headers });
      const body = await response.text();
      return { status: response.status, headers: response.headers, body: body === "" ? null : JSON.parse(body) };
    },
  };
}

function tokenFor(role: TokenRole, database: TestDatabase): string {
  return signToken({ role, sub: person, now: database.clock.now, lifetimeSeconds: 60, secret: jwtSecret });
}

export function plain({ code, message, details, hint }: Record<"code" | "message" | "details" | "hint", string>) {
  return { code, message, details, hint };
}
