-- Phone numbers: known to nobody but who is asked to call, and erased everywhere when they are taken back; and people of the office who answer by hand.
begin;
select no_plan();
\ir personas.psql

select is(pg_temp.published(), 'NC26-001', 'a need');
select is(pg_temp.pledge('lan', 'NC26-001', 40, ', p_visibility => ''named'''), 'CK26-001', 'a promise');
select is(pg_temp.try('lan', $$ select public.phone_give('0900 000 001', 'zalo_oa', :now) ->> 'shared' $$), 'true', 'with a phone');
select is(pg_temp.deliver('tam', 'CK26-001', 10), 'GN26-001', 'goods');

-- Whatever can be asked, by whomever
create function pg_temp.tells_phone(p_name text) returns text[] language plpgsql as $$
declare
  v_sql text;
  v_telling text[] := '{}';
begin
  foreach v_sql in array array['public.need_list(p_now => :now)', 'public.need_show(''NC26-001'', :now)', 'public.need_similar(''coat'', ''NC26-009'', :now)', 'public.pledge_list(p_now => :now)',
    'public.pledge_show(''CK26-001'', :now)', 'public.delivery_show(''GN26-001'', :now)', 'public.status_query(p_now => :now)', 'public.open_needs()', 'public.open_need(''NC26-001'')',
    'public.open_pledge(''CK26-001'')', 'public.open_stats()', 'public.open_thanks()', 'public.inbox_claim(10, 60, :now)'] loop
    v_telling := v_telling || case when pg_temp.try(p_name, 'select ' || v_sql || '::text') ~ '900.?000.?001' then array[p_name || ': ' || v_sql] else '{}' end;
  end loop;
  return v_telling;
end $$;
select is((select array_agg(t) from unnest(array['stranger', 'lan', 'minh', 'tam', 'binh', 'edu', 'health', 'partner', 'fund', 'hanh', 'worker', 'operator']) p cross join lateral unnest(pg_temp.tells_phone(p)) t),
  null, 'no read tells a phone to anybody, its owner and the province included');
select is(array(select pg_temp.try(p, 'select count(*) from public.phones') from unnest(array['stranger', 'lan', 'tam', 'hanh', 'worker', 'operator']) p),
  array_fill('42501 permission denied for table phones'::text, array[6]), 'nobody reads the table');
select is_empty($$ select from public.audit_events where concat(before, after, reason) ~ '900.?000.?001' $$, 'the audit knows none');
select is_empty($$ select from public.outbox where message::text ~ '900.?000.?001' $$, 'no message carries one');

-- Who is asked to call
update public.channel_identities set reachable = false where person_id = pg_temp.id_of('lan');
select private.notify(pg_temp.id_of('lan'), 'notice.pledge_lapsed', '{}', 'a', pg_temp.today());
create function pg_temp.asked() returns text language plpgsql as $$
begin
  perform pg_temp.try('worker', 'select public.outbox_claim(''{web}'', 10, 60, :now)::text');
  return (select string_agg(p.display_name || ' ' || coalesce(o.message #>> '{params,phone}', '-'), ', ' order by p.display_name) from public.outbox o join public.people p on p.id = o.person_id
    where o.message ->> 'key' = 'notice.unreachable');
end $$;
select is(pg_temp.asked(), 'Officer of An +84900000001', 'the officer of the commune, and nobody else');
select is(pg_temp.try('lan', 'select public.phone_withdraw(:now) ->> ''withdrawn'''), 'true', 'the phone is taken back');
select is(pg_temp.asked(), 'Officer of An -', 'also from who was to call');
select is_empty($$ select from public.phones where phone is not null $$, 'nothing of it is left');
select is(pg_temp.try('lan', 'select public.phone_withdraw(:now) ->> ''withdrawn'''), 'false', 'once is enough');
select is(pg_temp.try('lan', 'select public.pledge_amend(''CK26-001'', p_visibility => ''anonymous'', p_now => :now) ->> ''visibility'''), 'anonymous', 'a name is hidden');
select is(pg_temp.try('lan', $$ select public.phone_give('0900 000 001', 'zalo_oa', :now) ->> 'shared' $$), 'true', 'a phone is given');
delete from public.outbox;
select private.notify(pg_temp.id_of('lan'), 'notice.pledge_lapsed', '{}', 'b', pg_temp.today());
select is(pg_temp.asked(), 'Province +84900000001, Province too +84900000001', 'who gives anonymously is called by the province: below it, a phone would be a name');

-- Answered by hand
create function pg_temp.arrives(p_id text, p_type text) returns text language sql as $$
  select pg_temp.try('worker', format('select public.inbox_put(%L, :now)', jsonb_build_array(jsonb_build_object('channel', 'web', 'address', pg_temp.id_of('minh'), 'externalId', p_id, 'sender', '{}',
    'content', jsonb_build_object('type', p_type, 'text', 'x')))))
$$;
create function pg_temp.worked_on() returns text language sql as $$
  select string_agg((t #>> '{event,externalId}') || ' ' || (t ->> 'by_hand'), ', ') from jsonb_array_elements(pg_temp.try('worker', 'select public.inbox_claim(10, 60, :now)')::jsonb) t
$$;
select is(pg_temp.arrives('1', 'by_hand'), '1', 'somebody of the office wrote');
select is(pg_temp.worked_on(), null, 'which is nothing to work on');
select is((select last_inbound_at from public.channel_identities where person_id = pg_temp.id_of('minh')), null, 'and opens no window');
select pg_temp.on_day('2026-10-15 09:29+07');
select is(pg_temp.arrives('2', 'text'), '1', 'the person answers them');
select is(pg_temp.worked_on(), '2 true', 'which is known');
update public.inbox set status = 'done' where external_id = '2';
update public.conversations set lease = null, lease_until = null;
select pg_temp.on_day('2026-10-15 09:30+07');
select is(pg_temp.arrives('1', 'by_hand'), '0', 'told twice counts once');
select is(pg_temp.arrives('3', 'text'), '1', 'later');
select is(pg_temp.worked_on(), '3 false', 'we answer again');

select * from finish();
rollback;
