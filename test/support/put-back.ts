/** One database for many stories, each of which finds the rows of the beginning: opening a copy takes twenty times as long as putting them back. */
import type { Database } from "../../src/act/open-database.ts";

/**
 * Keeps every row and sequence in a schema of its own. A table was written to when one of its rows is younger than the
 * last putting back, or when rows are missing; only such a table is written again, in the order in which its rows lay.
 */
const keep = `
create schema kept;
create table kept.sequences as
  select format('%I.%I', schemaname, sequencename) as name, last_value as value from pg_catalog.pg_sequences;
create table kept.tables as
  select format('%I.%I', schemaname, tablename) as name, format('kept.%I', schemaname || '_' || tablename) as copy,
    (select string_agg(quote_ident(a.attname), ', ' order by a.attnum) from pg_catalog.pg_attribute a
      where a.attrelid = format('%I.%I', schemaname, tablename)::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns
  from pg_catalog.pg_tables where schemaname not in ('pg_catalog', 'information_schema', 'kept');
do $$
declare
  v_table record;
begin
  for v_table in select * from kept.tables loop
    execute format('create table %s as select %s from %s', v_table.copy, v_table.columns, v_table.name);
  end loop;
end $$;
create table kept.mark as select pg_current_xact_id()::text::bigint as written_by;

create function kept.put_back() returns void language plpgsql as $$
declare
  v_table record;
  v_written boolean;
begin
  -- Triggers would write again what the rows already say.
  perform set_config('session_replication_role', 'replica', true);
  for v_table in select * from kept.tables loop
    execute format('select coalesce(max(xmin::text::bigint), 0) > (select written_by from kept.mark) or count(*) <> (select count(*) from %s) from %s',
      v_table.copy, v_table.name) into v_written;
    continue when not v_written;
    execute format('delete from %s', v_table.name);
    execute format('insert into %s (%s) overriding system value select %s from %s', v_table.name, v_table.columns, v_table.columns, v_table.copy);
  end loop;
  perform setval(name::regclass, coalesce(value, 1), value is not null) from kept.sequences;
  update kept.mark set written_by = pg_current_xact_id()::text::bigint;
end $$;`;

/** Answers what puts the rows back. Only for a database whose structure the test leaves alone. */
export async function keepRows({ runner }: Pick<Database, "runner">): Promise<() => Promise<void>> {
  await runner.transaction((query) => query(keep));
  return async () => {
    await runner.transaction((query) => query("select kept.put_back()"));
  };
}
