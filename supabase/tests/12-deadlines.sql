-- The calendar's rows: set, moved, settled; and the tick that calls whoever has a row.
begin;
select no_plan();
\ir personas.psql
delete from public.tick_steps where name not in ('ledger', 'reminders');

select is(private.last_day('2026-12-01 00:00+07'), '2026-11-30'::date, 'before 1 December ends on 30 November');
select is(private.last_day('2026-12-01 00:00:01+07'), '2026-12-01'::date, 'a second later is the next day');
select is(private.due_before('2026-11-30'), '2026-12-01 00:00+07'::timestamptz, 'a last day ends at midnight in Vietnam');

create function pg_temp.put(p_subject text, p_last date, p_at timestamptz, p_about jsonb default null) returns setof text language plpgsql as $$
begin
  perform private.deadline_put('report.submit', p_subject, private.due_before(p_last), null, 'T-A', null, p_about, p_at);
end $$;
create function pg_temp.seen(p_subject text) returns text language sql as $$
  select concat_ws(' ', private.last_day(due_before), private.day_of(set_at), coalesce(private.day_of(settled_at)::text, 'open')) from public.deadlines where subject = p_subject
$$;

select pg_temp.put('BC26-001', '2026-11-30', '2026-10-15 09:00+07');
select is(pg_temp.seen('BC26-001'), '2026-11-30 2026-10-15 open', 'a deadline is set');
select pg_temp.put('BC26-001', '2026-11-30', '2026-10-16 09:00+07', '{"year": 2026}');
select is(pg_temp.seen('BC26-001'), '2026-11-30 2026-10-15 open', 'set again it stays as old as it was');
select is((select about ->> 'year' from public.deadlines where subject = 'BC26-001'), '2026', 'with its newer facts');
select pg_temp.put('BC26-001', '2026-12-10', '2026-10-17 09:00+07');
select is(pg_temp.seen('BC26-001'), '2026-12-10 2026-10-17 open', 'moved it is new');
select private.deadline_settle('report.submit', 'BC26-001', '2026-10-18 09:00+07');
select private.deadline_settle('report.submit', 'BC26-001', '2026-10-19 09:00+07');
select is(pg_temp.seen('BC26-001'), '2026-12-10 2026-10-17 2026-10-18', 'it is settled once');
select pg_temp.put('BC26-001', '2026-12-10', '2026-10-20 09:00+07');
select is(pg_temp.seen('BC26-001'), '2026-12-10 2026-10-20 open', 'what is put again is open again');
select is((select count(*) from public.deadlines where subject = 'BC26-001'), 1::bigint, 'and still one row');
select lives_ok($$ select private.deadline_settle('report.submit', 'nothing', now()) $$, 'what was never put can be settled');

insert into public.holidays (first_day, last_day, name_vi, name_en, rest, source) values
  ('2027-04-14', '2027-04-16', 'Chôl Chnăm Thmây', 'Khmer New Year', true, 'test'), ('2026-11-23', '2026-11-23', 'Ok Om Bok', 'Ok Om Bok', false, 'test');
select is(private.rest_until('2027-04-15'), '2027-04-16'::date, 'Chôl Chnăm Thmây lasts until the 16th');
select is(private.rest_until('2026-11-23'), null, 'on Ok Om Bok people are reminded');

create function private.tick_step_test(p_now timestamptz) returns jsonb language sql as $$ select jsonb_build_object('tested', private.day_of(p_now), 'more', true) $$;
insert into public.tick_steps (name, function, position) values ('test', 'tick_step_test', 99);
select ok(pg_temp.try('worker', $$ select public.tick('2026-10-15 09:00+07') $$)::jsonb
  @> '{"offers_expired": 0, "pledges_lapsed": 0, "needs_expired": 0, "tested": "2026-10-15", "more": true}', 'the tick asks everybody who has a row, and says that there is more');
select is(pg_temp.try('lan', $$ select public.tick('2026-10-15 09:00+07') $$), '42501 permission denied for function tick', 'and only the worker calls it');

select * from finish();
rollback;
