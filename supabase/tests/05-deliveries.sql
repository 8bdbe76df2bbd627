-- What really arrived (C4): received, accepted, corrected by reversing entries.
begin;
select no_plan();
\ir personas.psql

create function pg_temp.log(p_name text, p_more text) returns text language sql as $$
  select pg_temp.try(p_name, format('select public.delivery_log(p_now => :now, %s) ->> ''code''', p_more))
$$;
create function pg_temp.lines(p_delivery text) returns text language sql as $$
  select string_agg(concat_ws('/', trim_scale(di.received), trim_scale(di.accepted), trim_scale(di.rejected), case when di.need_item_id is null then 'store' else 'need' end,
    case when di.pledge_item_id is not null then 'pledge' end), ' ' order by di.id)
  from public.delivery_items di join public.deliveries d on d.id = di.delivery_id where d.code = p_delivery
$$;

select is(pg_temp.published(), 'NC26-001', 'a need of 100');
select is(pg_temp.pledge('lan', 'NC26-001', 50), 'CK26-001', 'a promise of 50');

-- Who may receive
select is(pg_temp.deliver('stranger', 'CK26-001', 1), '42501 permission denied for function delivery_log', 'a stranger receives nothing');
select is(pg_temp.deliver('lan', 'CK26-001', 1), 'not_found', 'nor does the donor');
select is(pg_temp.deliver('binh', 'CK26-001', 1), 'not_found', 'nor another commune');
select is(pg_temp.deliver('health', 'CK26-001', 1), 'not_found', 'nor another sector');
select is(pg_temp.deliver('fund', 'CK26-001', 1), 'not_found', 'nor the fund');
select is(pg_temp.deliver('tam', 'CK26-999', 1), 'not_found', 'what does not exist sounds the same');
select is(pg_temp.pledge('tam', 'NC26-001', 5), 'CK26-002', 'an officer may promise');
select is(pg_temp.deliver('tam', 'CK26-002', 5), 'self_receipt', 'but not receive it');
select is(pg_temp.deliver('partner', 'CK26-002', 5), 'GN26-001', 'a partner in the commune receives');

-- What counts
select is(pg_temp.deliver('tam', 'CK26-001', 20, ', p_rejected => 3, p_reject_reason => ''torn'''), 'GN26-002', 'some are torn');
select is(pg_temp.lines('GN26-002'), '20/17/3/need/pledge', 'received is accepted and rejected');
select is(pg_temp.status('GN26-002'), 'accepted_with_notes', 'which is noted');
select is(pg_temp.status('CK26-001'), 'partially_delivered', 'only what was accepted keeps a promise');
select is(pg_temp.progress('NC26-001'), '100/33/22/0/45', 'and only that is progress');
select is(pg_temp.told('lan'), 'notice.delivery_received', 'the donor is told');
select is(pg_temp.deliver('tam', 'CK26-001', 4, ', p_rejected => 5'), 'quantity_invalid', 'no more is rejected than came');
select is(pg_temp.deliver('tam', 'CK26-001', 4, ', p_rejected => -1'), 'quantity_invalid', 'nor less than nothing');
select is(pg_temp.deliver('tam', 'CK26-001', 4, ', p_rejected => ''NaN'''), 'quantity_invalid', 'nor what is no number');
select is(pg_temp.deliver('tam', 'CK26-001', 4, ', p_child_turns => -1'), 'quantity_invalid', 'fewer than no children came');
select is(pg_temp.deliver('tam', 'CK26-001', 4, ', p_date => ''2026-10-16'''), 'date_future', 'nothing arrived tomorrow');
select is(pg_temp.deliver('tam', 'CK26-001', 4, ', p_date => ''1999-01-01'''), 'value_invalid', 'nor in another century');
select is(pg_temp.deliver('tam', 'CK26-001', 4, ', p_evidence => ''[{"key": 1}]'''), 'value_invalid', 'a photo has a fingerprint');
select is(pg_temp.deliver('tam', 'CK26-001', 1, ', p_rejected => 0.005'), 'GN26-003', 'halves of a cent are rounded');
select is(pg_temp.lines('GN26-003'), '1/0.99/0.01/need/pledge', 'before they are counted');
select is(pg_temp.try('tam', 'select public.delivery_reverse(''GN26-003'', :now) ->> ''status'''), 'reversed', 'and are taken back');

-- More than was promised
select is(pg_temp.deliver('tam', 'CK26-001', 43), 'surplus', 'more than promised asks what to do');
select is(pg_temp.deliver('tam', 'CK26-001', 43, ', p_surplus => ''burn'''), 'surplus', 'and asks again when the answer is strange');
select is(pg_temp.deliver('tam', 'CK26-001', 80, ', p_surplus => ''need'''), 'surplus', 'the need takes only what it lacks');
select is(pg_temp.try('tam', $$ select public.delivery_log('CK26-001', p_items => '[{"item": "coat", "quantity": 33}, {"item": "coat", "quantity": 33}]', p_now => :now) $$), 'surplus', 'said twice is not promised twice');
select is(pg_temp.deliver('tam', 'CK26-001', 43, ', p_surplus => ''need'''), 'GN26-004', 'the officer counts it for the need');
select is(pg_temp.lines('GN26-004'), '33/33/0/need/pledge 10/10/0/need', 'apart from the promise');
select is(pg_temp.progress('NC26-001'), '100/0/65/0/35', 'it is progress');
select is(pg_temp.status('CK26-001'), 'fulfilled', 'the promise is kept');
select is(pg_temp.deliver('tam', 'CK26-001', 7, ', p_surplus => ''store'''), 'GN26-005', 'or keeps it in store');
select is(pg_temp.lines('GN26-005'), '7/7/0/store', 'for nobody yet');
select is(pg_temp.progress('NC26-001'), '100/0/65/0/35', 'which is no progress');

-- Without a promise
select is(pg_temp.log('tam', $$p_area => 'T-A', p_items => '[{"item": "coat", "unit": "set", "quantity": 40}]'$$), 'GN26-006', 'somebody walks in with coats');
select is(pg_temp.lines('GN26-006'), '35/35/0/need 5/5/0/store', 'the need takes what it lacks, the rest is kept');
select is(pg_temp.status('NC26-001'), 'fulfilled', 'the need is met');
select is(pg_temp.log('tam', $$p_area => 'T-B', p_items => '[{"item": "coat", "quantity": 4}]'$$), 'area_out_of_scope', 'not for another commune');
select is(pg_temp.log('hanh', $$p_area => 'T-OLD', p_items => '[{"item": "coat", "quantity": 4}]'$$), 'area_retired', 'not for a unit that is no more');
select is(pg_temp.log('hanh', $$p_area => 'nowhere', p_items => '[{"item": "coat", "quantity": 4}]'$$), 'area_unknown', 'not for nowhere');
select is(pg_temp.log('hanh', $$p_items => '[{"item": "coat", "quantity": 4}]'$$), 'area_unknown', 'the place is told');
select is(pg_temp.log('hanh', $$p_area => 'T-A'$$), 'items_missing', 'what came is told');
select is(pg_temp.log('binh', $$p_need => 'NC26-001', p_items => '[{"item": "coat", "quantity": 4}]'$$), 'not_found', 'another commune''s need is not found');
select is(pg_temp.log('tam', $$p_area => 'T-A', p_items => '[{"item": "rice", "unit": "kg", "quantity": 9}]', p_rejected => 9$$), 'GN26-007', 'all of it was spoilt');
select is(pg_temp.lines('GN26-007') || ' ' || pg_temp.status('GN26-007'), '9/0/9/store rejected', 'and is written down as such');
select is(pg_temp.try('lan', $$ select public.pledge_create(p_items => '[{"item": "rice", "unit": "kg", "quantity": 50}]', p_now => :now) ->> 'code' $$), 'CK26-003', 'rice for anywhere');
select is(pg_temp.try('hanh', 'select public.pledge_confirm(''CK26-003'', :now) ->> ''status'''), 'confirmed', 'is confirmed');
select is(pg_temp.log('hanh', $$p_pledge => 'CK26-003', p_items => '[{"quantity": 50}]'$$), 'area_unknown', 'where did it come to');
select is(pg_temp.log('hanh', $$p_pledge => 'CK26-003', p_area => 'T-B', p_items => '[{"quantity": 50}]'$$), 'GN26-008', 'there');
select is(pg_temp.status('CK26-003') || ' ' || pg_temp.lines('GN26-008'), 'fulfilled 50/50/0/store/pledge', 'kept, for no need');

-- From elsewhere
select is(pg_temp.published('[{"item": "book", "unit": "piece", "quantity": 10}]'), 'NC26-002', 'books are needed');
select is(pg_temp.try('tam', $$ select public.coverage_log('[{"item": "book", "quantity": 4}]', 'T-A', ' ', p_now => :now) $$), 'reason_missing', 'elsewhere has a name');
select is(pg_temp.try('binh', $$ select public.coverage_log('[{"item": "book", "quantity": 4}]', 'T-A', 'X', p_now => :now) $$), 'area_out_of_scope', 'and is recorded where it came');
select is(pg_temp.try('partner', $$ select public.coverage_log('[{"item": "book", "quantity": 4}]', 'T-A', 'X', p_now => :now) ->> 'code' $$), 'GN26-009', 'a partner records it');
select is(pg_temp.progress('NC26-002'), '10/0/0/4/6', 'it lessens the need and is not mobilised');
select is((select (public.open_stats() -> 'items' -> 0) - 'sector'), '{"item": "book", "unit": "piece", "needed": 10, "covered": 4, "accepted": 0, "reserved": 0, "remaining": 6}', 'also for the public');

-- Corrections
select is(pg_temp.pledge('minh', 'NC26-002', 6), 'CK26-004', 'the rest is promised');
select is(pg_temp.deliver('tam', 'CK26-004', 6), 'GN26-010', 'and comes');
select is(pg_temp.try('binh', 'select public.delivery_reverse(''GN26-010'', :now)'), 'not_found', 'nobody else corrects it');
select is(pg_temp.try('minh', 'select public.delivery_reverse(''GN26-010'', :now)'), 'not_found', 'nor does the donor');
select is(pg_temp.try('partner', 'select public.delivery_reverse(''GN26-010'', :now)'), 'too_late', 'nor another officer of the commune');
select is(pg_temp.try('tam', 'select public.delivery_amend(''GN26-010'', p_now => :now)'), 'nothing_to_change', 'a correction says what');
select is(pg_temp.try('tam', $$ select public.delivery_amend('GN26-010', '[{"quantity": 4}]', p_now => :now) ->> 'status' $$), 'accepted', 'there were only four');
select is(pg_temp.lines('GN26-010'), '6/6/0/need/pledge -6/-6/0/need/pledge 4/4/0/need/pledge', 'nothing is overwritten');
select is(pg_temp.progress('NC26-002'), '10/2/4/4/0', 'two are promised again');
select is(array[pg_temp.status('CK26-004'), pg_temp.status('NC26-002')], array['partially_delivered', 'published'], 'promise and need are open again');
select pg_temp.on_day('2026-10-16 09:00:01+07');
select is(pg_temp.try('tam', 'select public.delivery_reverse(''GN26-010'', :now)'), 'too_late', 'a day later the officer may not');
select is(pg_temp.try('hanh', 'select public.delivery_reverse(''GN26-010'', :now) ->> ''status'''), 'reversed', 'the province may');
select is(pg_temp.try('hanh', 'select public.delivery_reverse(''GN26-010'', :now)'), 'wrong_state', 'once');
select is(pg_temp.lines('GN26-010'), '6/6/0/need/pledge -6/-6/0/need/pledge 4/4/0/need/pledge -4/-4/0/need/pledge', 'and it all adds up to nothing');
select is(pg_temp.progress('NC26-002'), '10/6/0/4/0', 'the promise stands');
select ok(pg_temp.told('minh') like '%notice.delivery_corrected%', 'the donor is told of corrections');

-- Late goods of a promise that was withdrawn
select is(pg_temp.try('minh', 'select public.pledge_cancel(''CK26-004'', p_now => :now) ->> ''status'''), 'cancelled', 'a promise is withdrawn');
select is(pg_temp.deliver('tam', 'CK26-004', 6), 'wrong_state', 'its goods would be a walk-in gift');

-- Ledgers
select throws_ok('update public.delivery_items set accepted = 1', 'rows of delivery_items are never changed: add a reversing entry');
select throws_ok('delete from public.delivery_items', 'rows of delivery_items are never changed: add a reversing entry');
select throws_ok('truncate public.delivery_items', 'rows of delivery_items are never changed: add a reversing entry');
select throws_ok('update public.audit_events set actor = null', 'rows of audit_events are never changed: add a reversing entry');
select throws_ok('delete from public.audit_events', 'rows of audit_events are never changed: add a reversing entry');
select is_empty('select * from public.delivery_items where received <> accepted + rejected', 'received is always accepted plus rejected');

select * from finish();
rollback;
