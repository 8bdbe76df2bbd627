-- The calendar is Vietnam's (UTC+7): codes, days and last days turn at midnight there.
begin;
select no_plan();
\ir personas.psql

create function pg_temp.codes(p_at timestamptz, p_prefix text default 'NC') returns text language sql as $$ select private.next_code(p_prefix, p_at) $$;

select is(private.day_of('2026-12-31 16:59:59Z'), '2026-12-31'::date, 'a minute before midnight in Vietnam it is still New Year''s Eve');
select is(private.day_of('2026-12-31 17:00:00Z'), '2027-01-01'::date, 'at five in the afternoon in Greenwich it is the new year');
select is(pg_temp.codes('2026-12-31 16:59:59Z'), 'NC26-001', 'codes have the year of Vietnam');
select is(pg_temp.codes('2026-12-31 17:30:00Z'), 'NC27-001', 'and begin again with it');
select is(pg_temp.codes('2026-12-31 16:59:59Z'), 'NC26-002', 'each year counts for itself');
select is(pg_temp.codes('2026-12-31 16:59:59Z', 'CK'), 'CK26-001', 'and each kind of thing');
select is((select last_code from (select pg_temp.codes('2027-06-01 00:00Z') as last_code from generate_series(1, 999)) x order by length(last_code) desc, last_code desc limit 1), 'NC27-1000', 'a thousand is no end');
select throws_ok($$ select private.next_code('XX', now()) $$, '23514', null, 'five kinds of code and no other');

-- The same in the ledger
select pg_temp.on_day('2026-12-31 17:30:00Z');
select is(pg_temp.published(p_due => '2027-01-01'), 'NC27-1001', 'a need of New Year''s Day');
select is(pg_temp.pledge('lan', 'NC27-1001', 5), 'CK27-001', 'a promise of that morning');
select is(pg_temp.try('lan', $$ select public.pledge_amend('CK27-001', p_due => '2026-12-31', p_now => :now) $$), 'date_past', 'yesterday was last year');
select is(pg_temp.deliver('tam', 'CK27-001', 1, ', p_date => ''2027-01-01'''), 'GN27-001', 'today is not the future');
select is((select received_on from public.deliveries where code = 'GN27-001'), '2027-01-01'::date, 'and goods arrive today');
select is(pg_temp.deliver('tam', 'CK27-001', 1, ', p_date => ''2027-01-02'''), 'date_future', 'tomorrow is');
select is(pg_temp.try('stranger', $$ select public.need_list(p_now => '2027-01-01 16:59:59Z') -> 'total' $$), '1', 'a need is open on all of its last day');
select is(pg_temp.try('stranger', $$ select public.need_list(p_now => '2027-01-01 17:00:00Z') -> 'total' $$), '0', 'and closed at midnight');
select pg_temp.try('worker', 'select public.tick(''2027-01-01 16:59:59Z'')');
select is(pg_temp.status('NC27-1001'), 'published', 'the calendar agrees before midnight');
select pg_temp.on_day('2027-01-01 17:00:00Z');
select is(pg_temp.pledge('lan', 'NC27-1001', 5), 'wrong_state', 'a promise is too late at midnight, before the calendar has turned');
select pg_temp.try('worker', 'select public.tick(''2027-01-01 17:00:00Z'')');
select is(pg_temp.status('NC27-1001'), 'expired', 'and when it has');

select * from finish();
rollback;
