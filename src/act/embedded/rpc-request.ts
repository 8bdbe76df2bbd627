/** Reads one HTTP request for a SQL function: what supabase-js sends is understood, everything else is refused by name. */
import { HttpProblem, notImplemented, parseJson } from "./http-problem.ts";
import type { Call } from "./call.ts";

export interface RpcRequest {
  readonly name: string;
  readonly method: "POST" | "GET" | "HEAD";
  readonly keys: readonly string[];
  readonly arguments: Call["arguments"];
  /** `.single()` was asked for. */
  readonly single: boolean;
}

const json = "application/json";
const singleJson = "application/vnd.pgrst.object+json";
/** Query parameters with a meaning of their own in PostgREST; none is served here. */
const reserved = new Set([
  "select",
  "order",
  "limit",
  "offset",
  "and",
  "or",
  "not.and",
  "not.or",
  "columns",
  "on_conflict",
]);

export function readRpcRequest(
  name: string,
  schema: string,
  request: { readonly method: string; readonly url: URL; readonly headers: Headers; readonly body: string },
): RpcRequest {
  const method = readMethod(request.method);
  checkProfile(request.headers.get(method === "POST" ? "content-profile" : "accept-profile"), schema);
  checkPreferences(request.headers.get("prefer"));
  const single = readAccept(request.headers.get("accept"));
  if (method === "POST") return { name, method, single, ...readBody(request) };
  return { name, method, single, ...readQuery(request.url) };
}

function readMethod(method: string): RpcRequest["method"] {
  if (method === "POST" || method === "GET" || method === "HEAD") return method;
  throw new HttpProblem({ status: 405, code: "PGRST101", message: `Cannot use the ${method} method on RPC` });
}

function checkProfile(profile: string | null, schema: string): void {
  if (profile === null || profile === schema) return;
  throw new HttpProblem({
    status: 406,
    code: "PGRST106",
    message: `Invalid schema: ${profile}`,
    hint: `Only the following schemas are exposed: ${schema}`,
  });
}

function checkPreferences(prefer: string | null): void {
  if (prefer !== null && prefer.trim() !== "") throw notImplemented(`Prefer: ${prefer}`);
}

function readAccept(accept: string | null): boolean {
  const types = (accept ?? "*/*").split(",").map((type) => type.trim());
  if (types.includes(singleJson)) return true;
  if (types.some((type) => type === json || type === "*/*" || type === "application/*")) return false;
  throw notImplemented(`Accept: ${accept ?? ""}`);
}

function readBody({ url, headers, body }: { url: URL; headers: Headers; body: string }) {
  const [parameter] = url.searchParams.keys();
  if (parameter !== undefined) throw notImplemented(`query parameter ${parameter} on a POST`);
  const contentType = (headers.get("content-type") ?? json).split(";")[0]?.trim();
  if (contentType !== json) throw notImplemented(`Content-Type: ${contentType ?? ""}`);
  if (body.trim() === "") return { keys: [], arguments: { type: "json", body: "{}" } as const };
  const value = parseJson(body);
  if (value === undefined) throw new HttpProblem({ status: 400, code: "PGRST102", message: "Empty or invalid json" });
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw notImplemented("a body that is not one JSON object");
  return { keys: Object.keys(value), arguments: { type: "json", body } as const };
}

function readQuery(url: URL) {
  const values: Record<string, string> = {};
  for (const [key, value] of url.searchParams) {
    if (reserved.has(key)) throw notImplemented(`query parameter ${key}`);
    if (Object.hasOwn(values, key)) throw notImplemented(`repeated query parameter ${key}`);
    values[key] = value;
  }
  return { keys: Object.keys(values), arguments: { type: "text", values } as const };
}
