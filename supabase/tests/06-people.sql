-- Who sees what of whom: consent, names, invitations, rows under row level security, the public.
begin;
select no_plan();
\ir personas.psql

create function pg_temp.sees(p_name text, p_table text) returns text language sql as $$
  select pg_temp.try(p_name, format('select count(*) from public.%I', p_table))
$$;
create function pg_temp.public_donor(p_pledge text) returns text language sql as $$
  select coalesce(pg_temp.try('stranger', format('select public.open_pledge(%L) ->> ''donor''', p_pledge)), 'nobody')
$$;
create function pg_temp.donor(p_name text, p_pledge text) returns text language sql as $$
  select coalesce(pg_temp.try(p_name, format('select public.pledge_show(%L, :now) ->> ''donor''', p_pledge)), 'nobody')
$$;

-- Consent
select is(pg_temp.try('newcomer', $$ select public.consent_give('pledge', '1', '  Người Mới  ', :now) ->> 'purpose' $$), 'pledge', 'somebody agrees');
select is((select display_name from public.people where id = pg_temp.id_of('newcomer')), 'Người Mới', 'from then on there is a name');
select is(pg_temp.try('newcomer', $$ select public.consent_give('pledge', '2', 'Other', :now) ->> 'purpose' $$), 'pledge', 'agreeing twice changes nothing');
select is((select count(*) from public.consents where person_id = pg_temp.id_of('newcomer')), 1::bigint, 'one purpose, one consent');
select is(pg_temp.try('newcomer', $$ select public.consent_give('everything', '1', p_now => :now) $$), 'value_invalid', 'purposes are a closed list');
select is(pg_temp.try('newcomer', $$ select public.consent_give('digest', null, p_now => :now) $$), 'value_invalid', 'a consent names the text that was read');
select is(pg_temp.try('newcomer', $$ select public.language_set('fr', :now) $$), 'value_invalid', 'two languages are spoken');
select is(pg_temp.try('newcomer', $$ select public.language_set('en', :now) ->> 'language' $$), 'en', 'one of them is chosen');
select is(pg_temp.try('newcomer', $$ select public.phone_share('call me', :now) $$), 'value_invalid', 'a phone is a number');
select is(pg_temp.try('newcomer', $$ select public.phone_share('+84 000 000 000', :now) ->> 'shared' $$), 'true', 'and is shared by its owner');
select is(pg_temp.try('newcomer', $$ select public.consent_give('ai_voice', '1', p_now => :now) ->> 'purpose' $$), 'ai_voice', 'a service outside may listen');
select is(pg_temp.try('newcomer', $$ select public.consent_withdraw('ai_voice', :now) ->> 'purpose' $$), 'ai_voice', 'until the consent is taken back');
select is(pg_temp.try('newcomer', $$ select public.consent_withdraw('ai_voice', :now) ->> 'purpose' $$), 'ai_voice', 'taking it back twice changes nothing');
select is((select count(*) from public.audit_events where action = 'consent.withdraw'), 1::bigint, 'and is written down once');
select is(private.has_consent(pg_temp.id_of('newcomer'), 'ai_voice'), false, 'nobody listens any more');
select is(pg_temp.try('newcomer', $$ select public.consent_withdraw('pledge', :now) $$), 'value_invalid', 'what promises hang on is not taken back in passing');
select is(pg_temp.try('stranger', $$ select public.consent_give('pledge', '1') $$), '42501 permission denied for function consent_give', 'a stranger agrees to nothing');

-- Names
select is(pg_temp.published(), 'NC26-001', 'a need');
select is(pg_temp.pledge('lan', 'NC26-001', 10), 'CK26-001', 'a promise without a word on names');
select is(pg_temp.pledge('minh', 'NC26-001', 10, ', p_visibility => ''initials'''), 'CK26-002', 'one with initials');
select is(pg_temp.pledge('ann', 'NC26-001', 10, ', p_visibility => ''anonymous'''), 'CK26-003', 'one without a name');
select is(array[pg_temp.public_donor('CK26-001'), pg_temp.public_donor('CK26-002'), pg_temp.public_donor('CK26-003')], array['nobody', 'Đ.M.', 'nobody'], 'the public sees what was agreed to');
select is(array[pg_temp.donor('tam', 'CK26-001'), pg_temp.donor('tam', 'CK26-002'), pg_temp.donor('tam', 'CK26-003')], array['Trần Thị Lan', 'Đ.M.', 'nobody'], 'the commune sees what each promise shows');
select is(array[pg_temp.donor('hanh', 'CK26-001'), pg_temp.donor('hanh', 'CK26-002'), pg_temp.donor('hanh', 'CK26-003')], array['Trần Thị Lan', 'Đỗ Minh', 'Ann Foreign'], 'the province knows all');
select is(pg_temp.donor('ann', 'CK26-003'), 'Ann Foreign', 'and everybody knows their own');
select is(pg_temp.try('lan', 'select public.pledge_amend(''CK26-001'', p_visibility => ''named'', p_now => :now) ->> ''visibility'''), 'named', 'the name may be published');
select is(pg_temp.public_donor('CK26-001'), 'Trần Thị Lan', 'at once');
select is(pg_temp.try('lan', 'select public.pledge_amend(''CK26-001'', p_visibility => ''anonymous'', p_now => :now) ->> ''visibility'''), 'anonymous', 'and be taken back');
select is(array[pg_temp.public_donor('CK26-001'), pg_temp.donor('tam', 'CK26-001')], array['nobody', 'nobody'], 'at once');
select is(pg_temp.try('ann', 'select public.pledge_amend(''CK26-003'', p_visibility => ''named'', p_now => :now) ->> ''visibility'''), 'named', 'a name is published');
update public.consents set withdrawn_at = pg_temp.today() where person_id = pg_temp.id_of('ann') and purpose = 'publish_name';
select is(pg_temp.public_donor('CK26-003'), 'nobody', 'until the consent is withdrawn');
select is(private.initials('  đặng  thị ửng '), 'Đ.T.Ử.', 'initials know the alphabet');
select is_empty($$ select message from public.outbox where message::text like '%Lan%' and person_id <> pg_temp.id_of('lan') $$, 'news to officers carries no name');

-- The public has no ids and no persons
select is(pg_temp.deliver('tam', 'CK26-002', 10), 'GN26-001', 'goods arrive');
create function pg_temp.keys(p_json jsonb) returns setof text language sql as $$
  with recursive parts (part) as (
    select p_json
    union all
    select inner_part from parts p cross join lateral (
      select e.value from jsonb_each(case jsonb_typeof(p.part) when 'object' then p.part else '{}' end) e
      union all select a.value from jsonb_array_elements(case jsonb_typeof(p.part) when 'array' then p.part else '[]' end) a) x (inner_part)
  )
  select distinct k from parts cross join lateral jsonb_object_keys(case jsonb_typeof(part) when 'object' then part else '{}' end) k
$$;
select is(array(select pg_temp.keys(jsonb_build_array(public.open_needs(), public.open_need('NC26-001'), public.open_pledge('CK26-002'), public.open_stats(), public.open_thanks())) order by 1),
  array['accepted', 'age_band', 'amount_vnd', 'area', 'cash_promised_vnd', 'child_turns', 'code', 'covered', 'donor', 'due_on', 'fulfilled', 'item', 'items', 'name', 'need', 'needed',
    'needed_by', 'needs', 'on', 'open', 'pledges', 'quantity', 'received', 'rejected', 'remaining', 'reserved', 'sector', 'status', 'unit']::text[],
  'open data has these fields and no other');
select is((public.open_thanks() -> 0 ->> 'donor'), 'Đ.M.', 'thanks go to whom may be named');
select ok(public.open_needs()::text !~ '[0-9a-f]{8}-[0-9a-f]{4}', 'no id of a person is in it');

-- Rows
select is(array[pg_temp.sees('stranger', 'pledges'), pg_temp.sees('stranger', 'people'), pg_temp.sees('stranger', 'deliveries')],
  array['42501 permission denied for table pledges', '42501 permission denied for table people', '42501 permission denied for table deliveries'], 'a stranger sees no promise, no person, no delivery');
select is(array(select pg_temp.sees('hanh', t) from unnest(array['settings', 'invitations', 'code_counters', 'conversations', 'inbox', 'outbox', 'leases']) t),
  array(select '42501 permission denied for table ' || t from unnest(array['settings', 'invitations', 'code_counters', 'conversations', 'inbox', 'outbox', 'leases']) t), 'nobody reads the engine room');
select is(array(select pg_temp.sees(p, 'pledges') from unnest(array['lan', 'newcomer', 'tam', 'binh', 'edu', 'health', 'partner', 'fund', 'hanh']) p),
  array['1', '0', '3', '0', '0', '0', '3', '0', '3'], 'promises: the own ones, or those in scope');
select is(array(select pg_temp.sees(p, 'pledge_items') from unnest(array['lan', 'newcomer', 'tam', 'binh', 'hanh']) p), array['1', '0', '3', '0', '3'], 'and their items');
select is(array(select pg_temp.sees(p, 'deliveries') from unnest(array['lan', 'minh', 'tam', 'binh', 'health', 'hanh']) p), array['0', '1', '1', '0', '0', '1'], 'deliveries: for the own promise, or in scope');
select is(array(select pg_temp.sees(p, 'delivery_items') from unnest(array['lan', 'minh', 'tam', 'binh', 'hanh']) p), array['0', '1', '1', '0', '1'], 'and their lines');
select is(array(select pg_temp.sees(p, 'people') from unnest(array['lan', 'tam', 'hanh', 'worker']) p), array['1', '1', '1', '42501 permission denied for table people'], 'people: oneself');
select is(array(select pg_temp.sees(p, 'role_grants') from unnest(array['lan', 'tam', 'hanh']) p), array['0', '1', '1'], 'roles: one''s own');
select is(array(select pg_temp.sees(p, 'audit_events') = '0' from unnest(array['lan', 'tam', 'edu', 'fund', 'hanh']) p), array[true, true, true, true, false], 'the audit: the province');
select is(pg_temp.try('tam', $$ select public.need_create('[{"item": "hat", "quantity": 5}]', 'T-A', '2026-12-15', 'clothing', p_now => :now) ->> 'code' $$), 'NC26-002', 'a proposal');
select is(array(select pg_temp.sees(p, 'needs') from unnest(array['stranger', 'lan', 'binh', 'tam', 'partner', 'hanh']) p), array['1', '1', '1', '2', '2', '2'], 'needs: the published ones, or those in scope');
select is(array(select pg_temp.sees(p, 'need_items') from unnest(array['stranger', 'lan', 'tam']) p), array['1', '1', '2'], 'and their items');
select is(pg_temp.try('lan', $$ insert into public.pledges (code) values ('X') $$), '42501 permission denied for table pledges', 'nobody writes past the functions');
select is(pg_temp.try('lan', $$ update public.people set display_name = 'X' $$), '42501 permission denied for table people', 'not even about themselves');

-- A refusal never tells what exists
select is(array[pg_temp.donor('lan', 'CK26-002'), pg_temp.donor('lan', 'CK26-999')], array['not_found', 'not_found'], 'another''s promise sounds like none');
select is(array[pg_temp.try('lan', 'select public.delivery_show(''GN26-001'', :now)'), pg_temp.try('lan', 'select public.delivery_show(''GN26-999'', :now)')], array['not_found', 'not_found'], 'so does another''s delivery');
select is(array[pg_temp.try('lan', 'select public.need_show(''NC26-002'', :now)'), pg_temp.try('lan', 'select public.need_show(''NC26-999'', :now)')], array['not_found', 'not_found'], 'so does a proposal');
select is(pg_temp.try('lan', $$ select public.status_query(p_now => :now) -> 'total_needs' $$), '0', 'a donor has no overview');
select is(pg_temp.try('binh', $$ select public.status_query(p_area => 'T-A', p_now => :now) -> 'total_needs' $$), '0', 'another commune''s officer has none of this one');
select is(pg_temp.try('tam', $$ select public.status_query(p_now => :now) - 'needs' - 'pledges' $$), '{"area": null, "offset": 0, "total_needs": 2, "total_pledges": 2}', 'its own officer has one');

-- Invitations
create function pg_temp.hash(p_code text) returns text language sql as $$ select encode(sha256(p_code::bytea), 'hex') $$;
create function pg_temp.redeem(p_name text, p_code text) returns text language sql as $$
  select pg_temp.try(p_name, format('select public.invitation_redeem(%L, :now) ->> ''role''', pg_temp.hash(p_code)))
$$;
select is(pg_temp.try('hanh', format('select public.invitation_create(%L, ''province_officer'', p_now => :now)', pg_temp.hash('a'))), '42501 permission denied for function invitation_create', 'nobody invites but the operator');
select is(pg_temp.try('operator', format('select public.invitation_create(%L, ''commune_officer'', p_now => :now)', pg_temp.hash('a'))), 'area_unknown', 'a commune officer has a commune');
select is(pg_temp.try('operator', format('select public.invitation_create(%L, ''commune_officer'', ''T-OLD'', p_now => :now)', pg_temp.hash('a'))), 'area_retired', 'one of today');
select is(pg_temp.try('operator', format('select public.invitation_create(%L, ''commune_officer'', ''T-B'', p_now => :now) ->> ''role''', pg_temp.hash('a'))), 'commune_officer', 'an invitation');
select is((select encode(code_hash, 'hex') from public.invitations), pg_temp.hash('a'), 'of which only the fingerprint is kept');
select is(pg_temp.redeem('lan', 'b'), 'invitation_invalid', 'a guess opens nothing');
select is(pg_temp.try('lan', 'select public.invitation_redeem(''not hex at all'', :now)'), 'invitation_invalid', 'nor does nonsense');
select is(pg_temp.try('lan', 'select public.invitation_redeem(null, :now)'), 'invitation_invalid', 'nor nothing');
select is(pg_temp.redeem('binh', 'a'), 'consent_missing', 'who joins has agreed to be stored');
select is(pg_temp.try('lan', format('select public.invitation_show(%L, :now) ->> ''role''', pg_temp.hash('a'))), 'commune_officer', 'it is read back');
select is(pg_temp.redeem('lan', 'a'), 'commune_officer', 'it is used');
select is(pg_temp.redeem('lan', 'a'), 'invitation_used', 'once');
select is(pg_temp.redeem('minh', 'a'), 'invitation_used', 'by one');
select ok(pg_temp.told('hoa') like '%notice.officer_joined%', 'the province is told');
select is(pg_temp.try('lan', $$ select public.need_create('[{"item": "hat", "quantity": 5}]', 'T-B', '2026-12-15', 'clothing', p_now => :now) ->> 'code' $$), 'NC26-003', 'the role works');
select is(pg_temp.try('operator', format('select public.invitation_create(%L, ''province_officer'', p_now => :now) ->> ''role''', pg_temp.hash('c'))), 'province_officer', 'another invitation');
select pg_temp.on_day('2026-10-22 09:00+07');
select is(pg_temp.redeem('minh', 'c'), 'invitation_expired', 'runs out after its days');

-- The past cannot be changed with what has ended
select is(pg_temp.try('minh', format('select public.invitation_redeem(%L, ''2026-10-15 09:00+07'')', pg_temp.hash('c'))), 'p_now 2026-10-15 02:00:00+00 is not the time of the caller''s token', 'nor by claiming that it is still last week')
  from (select set_config('timezone', 'UTC', true)) x;
update public.role_grants set valid_to = '2026-10-20 00:00+07' where person_id = pg_temp.id_of('tam');
select is(pg_temp.sees('tam', 'pledges'), '0', 'a role that has ended shows nothing');
select is(pg_temp.try('tam', $$ select public.need_create('[{"item": "hat", "quantity": 5}]', 'T-A', '2026-12-15', 'clothing', p_now => '2026-10-16 00:00+07') ->> 'code' $$) like 'p_now%', true, 'and does nothing, whatever day is claimed');

select * from finish();
rollback;
