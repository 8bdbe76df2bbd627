-- What stands in the way: told, taken on, answered, contradicted, sent up by hand and by the clock, settled.
begin;
select no_plan();
\ir personas.psql

create function pg_temp.kk(p_name text, p_call text, p_what text default 'status') returns text language sql as $$
  select pg_temp.try(p_name, format('select public.difficulty_%s ->> %L', p_call, p_what))
$$;

create function pg_temp.tick(p_at text, p_what text) returns text language sql as $$
  select pg_temp.try('worker', format('select public.tick(%L) ->> %L', p_at, p_what))
$$;

insert into public.holidays (first_day, last_day, name_vi, name_en, rest, source) values ('2027-02-06', '2027-02-06', 'Test', 'Tết', true, 'test'), ('2026-04-14', '2026-04-16', 'Test', 'Khmer New Year', true, 'test');
select is(private.working_day_after('2026-10-15', 3), '2026-10-20'::date, 'three working days over a weekend');
select is(private.working_day_after('2026-10-16', 1), '2026-10-19'::date, 'after a Friday comes Monday');
select is(private.working_day_after('2027-02-05', 1), '2027-02-08'::date, 'Tết is no working day');
select is(private.working_day_after('2026-04-13', 1), '2026-04-17'::date, 'nor is the Khmer New Year');

-- Telling
select is(pg_temp.kk('lan', 'report(''no boat'', p_now => :now)'), 'not_allowed', 'donors report nothing');
select is(pg_temp.kk('tam', 'report('' '', p_now => :now)'), 'reason_missing', 'nothing is no difficulty');
select is(pg_temp.kk('tam', format('report(%L, p_now => :now)', repeat('x', 501))), 'value_invalid', 'nor is a novel');
select is(pg_temp.kk('tam', 'report(''the road is flooded'', p_now => :now)', 'code'), 'KK26-001', 'an officer tells it in one message');
select is(pg_temp.told('hanh'), 'notice.difficulty_new', 'the province hears of it');
select is(pg_temp.told('binh'), null, 'the neighbour does not');
select is((select level || ' ' || area_id || ' ' || acknowledge_before from public.difficulties where code = 'KK26-001'), 'department T-A 2026-10-20 17:00:00+00', 'it is at the department, for three working days');
select is((select due_before from public.deadlines where kind = 'difficulty.acknowledge' and subject = 'KK26-001' and settled_at is null), '2026-10-21 00:00+07'::timestamptz, 'and in the calendar');
select is((select before::text || after::text || coalesce(reason, '') from public.audit_events where action = 'difficulty.report'), null, 'the audit has a row');
select ok((select after::text not like '%flooded%' from public.audit_events where action = 'difficulty.report'), 'without its words');
select is(pg_temp.kk('tam', 'report(''no cold box'', p_urgent => true, p_now => :now)', 'until'), '2026-10-15T02:59:00+00:00', 'what is urgent has an hour');
select is(pg_temp.kk('partner', 'report(''no key'', p_now => :now)', 'level'), 'unit', 'a partner turns to the unit');
select is(pg_temp.told('tam'), 'notice.difficulty_new', 'which is told');
select is(pg_temp.kk('hanh', 'report(''no law'', p_now => :now)', 'level'), 'committee', 'the province to the People''s Committee');
select is(pg_temp.kk('tam', 'report(''x'', p_delivery => ''GN26-099'', p_now => :now)'), 'not_found', 'a code that is nobody''s');
select is(pg_temp.published(), 'NC26-001', 'a need');
select is(pg_temp.kk('binh', 'report(''x'', p_need => ''NC26-001'', p_now => :now)'), 'not_found', 'of another unit is none of theirs');
select is(pg_temp.kk('tam', 'link(''KK26-001'', p_need => ''NC26-001'', p_now => :now)', 'about'), 'NC26-001', 'what it is about can be said later');
select is(pg_temp.kk('partner', 'link(''KK26-001'', p_need => ''NC26-001'', p_now => :now)'), 'not_found', 'by who told it');

-- Who may see it
select is(pg_temp.kk('binh', 'show(''KK26-001'', :now)'), 'not_found', 'the neighbour does not');
select is(pg_temp.kk('lan', 'show(''KK26-001'', :now)'), 'not_found', 'a donor does not');
select is(pg_temp.kk('partner', 'show(''KK26-001'', :now)'), 'open', 'a partner of the unit does');
select is(pg_temp.kk('tam', 'show(''KK26-001'', :now)', 'may'), '["close", "escalate"]', 'who told it may settle it or send it up');
select is(pg_temp.kk('hanh', 'show(''KK26-001'', :now)', 'may'), '["acknowledge", "answer", "escalate"]', 'who deals with it may take it');

-- Taking and answering
select is(pg_temp.kk('tam', 'acknowledge(''KK26-001'', :now)'), 'not_allowed', 'nobody acknowledges their own');
select is(pg_temp.kk('binh', 'acknowledge(''KK26-001'', :now)'), 'not_found', 'nor a stranger''s');
select is(pg_temp.kk('hanh', 'reopen(''KK26-001'', :now)'), 'not_allowed', 'only who told it reopens');
select is(pg_temp.kk('hanh', 'acknowledge(''KK26-001'', :now)'), 'acknowledged', 'the department acknowledges');
select is(pg_temp.kk('hoa', 'acknowledge(''KK26-001'', :now)'), 'wrong_state', 'once');
select is((select resolve_before from public.difficulties where code = 'KK26-001'), '2026-10-30 00:00+07'::timestamptz, 'ten working days begin');
select is((select string_agg(kind, ' ' order by kind) from public.deadlines where subject = 'KK26-001' and settled_at is null), 'difficulty.resolve', 'the calendar follows');
select is(pg_temp.kk('hoa', 'assign(''KK26-001'', p_now => :now)'), 'assigned', 'a colleague takes it on');
select is(pg_temp.kk('hanh', 'assign(''KK26-001'', ''health'', :now)'), 'assigned', 'or it is given to an agency');
select is(pg_temp.told('health'), 'notice.difficulty_assigned', 'which is told');
select is(pg_temp.kk('health', 'answer(''KK26-001'', ''a boat comes'', p_now => :now)'), 'resolved', 'and answers');
select is(pg_temp.kk('health', 'answer(''KK26-001'', ''again'', p_now => :now)'), 'wrong_state', 'once');
select is(pg_temp.told('tam'), 'notice.difficulty_new notice.need_publish notice.difficulty_acknowledged notice.difficulty_answered', 'who told it hears every step');
select is(pg_temp.kk('hanh', 'close(''KK26-001'', :now)'), 'not_allowed', 'only they say that it is settled');
select is(pg_temp.kk('tam', 'reopen(''KK26-001'', :now)'), 'reopened', 'or that it is not');
select is(pg_temp.kk('hanh', 'answer(''KK26-001'', ''waiting for money'', true, :now)'), 'waiting', 'an answer may be that one waits');
select is(pg_temp.kk('hanh', 'answer(''KK26-001'', '''', p_now => :now)'), 'reason_missing', 'no answer is none');
select is(pg_temp.kk('tam', 'escalate(''KK26-001'', :now)', 'level'), 'committee', 'who told it sends it up');
select is(pg_temp.kk('tam', 'escalate(''KK26-001'', :now)'), 'wrong_state', 'no higher than there is');
select is(pg_temp.kk('hanh', 'answer(''KK26-001'', ''rented'', p_now => :now)'), 'resolved', 'it is answered');
select is(pg_temp.kk('tam', 'close(''KK26-001'', :now)'), 'confirmed', 'and settled');
select is((select count(*) from public.deadlines where subject = 'KK26-001' and settled_at is null), 0::bigint, 'nothing is left in the calendar');
select is((select count(*) from public.audit_events where subject = 'KK26-001' and (actor is null or channel is null)), 0::bigint, 'every step has an actor');

-- Taking back
select is(pg_temp.kk('tam', 'report(''a slip'', p_now => :now)', 'code'), 'KK26-005', 'told by mistake');
select is(pg_temp.kk('partner', 'withdraw(''KK26-005'', :now)'), 'not_found', 'only who told it takes it back');
select is(pg_temp.kk('tam', 'withdraw(''KK26-005'', :now)'), 'withdrawn', 'and does');
select is(pg_temp.kk('hanh', 'acknowledge(''KK26-005'', :now)'), 'wrong_state', 'then it is over');

-- The clock
select is((select count(*)::int from public.difficulties where level = 'department' and status = 'open'), 1, 'the urgent one waits');
select is(pg_temp.tick('2026-10-15 09:59:59+07', 'difficulties_raised'), '0', 'its hour is not over');
select is(pg_temp.tick('2026-10-15 10:00+07', 'difficulties_raised'), '1', 'at the hour it moves up');
select is(pg_temp.tick('2026-10-15 10:00+07', 'difficulties_raised'), '0', 'once');
select is((select level || ' ' || status from public.difficulties where code = 'KK26-002'), 'committee open', 'to where nobody has it yet');
select ok(pg_temp.told('tam') like '%notice.difficulty_moved_up', 'who told it hears that');
select is(pg_temp.tick('2026-10-21 00:00+07', 'difficulties_raised'), '1', 'the unit''s own moves up after three working days');
select is((select level from public.difficulties where code = 'KK26-003'), 'department', 'one level');
select is(pg_temp.tick('2026-12-01 00:00+07', 'difficulties_raised'), '1', 'after a long gap again one level');
select is(pg_temp.tick('2027-12-01 00:00+07', 'difficulties_raised'), '0', 'and no higher than the highest');
select pg_temp.on_day('2026-10-26 09:00+07');
select is(pg_temp.kk('hanh', 'answer(''KK26-003'', ''the key is with the school'', p_now => :now)'), 'resolved', 'an answer');
select is(pg_temp.tick('2026-11-09 08:59+07', 'difficulties_closed'), '0', 'may be contradicted for two weeks');
select is(pg_temp.tick('2026-11-09 09:00+07', 'difficulties_closed'), '1', 'then it is closed');
select pg_temp.on_day('2026-11-20 09:00+07');
select is(pg_temp.kk('partner', 'reopen(''KK26-003'', :now)'), 'reopened', 'and may be reopened for a month');

-- Harm to a child is never a ticket
select is(pg_temp.try('tam', 'select public.alarm_tell(''child_safety'', :now) ->> ''told'''), 'true', 'the number was shown');
select is(pg_temp.try('tam', 'select public.alarm_tell(''child_safety'', :now) ->> ''told'''), 'true', 'and again');
select is((select count(*)::int from public.outbox where message ->> 'key' = 'notice.child_safety'), 2, 'each province officer hears it once an hour');
select is((select message -> 'params' from public.outbox where message ->> 'key' = 'notice.child_safety' limit 1), '{"area": {"id": "T-A", "code": "T01", "kind": "xa", "name": "Xã An"}}'::jsonb, 'where, and nothing else');
select is((select count(*)::int from public.audit_events where action like 'alarm%'), 0, 'nobody is named');
select is(pg_temp.try('tam', 'select count(*)::text from public.alarms'), '0', 'officers below the province do not see it');
select is(pg_temp.try('lan', 'select public.alarm_tell(''gossip'', :now)::text'), 'value_invalid', 'of two kinds');

-- Policies
select is(pg_temp.try('tam', 'select public.policy_propose(''free ferries'', :now) ->> ''year'''), '2026', 'a proposal goes into the report of the year');
select is(pg_temp.try('lan', 'select public.policy_propose(''free ferries'', :now) ->> ''year'''), 'not_allowed', 'of officers');
select is((select area_id || ' ' || text from public.policy_proposals), 'T-A free ferries', 'with its unit');
select is(pg_temp.try('binh', 'select count(*)::text from public.policy_proposals'), '0', 'seen in scope');
select * from finish();
rollback;
