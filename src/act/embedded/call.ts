/** One call of one SQL function: the statement that PostgREST would build for it, and what comes back. */
import { HttpProblem } from "./http-problem.ts";
import type { Parameter, SqlFunction } from "./functions.ts";
import type { Query } from "./runner.ts";

export interface Call {
  readonly schema: string;
  readonly function: SqlFunction;
  /** `.single()`: the one row itself instead of a list of rows. */
  readonly single: boolean;
  /** Arguments that were given. */
  readonly keys: readonly string[];
  /** `json`: one JSON object, passed on as the person's bytes; PostgreSQL casts each member to its declared type. `text`: one literal per argument. */
  readonly arguments:
    | { readonly type: "json"; readonly body: string }
    | { readonly type: "text"; readonly values: Readonly<Record<string, string>> };
}

export interface CallResult {
  /** JSON text. */
  readonly body: string;
  readonly rows: number;
  /** What the function asked for through `response.status` and `response.headers`. */
  readonly status: string | null;
  readonly headers: string | null;
}

export async function runCall(query: Query, call: Call): Promise<CallResult> {
  const { sql, parameters } = buildCall(call);
  const [row] = await query(sql, parameters);
  if (!row) throw new Error("an aggregate always answers one row");
  return {
    body: row["body"] ?? "null",
    rows: Number(row["rows"]),
    status: row["status"] ?? null,
    headers: row["headers"] ?? null,
  };
}

/** An array or an unnamed body is legal in PostgREST, but nothing here sends one. */
function buildCall({ schema, function: called, single, keys, arguments: given }: Call): {
  sql: string;
  parameters: (string | null)[];
} {
  const used = called.parameters.filter((parameter) => keys.includes(parameter.name));
  const { source, value, parameters } =
    given.type === "json" ? fromJson(used, given.body) : fromText(used, given.values);
  const list = used.map(
    (parameter) => `${parameter.variadic ? "variadic " : ""}${identifier(parameter.name)} := ${value(parameter)}`,
  );
  const invocation = `${identifier(schema)}.${identifier(called.name)}(${list.join(", ")})`;
  const alias = called.returns === "row" ? "result" : "result (value)";
  const sql = `select ${bodyExpression(called, single)}::text as body, count(*)::text as rows,
    nullif(current_setting('response.status', true), '') as status,
    nullif(current_setting('response.headers', true), '') as headers
    from ${source}${invocation} as ${alias}`;
  return { sql, parameters };
}

function bodyExpression({ returns, set }: SqlFunction, single: boolean): string {
  const item = returns === "row" ? "result" : "result.value";
  if (returns === "void") return "null";
  return set && !single ? `coalesce(json_agg(${item}), '[]')` : `coalesce(json_agg(${item})->0, 'null')`;
}

interface Source {
  readonly source: string;
  readonly value: (parameter: Parameter) => string;
  readonly parameters: string[];
}

function fromJson(used: readonly Parameter[], body: string): Source {
  if (used.length === 0) return { source: "", value: () => "null", parameters: [] };
  const columns = used.map((parameter) => `${identifier(parameter.name)} ${parameter.type}`);
  return {
    source: `json_to_record($1::json) as body (${columns.join(", ")}), lateral `,
    value: (parameter) => `body.${identifier(parameter.name)}`,
    parameters: [body],
  };
}

function fromText(used: readonly Parameter[], values: Readonly<Record<string, string>>): Source {
  return {
    source: "",
    value: (parameter) => `$${used.indexOf(parameter) + 1}::text::${parameter.type}`,
    parameters: used.map((parameter) => values[parameter.name] ?? ""),
  };
}

function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** For `.single()`: any other number of rows undoes the call. */
export function requireOneRow({ rows }: CallResult): void {
  if (rows === 1) return;
  throw new HttpProblem({
    status: 406,
    code: "PGRST116",
    message: "Cannot coerce the result to a single JSON object",
    details: `The result contains ${rows} rows`,
  });
}
