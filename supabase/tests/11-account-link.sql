-- Two accounts of one person: the code that shows it, who stays, what follows, what must not become public, and how it is taken back.
begin;
select no_plan();
\ir personas.psql

insert into public.channel_identities (person_id, channel, address, last_seen_at)
select pg_temp.id_of(name), channel, channel || ' of ' || name, pg_temp.today() from (values ('lan', 'telegram'), ('newcomer', 'zalo_oa'), ('minh', 'zalo_bot')) as t (name, channel);
create function pg_temp.hash(p_digits text) returns text language sql as $$ select encode(sha256(p_digits::bytea), 'hex') $$;
create function pg_temp.code(p_name text) returns text language sql as $$ select pg_temp.try(p_name, 'select public.link_code_give(:now) ->> ''digits''') $$;
create function pg_temp.opens(p_name text, p_digits text) returns text language sql as $$
  select pg_temp.try(p_name, format('select concat_ws('' '', r ->> ''open'', r ->> ''channel'') from public.link_code_open(%L, :now) r', pg_temp.hash(p_digits)))
$$;
create function pg_temp.redeems(p_name text, p_digits text) returns text language sql as $$
  select pg_temp.try(p_name, format('select public.link_code_redeem(%L, :now)::text', pg_temp.hash(p_digits)))
$$;
create function pg_temp.links(p_name text, p_digits text) returns text language sql as $$
  select case when o like 'true%' then pg_temp.redeems(p_name, p_digits) else o end from pg_temp.opens(p_name, p_digits) o
$$;
create function pg_temp.person_at(p_address text) returns uuid language sql as $$ select person_id from public.channel_identities where address = p_address $$;
create function pg_temp.agreed(p_name text) returns text language sql as $$
  select coalesce(string_agg(purpose, ' ' order by purpose), '') from public.consents where person_id = pg_temp.id_of(p_name) and withdrawn_at is null
$$;
create temporary table said (name text primary key, code text);
grant select on said to public;
create function pg_temp.known(p_name text) returns text language sql as $$ select code from said where name = p_name $$;
create function pg_temp.gives(p_name text) returns setof text language plpgsql as $$
begin
  insert into said values (p_name, pg_temp.code(p_name)) on conflict (name) do update set code = excluded.code;
end $$;

-- Every column that names a person
select set_eq(
  $$ select r.relname::text || '.' || a.attname::text from pg_constraint c join pg_class r on r.oid = c.conrelid join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey)
    where c.contype = 'f' and c.confrelid = 'public.people'::regclass $$,
  $$ select table_name || '.' || column_name from private.people_columns $$, 'what follows a person to another account is decided for every column that names one');
create function pg_temp.left_behind(p_person uuid) returns text[] language plpgsql as $$
declare
  v_column record;
  v_rows int;
  v_left text[] := '{}';
begin
  for v_column in select r.relname, a.attname from pg_constraint c join pg_class r on r.oid = c.conrelid join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey)
    where c.contype = 'f' and c.confrelid = 'public.people'::regclass
      and not exists (select from private.people_columns k where k.table_name = r.relname and k.column_name = a.attname and k.on_join = 'stays') order by 1, 2 loop
    execute format('select count(*) from public.%I where %I = $1', v_column.relname, v_column.attname) into v_rows using p_person;
    v_left := v_left || case when v_rows > 0 then array[v_column.relname || '.' || v_column.attname] else '{}' end;
  end loop;
  return v_left;
end $$;

-- Codes
select is(pg_temp.try('stranger', 'select public.link_code_give(:now)'), '42501 permission denied for function link_code_give', 'a stranger gets no code');
select pg_temp.gives('lan');
select ok(pg_temp.known('lan') ~ '^[0-9]{6}$', 'six digits');
select is((select array_agg(encode(code_hash, 'hex')) from public.link_codes), array[pg_temp.hash(pg_temp.known('lan'))], 'of which only the fingerprint is kept');
select is((select i.channel from public.link_codes l join public.channel_identities i on i.id = l.identity_id), 'telegram', 'with where it was given');
select ok(pg_temp.code('lan') <> pg_temp.known('lan'), 'another one');
select is((select count(*) from public.link_codes), 1::bigint, 'ends the one before');
select is(pg_temp.opens('newcomer', pg_temp.known('lan')), 'false', 'which opens nothing any more');
select pg_temp.gives('lan');
select is(pg_temp.opens('lan', pg_temp.known('lan')), 'link_code_own', 'nobody links with themselves');
select is(pg_temp.redeems('newcomer', pg_temp.known('lan')), 'link_code_invalid', 'nobody links unasked');
select is(pg_temp.opens('newcomer', pg_temp.known('lan')), 'true telegram', 'on the other channel it opens');
select is(pg_temp.redeems('minh', pg_temp.known('lan')), 'link_code_invalid', 'for whom it was opened');
select is(pg_temp.try('newcomer', 'select public.link_code_open(''nonsense'', :now) ->> ''open'''), 'false', 'nonsense opens nothing');
select is(pg_temp.try('newcomer', 'select public.link_code_open(null, :now) ->> ''open'''), 'false', 'nor does nothing');
select pg_temp.on_day('2026-10-15 09:10+07');
select is(pg_temp.redeems('newcomer', pg_temp.known('lan')), 'link_code_invalid', 'after its minutes it links nobody');
select is(pg_temp.opens('newcomer', pg_temp.known('lan')), 'false', 'and sounds like one that was never given');
select is(array(select pg_temp.opens('minh', lpad(n::text, 6, '0')) from generate_series(1, 6) n), array['false', 'false', 'false', 'false', 'false', 'link_tries'], 'who guesses is slowed');
select pg_temp.gives('lan');
select is(pg_temp.opens('minh', pg_temp.known('lan')), 'link_tries', 'even when the next guess would be right');
select is(pg_temp.opens('newcomer', pg_temp.known('lan')), 'true telegram', 'and holds up nobody else');
insert into public.link_tries (person_id, at) select pg_temp.id_of('hoa'), pg_temp.today() from generate_series(1, 200);
select is(pg_temp.opens('newcomer', pg_temp.known('lan')), 'link_tries', 'until very many guess');
select pg_temp.on_day('2026-10-15 10:11+07');
select is(pg_temp.opens('minh', '999999'), 'false', 'an hour later guesses are forgotten');

-- A newcomer turns out to be lan
select is(pg_temp.published(), 'NC26-001', 'a need');
select is(pg_temp.pledge('lan', 'NC26-001', 10, ', p_visibility => ''named'''), 'CK26-001', 'lan promises by name');
select is(pg_temp.try('newcomer', $$ select public.phone_give('0900 000 002', 'zalo_oa', :now) ->> 'shared' $$), 'true', 'the newcomer has given a phone');
select is(pg_temp.try('newcomer', $$ select public.language_set('en', :now) ->> 'language' $$), 'en', 'and chosen a language');
insert into public.reminder_stops (person_id, subject, stopped_at) values (pg_temp.id_of('lan'), '*', pg_temp.today()), (pg_temp.id_of('newcomer'), '*', pg_temp.today()), (pg_temp.id_of('newcomer'), 'CK26-001', pg_temp.today());
insert into public.outbox (person_id, message, lane, dedupe_key, status, not_before, created_at) values
  (pg_temp.id_of('lan'), '{"key": "both"}', 1, 'both:' || pg_temp.id_of('lan'), 'ready', pg_temp.today(), pg_temp.today()),
  (pg_temp.id_of('newcomer'), '{"key": "both"}', 1, 'both:' || pg_temp.id_of('newcomer'), 'ready', pg_temp.today(), pg_temp.today()),
  (pg_temp.id_of('newcomer'), '{"key": "told"}', 1, 'told:' || pg_temp.id_of('newcomer'), 'sent', pg_temp.today(), pg_temp.today()),
  (pg_temp.id_of('lan'), '{"key": "waited"}', 1, 'waited:' || pg_temp.id_of('lan'), 'unreachable', pg_temp.today(), pg_temp.today());
select pg_temp.gives('lan');
select is(pg_temp.links('newcomer', pg_temp.known('lan')), '{"channel": "telegram", "pledges": 1}', 'they are one person');
select is(pg_temp.person_at('zalo_oa of newcomer'), pg_temp.id_of('lan'), 'who has promises stays');
select is((select joined_into from public.people where id = pg_temp.id_of('newcomer')), pg_temp.id_of('lan'), 'the other account says where it went');
select is(pg_temp.left_behind(pg_temp.id_of('newcomer')), '{}'::text[], 'and has nothing left');
select is(pg_temp.agreed('lan'), 'pledge publish_name share_phone', 'agreements add up');
select is((select string_agg(subject, ' ' order by subject) from public.reminder_stops where person_id = pg_temp.id_of('lan')), '* CK26-001', 'what both said counts once');
select is((select phone from public.phones where person_id = pg_temp.id_of('lan') and withdrawn_at is null), '84900000002', 'the phone came along');
select is((select language from public.people where id = pg_temp.id_of('lan')), 'en', 'a chosen language beats a heard one');
select is((select string_agg(message ->> 'key' || ' ' || status, ', ' order by id) from public.outbox where person_id = pg_temp.id_of('lan') and message ->> 'key' in ('both', 'told', 'waited', 'notice.account_linked')),
  'both ready, told sent, waited ready, notice.account_linked ready', 'what both were to hear is said once, what waited may leave, where the code was given it is told');
select private.notify(pg_temp.id_of('lan'), 'told', '{}', 'told', pg_temp.today());
select is((select count(*) from public.outbox where message ->> 'key' = 'told'), 1::bigint, 'what one account heard is not said again');
select private.notify(pg_temp.id_of('newcomer'), 'late', '{}', 'late', pg_temp.today());
select is((select person_id from public.outbox where message ->> 'key' = 'late'), pg_temp.id_of('lan'), 'news for the account that left follows');
select is(pg_temp.opens('lan', pg_temp.known('lan')), 'link_code_used', 'the code is used');
select is(pg_temp.opens('minh', pg_temp.known('lan')), 'false', 'of which nobody else learns');
select is(pg_temp.try('newcomer', 'select public.pledge_list(p_now => :now) -> ''total'''), '0', 'the account that left sees nothing');
select is((select count(*) from public.audit_events where action = 'account.join'), 1::bigint, 'it is written down');
select is((select after #> '{moved,phones.person_id}' is not null and after::text !~ '900000002' from public.audit_events where action = 'account.join'), true, 'with what moved, and no phone');

-- Taken back
select is(pg_temp.try('hanh', format('select public.account_part(%L, :now)', pg_temp.id_of('newcomer'))), '42501 permission denied for function account_part', 'the operator alone parts them');
select is(pg_temp.try('operator', format('select public.account_part(%L, :now) ->> ''kept''', pg_temp.id_of('newcomer'))), pg_temp.id_of('lan')::text, 'who does');
select is(pg_temp.person_at('zalo_oa of newcomer'), pg_temp.id_of('newcomer'), 'what moved is back');
select is((select person_id from public.phones where phone = '84900000002'), pg_temp.id_of('newcomer'), 'the phone, too');
select is(pg_temp.status('CK26-001') is not null and (select donor_id from public.pledges where code = 'CK26-001') = pg_temp.id_of('lan'), true, 'what never moved did not');
select is(pg_temp.try('operator', format('select public.account_part(%L, :now) ->> ''kept''', pg_temp.id_of('newcomer'))), 'not_found', 'once');

-- Names do not become public by it
select is(pg_temp.pledge('minh', 'NC26-001', 5), 'CK26-002', 'minh promised without a word on names');
select is(public.open_pledge('CK26-001') ->> 'donor', 'Trần Thị Lan', 'lan is named');
delete from public.link_tries;
select pg_temp.gives('lan');
select is(pg_temp.links('minh', pg_temp.known('lan')) like '%"pledges": 2%', true, 'lan is minh');
select is(array[public.open_pledge('CK26-001') ->> 'donor', public.open_pledge('CK26-002') ->> 'donor'], array[null, null], 'no promise is named that was not before');
select is(pg_temp.try('operator', format('select public.account_part(%L, :now) ->> ''kept''', pg_temp.id_of('minh'))) is not null, true, 'parted again');

-- What was taken back on one side stays taken back; one phone is left
select is(pg_temp.try('lan', $$ select public.phone_give('0900 000 001', 'telegram', :now) ->> 'shared' $$), 'true', 'lan has a phone');
select pg_temp.on_day('2026-10-15 10:12+07');
select is(pg_temp.try('minh', $$ select public.phone_give('0900 000 003', 'zalo_bot', :now) ->> 'shared' $$), 'true', 'minh, too, a minute later');
select is(pg_temp.try('minh', $$ select public.consent_give('ai_voice', '1', p_now => :now) ->> 'purpose' $$), 'ai_voice', 'minh lets a service listen');
select pg_temp.on_day('2026-10-15 10:13+07');
select is(pg_temp.try('minh', $$ select public.consent_withdraw('ai_voice', :now) ->> 'purpose' $$), 'ai_voice', 'and no longer');
select is(pg_temp.try('lan', $$ select public.consent_give('ai_voice', '1', p_now => '2026-10-15 10:11+07') ->> 'purpose' $$), 'ai_voice', 'which lan had allowed before');
select pg_temp.gives('lan');
select is(pg_temp.links('minh', pg_temp.known('lan')) like '%"pledges": 2%', true, 'they are one again');
select is((select array_agg(phone) from public.phones where person_id in (pg_temp.id_of('lan'), pg_temp.id_of('minh')) and withdrawn_at is null), array['84900000003'], 'the last phone is left');
select is((select count(*) from public.phones where phone = '84900000001'), 0::bigint, 'the other is erased');
select is(pg_temp.agreed('lan') ~ 'ai_voice', false, 'what was taken back later counts');

-- Who cannot be one person
select pg_temp.gives('tam');
select is(pg_temp.opens('hanh', pg_temp.known('tam')), 'link_conflict', 'not who approved the other''s need');
insert into public.organisations (name, type) values ('One', 'enterprise'), ('Other', 'enterprise'), ('ONE', 'enterprise');
update public.people set organisation_id = (select id from public.organisations where name = 'One') where id = pg_temp.id_of('ann');
update public.people set organisation_id = (select id from public.organisations where name = 'Other') where id = pg_temp.id_of('edu');
update public.people set organisation_id = (select id from public.organisations where name = 'ONE') where id = pg_temp.id_of('health');
select pg_temp.gives('ann');
select is(pg_temp.opens('edu', pg_temp.known('ann')), 'link_conflict', 'nor who acts for another organisation');
select is(pg_temp.deliver('tam', 'CK26-001', 2), 'GN26-001', 'goods arrive');
select pg_temp.gives('lan');
select is(pg_temp.opens('tam', pg_temp.known('lan')), 'link_conflict', 'nor who received what the other gave');

-- Officers
select is(pg_temp.links('health', pg_temp.known('ann')) like '{"channel"%', true, 'the same organisation, written twice');
select is(pg_temp.person_at(pg_temp.id_of('ann')::text), pg_temp.id_of('health'), 'who has a role stays');
select is((select is_foreign from public.people where id = pg_temp.id_of('health')), true, 'and is foreign from now on');
insert into public.role_grants (person_id, role, valid_from) values (pg_temp.id_of('edu'), 'province_officer', pg_temp.today());
select pg_temp.gives('edu');
select is(pg_temp.links('hoa', pg_temp.known('edu')) like '{"channel"%', true, 'two officers');
select is((select string_agg(role, ' ' order by role) from public.role_grants where person_id = pg_temp.person_at(pg_temp.id_of('edu')::text) and coalesce(valid_to, 'infinity') > pg_temp.today()),
  'agency_officer province_officer', 'each role once');

select * from finish();
rollback;
