/**
 * The embedded Supabase: a `fetch` that answers what supabase-js sends, from a PostgreSQL of ours.
 * One request is one transaction that runs as the caller's role, exactly as PostgREST runs it, so row level security decides here too.
 */
import { requireOneRow, runCall, type CallResult } from "./call.ts";
import { createFunctions, type Functions } from "./functions.ts";
import { HttpProblem, isStatus, parseJson, problemOf, problemResponse } from "./http-problem.ts";
import { createIdentify, type Identity, type IdentityOptions } from "./identity.ts";
import { readRpcRequest, type RpcRequest } from "./rpc-request.ts";
import type { Query, Runner } from "./runner.ts";

/** Answers `/storage/v1/…`; never throws. */
export type StorageHandler = (request: Request, identity: Identity) => Promise<Response>;

export interface EmbeddedOptions extends IdentityOptions {
  readonly runner: Runner;
  readonly storage: StorageHandler;
}

const schema = "public";
const rpcPath = /^\/rest\/v1\/rpc\/([^/]+)$/;

export function createFetch({ runner, storage, ...identityOptions }: EmbeddedOptions): typeof fetch {
  const identify = createIdentify(identityOptions);
  const functions = createFunctions(schema);

  return async (input, init) => {
    const request = new Request(input, init);
    let identity: Identity | undefined;
    try {
      identity = identify(request.headers);
      const url = new URL(request.url);
      if (url.pathname.startsWith("/storage/v1/")) return await storage(request, identity);
      const call = readRpcRequest(functionName(url), schema, {
        method: request.method,
        url,
        headers: request.headers,
        body: await request.text(),
      });
      return await answer(runner, functions, { call, identity, request, url });
    } catch (error) {
      return problemResponse(problemOf(error, identity !== undefined && identity.role !== "anon"));
    }
  };
}

function functionName(url: URL): string {
  const name = rpcPath.exec(url.pathname)?.[1];
  const wellFormed = name !== undefined && !/%(?![0-9A-Fa-f]{2})/.test(name);
  if (!wellFormed)
    throw new HttpProblem({ status: 404, code: "PGRST125", message: "Invalid path specified in request URL" });
  return decodeURIComponent(name);
}

interface Turn {
  readonly call: RpcRequest;
  readonly identity: Identity;
  readonly request: Request;
  readonly url: URL;
}

async function answer(runner: Runner, functions: Functions, turn: Turn): Promise<Response> {
  const { call } = turn;
  const { called, result } = await runner.transaction(async (query) => {
    const called = await functions.find(query, call.name, call.keys);
    await enter(query, turn, called.readOnly || call.method !== "POST");
    const result = await runCall(query, { schema, function: called, ...call });
    if (call.single) requireOneRow(result);
    return { called, result };
  });
  const headers = responseHeaders(result);
  const status = responseStatus(result) ?? (called.returns === "void" ? 204 : 200);
  const empty = called.returns === "void" || call.method === "HEAD" || status === 204;
  if (!empty)
    headers.set(
      "content-type",
      call.single ? "application/vnd.pgrst.object+json; charset=utf-8" : "application/json; charset=utf-8",
    );
  return new Response(empty ? null : result.body, { status, headers });
}

/** Everything that a function may ask about its caller, for this transaction only. */
async function enter(query: Query, { identity, request, url }: Turn, readOnly: boolean): Promise<void> {
  const settings: [string, string][] = [
    ["search_path", "public, extensions"],
    ["request.jwt.claims", JSON.stringify(identity.claims)],
    ["request.method", request.method],
    ["request.path", url.pathname],
    ["request.headers", JSON.stringify(Object.fromEntries(passedHeaders(request.headers)))],
    ["request.cookies", "{}"],
    ["role", identity.role],
    ...(readOnly ? ([["transaction_read_only", "on"]] as [string, string][]) : []),
  ];
  const calls = settings.map((_, index) => `pg_catalog.set_config($${index * 2 + 1}, $${index * 2 + 2}, true)`);
  await query(`select ${calls.join(", ")}`, settings.flat());
}

/** The token stays outside: SQL has its claims, and a statement that fails may be logged with its settings. */
function passedHeaders(headers: Headers): [string, string][] {
  return [...headers].filter(([name]) => name !== "authorization" && name !== "apikey");
}

function responseStatus({ status }: CallResult): number | null {
  if (status === null) return null;
  if (isStatus(Number(status))) return Number(status);
  throw new HttpProblem({ status: 500, code: "PGRST112", message: "response.status guc must be a valid status code" });
}

function responseHeaders({ headers }: CallResult): Headers {
  if (headers === null) return new Headers();
  const list = parseJson(headers);
  const entries = Array.isArray(list) ? list.flatMap((item: unknown) => Object.entries(item ?? {})) : [];
  if (
    Array.isArray(list) &&
    entries.length === list.length &&
    entries.every(([, value]) => typeof value === "string")
  ) {
    return new Headers(entries as [string, string][]);
  }
  throw new HttpProblem({
    status: 500,
    code: "PGRST111",
    message: "response.headers guc must be a JSON array composed of objects with a single key and a string value",
  });
}
