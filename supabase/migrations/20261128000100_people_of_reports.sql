-- Who wrote and ordered reports follows a person who turns out to be somebody who was known already.

insert into private.people_columns (table_name, column_name, on_join) values
  ('report_addenda', 'created_by', 'stays'),
  ('report_calls', 'ordered_by', 'moves'),
  ('reports', 'submitted_by', 'moves')
on conflict do nothing;
