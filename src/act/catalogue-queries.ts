/** What the type generator asks of PostgreSQL's catalogue: one JSON object a row, in an order that does not depend on the server. */
import { z } from "zod";

export const typeSchema = z.object({
  /** `row`: a table's row; `array`: of the named base type. */
  category: z.enum(["base", "row", "array"]),
  /** The catalogue's short name, for example `int4`; of a row: its table. */
  name: z.string(),
});
export type CatalogueType = z.infer<typeof typeSchema>;

/** A domain counts as the type below it. */
function typeObject(oid: string): string {
  return `(select json_build_object(
      'category', case when t.typcategory = 'A' then 'array' when b.typtype = 'c' then 'row' else 'base' end,
      'name', case when t.typcategory = 'A' then e.typname when b.typtype = 'c' then c.relname else b.typname end)
    from pg_catalog.pg_type t
    join pg_catalog.pg_type b on b.oid = case when t.typtype = 'd' then t.typbasetype else t.oid end
    left join pg_catalog.pg_type e on e.oid = t.typelem
    left join pg_catalog.pg_class c on c.oid = b.typrelid
    where t.oid = ${oid})`;
}

export const columnsQuery = `
select json_build_object(
  'table', c.relname, 'name', a.attname, 'type', ${typeObject("a.atttypid")},
  'nullable', not a.attnotnull,
  'optional', not a.attnotnull or a.atthasdef or a.attidentity <> '',
  'generated', a.attidentity = 'a' or a.attgenerated <> '')::text as item
from pg_catalog.pg_class c
join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
order by c.relname collate "C", a.attname collate "C"`;

/** One to one where the columns are a key of their own table, too. */
export const foreignKeysQuery = `
select json_build_object(
  'name', k.conname, 'table', c.relname, 'referenced', r.relname,
  'columns', (select json_agg(a.attname order by position) from unnest(k.conkey) with ordinality as u (number, position)
    join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = number),
  'referencedColumns', (select json_agg(a.attname order by position) from unnest(k.confkey) with ordinality as u (number, position)
    join pg_catalog.pg_attribute a on a.attrelid = k.confrelid and a.attnum = number),
  'oneToOne', exists (select from pg_catalog.pg_constraint o
    where o.conrelid = k.conrelid and o.contype in ('p', 'u') and o.conkey @> k.conkey and o.conkey <@ k.conkey))::text as item
from pg_catalog.pg_constraint k
join pg_catalog.pg_class c on c.oid = k.conrelid
join pg_catalog.pg_class r on r.oid = k.confrelid
where k.contype = 'f' and k.conparentid = 0 and c.relnamespace = 'public'::regnamespace and r.relnamespace = 'public'::regnamespace
order by c.relname collate "C", k.conname collate "C"`;

/** Functions with an unnamed parameter cannot be called through supabase-js and are left out. */
export const functionsQuery = `
select json_build_object(
  'name', f.proname, 'set', f.proretset, 'returns', ${typeObject("f.prorettype")},
  'parameters', coalesce((select json_agg(json_build_object(
      'name', a.name, 'type', ${typeObject("a.type")},
      'mode', case a.mode when 't' then 'table' when 'o' then 'out' else 'in' end,
      'optional', a.inputs > f.pronargs - f.pronargdefaults) order by a.position)
    from arguments a), '[]'))::text as item
from pg_catalog.pg_proc f
where f.pronamespace = 'public'::regnamespace and f.prokind = 'f'
  and f.prorettype not in ('trigger'::regtype, 'event_trigger'::regtype)
  and not exists (select from arguments a where coalesce(a.name, '') = '')
order by f.proname collate "C", f.oid`.replaceAll(
  "from arguments a",
  `from (select u.*, count(*) filter (where coalesce(u.mode, 'i') in ('i', 'b', 'v')) over (order by u.position) as inputs
      from unnest(f.proargnames, coalesce(f.proallargtypes, f.proargtypes::oid[]), f.proargmodes)
        with ordinality as u (name, type, mode, position)) a`,
);
