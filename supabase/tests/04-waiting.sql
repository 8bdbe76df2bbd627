-- Those who wait for what others promised: queue, offer, hold, next; and promises that nobody keeps.
begin;
select no_plan();
\ir personas.psql

create function pg_temp.decide(p_name text, p_call text) returns text language sql as $$
  select pg_temp.try(p_name, format('select public.%s ->> ''status''', p_call))
$$;

select is(pg_temp.published(), 'NC26-001', 'a need of 100');
select is(pg_temp.pledge('lan', 'NC26-001', 100), 'CK26-001', 'is promised in full');
select is(pg_temp.pledge('minh', 'NC26-001', 30, ', p_waitlist => true'), 'CK26-002', 'the next one may wait');
select is(pg_temp.pledge('ann', 'NC26-001', 90, ', p_waitlist => true'), 'CK26-003', 'and the next');
select is(pg_temp.pledge('tam', 'NC26-001', 40, ', p_waitlist => true'), 'CK26-004', 'and the next');
select is(pg_temp.try('lan', $$ select public.pledge_create('NC26-001', '[{"item": "rice", "quantity": 4}]', p_waitlist => true, p_now => :now) $$), 'item_not_in_need', 'but not for what nobody needs');
select is(pg_temp.try('lan', $$ select public.pledge_create('NC26-001', '[{"item": "coat"}]', p_waitlist => true, p_now => :now) $$), 'items_missing', 'nor for how many ever');
select is(pg_temp.progress('NC26-001'), '100/100/0/0/0', 'who waits reserves nothing');
select is(pg_temp.decide('minh', 'pledge_confirm(''CK26-002'', :now)'), 'self_approval', 'and takes nothing');

select is(pg_temp.decide('lan', 'pledge_amend(''CK26-001'', ''[{"quantity": 50}]'', p_now => :now)'), 'confirmed', 'half is released');
select is(array[pg_temp.status('CK26-002'), pg_temp.status('CK26-003'), pg_temp.status('CK26-004')], array['offered', 'offered', 'waitlisted'], 'and offered, first come first served');
select is((select array_agg(quantity order by pi.id) from public.pledge_items pi join public.pledges p on p.id = pledge_id where p.status = 'offered'), array[30, 20]::numeric(12, 2)[], 'never more than there is');
select is(pg_temp.progress('NC26-001'), '100/100/0/0/0', 'an offer is held');
select is(pg_temp.told('minh'), 'notice.waitlist_offer', 'the one who waited is told');
select is(pg_temp.decide('tam', 'pledge_confirm(''CK26-002'', :now)'), 'wrong_state', 'an officer does not take it for somebody');
select is(pg_temp.decide('minh', 'pledge_confirm(''CK26-002'', :now)'), 'confirmed', 'who takes it has promised');
select is(pg_temp.decide('minh', 'pledge_confirm(''CK26-002'', :now)'), 'self_approval', 'once');
select pg_temp.try('worker', 'select public.tick(''2026-10-16 08:59:59+07'')');
select is(pg_temp.status('CK26-003'), 'offered', 'the hold lasts its hours');
select pg_temp.try('worker', 'select public.tick(''2026-10-16 09:00+07'')');
select is(array[pg_temp.status('CK26-003'), pg_temp.status('CK26-004')], array['cancelled', 'offered'], 'then the next one is asked');
select is(pg_temp.told('ann'), 'notice.waitlist_offer notice.offer_expired', 'and the one who was late is told');
select pg_temp.on_day('2026-10-16 10:00+07');
select is(pg_temp.decide('tam', 'pledge_decline(''CK26-004'', ''no longer'', :now)'), 'declined', 'an offer may be refused');
select is(pg_temp.progress('NC26-001'), '100/80/0/0/20', 'and is free again');

-- An offer of several things at once takes only what there is
select is(pg_temp.published('[{"item": "book", "unit": "piece", "quantity": 10}, {"item": "pen", "unit": "piece", "quantity": 10}]'), 'NC26-002', 'books and pens');
select is(pg_temp.try('lan', $$ select public.pledge_create('NC26-002', '[{"item": "book", "quantity": 10}]', p_now => :now) ->> 'code' $$), 'CK26-005', 'the books are promised');
select is(pg_temp.try('lan', $$ select public.pledge_create('NC26-002', '[{"item": "pen", "quantity": 10}]', p_now => :now) ->> 'code' $$), 'CK26-006', 'the pens too');
select is(pg_temp.try('minh', $$ select public.pledge_create('NC26-002', '[{"item": "book", "quantity": 6}, {"item": "pen", "quantity": 6}]', p_waitlist => true, p_now => :now) ->> 'code' $$), 'CK26-007', 'somebody waits for both');
select is(pg_temp.decide('lan', 'pledge_cancel(''CK26-005'', p_now => :now)'), 'cancelled', 'the books are free');
select is(pg_temp.progress('NC26-002'), '10/6/0/0/4 10/10/0/0/0', 'books are offered, pens are not');

-- What waits for a permit waits for it from the waitlist, too
select is(pg_temp.published('[{"item": "bed", "unit": "piece", "quantity": 5}]'), 'NC26-003', 'beds');
select is(pg_temp.pledge('lan', 'NC26-003', 5), 'CK26-008', 'are promised');
select is(pg_temp.pledge('ann', 'NC26-003', 5, ', p_waitlist => true'), 'CK26-009', 'somebody from abroad waits');
select is(pg_temp.decide('lan', 'pledge_cancel(''CK26-008'', p_now => :now)'), 'cancelled', 'they are free');
select is(pg_temp.decide('ann', 'pledge_confirm(''CK26-009'', :now)'), 'awaiting_approval', 'foreign help waits for its permit all the same');

-- A correction sets free as well
select is(pg_temp.published('[{"item": "bag", "unit": "piece", "quantity": 8}]'), 'NC26-004', 'bags');
select is(pg_temp.try('tam', $$ select public.coverage_log('[{"item": "bag", "quantity": 8}]', 'T-A', 'Another programme', p_need => 'NC26-004', p_now => :now) ->> 'code' $$), 'GN26-001', 'come from elsewhere');
select is(pg_temp.status('NC26-004'), 'fulfilled', 'nothing is missing');
select is(pg_temp.pledge('lan', 'NC26-004', 1), 'wrong_state', 'nothing can be promised');
select is(pg_temp.pledge('minh', 'NC26-004', 3, ', p_waitlist => true'), 'CK26-010', 'but waited for');
select is(pg_temp.decide('tam', 'delivery_reverse(''GN26-001'', :now)'), 'reversed', 'it was a mistake');
select is(array[pg_temp.status('NC26-004'), pg_temp.status('CK26-010')], array['published', 'offered'], 'so the need is open and the bags are offered');

-- Late
select is(pg_temp.published(p_due => '2026-11-01'), 'NC26-005', 'a need for November');
select is(pg_temp.pledge('lan', 'NC26-005', 60), 'CK26-011', 'is promised in part');
select is(pg_temp.pledge('minh', 'NC26-005', 40), 'CK26-012', 'and the rest');
select is(pg_temp.try('hanh', $$ select public.pledge_create('NC26-005', '[{"quantity": 40}]', p_waitlist => true, p_due => '2027-03-01', p_now => :now) ->> 'code' $$), 'CK26-013', 'somebody waits');
select is(pg_temp.deliver('tam', 'CK26-011', 20), 'GN26-002', 'some arrive');
select pg_temp.try('worker', 'select public.tick(''2026-11-15 23:59:59+07'')');
select is(array[pg_temp.status('CK26-011'), pg_temp.status('NC26-005')], array['partially_delivered', 'published'], 'in the days of grace all stays as it is, for nothing is missing');
select pg_temp.try('worker', 'select public.tick(''2026-11-16 00:00+07'')');
select is(array[pg_temp.status('CK26-011'), pg_temp.status('CK26-012'), pg_temp.status('CK26-013')], array['lapsed', 'lapsed', 'waitlisted'], 'then promises lapse, and nobody is offered what is too late');
select is((select outcome from public.pledges where code = 'CK26-011'), 'closed_short', 'what arrived stays');
select is(pg_temp.status('NC26-005'), 'expired', 'and the need goes back to the province');
select ok(pg_temp.told('lan') like '%notice.pledge_lapsed', 'the donor is told');
select pg_temp.on_day('2026-11-16 10:00+07');
select is(pg_temp.pledge('lan', 'NC26-005', 1), 'wrong_state', 'nobody promises on it');
select is(pg_temp.deliver('tam', 'CK26-011', 10), 'GN26-003', 'late goods are received');
select is(pg_temp.status('CK26-011'), 'lapsed', 'but what was released stays released');
select is(pg_temp.deliver('tam', 'CK26-011', 30), 'GN26-004', 'until all of it came');
select is(pg_temp.status('CK26-011'), 'fulfilled', 'then the promise is kept');
select is(pg_temp.progress('NC26-005'), '100/0/60/0/40', 'and counted');
select is(pg_temp.decide('hanh', 'delivery_reverse(''GN26-004'', :now)'), 'reversed', 'if that was a mistake');
select is(pg_temp.status('CK26-011'), 'lapsed', 'it has lapsed again');

-- Proposals that nobody decides do not hold a quantity for ever
select is(pg_temp.published('[{"item": "desk", "unit": "piece", "quantity": 600}]', '2026-12-01'), 'NC26-006', 'a large need');
select is(pg_temp.pledge('lan', 'NC26-006', 600), 'CK26-014', 'a large promise');
select pg_temp.try('worker', 'select public.tick(''2026-12-16 00:00+07'')');
select is(pg_temp.status('CK26-014'), 'lapsed', 'lapses undecided');
select is(pg_temp.status('CK26-013'), 'waitlisted', 'whose own day is still to come goes on waiting');

select * from finish();
rollback;
