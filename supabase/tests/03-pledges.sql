-- A promise from its first word to its end (C3): reserving, changing, deciding.
begin;
select no_plan();
\ir personas.psql

create function pg_temp.amend(p_name text, p_pledge text, p_more text) returns text language sql as $$
  select pg_temp.try(p_name, format('select public.pledge_amend(%L, p_now => :now, %s) ->> ''status''', p_pledge, p_more))
$$;
create function pg_temp.decide(p_name text, p_call text) returns text language sql as $$
  select pg_temp.try(p_name, format('select public.%s ->> ''status''', p_call))
$$;

select is(pg_temp.published(), 'NC26-001', 'a need is published');

-- Who may promise
select is(pg_temp.pledge('stranger', 'NC26-001', 1), '42501 permission denied for function pledge_create', 'a stranger promises nothing');
select is(pg_temp.pledge('newcomer', 'NC26-001', 1), 'consent_missing', 'nobody is recorded without consent');
select is(pg_temp.pledge('worker', 'NC26-001', 1), '42501 permission denied for function pledge_create', 'nor does the worker');
select is(pg_temp.pledge('lan', 'NC26-001', 30), 'CK26-001', 'a donor promises');
select is(pg_temp.status('CK26-001'), 'confirmed', 'which is confirmed at once');
select is(pg_temp.progress('NC26-001'), '100/30/0/0/70', 'and reserved, but not progress');

-- Never more than is missing
select is(pg_temp.pledge('minh', 'NC26-001', 71), 'not_enough_remaining', 'not one more than is missing');
select is(pg_temp.try('minh', $$ select public.pledge_create('NC26-001', '[{"item": "coat", "quantity": 50}, {"item": "coat", "quantity": 50}]', p_now => :now) $$),
  'not_enough_remaining', 'not by saying it twice either');
select is(pg_temp.try('minh', $$ select public.pledge_create('NC26-001', '[{"quantity": 90}]', p_waitlist => null, p_now => :now) $$),
  'not_enough_remaining', 'not by a waitlist that is neither yes nor no');
select is(pg_temp.try('minh', $$ select public.pledge_create('NC26-001', '[{"item": "rice", "quantity": 1}]', p_now => :now) $$), 'item_not_in_need', 'not what nobody asked for');
select is(pg_temp.try('minh', $$ select public.pledge_create('NC26-001', '[{"item": "coat", "unit": "kg", "quantity": 1}]', p_now => :now) $$), 'unit_mismatch', 'not in another unit');
select is(pg_temp.try('minh', $$ select public.pledge_create('NC26-001', p_now => :now) $$), 'items_missing', 'not without saying what');
select is(pg_temp.try('minh', $$ select public.pledge_create('NC26-999', '[{"quantity": 1}]', p_now => :now) $$), 'not_found', 'not on a need that nobody knows');
select is(pg_temp.pledge('minh', 'NC26-001', 1, ', p_due => ''2026-10-14'''), 'date_past', 'not for yesterday');
select is(pg_temp.pledge('minh', 'NC26-001', 1, ', p_due => ''2999-01-01'''), 'value_invalid', 'not for the next millennium');
select is(pg_temp.pledge('minh', 'NC26-001', 1, ', p_visibility => ''loud'''), 'value_invalid', 'not with a visibility that nobody offered');
select is(pg_temp.pledge('minh', 'NC26-001', 1, ', p_amount => 1000'), 'value_invalid', 'goods and money are two promises');
select is(pg_temp.progress('NC26-001'), '100/30/0/0/70', 'no refusal reserved anything');

-- Changing
select is(pg_temp.amend('minh', 'CK26-001', 'p_items => ''[{"quantity": 1}]'''), 'not_found', 'nobody changes what is another''s');
select is(pg_temp.amend('lan', 'CK26-001', 'p_due => null'), 'nothing_to_change', 'a change says what');
select is(pg_temp.amend('lan', 'CK26-001', 'p_items => ''[{"quantity": 101}]'''), 'not_enough_remaining', 'up only as far as something is missing');
select is(pg_temp.amend('lan', 'CK26-001', 'p_items => ''[{"quantity": null}]'''), 'items_missing', 'a change says how many');
select is(pg_temp.amend('lan', 'CK26-001', 'p_items => ''[{"quantity": 100}]'''), 'confirmed', 'up to the last one');
select is(pg_temp.progress('NC26-001'), '100/100/0/0/0', 'then nothing is missing');
select is(pg_temp.amend('lan', 'CK26-001', 'p_items => ''[{"quantity": 40}]'''), 'confirmed', 'down freely');
select is(pg_temp.progress('NC26-001'), '100/40/0/0/60', 'which sets the rest free');
select is(pg_temp.amend('lan', 'CK26-001', 'p_amount => 5'), 'item_not_in_need', 'coats do not become money');
select is(pg_temp.amend('lan', 'CK26-001', 'p_due => ''2026-10-01'''), 'date_past', 'no day of the past');
select is(pg_temp.amend('lan', 'CK26-001', 'p_due => ''2026-11-30'''), 'confirmed', 'another day');
select is(pg_temp.deliver('tam', 'CK26-001', 15), 'GN26-001', 'some arrive');
select is(pg_temp.status('CK26-001'), 'partially_delivered', 'the promise is kept in part');
select is(pg_temp.amend('lan', 'CK26-001', 'p_items => ''[{"quantity": 14}]'''), 'below_accepted', 'never below what was accepted');
select is(pg_temp.amend('lan', 'CK26-001', 'p_items => ''[{"quantity": 15}]'''), 'fulfilled', 'down to what arrived is a promise kept');
select is(pg_temp.amend('lan', 'CK26-001', 'p_items => ''[{"quantity": 20}]'''), 'wrong_state', 'and closed');
select is(pg_temp.amend('lan', 'CK26-001', 'p_visibility => ''anonymous'''), 'fulfilled', 'but the name may be withdrawn at any time');
select is(pg_temp.decide('lan', 'pledge_cancel(''CK26-001'', p_now => :now)'), 'wrong_state', 'what was kept is not withdrawn');

-- Over several age bands
select is(pg_temp.published('[{"item": "shoes", "unit": "pair", "quantity": 20, "age_band": "3-5"}, {"item": "shoes", "unit": "pair", "quantity": 30, "age_band": "6-8"}]'), 'NC26-002', 'a need by age');
select is(pg_temp.pledge('lan', 'NC26-002', 35), 'CK26-002', 'a promise for whoever needs it');
select is(pg_temp.progress('NC26-002'), '20/20/0/0/0 30/15/0/0/15', 'is laid over the rows');
select is(pg_temp.amend('lan', 'CK26-002', 'p_items => ''[{"quantity": 10}]'''), 'confirmed', 'is reduced as a whole');
select is(pg_temp.progress('NC26-002'), '20/10/0/0/10 30/0/0/0/30', 'from the last row on');
select is(pg_temp.amend('lan', 'CK26-002', 'p_items => ''[{"item": "shoes", "quantity": 45}]'''), 'confirmed', 'and raised as a whole');
select is(pg_temp.progress('NC26-002'), '20/20/0/0/0 30/25/0/0/5', 'as far as each row has room');
select is(pg_temp.deliver('tam', 'CK26-002', 22), 'GN26-002', 'and arrives as a whole');
select is(pg_temp.progress('NC26-002'), '20/0/20/0/0 30/23/2/0/5', 'row after row');
select is(pg_temp.decide('lan', 'pledge_cancel(''CK26-002'', ''moved'', :now)'), 'cancelled', 'the rest is withdrawn');
select is((select outcome from public.pledges where code = 'CK26-002'), 'closed_short', 'what arrived stays');
select is(pg_temp.progress('NC26-002'), '20/0/20/0/0 30/0/2/0/28', 'and the rest is free');

-- What waits for an officer
select is(pg_temp.published('[{"item": "book", "unit": "piece", "quantity": 2000}]'), 'NC26-003', 'a large need');
select is(pg_temp.pledge('lan', 'NC26-003', 501), 'CK26-003', 'a large promise');
select is(pg_temp.status('CK26-003'), 'proposed', 'waits');
select is(pg_temp.try('lan', $$ select public.pledge_create('NC26-003', '[{"item": "book", "quantity": 300}, {"item": "book", "quantity": 300}]', p_now => :now) ->> 'status' $$), 'proposed', 'also in two halves');
select is(pg_temp.try('minh', $$ select public.pledge_create('NC26-003', '[{"item": "book"}]', p_now => :now) ->> 'status' $$), 'proposed', 'also when it is all that is missing');
select is(pg_temp.decide('lan', 'pledge_confirm(''CK26-003'', :now)'), 'self_approval', 'a donor does not confirm it');
select is(pg_temp.decide('binh', 'pledge_confirm(''CK26-003'', :now)'), 'not_found', 'nor does an officer of another commune');
select is(pg_temp.decide('edu', 'pledge_confirm(''CK26-003'', :now)'), 'not_found', 'nor an agency of another sector');
select is(pg_temp.decide('fund', 'pledge_confirm(''CK26-003'', :now)'), 'not_found', 'nor the fund');
select is(pg_temp.decide('tam', 'pledge_confirm(''CK26-003'', :now)'), 'confirmed', 'an officer in scope confirms');
select is(pg_temp.decide('tam', 'pledge_confirm(''CK26-003'', :now)'), 'wrong_state', 'once');
select is(pg_temp.decide('tam', 'pledge_decline(''CK26-004'', '''', :now)'), 'reason_missing', 'a refusal has a reason');
select is(pg_temp.decide('tam', 'pledge_decline(''CK26-004'', ''too many'', :now)'), 'declined', 'an officer declines');
select is(pg_temp.decide('lan', 'pledge_cancel(''CK26-004'', p_now => :now)'), 'wrong_state', 'what was declined is over');
select ok(pg_temp.told('lan') like '%notice.pledge_confirmed%notice.pledge_declined%', 'the donor hears both');
select is(pg_temp.amend('lan', 'CK26-003', 'p_items => ''[{"quantity": 400}]'''), 'confirmed', 'down needs nobody');
select is(pg_temp.amend('lan', 'CK26-003', 'p_items => ''[{"quantity": 600}]'''), 'proposed', 'up beyond the limit waits again');
select is(pg_temp.try('ann', $$ select public.pledge_create('NC26-003', '[{"quantity": 1}]', p_now => :now) ->> 'status' $$), 'awaiting_approval', 'foreign help waits for its permit')
  from (select pg_temp.decide('tam', 'pledge_decline(''CK26-005'', ''x'', :now)')) x;
select is(pg_temp.try('lan', $$ select public.pledge_create(p_service => 'dental check', p_area => 'T-A', p_sector => 'health', p_now => :now) ->> 'status' $$), 'awaiting_approval', 'a service waits');
select is(pg_temp.try('lan', $$ select public.pledge_create(p_items => '[{"item": "rice", "unit": "kg", "quantity": 50}]', p_now => :now) ->> 'status' $$), 'proposed', 'goods for anywhere wait to be matched');

-- Money
select is(pg_temp.try('lan', $$ select public.pledge_create(p_amount => 10000001, p_instalments => 3, p_now => :now) ->> 'code' $$), 'CK26-009', 'money is promised in instalments');
select is((select array_agg(i.amount_vnd order by i.seq) from public.instalments i join public.pledges p on p.id = pledge_id where p.code = 'CK26-009'),
  array[3333334, 3333334, 3333333]::bigint[], 'that add up to the last đồng');
select is(pg_temp.decide('hanh', 'pledge_confirm(''CK26-009'', :now)'), 'confirmed', 'the province confirms');
select is(pg_temp.amend('lan', 'CK26-009', 'p_amount => 20000000'), 'proposed', 'more of it waits again');
select is((select sum(i.amount_vnd) from public.instalments i join public.pledges p on p.id = pledge_id where p.code = 'CK26-009'), 20000000::numeric, 'and the instalments still add up');
select is(pg_temp.try('lan', $$ select public.pledge_create(p_amount => 0, p_now => :now) $$), 'quantity_invalid', 'no money is no promise');
select is(pg_temp.try('lan', $$ select public.pledge_create(p_amount => 100000000001, p_now => :now) $$), 'quantity_too_large', 'nor is all the money');
select is(pg_temp.try('lan', $$ select public.pledge_create(p_amount => 1000, p_instalments => 61, p_now => :now) $$), 'quantity_too_large', 'nor are ever smaller pieces');
select is(pg_temp.try('hanh', $$ select public.delivery_log('CK26-009', p_items => '[{"quantity": 1}]', p_now => :now) $$), 'not_allowed', 'money is received by the fund only');

select ok((select bool_and(actor is not null and at is not null) from public.audit_events where subject like 'CK26-%'), 'every change has an actor and a time');
select is((select count(*) from public.audit_events where after::text like '%Lan%' or before::text like '%Lan%' or after::text like '%Minh%'), 0::bigint, 'and no name');

select * from finish();
rollback;
