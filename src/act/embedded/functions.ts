/** Which SQL functions can be called, and which of them a call means: PostgREST's schema cache and its choice by argument names. */
import { z } from "zod";
import { HttpProblem } from "./http-problem.ts";
import type { Query } from "./runner.ts";

const parameterSchema = z.object({
  name: z.string(),
  /** Spelled so that it can stand in SQL whatever the search path. */
  type: z.string(),
  required: z.boolean(),
  variadic: z.boolean(),
});
export type Parameter = z.infer<typeof parameterSchema>;

const sqlFunctionSchema = z.object({
  name: z.string(),
  parameters: z.array(parameterSchema),
  /** `row`: a composite, a table's row or OUT parameters. */
  returns: z.enum(["void", "value", "row"]),
  set: z.boolean(),
  /** Declared stable or immutable: runs read-only. */
  readOnly: z.boolean(),
});
export type SqlFunction = z.infer<typeof sqlFunctionSchema>;

/**
 * A function with an unnamed parameter can only be called with a raw body in PostgREST and is left out here.
 * The search path is emptied so that every type comes with its schema.
 */
const catalogueQuery = `
select json_build_object(
  'name', f.proname,
  'parameters', coalesce(
    (select json_agg(json_build_object(
        'name', p.name,
        'type', case p.type
          when 'bit'::regtype then 'bit varying'
          when 'character'::regtype then 'character varying'
          else p.type::regtype::text end,
        'required', p.position <= f.pronargs - f.pronargdefaults,
        'variadic', coalesce(p.mode = 'v', false)) order by p.position)
     from inputs p), '[]'),
  'returns', case
    when f.prorettype = 'void'::regtype then 'void'
    when t.typtype = 'c' or b.typtype = 'c' or f.proargmodes && '{t,b,o}'::"char"[] then 'row'
    else 'value' end,
  'set', f.proretset,
  'readOnly', f.provolatile <> 'v')::text as function
from pg_catalog.pg_proc f
join pg_catalog.pg_type t on t.oid = f.prorettype
left join pg_catalog.pg_type b on b.oid = t.typbasetype
where f.pronamespace = $1::regnamespace and f.prokind = 'f'
  and f.prorettype not in ('trigger'::regtype, 'event_trigger'::regtype)
  and not exists (select from inputs p where coalesce(p.name, '') = '')
order by f.proname, f.oid`.replaceAll(
  "inputs p",
  `(select a.name, a.type, a.mode, row_number() over (order by a.ordinality) as position
      from unnest(f.proargnames, coalesce(f.proallargtypes, f.proargtypes::oid[]), f.proargmodes)
        with ordinality as a (name, type, mode, ordinality)
      where coalesce(a.mode, 'i') in ('i', 'b', 'v')) p`,
);

export interface Functions {
  /** Finds the one function that takes exactly these arguments, or throws PGRST202 (none) or PGRST203 (several). */
  find(query: Query, name: string, keys: readonly string[]): Promise<SqlFunction>;
}

/** Keeps what the catalogue said; reads it again when a call fits nothing, since a migration may have come in between. */
export function createFunctions(schema: string): Functions {
  let known: readonly SqlFunction[] = [];
  return {
    async find(query, name, keys) {
      let fitting = fittingFunctions(known, name, keys);
      if (fitting.length === 0) {
        known = await readCatalogue(query, schema);
        fitting = fittingFunctions(known, name, keys);
      }
      const [only, ...others] = fitting;
      if (!only) throw unknownFunction(schema, name, keys);
      if (others.length > 0) throw ambiguousFunction(schema, fitting);
      return only;
    },
  };
}

async function readCatalogue(query: Query, schema: string): Promise<SqlFunction[]> {
  await query("select pg_catalog.set_config('search_path', '', true)");
  const rows = await query(catalogueQuery, [schema]);
  return rows.map((row) => sqlFunctionSchema.parse(JSON.parse(row["function"] ?? "null")));
}

function fittingFunctions(functions: readonly SqlFunction[], name: string, keys: readonly string[]): SqlFunction[] {
  return functions.filter(
    (candidate) =>
      candidate.name === name &&
      keys.every((key) => candidate.parameters.some((parameter) => parameter.name === key)) &&
      candidate.parameters.every((parameter) => !parameter.required || keys.includes(parameter.name)),
  );
}

function unknownFunction(schema: string, name: string, keys: readonly string[]): HttpProblem {
  const names = keys.join(", ");
  const signature = keys.length === 0 ? " without parameters" : `(${names})`;
  const searched = keys.length === 0 ? " without parameters" : ` with parameter${keys.length > 1 ? "s" : ""} ${names}`;
  return new HttpProblem({
    status: 404,
    code: "PGRST202",
    message: `Could not find the function ${schema}.${name}${signature} in the schema cache`,
    details: `Searched for the function ${schema}.${name}${searched}, but no matches were found in the schema cache.`,
  });
}

function ambiguousFunction(schema: string, candidates: readonly SqlFunction[]): HttpProblem {
  const signatures = candidates.map(({ name, parameters }) => {
    const list = parameters.map((parameter) => `${parameter.name} => ${parameter.type}`);
    return `${schema}.${name}(${list.join(", ")})`;
  });
  return new HttpProblem({
    status: 300,
    code: "PGRST203",
    message: `Could not choose the best candidate function between: ${signatures.join(", ")}`,
    hint: "Try renaming the parameters or the function itself in the database so function overloading can be resolved",
  });
}
