-- Who compiled a report is a record of the past.

insert into private.people_columns (table_name, column_name, on_join) values ('compilations', 'compiled_by', 'stays') on conflict do nothing;
