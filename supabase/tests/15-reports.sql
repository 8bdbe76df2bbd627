-- Reports: who owes them, what they count, how they freeze, and that a total is a sum (C6, B13, B14, C10).
begin;
select no_plan();
\ir personas.psql

create function pg_temp.tick(p_at timestamptz) returns setof text language plpgsql as $$
begin
  perform set_config('test.now', p_at::text, true);
  perform private.tick_step_reports(p_at);
end $$;
create function pg_temp.code_of(p_area text, p_sector text default null, p_unit text default 'commune') returns text language sql as $$
  select r.code from public.reports r where r.unit = p_unit and r.area_id is not distinct from p_area and r.sector is not distinct from p_sector order by r.id limit 1
$$;
create function pg_temp.submit(p_name text, p_code text, p_more text default '') returns text language sql as $$
  select pg_temp.try(p_name, format('select public.report_submit(%L, p_now => :now %s) ->> ''status''', p_code, p_more))
$$;
create function pg_temp.figures(p_code text) returns text language sql as $$
  select string_agg(concat_ws('/', g ->> 'item', g ->> 'needed', g ->> 'promised', g ->> 'accepted', g ->> 'rejected', g ->> 'other', g ->> 'missing'), ' ')
  from public.reports r, jsonb_array_elements(coalesce(r.snapshot #> '{figures,goods}', private.report_content(r, pg_temp.today()) #> '{figures,goods}')) g where r.code = p_code
$$;

-- Who owes
select pg_temp.tick('2026-10-15 09:00+07');
select is((select string_agg(concat_ws(':', unit, area_id, sector), ' ' order by id) from public.reports),
  'commune:T-A commune:T-B agency:education agency:health fund', 'communes with an officer, agencies by sector and the fund owe the annual report');
select is((select count(*) from public.report_calls), 1::bigint, 'quarters are not asked for unless they are switched on');
select pg_temp.tick('2026-10-15 12:00+07');
select is((select count(*) from public.reports), 5::bigint, 'looking again changes nothing');
select is((select due_before from public.report_calls), '2026-12-01 00:00+07'::timestamptz, 'before 1 December is the end of 30 November in Vietnam');
select is((select private.last_day(internal_before) from public.reports where area_id = 'T-A'), '2026-11-15'::date, 'communes send theirs by 15 November');
select is((select private.last_day(internal_before) from public.reports where sector = 'health'), '2026-11-20'::date, 'agencies by the 20th');
select is((select count(*) from public.deadlines where kind in ('report.submit', 'report.internal') and settled_at is null), 10::bigint, 'all of it is in the calendar');
select is(pg_temp.try('stranger', $$ select public.report_list(p_now => :now) $$), '42501 permission denied for function report_list', 'a stranger sees none');
select is(pg_temp.try('lan', $$ select public.report_list(p_now => :now) ->> 'total' $$), '0', 'a donor neither');
select is(pg_temp.try('tam', $$ select public.report_progress(p_now => :now) $$), 'not_allowed', 'who has not reported is for the province');

-- What is counted: each row once, promised and delivered apart, other sources apart
select is(pg_temp.published(), 'NC26-001', 'a need');
select is(pg_temp.pledge('lan', 'NC26-001', 60), 'CK26-001', 'promised in part');
select is(pg_temp.deliver('tam', 'CK26-001', 20, ', p_child_turns => 20'), 'GN26-001', 'and delivered in part');
select is(pg_temp.try('tam', $$ select public.coverage_log('[{"item": "coat", "unit": "set", "quantity": 10}]', 'T-A', 'Red Cross', p_now => :now) ->> 'code' $$), 'GN26-002', 'some from elsewhere');
select is(pg_temp.try('lan', $$ select public.pledge_create(p_amount => 5000000, p_now => :now) ->> 'code' $$), 'CK26-002', 'some money');
select is(pg_temp.try('hanh', $$ select public.pledge_confirm('CK26-002', :now) ->> 'status' $$), 'confirmed', 'which the province confirms');
select is(pg_temp.figures(pg_temp.code_of('T-A')), 'coat/100/60/20/0/10/30', 'the commune''s report counts it, promised and delivered and other sources apart');
select is(pg_temp.figures(pg_temp.code_of('T-B')), null, 'and no other''s');
select is((select private.report_figures('commune', 'T-A', null, '2026-01-01', '2026-12-31') #>> '{cash,promised_vnd}'), '0', 'money is not the commune''s');
select is((select private.report_figures('fund', null, null, '2026-01-01', '2026-12-31') #>> '{cash,promised_vnd}'), '5000000', 'but the fund''s');
select is((select private.report_figures('commune', 'T-A', null, '2026-01-01', '2026-12-31') #> '{goods,0,deliveries}'), '["GN26-001"]'::jsonb, 'with the rows behind it');
select is((select private.report_figures('commune', 'T-A', null, '2025-01-01', '2025-12-31') -> 'goods'), '[]'::jsonb, 'each in its period');
select ok((select private.report_content(r, pg_temp.today())::text not like '%Lan%' from public.reports r where r.code = pg_temp.code_of('T-A')), 'and no name');

-- Few children at one hamlet
select is(pg_temp.try('tam', $$ select public.delivery_log(p_area => 'T-A1', p_items => '[{"item": "book", "unit": "piece", "quantity": 3}]', p_child_turns => 3, p_now => :now) ->> 'code' $$), 'GN26-003', 'three children at a hamlet');
select is((select private.report_turns('commune', 'T-A', null, '2026-01-01', '2026-12-31') - 'deliveries'), '{"turns": 23, "places": [], "elsewhere": 23}'::jsonb, 'are shown with the rest of the commune');

-- Handing in
select is(pg_temp.submit('binh', pg_temp.code_of('T-A')), 'not_found', 'nobody hands in for another');
select is(pg_temp.submit('hanh', pg_temp.code_of('T-A')), 'not_found', 'not even the province');
select is(pg_temp.submit('tam', pg_temp.code_of('T-A'), ', p_nil => true'), 'wrong_state', 'nothing happened is not said when something did');
select is(pg_temp.submit('binh', pg_temp.code_of('T-B')), 'wrong_state', 'and silence is not nothing');
select is(pg_temp.try('tam', format($$ select public.report_save(%L, 'flood', p_now => :now) ->> 'status' $$, pg_temp.code_of('T-A'))), 'drafting', 'words are kept');
select is(pg_temp.submit('tam', pg_temp.code_of('T-A'), ', p_difficulties => ''flood'''), 'submitted', 'handed in');
select is(pg_temp.submit('tam', pg_temp.code_of('T-A')), 'wrong_state', 'once');
select is((select count(*) from public.deadlines where subject = pg_temp.code_of('T-A') and settled_at is null), 0::bigint, 'nobody is reminded any more');
select is(pg_temp.deliver('tam', 'CK26-001', 5), 'GN26-004', 'more arrives');
select is(pg_temp.figures(pg_temp.code_of('T-A')), 'coat/100/60/20/0/10/30 book/0/0/3/0/0/0', 'what was handed in stays as it was');
select ok(pg_temp.told('hanh') like '%notice.report_submitted%', 'the province hears of it');

-- Deciding
select is(pg_temp.try('tam', format($$ select public.report_return(%L, 'x', :now) $$, pg_temp.code_of('T-A'))), 'not_allowed', 'who hands in does not decide');
select is(pg_temp.try('hanh', format($$ select public.report_return(%L, ' ', :now) $$, pg_temp.code_of('T-A'))), 'reason_missing', 'sent back with a reason');
select is(pg_temp.try('hanh', format($$ select public.report_return(%L, 'fourth quarter', :now) ->> 'status' $$, pg_temp.code_of('T-A'))), 'returned', 'sent back');
select is((select count(*) from public.deadlines where subject = pg_temp.code_of('T-A') and kind = 'report.submit' and settled_at is null), 1::bigint, 'and in the calendar again');
select is(pg_temp.try('tam', format($$ select public.report_addendum(%L, 'more', :now) $$, pg_temp.code_of('T-A'))), 'wrong_state', 'what is back is handed in anew, not added to');
select is(pg_temp.submit('tam', pg_temp.code_of('T-A')), 'submitted', 'handed in anew');
select is(pg_temp.try('hanh', format($$ select public.report_accept(%L, :now) ->> 'status' $$, pg_temp.code_of('T-A'))), 'accepted', 'and taken');
select is(pg_temp.deliver('tam', 'CK26-001', 5), 'GN26-005', 'still more arrives');
select is(pg_temp.try('tam', format($$ select public.report_addendum(%L, 'five more', :now) ->> 'status' $$, pg_temp.code_of('T-A'))), 'accepted', 'which is added');
select is((select snapshot #> '{figures,goods,0,accepted}' from public.reports where code = pg_temp.code_of('T-A')), '25'::jsonb, 'beside what was handed in');

-- The exclusive end
select pg_temp.tick('2026-11-30 23:59:59+07');
select is(pg_temp.try('binh', format($$ select public.report_submit(%L, p_nil => true, p_now => :now) ->> 'late' $$, pg_temp.code_of('T-B'))), 'false', 'the last second of 30 November is in time');
select pg_temp.tick('2026-12-01 00:00+07');
select is(pg_temp.try('fund', format($$ select public.report_submit(%L, p_now => :now) ->> 'late' $$, pg_temp.code_of(null, null, 'fund'))), 'true', 'the first of 1 December is late');
select is((select private.report_json(r, pg_temp.today()) ->> 'overdue' from public.reports r where r.sector = 'health'), 'true', 'and who has sent nothing is overdue');

-- Together
select is(pg_temp.try('tam', $$ select public.report_compile('2026-01-01', '2026-12-31', p_now => :now) $$), 'not_allowed', 'only the province compiles');
select is(pg_temp.try('hanh', $$ select concat_ws('/', c ->> 'submitted', c ->> 'total', c ->> 'late') from public.report_compile('2026-01-01', '2026-12-31', p_now => :now) c $$), '3/5/1', 'with its gaps, and who was late');
select is((select snapshot -> 'totals' from public.compilations), (select private.report_totals((select jsonb_agg(u -> 'figures') from jsonb_array_elements(snapshot -> 'units') u)) from public.compilations),
  'the total is the sum of the snapshots, at any time');
select is((select g ->> 'accepted' from public.compilations, jsonb_array_elements(snapshot #> '{totals,goods}') g where g ->> 'item' = 'coat'), '30', 'with what was added');
select is((select snapshot #>> '{totals,cash,promised_vnd}' from public.compilations), '5000000', 'money beside goods');
select throws_ok($$ update public.compilations set version = 9 $$, null, null, 'which nobody changes');
select is(pg_temp.try('hanh', $$ select public.report_compile('2026-01-01', '2026-12-31', p_now => :now) ->> 'version' $$), '2', 'doing it again is a new version');

-- Out of turn
select is(pg_temp.try('tam', $$ select public.report_order('storm', '2026-12-10', p_now => :now) $$), 'not_allowed', 'only the province orders');
select is(pg_temp.try('hanh', $$ select public.report_order('storm', '2026-11-30', p_now => :now) $$), 'date_past', 'not for yesterday');
select is(pg_temp.try('hanh', $$ select public.report_order('storm', '2026-12-10', 'T-B', :now) ->> 'total' $$), '1', 'of one commune');
select ok(pg_temp.told('binh') like '%notice.report_ordered%', 'which hears of it');
select is((select public.document_of(0, pg_temp.today())), null, 'no message, no document');

select ok((select bool_and(at is not null) and count(*) > 10 from public.audit_events where action like 'report.%'), 'every step is in the audit');
select * from finish();
rollback;
