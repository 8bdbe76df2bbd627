-- A need from proposal to its end (C2), transition by transition.
begin;
select no_plan();
\ir personas.psql

create function pg_temp.propose(p_name text, p_area text default 'T-A', p_due text default '2026-12-15', p_sector text default 'clothing',
  p_items text default '[{"item": "coat", "unit": "set", "quantity": 100}]', p_more text default '') returns text language sql as $$
  select pg_temp.try(p_name, format('select public.need_create(%L, %L, %L, %L, p_now => :now %s) ->> ''code''', p_items, p_area, p_due, p_sector, p_more))
$$;
create function pg_temp.decide(p_name text, p_call text) returns text language sql as $$
  select pg_temp.try(p_name, format('select public.%s ->> ''status''', p_call))
$$;

-- Who may propose
select is(pg_temp.propose('stranger'), '42501 permission denied for function need_create', 'a stranger proposes nothing');
select is(pg_temp.propose('lan'), 'not_allowed', 'a donor proposes nothing');
select is(pg_temp.propose('partner'), 'not_allowed', 'a partner proposes nothing');
select is(pg_temp.propose('fund'), 'not_allowed', 'the fund proposes nothing');
select is(pg_temp.propose('worker'), '42501 permission denied for function need_create', 'the worker proposes nothing');
select is(pg_temp.propose('tam', 'T-B'), 'area_out_of_scope', 'an officer stays in the own commune');
select is(pg_temp.propose('edu', 'T-A'), 'area_out_of_scope', 'an agency stays in its sector');
select is(pg_temp.propose('tam'), 'NC26-001', 'an officer proposes for the own commune');
select is(pg_temp.propose('tam', 'T-A1'), 'NC26-002', 'and for a hamlet in it');
select is(pg_temp.propose('edu', 'T-B', p_sector => 'education'), 'NC26-003', 'an agency proposes in any unit for its sector');
select is(pg_temp.propose('hanh', 'T-B'), 'NC26-004', 'the province proposes anywhere');

-- What may be proposed
select is(pg_temp.propose('tam', 'T-OLD'), 'area_retired', 'a retired unit accepts nothing new');
select is(pg_temp.propose('tam', 'nowhere'), 'area_unknown', 'an unknown unit is told');
select is(pg_temp.propose('tam', null), 'area_unknown', 'no unit is told');
select is(pg_temp.propose('tam', p_due => '2026-10-14'), 'date_past', 'a day of the past is refused');
select is(pg_temp.propose('tam', p_due => '2026-10-15'), 'NC26-005', 'today is still a day');
select is(pg_temp.propose('tam', p_due => 'infinity'), 'value_invalid', 'for ever is no day');
select is(pg_temp.propose('tam', p_due => null), 'value_invalid', 'no day is told');
select is(pg_temp.propose('tam', p_sector => 'weapons'), 'value_invalid', 'an unknown sector is told');
select is(pg_temp.propose('tam', p_more => ', p_beneficiaries => -1'), 'quantity_invalid', 'fewer than no children are told');
select is(pg_temp.propose('tam', p_items => '[]'), 'items_missing', 'nothing is needed: told');
select is(pg_temp.propose('tam', p_items => '[{"item": "coat"}]'), 'items_missing', 'how many is missing');
select is(pg_temp.propose('tam', p_items => '[{"quantity": 5}]'), 'items_missing', 'what is missing');
select is(pg_temp.propose('tam', p_items => '[{"item": "coat", "quantity": 0}]'), 'quantity_invalid', 'zero is refused');
select is(pg_temp.propose('tam', p_items => '[{"item": "coat", "quantity": 0.004}]'), 'quantity_invalid', 'so is what rounds to zero');
select is(pg_temp.propose('tam', p_items => '[{"item": "coat", "quantity": -1}]'), 'quantity_invalid', 'less than zero is refused');
select is(pg_temp.propose('tam', p_items => '[{"item": "coat", "quantity": 1000001}]'), 'quantity_too_large', 'a slip of the finger is refused');
select is(pg_temp.propose('tam', p_items => '[{"item": "coat", "quantity": "NaN"}]'), 'quantity_too_large', 'not a number is refused');
select is(pg_temp.propose('tam', p_items => '[{"item": "coat", "quantity": "Infinity"}]'), 'quantity_too_large', 'infinity is refused');
select is(pg_temp.propose('tam', p_items => '[{"item": "coat", "quantity": 1e309}]'), 'quantity_too_large', 'more than a computer counts is refused');
select is(pg_temp.propose('tam', p_items => '[{"item": "coat", "quantity": "many"}]'), 'quantity_invalid', 'a word is no quantity');
select is(pg_temp.propose('tam', p_items => '{"item": "coat"}'), 'items_missing', 'an item is not a list');
select is(pg_temp.propose('tam', p_items => format('[{"item": "%s", "quantity": 1}]', repeat('x', 101))), 'value_invalid', 'a novel is no item');

-- A designated list restricts only once it is verified
insert into public.area_designations (area_id, category, valid_from, source, verified) values ('T-B', 'KV3', '2026-01-01', 'test', false);
select is(pg_temp.propose('tam'), 'NC26-006', 'an unverified list informs only');
update public.area_designations set verified = true where area_id = 'T-B';
select is(pg_temp.propose('tam'), 'area_not_designated', 'a verified list restricts');
select is(pg_temp.propose('tam', p_more => ', p_reason => ''flood'''), 'NC26-007', 'an exception has a reason');
select is(pg_temp.propose('binh', 'T-B'), 'NC26-008', 'a listed unit needs none');
delete from public.area_designations where area_id = 'T-B';

-- Deciding
select is(pg_temp.decide('tam', 'need_approve(''NC26-001'')'), 'not_allowed', 'an officer approves nothing');
select is(pg_temp.decide('lan', 'need_approve(''NC26-999'')'), 'not_allowed', 'and does not learn what exists');
select is(pg_temp.decide('hanh', 'need_approve(''NC26-999'', p_now => :now)'), 'not_found', 'an unknown code is told');
select is(pg_temp.decide('hanh', 'need_approve(''NC26-004'', p_now => :now)'), 'self_approval', 'nobody approves the own need');
select is(pg_temp.decide('hanh', 'need_return(''NC26-004'', ''x'', p_now => :now)'), 'self_approval', 'nor returns it');
select is(pg_temp.decide('hanh', 'need_publish(''NC26-001'', p_now => :now)'), 'wrong_state', 'a proposal is not published unapproved');
select is(pg_temp.decide('hanh', 'need_return(''NC26-002'', '' '', p_now => :now)'), 'reason_missing', 'a return has a reason');
select is(pg_temp.decide('hanh', 'need_return(''NC26-002'', ''count again'', p_now => :now)'), 'returned', 'the province returns');
select is(pg_temp.decide('hanh', 'need_approve(''NC26-002'', p_now => :now)'), 'wrong_state', 'what was returned is not approved');
select is(pg_temp.decide('hanh', 'need_approve(''nc26-003'', false, :now)'), 'approved', 'the province approves without publishing, in any case of letters');
select is(pg_temp.decide('hanh', 'need_approve(''NC26-003'', p_now => :now)'), 'wrong_state', 'once');
select is(pg_temp.decide('hoa', 'need_publish(''NC26-003'', p_now => :now)'), 'published', 'somebody else of the province publishes');
select is(pg_temp.decide('hoa', 'need_approve(''NC26-004'', p_now => :now)'), 'published', 'a second pair of eyes approves the province''s own');
select is(pg_temp.decide('hanh', 'need_approve(''NC26-001'', p_now => :now)'), 'published', 'approval publishes by itself');
select pg_temp.on_day('2026-10-16 08:00+07');
select is(pg_temp.decide('hanh', 'need_approve(''NC26-005'', p_now => :now)'), 'date_past', 'a need whose day went by waits for a new one');
select is((select string_agg(distinct message ->> 'key', ' ') from public.outbox where person_id = pg_temp.id_of('tam')), 'notice.need_publish notice.need_return', 'its creator hears of every decision');
select ok((select bool_and(decided_by <> created_by) from public.needs where decided_by is not null), 'nobody ever decided on the own need');

-- Taking back
select is(pg_temp.decide('binh', 'need_withdraw(''NC26-001'')'), 'not_found', 'only its creator takes a need back');
select is(pg_temp.decide('edu', 'need_withdraw(''NC26-003'', :now)'), 'withdrawn', 'before anybody promised anything');
select is(pg_temp.decide('edu', 'need_withdraw(''NC26-003'', :now)'), 'wrong_state', 'once');
select is(pg_temp.pledge('lan', 'NC26-001', 10), 'CK26-001', 'somebody promises');
select is(pg_temp.decide('tam', 'need_withdraw(''NC26-001'', :now)'), 'wrong_state', 'then it stays');
select is(pg_temp.try('lan', 'select public.pledge_cancel(''CK26-001'', p_now => :now) ->> ''status'''), 'cancelled', 'the promise is withdrawn');
select is(pg_temp.decide('tam', 'need_withdraw(''NC26-001'', :now)'), 'withdrawn', 'and the need may go');
select is(pg_temp.pledge('lan', 'NC26-001', 10), 'not_found', 'nothing can be promised on it any more');

-- Its day passes
select pg_temp.try('worker', 'select public.tick(''2026-12-16 00:00+07'')');
select is(pg_temp.status('NC26-004'), 'expired', 'a need that lacks something expires after its last day');
select is((select count(*) from public.outbox where message ->> 'key' = 'notice.need_expired'), 2::bigint, 'and the province hears of it');
select pg_temp.try('worker', 'select public.tick(''2026-12-16 00:00+07'')');
select is((select count(*) from public.outbox where message ->> 'key' = 'notice.need_expired'), 2::bigint, 'once');

select is((select count(*) from public.audit_events where actor is null and action not in ('need.expire', 'report.oblige')), 0::bigint, 'every change has an actor, but for what the calendar does');
select is((select count(*) from public.audit_events where subject like 'NC26-%' and channel = ''), 0::bigint, 'and says where it was said');

select * from finish();
rollback;
