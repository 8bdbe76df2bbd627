-- News of needs: its own consent, by sector and unit, nothing twice, three messages a day at most, stopped at once.
begin;
select no_plan();
\ir personas.psql

create function pg_temp.digest(p_name text, p_call text, p_what text) returns text language sql as $$
  select pg_temp.try(p_name, format('select public.digest_%s ->> %L', p_call, p_what))
$$;
create function pg_temp.tick(p_at text) returns setof text language plpgsql as $$
begin
  perform pg_temp.try('worker', format('select public.tick(%L)', p_at));
end $$;
create function pg_temp.heard(p_name text) returns text language sql as $$
  select string_agg((message ->> 'key') || ' ' || (select string_agg(n ->> 'code', '+') from jsonb_array_elements(message #> '{params,needs}') n), ' | ' order by id)
  from public.outbox where person_id = pg_temp.id_of(p_name) and lane = 3
$$;
create function pg_temp.sent(p_at text) returns setof text language plpgsql as $$
begin
  update public.outbox set status = 'sent', sent_at = p_at::timestamptz where status = 'ready' and not_before <= p_at::timestamptz;
end $$;
create function pg_temp.need_in(p_area text, p_sector text, p_quantity numeric default 100, p_beneficiaries int default null) returns text language plpgsql as $$
declare
  v_code text;
begin
  v_code := pg_temp.try('edu', format('select public.need_create(''[{"item": "thing", "unit": "set", "quantity": %s}]'', %L, ''2026-12-15'', %L, %L, p_now => :now) ->> ''code''', p_quantity, p_area, p_sector, p_beneficiaries));
  perform pg_temp.try('hanh', format('select public.need_approve(%L, p_now => :now)', v_code));
  return v_code;
end $$;
update public.role_grants set sector = null where person_id = pg_temp.id_of('edu');

-- Asking for it
select is(pg_temp.digest('lan', 'subscribe(p_now => :now)', 'subscriptions'), 'consent_missing', 'a promise is no consent to news');
select is(pg_temp.digest('lan', 'subscribe(''weather'', p_text_version => ''1'', p_now => :now)', 'sector'), 'value_invalid', 'of a sector that there is');
select is(pg_temp.digest('lan', 'subscribe(''education'', p_text_version => ''1'', p_now => :now)', 'sector'), 'education', 'with a consent of its own');
select is((select string_agg(purpose, ' ' order by purpose) from public.consents where person_id = pg_temp.id_of('newcomer')), null, 'a newcomer agreed to nothing');
select is(pg_temp.digest('newcomer', 'subscribe(p_area => ''T-A'', p_text_version => ''1'', p_now => :now)', 'sector'), null, 'and may ask for news of a unit');
select is((select string_agg(purpose, ' ' order by purpose) from public.consents where person_id = pg_temp.id_of('newcomer')), 'digest', 'which is all that they agree to');
select is(pg_temp.digest('ann', 'subscribe(p_text_version => ''1'', p_now => :now)', 'sector'), null, 'or of everything');
select is(pg_temp.digest('ann', 'unsubscribe(''health'', p_now => :now)', 'all'), 'false', 'but one sector');
select is(pg_temp.try('lan', 'select count(*)::text from public.subscriptions'), '1', 'everybody sees their own wishes');

-- What there is
select is(array[pg_temp.need_in('T-A', 'education'), pg_temp.need_in('T-B', 'education'), pg_temp.need_in('T-A', 'clothing'), pg_temp.need_in('T-B', 'health'), pg_temp.need_in('T-A1', 'clothing', 4)],
  array['NC26-001', 'NC26-002', 'NC26-003', 'NC26-004', 'NC26-005'], 'five needs');

-- Showing it before it is sent
select is(pg_temp.digest('tam', 'preview(p_now => :now)', 'recipients'), 'not_allowed', 'the province sends digests');
select is(pg_temp.digest('lan', 'send(p_now => :now)', 'digest'), 'not_allowed', 'and nobody else');
select is(pg_temp.digest('hanh', 'preview(p_now => :now)', 'recipients'), '3', 'who would get something');
select is(pg_temp.digest('hanh', 'preview(p_now => :now)', 'send_at'), '2026-10-16T01:00:00+00:00', 'at eight the next morning');
select is(pg_temp.digest('hanh', 'preview(''2026-10-14'', :now)', 'recipients'), 'date_past', 'not yesterday');
select ok(pg_temp.try('hanh', 'select public.digest_preview(p_now => :now)::text') !~ 'Ấp Một', 'a hamlet with four things is not named');
select ok(pg_temp.try('hanh', 'select public.digest_preview(p_now => :now)::text') !~ 'Trần|Minh|Ann', 'and no donor');
select is(pg_temp.digest('hanh', 'send(p_now => :now)', 'send_at'), '2026-10-16T01:00:00+00:00', 'it is set');
select pg_temp.tick('2026-10-16 07:59+07');
select is(pg_temp.heard('lan'), null, 'and waits for its hour');

-- Who stops meanwhile hears nothing
select is(pg_temp.digest('minh', 'subscribe(p_text_version => ''1'', p_now => :now)', 'sector'), null, 'one more');
select is(pg_temp.digest('minh', 'unsubscribe(p_now => :now)', 'was'), 'true', 'who stops at once');
select is(pg_temp.digest('minh', 'unsubscribe(p_now => :now)', 'was'), 'false', 'once is enough');
select pg_temp.tick('2026-10-16 08:00+07');
select is(pg_temp.heard('minh'), null, 'nothing is sent to who stopped');
select is(pg_temp.heard('lan'), 'notice.digest NC26-001+NC26-002', 'the sector');
select is(pg_temp.heard('newcomer'), 'notice.digest NC26-001+NC26-003+NC26-005', 'the unit with its hamlets');
select is(pg_temp.heard('ann'), 'notice.digest NC26-001+NC26-002+NC26-003+NC26-005', 'everything but one sector');
select pg_temp.tick('2026-10-16 08:00+07');
select is((select count(*)::int from public.outbox where lane = 3), 3, 'once');
select is((select recipients from public.digests), 3, 'they are counted');
select is(pg_temp.digest('newcomer', 'unsubscribe(p_now => :now)', 'all'), 'true', 'who stops before it left');
select is(pg_temp.heard('newcomer'), null, 'does not get it');
select pg_temp.sent('2026-10-16 08:01+07');
select is(pg_temp.digest('ann', 'unsubscribe(p_now => :now)', 'all'), 'true', 'what was sent');
select is(pg_temp.heard('ann'), 'notice.digest NC26-001+NC26-002+NC26-003+NC26-005', 'stays sent');

-- Nothing twice, nothing empty
select pg_temp.on_day('2026-10-16 09:00+07');
select is(pg_temp.digest('hanh', 'preview(p_now => :now)', 'recipients'), '0', 'nobody has anything new to hear');
select is(pg_temp.digest('hanh', 'send(p_now => :now)', 'digest') ~ '^\d+$', true, 'a digest with nothing in it');
select pg_temp.tick('2026-10-17 08:00+07'), pg_temp.tick('2026-10-17 08:01+07');
select is(pg_temp.heard('lan'), 'notice.digest NC26-001+NC26-002', 'says nothing');
select pg_temp.on_day('2026-10-17 09:00+07');
select is(pg_temp.pledge('minh', 'NC26-002', 85), 'CK26-001', 'a need is nearly met');
select is(pg_temp.digest('hanh', 'send(p_now => :now)', 'digest') ~ '^\d+$', true, 'which is news');
select pg_temp.tick('2026-10-18 08:00+07');
select is(pg_temp.heard('lan'), 'notice.digest NC26-001+NC26-002 | notice.digest NC26-002', 'once more');
select pg_temp.sent('2026-10-18 08:01+07');

-- Three messages in 24 hours
insert into public.outbox (person_id, message, lane, dedupe_key, status, not_before, created_at, sent_at)
select pg_temp.id_of('lan'), '{"key": "test"}', 2, 'test:' || n, 'sent', '2026-10-18 09:00+07', '2026-10-18 09:00+07', '2026-10-18 09:00+07' from generate_series(1, 2) n;
select pg_temp.on_day('2026-10-18 10:00+07');
select is(pg_temp.need_in('T-B', 'education'), 'NC26-006', 'something new');
select is(pg_temp.digest('hanh', 'send(p_now => :now)', 'digest') ~ '^\d+$', true, 'for the next morning');
select pg_temp.tick('2026-10-19 08:00+07');
select is(pg_temp.heard('lan'), 'notice.digest NC26-001+NC26-002 | notice.digest NC26-002 | notice.digest NC26-006', 'is written');
select is((select not_before from public.outbox where lane = 3 and status = 'ready'), '2026-10-19 08:01+07'::timestamptz, 'for when who had three may be disturbed again');
select pg_temp.sent('2026-10-19 08:03+07');

-- Met
select pg_temp.on_day('2026-10-20 09:00+07');
select is(pg_temp.pledge('ann', 'NC26-001', 100), 'CK26-002', 'one need is promised in full');
select is(pg_temp.pledge('ann', 'NC26-002', 15), 'CK26-003', 'and another');
select pg_temp.tick('2026-10-20 16:59+07');
select ok(pg_temp.heard('lan') !~ 'needs_met', 'not at once');
select pg_temp.tick('2026-10-20 17:00+07'), pg_temp.tick('2026-10-20 17:01+07'), pg_temp.tick('2026-10-21 17:00+07');
select ok(pg_temp.heard('lan') ~ ' \| notice.needs_met NC26-001\+NC26-002$', 'both in one message in the evening, once');
select ok(coalesce(pg_temp.heard('ann'), '') !~ 'needs_met', 'not to who stopped');

-- A digest in the night leaves in the morning
select is((select min(not_before) from public.outbox where message ->> 'key' = 'notice.digest' and extract(hour from not_before at time zone 'Asia/Ho_Chi_Minh') not between 7 and 21), null, 'in the daytime only');
select pg_temp.on_day('2026-10-22 09:00+07');
select is(pg_temp.need_in('T-B', 'education'), 'NC26-007', 'something new');
select is(pg_temp.digest('hanh', 'send(p_now => :now)', 'digest') ~ '^\d+$', true, 'a digest');
select is((select count(*)::int from public.digests where sent_at is null), 1, 'that waits');
select is(pg_temp.digest('hanh', format('cancel(%s, :now)', (select id from public.digests where sent_at is null)), 'digest') ~ '^\d+$', true, 'can be taken back');
select pg_temp.tick('2026-10-23 23:00+07');
select ok(pg_temp.heard('lan') !~ 'NC26-007', 'and then says nothing');
select is(pg_temp.digest('hanh', 'send(p_now => :now)', 'digest') ~ '^\d+$', true, 'one whose hour fell into an outage');
select pg_temp.tick('2026-10-24 03:00+07');
select is((select not_before from public.outbox where lane = 3 and message::text ~ 'NC26-007' and person_id = pg_temp.id_of('lan')), '2026-10-24 07:00+07'::timestamptz, 'leaves when the night is over');
select * from finish();
rollback;
