-- Which way a message takes: windows, quotas, consent, quiet hours, and who calls when there is none.
begin;
select no_plan();
\ir personas.psql

-- What lan has: identities (channel, hours since she wrote or null for never, free messages left), whether a phone.
create function pg_temp.lan_has(p_ways jsonb, p_phone boolean default false) returns setof text language plpgsql as $$
begin
  delete from public.inbox; delete from public.conversations; delete from public.outbox; delete from public.used_up; delete from public.phones; delete from public.channel_identities where person_id = pg_temp.id_of('lan');
  insert into public.channel_identities (person_id, channel, address, last_seen_at, last_inbound_at, free_left)
  select pg_temp.id_of('lan'), w ->> 0, 'lan', pg_temp.today() - coalesce((w ->> 1)::numeric, 9999) * interval '1 hour',
    pg_temp.today() - (w ->> 1)::numeric * interval '1 hour', (w ->> 2)::int from jsonb_array_elements(p_ways) w;
  if p_phone then
    perform pg_temp.try('lan', 'select public.phone_give(''0900 000 001'', ''zalo_oa'', :now)');
  end if;
end $$;
create function pg_temp.remind(p_key text default 'notice.pledge_lapsed', p_lane int default 1, p_params jsonb default '{}') returns setof text language plpgsql as $$
begin
  insert into public.outbox (person_id, identity_id, message, lane, dedupe_key, not_before, created_at)
  select pg_temp.id_of('lan'), case when p_lane = 0 then (select id from public.channel_identities where person_id = pg_temp.id_of('lan') and channel = 'zalo_oa') end,
    jsonb_build_object('key', p_key, 'params', p_params), p_lane, p_key || (select count(*) from public.outbox), pg_temp.today(), pg_temp.today();
end $$;
create temporary table sending (n serial, row jsonb);
create function pg_temp.leaves(p_full text default '{}', p_away text default '{}', p_joined text default '{}') returns text language plpgsql as $$
declare
  v_rows jsonb := pg_temp.try('worker', format('select public.outbox_claim(%L, 10, 60, :now, %L, %L, %L, ''{notice.pledge_lapsed}'')',
    array(select c from unnest(array['telegram', 'zalo_bot', 'zalo_oa', 'zalo_zns']) c where c <> all (p_full::text[]) and c <> all (p_away::text[])), p_full, p_away, p_joined));
begin
  insert into sending (row) select r from jsonb_array_elements(v_rows) r;
  return (select string_agg(concat_ws(' ', r ->> 'channel', (select cost from public.outbox where id = (r ->> 'id')::bigint)), ', ') from jsonb_array_elements(v_rows) r
    where r ->> 'address' in ('lan', '84900000001'));
end $$;
create function pg_temp.ends(p_outcome text, p_more text default '') returns text language sql as $$
  select pg_temp.try('worker', (select format('select public.outbox_settle(%s, %L, %L, p_now => :now %s)', row ->> 'id', row ->> 'lease', p_outcome, p_more) from sending order by n desc limit 1))
$$;
create function pg_temp.route(p_ways jsonb, p_phone boolean, p_key text, p_lane int, p_full text, p_away text) returns text language plpgsql as $$
declare
  v_way text;
begin
  perform pg_temp.lan_has(p_ways, p_phone), pg_temp.remind(p_key, p_lane);
  v_way := pg_temp.leaves(p_full, p_away);
  return coalesce(v_way, (select status from public.outbox where person_id = pg_temp.id_of('lan')));
end $$;

select is(pg_temp.route(ways, phone, coalesce(key, 'notice.pledge_lapsed'), coalesce(lane, 1), coalesce(closed, '{}'), coalesce(away, '{}')), expected, why) from (values
  ('[["zalo_oa", 1, null], ["telegram", 200, null]]'::jsonb, true, null, null, null, null, 'zalo_oa free', 'the last used one, in its window'),
  ('[["zalo_oa", 48, null], ["telegram", 900, null]]', true, null, null, null, null, 'telegram free', 'free before paid'),
  ('[["zalo_oa", 47.9, 1], ["telegram", 900, null]]', true, null, null, null, null, 'zalo_oa free', 'one free message left'),
  ('[["zalo_oa", 47.9, 0], ["telegram", 900, null]]', true, null, null, null, null, 'telegram free', 'none left'),
  ('[["zalo_oa", 100, null]]', true, null, null, null, null, 'zalo_oa quota', 'paid before template'),
  ('[["zalo_oa", 167.9, null]]', true, null, null, null, null, 'zalo_oa quota', 'to the last hour of the seventh day'),
  ('[["zalo_oa", 168, null]]', true, null, null, null, null, 'zalo_zns template', 'then by template'),
  ('[["zalo_oa", null, null]]', true, null, null, null, null, 'zalo_zns template', 'also who never wrote'),
  ('[["zalo_oa", 168, null]]', true, 'notice.stuck', null, null, null, 'unreachable', 'a message without a template'),
  ('[["zalo_oa", 168, null]]', false, null, null, null, null, 'unreachable', 'a person without a phone'),
  ('[["zalo_bot", 9000, null], ["zalo_oa", 168, null]]', true, null, null, null, null, 'zalo_bot free', 'channels without a window are always open'),
  ('[["telegram", 20, null], ["zalo_bot", 10, null]]', false, null, null, null, null, 'zalo_bot free', 'of several the last used'),
  ('[["zalo_oa", 168, null], ["telegram", 1, null]]', true, null, 0, null, null, 'zalo_oa free', 'an answer goes back'),
  ('[["zalo_oa", 1, null], ["telegram", 5, null]]', true, null, null, '{zalo_oa}', null, 'ready', 'a channel without a free place is waited for'),
  ('[["zalo_oa", 1, null], ["telegram", 5, null]]', true, null, null, null, '{zalo_oa}', 'telegram free', 'one that is away is not, where another is free'),
  ('[["zalo_oa", 100, null], ["telegram", 5, null]]', true, null, null, null, '{telegram}', 'ready', 'nothing is spent because one is away'),
  ('[["zalo_oa", 168, null], ["telegram", 1, null]]', true, null, 0, null, '{zalo_oa}', 'ready', 'an answer waits for its channel'),
  ('[["web", 1, null]]', true, null, null, null, null, 'zalo_zns template', 'what another process has is no reason to wait where a way is known'),
  ('[["web", 1, null]]', false, null, null, null, null, 'ready', 'and waits for it otherwise')
) as t (ways, phone, key, lane, closed, away, expected, why);

-- What platforms teach
select pg_temp.lan_has('[["zalo_oa", 1, null]]', true);
select pg_temp.remind(); select pg_temp.remind(); select pg_temp.remind(); select pg_temp.remind();
select is(pg_temp.leaves(), 'zalo_oa free', 'believed to be free');
select is(pg_temp.ends('sent', ', p_quota => ''{"type": "free", "remain": 1}'''), '', 'the platform counts otherwise');
select is(pg_temp.leaves(), 'zalo_oa free', 'one is left');
select is(pg_temp.ends('sent'), '', 'it is used');
select is(pg_temp.leaves(), 'zalo_oa quota', 'the next one is paid');
select is(pg_temp.ends('out_of_quota'), '', 'nothing was bought');
select is(pg_temp.leaves(), 'zalo_zns template', 'the message leaves the next way at once');
select is(pg_temp.ends('out_of_quota'), '', 'where the day is used up, too');
select is(pg_temp.leaves(), null, 'it waits');
select is((select array_agg(distinct not_before) from public.outbox where person_id = pg_temp.id_of('lan') and status = 'ready' and last_error is null and attempts = 0),
  array['2026-10-16 07:00+07']::timestamptz[], 'until the morning, and what is behind it, too');
select pg_temp.on_day('2026-10-16 07:00+07');
select is(pg_temp.leaves(), 'zalo_oa quota', 'then the cheapest again');
select is(pg_temp.ends('window_closed'), '', 'the platform has closed the window');
select is(pg_temp.leaves(), 'zalo_zns template', 'by template');
select is(pg_temp.ends('elsewhere'), '', 'which refuses this message');
select is(pg_temp.leaves(), 'zalo_zns template', 'another one it takes');
select is((select count(*) from public.outbox where person_id = pg_temp.id_of('lan') and status = 'unreachable'), 1::bigint, 'the refused one is listed');
select is(pg_temp.ends('sent', ', p_message_id => ''z1'''), '', 'it is sent');
select ok(pg_temp.try('worker', format('select public.receipt_put(%L, :now)', (select row ->> 'tracking' from sending order by n desc limit 1))) = 'true', 'a receipt comes');
select is((select delivered_at from public.outbox where platform_message_id = 'z1'), '2026-10-16 07:00+07', 'and is kept');
select is(pg_temp.try('worker', 'select public.receipt_put(''no such'', :now)'), 'false', 'a strange one is not');
select is(pg_temp.try('worker', format('select public.inbox_put(%L, :now)', '[{"channel": "zalo_oa", "address": "lan", "externalId": "w1", "sender": {}, "content": {"type": "text", "text": "Xin chào"}}]')), '1', 'she writes');
select is(pg_temp.leaves(), 'zalo_oa free', 'what waited leaves, and free');

-- Tried again where it may have arrived
select pg_temp.lan_has('[["zalo_oa", 100, null]]', true);
select pg_temp.remind();
select is(pg_temp.leaves(), 'zalo_oa quota', 'sent');
select is(pg_temp.ends('retry', ', p_retry_at => ''2026-10-16 08:00+07'''), '', 'no answer came');
insert into public.channel_identities (person_id, channel, address, last_seen_at, last_inbound_at) values (pg_temp.id_of('lan'), 'telegram', 'lan', '2026-10-16 07:30+07', '2026-10-16 07:30+07');
select pg_temp.on_day('2026-10-16 08:00+07');
select is(pg_temp.leaves(), 'zalo_oa quota', 'it may have arrived, so it is not said a second time elsewhere');
select is(pg_temp.ends('elsewhere'), '', 'given up there');
select is(pg_temp.leaves(), 'telegram free', 'then elsewhere');

-- Several at once
select pg_temp.lan_has('[["zalo_oa", 1, null]]', true);
select pg_temp.remind('a', 0); select pg_temp.remind('b', 0); select pg_temp.remind('c', 1);
select is(pg_temp.leaves(p_joined => '{zalo_oa}'), 'zalo_oa free', 'a turn of two messages');
select is((select array_agg(m ->> 'key') from sending, lateral (select row -> 'message' union all select r -> 'message' from jsonb_array_elements(row -> 'more') r) x (m)
  where n = (select max(n) from sending)), array['a', 'b'], 'leaves together, the news later');
select is(pg_temp.try('worker', (select format('select public.outbox_settle(%s, %L, ''sent'', p_now => :now, p_used => 0)', row -> 'more' -> 0 ->> 'id', row ->> 'lease') from sending order by n desc limit 1)), '', 'the second costs nothing');
select is(pg_temp.ends('sent'), '', 'the first one message');
select is((select free_left from public.channel_identities where person_id = pg_temp.id_of('lan')), 7, 'of the eight');

-- Quiet hours
create function pg_temp.at_night(p_at text, p_ways jsonb, p_lane int) returns text language plpgsql as $$
declare
  v_way text;
begin
  perform pg_temp.on_day(p_at);
  perform pg_temp.lan_has(p_ways), pg_temp.remind('x', p_lane);
  v_way := pg_temp.leaves();
  return coalesce(v_way, (select to_char(not_before at time zone 'Asia/Ho_Chi_Minh', 'DD HH24:MI') from public.outbox where person_id = pg_temp.id_of('lan')));
end $$;
select is(pg_temp.at_night(at, '[["zalo_oa", 1, null]]', lane), expected, at || ' in lane ' || lane) from (values
  ('2026-10-15 21:59+07', 1, 'zalo_oa free'), ('2026-10-15 22:00+07', 1, '16 07:00'), ('2026-10-15 22:00+07', 0, 'zalo_oa free'),
  ('2026-10-16 00:00+07', 1, '16 07:00'), ('2026-10-16 06:59+07', 2, '16 07:00'), ('2026-10-16 07:00+07', 1, 'zalo_oa free')) as t (at, lane, expected);
update public.settings set value = '12' where name = 'quiet.from_hour'; update public.settings set value = '13' where name = 'quiet.until_hour';
select is(pg_temp.at_night('2026-10-15 12:30+07', '[["zalo_oa", 1, null]]', 1), '15 13:00', 'other hours can be chosen');
select is(pg_temp.at_night('2026-10-15 22:30+07', '[["zalo_oa", 1, null]]', 1), 'zalo_oa free', 'and only those are quiet');

-- Whom an officer has to call
select pg_temp.on_day('2026-10-20 09:00+07');
select is(pg_temp.published(), 'NC26-001', 'a need in An');
select is(pg_temp.pledge('lan', 'NC26-001', 5), 'CK26-001', 'she promises something');
create function pg_temp.calls() returns text language sql as $$
  select string_agg(concat_ws(' ', p.display_name, (o.message -> 'params')::text), '; ' order by p.display_name) from public.outbox o join public.people p on p.id = o.person_id where o.message ->> 'key' = 'notice.unreachable'
$$;
select pg_temp.lan_has('[["zalo_oa", 500, null]]', true);
select pg_temp.remind('x'); select pg_temp.remind('y'); select pg_temp.remind('z', 0);
select is(pg_temp.leaves(), 'zalo_oa free', 'an answer');
select is(pg_temp.ends('blocked'), '', 'that does not arrive is nobody''s business');
select is(pg_temp.leaves(), null, 'what else there was is');
select is(pg_temp.calls(), 'Officer of An {"name": "Trần Thị Lan", "phone": "+84900000001", "pledge": "CK26-001"}', 'the officer of the commune, once');
select pg_temp.on_day('2026-10-21 09:00+07');
select pg_temp.remind('w');
select is(pg_temp.leaves(), null, 'nothing leaves');
select is((select count(*) from public.outbox where message ->> 'key' = 'notice.unreachable'), 2::bigint, 'and the next day again');
update public.pledges set visibility = 'anonymous';
update public.role_grants set valid_to = '2026-10-21 00:00+07' where person_id = pg_temp.id_of('tam');
select pg_temp.lan_has('[["zalo_oa", 500, null]]');
select pg_temp.remind('x');
select is(pg_temp.leaves(), null, 'nothing leaves');
select is(pg_temp.calls(), 'Province {"name": "Trần Thị Lan", "pledge": "CK26-001"}; Province too {"name": "Trần Thị Lan", "pledge": "CK26-001"}', 'else the province, without a phone that was not given');
delete from public.outbox;
update public.role_grants set valid_to = null where person_id = pg_temp.id_of('tam');
select pg_temp.remind('x');
select is(pg_temp.leaves(), null, 'nothing leaves');
select is(pg_temp.calls(), 'Province {"name": "Trần Thị Lan", "pledge": "CK26-001"}; Province too {"name": "Trần Thị Lan", "pledge": "CK26-001"}', 'who promises without a name is called by the province, which knows it');

-- Phones
select is(pg_temp.try('stranger', 'select public.phone_give(''0900000001'', ''x'', :now)'), '42501 permission denied for function phone_give', 'strangers give none');
select is(pg_temp.try('minh', format('select public.phone_give(%L, %L, :now)', phone, source)), 'value_invalid', coalesce(phone, 'null') || ' from ' || coalesce(source, 'null')) from (values
  ('call me', 'web'), ('', 'web'), (null, 'web'), ('12', 'web'), ('0900000001', 'Not a Source'), ('0900000001', null), ('+0000000000', 'web')) as t (phone, source);
create function pg_temp.phone_of(p_name text) returns text language sql as $$
  select string_agg(concat_ws(' ', phone, source, given_at at time zone 'Asia/Ho_Chi_Minh', case when withdrawn_at is not null then 'withdrawn' end), '; ' order by id) from public.phones where person_id = pg_temp.id_of(p_name)
$$;
create function pg_temp.kept(p_phone text) returns text language plpgsql as $$
begin
  perform pg_temp.try('minh', format('select public.phone_give(%L, ''zalo_oa'', :now)', p_phone));
  return (select phone from public.phones where person_id = pg_temp.id_of('minh') and withdrawn_at is null);
end $$;
select is(pg_temp.kept(given), kept, given) from (values ('0900000002', '84900000002'), ('84900000002', '84900000002'), ('+84 900-000-002', '84900000002'), ('900000002', '84900000002'), ('+44 7700 900000', '447700900000')) as t (given, kept);
select is(pg_temp.phone_of('minh'), 'zalo_oa 2026-10-21 09:00:00 withdrawn; 447700900000 zalo_oa 2026-10-21 09:00:00', 'a new number takes the place of the old one, which is erased');
select is(pg_temp.try('minh', 'select public.phone_withdraw(:now)'), '{"withdrawn": true}', 'taken back');
select is(pg_temp.try('minh', 'select public.phone_withdraw(:now)'), '{"withdrawn": false}', 'once');
select is((select count(*) from public.phones where person_id = pg_temp.id_of('minh') and phone is not null), 0::bigint, 'the number is gone');
select ok(not private.has_consent(pg_temp.id_of('minh'), 'share_phone'), 'and the consent');
select is((select count(*) from public.audit_events where before::text || after::text ~ '900000'), 0::bigint, 'the audit knows no number');
select is(pg_temp.try('lan', 'select count(*) from public.phones'), '42501 permission denied for table phones', 'nobody reads the table');
select is(pg_temp.try('worker', 'select count(*) from public.used_up'), '42501 permission denied for table used_up', 'nor what platforms told us');
select pg_temp.lan_has('[["zalo_oa", 500, null]]');
select pg_temp.remind();
select is(pg_temp.leaves(), null, 'nothing leaves');
select is((select status from public.outbox where person_id = pg_temp.id_of('lan')), 'unreachable', 'what nobody could be told');
select is(pg_temp.try('lan', 'select public.phone_give(''0900000001'', ''zalo_oa'', :now)'), '{"shared": true}', 'when she gives a number');
select is(pg_temp.leaves(), 'zalo_zns template', 'leaves');
select is(coalesce(pg_temp.try('worker', 'select public.address_unreachable(''zalo_zns'', ''84900000001'', :now)'), ''), '', 'nothing arrives there');
select is(pg_temp.ends('blocked'), '', 'says the platform');
select is(pg_temp.leaves(), null, 'it is not tried a second time');

select * from finish();
rollback;
