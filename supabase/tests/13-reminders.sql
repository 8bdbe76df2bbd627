-- Reminders: when, to whom, merged, once; stopped, put off, handed on; and never after the deadline.
begin;
select no_plan();
\ir personas.psql
-- Reports and news have stories of their own.
delete from public.tick_steps where name not in ('ledger', 'reminders');

create function pg_temp.tick(p_at text) returns text language sql as $$ select pg_temp.try('worker', format('select public.tick(%L) ->> ''reminders''', p_at)) $$;
-- The reminders that somebody got: day, hour and sentence.
create function pg_temp.reminded(p_name text) returns text language sql as $$
  select string_agg(to_char(o.created_at at time zone 'Asia/Ho_Chi_Minh', 'MM-DD HH24 ') || (o.message ->> 'key'), ', ' order by o.id)
  from public.outbox o where o.person_id = pg_temp.id_of(p_name) and o.lane = 2
$$;
create function pg_temp.send(p_at text) returns setof text language plpgsql as $$
begin
  update public.outbox set status = 'sent', sent_at = p_at::timestamptz where status = 'ready';
end $$;
-- Ticks every hour from one instant to another and sends what is planned at once.
create function pg_temp.live(p_from text, p_to text) returns setof text language plpgsql as $$
declare
  v_at timestamptz;
begin
  for v_at in select generate_series(p_from::timestamptz, p_to::timestamptz, interval '1 hour') loop
    perform pg_temp.tick(v_at::text);
    perform pg_temp.send(v_at::text);
  end loop;
end $$;

-- The day's arithmetic
select is(private.reminder_at('2026-10-15 22:30+07', '2026-12-01 00:00+07'), '2026-10-16 07:00+07'::timestamptz, 'half past ten in the evening waits for seven');
select is(private.reminder_at('2026-10-15 22:30+07', '2026-10-16 00:00+07'), '2026-10-15 21:30+07'::timestamptz, 'unless that passes the deadline: then before ten the same day');
select is(private.reminder_at('2026-10-16 05:00+07', '2026-10-16 06:30+07'), '2026-10-15 21:30+07'::timestamptz, 'before dawn it is the evening before');
select is(private.reminder_at('2026-10-15 12:00+07', '2026-10-16 00:00+07'), '2026-10-15 12:00+07'::timestamptz, 'in daytime nothing moves');
insert into public.holidays (first_day, last_day, name_vi, name_en, rest, source) values ('2026-11-09', '2026-11-11', 'x', 'x', true, 'test');
select is(private.reminder_at('2026-11-09 08:00+07', '2026-12-01 00:00+07'), '2026-11-12 08:00+07'::timestamptz, 'a holiday is waited for');
select is(private.reminder_at('2026-11-10 08:00+07', '2026-11-11 00:00+07'), '2026-11-08 08:00+07'::timestamptz, 'unless the deadline lies in it: then before it');
select is(private.reminder_at('2026-11-11 08:00+07', '2026-11-11 00:00+07'), '2026-11-12 08:00+07'::timestamptz, 'what is overdue can wait');

-- A promise of Lan: 7, 3 and 1 days before, silence, an officer
select pg_temp.on_day('2026-10-15 09:00+07');
select is(pg_temp.published(), 'NC26-001', 'a need');
select is(pg_temp.pledge('lan', 'NC26-001', 20, ', p_due => ''2026-11-20'''), 'CK26-001', 'a promise until 20 November');
select is(pg_temp.tick('2026-11-13 07:59+07'), '0', 'a minute before eight nobody is reminded');
select is(pg_temp.tick('2026-11-13 08:00+07'), '1', 'at eight one is');
select is(pg_temp.tick('2026-11-13 08:00+07'), '0', 'and not twice');
select is((select message -> 'params' ->> 'ahead' from public.outbox where lane = 2), '7', 'seven days are left');
select is((select message #>> '{params,pledge,items,0,quantity}' from public.outbox where lane = 2), '20', 'of twenty coats');
select is((select not_after from public.outbox where lane = 2), '2026-11-13 22:00+07'::timestamptz, 'and it leaves today');
select pg_temp.send('2026-11-13 08:01+07');
select pg_temp.live('2026-11-13 09:00+07', '2026-11-30 09:00+07');
select is(pg_temp.reminded('lan'), '11-13 08 reminder.pledge, 11-17 08 reminder.pledge, 11-19 08 reminder.pledge', 'three reminders, and no fourth without an answer');
select is(pg_temp.reminded('tam'), '11-20 08 reminder.pledge_unanswered', 'but the officer of the unit is told, once');
select is((select message #>> '{params,donor}' from public.outbox where lane = 2 and person_id = pg_temp.id_of('tam')), 'Trần Thị Lan', 'with the name as that officer may see it');

-- Who answers goes on being reminded
select pg_temp.on_day('2026-12-01 09:00+07');
select is(pg_temp.pledge('minh', 'NC26-001', 10, ', p_due => ''2026-12-10'''), 'CK26-002', 'a promise of Minh');
select pg_temp.live('2026-12-02 07:00+07', '2026-12-08 09:00+07');
update public.channel_identities set last_inbound_at = '2026-12-09 12:00+07' where person_id = pg_temp.id_of('minh');
select pg_temp.live('2026-12-08 10:00+07', '2026-12-24 09:00+07');
select is(pg_temp.reminded('minh'), '12-03 08 reminder.pledge, 12-07 08 reminder.pledge, 12-09 08 reminder.pledge, 12-10 08 reminder.pledge, 12-11 08 reminder.pledge, 12-17 08 reminder.pledge',
  'days before, the day itself, a day and a week after: three since the answer');
select is(pg_temp.status('CK26-002'), 'confirmed', 'two weeks of grace');
select pg_temp.live('2026-12-24 10:00+07', '2026-12-25 09:00+07');
select is(pg_temp.status('CK26-002'), 'lapsed', 'and no more');
select is((select count(*) from public.deadlines where subject = 'CK26-002' and settled_at is null), 0::bigint, 'then nothing is due any more');

-- Several matters are one message; what moves is forgotten
select pg_temp.on_day('2027-01-01 09:00+07');
select is(pg_temp.published(p_due => '2027-03-15'), 'NC27-001', 'another need');
select is(pg_temp.pledge('ann', 'NC27-001', 1, ', p_due => ''2027-02-01'''), 'CK27-001', 'what waits for an officer');
select pg_temp.live('2027-01-02 07:00+07', '2027-01-04 09:00+07');
select is(pg_temp.reminded('hanh'), '01-04 08 reminder.pledge_decision', 'on the last day for a decision the province is reminded');
select pg_temp.on_day('2027-01-04 09:00+07');
select is(pg_temp.try('hanh', $$ select public.pledge_confirm('CK27-001', p_now => :now) ->> 'status' $$), 'confirmed', 'it decides');
select is(pg_temp.pledge('ann', 'NC27-001', 2, ', p_due => ''2027-02-01'''), 'CK27-002', 'one more');
select is(pg_temp.try('hanh', $$ select public.pledge_confirm('CK27-002', p_now => :now) ->> 'status' $$), 'confirmed', 'confirmed, too');
select is(pg_temp.tick('2027-01-25 08:00+07'), '1', 'two promises of one donor');
select is((select message ->> 'key' from public.outbox where lane = 2 and person_id = pg_temp.id_of('ann')), 'reminder.many', 'are one message');
select is((select jsonb_array_length(message #> '{params,matters}') from public.outbox where lane = 2 and person_id = pg_temp.id_of('ann')), 2, 'of two matters');
select pg_temp.on_day('2027-01-25 08:01+07');
select is(pg_temp.try('ann', $$ select public.pledge_amend('CK27-001', p_due => '2027-02-20', p_now => :now) ->> 'due_on' $$), '2027-02-20', 'one of them moves before it leaves');
select is(pg_temp.reminded('ann'), null, 'and the message is taken back');
select is(pg_temp.tick('2027-01-25 08:02+07'), '1', 'to be written anew');
select is(pg_temp.reminded('ann'), '01-25 08 reminder.pledge', 'with the other alone');
select pg_temp.send('2027-01-25 08:03+07');

-- An outage of four days is one message, and tells what is true then
select is(pg_temp.tick('2027-01-29 06:00+07'), '0', 'not in the quiet hours');
select is(pg_temp.tick('2027-01-31 22:10+07'), '0', 'nor at ten in the evening');
select is(pg_temp.tick('2027-02-01 07:00+07'), '1', 'in the morning');
select is((select message #>> '{params,today}' from public.outbox where lane = 2 and status = 'ready'), '0', 'the last day is today');
select is(pg_temp.tick('2027-02-01 22:00+07'), '0', 'what did not leave by ten');
select is((select count(*) from public.outbox where lane = 2 and status = 'ready'), 0::bigint, 'is taken back');
select is(pg_temp.tick('2027-02-02 07:00+07'), '0', 'and its day is over');
select is(pg_temp.tick('2027-02-02 08:00+07'), '1', 'the next one comes in its time');
select is((select message #>> '{params,yesterday}' from public.outbox where lane = 2 and status = 'ready'), '1', 'and says what is true now');
select pg_temp.send('2027-02-02 08:00+07');

-- Stop, again, later
select pg_temp.on_day('2027-02-02 10:00+07');
select is(pg_temp.try('ann', $$ select public.reminder_settings('CK27-002', p_mode => 'stop', p_now => :now) ->> 'mode' $$), 'stop', 'stop reminding of this one');
select is(pg_temp.try('lan', $$ select public.reminder_settings('CK27-002', p_mode => 'stop', p_now => :now) $$), 'not_found', 'nobody stops what is not theirs');
select is(pg_temp.try('ann', $$ select public.reminder_settings('CK27-001', '2027-02-05', p_now => :now) ->> 'date' $$), '2027-02-05', 'remind me on Friday');
select is(pg_temp.try('ann', $$ select public.reminder_settings('CK27-001', '2027-02-01', p_now => :now) $$), 'date_past', 'not yesterday');
select pg_temp.live('2027-02-02 11:00+07', '2027-02-10 09:00+07');
select is(pg_temp.reminded('ann'), '01-25 08 reminder.pledge, 02-02 08 reminder.pledge, 02-05 08 reminder.pledge', 'on Friday, of the one; of the other never again');
select pg_temp.on_day('2027-02-10 10:00+07');
select is(pg_temp.try('ann', $$ select public.reminder_settings('CK27-001', '2027-03-01', p_now => :now) - 'code' $$)::jsonb,
  '{"mode": "later", "date": "2027-02-20", "moved": true}', 'later than the last day is on the last day');
select is(pg_temp.try('ann', $$ select public.reminder_settings(p_mode => 'stop', p_now => :now) ->> 'mode' $$), 'stop', 'stop everything');
select pg_temp.live('2027-02-10 11:00+07', '2027-02-21 09:00+07');
select is((select count(*) from public.outbox where person_id = pg_temp.id_of('ann') and lane = 2 and created_at > '2027-02-10 10:00+07'), 0::bigint, 'then nothing comes');
select pg_temp.on_day('2027-02-21 10:00+07');
select is(pg_temp.try('ann', $$ select public.reminder_settings(p_mode => 'resume', p_now => :now) ->> 'mode' $$), 'resume', 'until they are wanted again');
select pg_temp.live('2027-02-21 11:00+07', '2027-03-01 09:00+07');
select is((select count(*) from public.outbox where person_id = pg_temp.id_of('ann') and lane = 2 and created_at > '2027-02-10 10:00+07'), 1::bigint, 'which they are a week after the day');

-- A day for the handover, and "it is done"
select pg_temp.on_day('2027-03-01 10:00+07');
select is(pg_temp.pledge('lan', 'NC27-001', 5, ', p_due => ''2027-03-10'''), 'CK27-003', 'a promise');
select is(pg_temp.try('minh', $$ select public.pledge_schedule('CK27-003', '2027-03-12', 'hall', p_now => :now) $$), 'not_found', 'no other donor sets its day');
select is(pg_temp.try('binh', $$ select public.pledge_schedule('CK27-003', '2027-03-12', 'hall', p_now => :now) $$), 'not_found', 'nor an officer of elsewhere');
select is(pg_temp.try('tam', $$ select public.pledge_schedule('CK27-003', '2027-03-12', 'hall', p_now => :now) ->> 'status' $$), 'scheduled', 'the officer of the unit does');
select is((select message ->> 'key' from public.outbox where person_id = pg_temp.id_of('lan') order by id desc limit 1), 'notice.pledge_scheduled', 'and the donor hears of it');
select is((select due_on from public.pledges where code = 'CK27-003'), '2027-03-12'::date, 'a later day is the new last day');
select pg_temp.send('2027-03-01 10:00+07');
select pg_temp.live('2027-03-10 07:00+07', '2027-03-11 09:00+07');
select is((select message ->> 'key' from public.outbox where person_id = pg_temp.id_of('tam') and lane = 2 order by id desc limit 1), 'reminder.handover', 'the day before the officer is reminded');
select is((select message ->> 'key' from public.outbox where person_id = pg_temp.id_of('lan') and lane = 2 order by id desc limit 1), 'reminder.handover', 'and the donor, of that alone although its last day is near, too');
select pg_temp.on_day('2027-03-12 17:00+07');
select is(pg_temp.try('lan', $$ select public.pledge_claim('CK27-003', p_now => :now) ->> 'status' $$), 'scheduled', 'a donor''s word is no receipt');
select is((select message ->> 'key' from public.outbox where person_id = pg_temp.id_of('tam') order by id desc limit 1), 'notice.pledge_claimed', 'but the officer is asked to enter it');
select pg_temp.live('2027-03-12 18:00+07', '2027-03-14 23:00+07');
select is((select max(created_at) from public.outbox where person_id = pg_temp.id_of('lan') and lane = 2), '2027-03-11 08:00+07'::timestamptz, 'and the donor is left in peace');
select pg_temp.on_day('2027-03-15 07:00+07');
select is(pg_temp.deliver('tam', 'CK27-003', 5), 'GN27-001', 'it is entered');
select is((select count(*) from public.deadlines where subject like 'CK27-003%' and settled_at is null), 0::bigint, 'and nothing is left to say');

-- Who asks what will be said
select pg_temp.on_day('2027-03-15 08:00+07');
select is(pg_temp.published(p_due => '2027-05-15'), 'NC27-002', 'a need');
select is(pg_temp.pledge('lan', 'NC27-002', 5, ', p_due => ''2027-03-30'', p_visibility => ''anonymous'''), 'CK27-004', 'an anonymous promise');
select is(pg_temp.try('lan', $$ select public.reminder_list('2027-03-23', p_now => :now) #>> '{people,0,matters,0,message,params,ahead}' $$), '7', 'the donor sees the own reminder of a day ahead');
select is(pg_temp.try('tam', $$ select public.reminder_list('2027-03-23', p_now => :now) #- '{people,0,matters}' $$)::jsonb, '{"date": "2027-03-23", "total": 1, "people": [{}]}', 'the officer that there is one, not whose');
select is(pg_temp.try('hanh', $$ select public.reminder_list('2027-03-23', p_now => :now) #>> '{people,0,name}' $$), 'Trần Thị Lan', 'the province sees the name');
select is(pg_temp.try('binh', $$ select public.reminder_list('2027-03-23', p_now => :now) ->> 'total' $$), '0', 'another unit nothing');
select is(pg_temp.try('lan', $$ select public.reminder_list('2027-03-24', p_now => :now) ->> 'total' $$), '0', 'the day after there is none');
select is((select count(*) from public.outbox where created_at > '2027-03-15 07:30+07' and lane = 2), 0::bigint, 'asking plans nothing');

-- Policy is data
update public.deadline_kinds set remind_days = '{-5}' where kind = 'pledge.due';
select is((select remind_at from public.deadlines where subject = 'CK27-004' and kind = 'pledge.due'), array['2027-03-25 08:00+07'::timestamptz], 'other offsets count at once');
update public.settings set value = '9' where name = 'reminder.hour';
select is((select remind_at from public.deadlines where subject = 'CK27-004' and kind = 'pledge.due'), array['2027-03-25 09:00+07'::timestamptz], 'and so does another hour');

-- An officer who asked for silence: what is handed over goes to the province, and nothing else does
insert into public.reminder_stops (person_id, subject, stopped_at) values (pg_temp.id_of('tam'), '*', '2027-03-16 08:00+07');
select pg_temp.live('2027-03-30 07:00+07', '2027-04-09 09:00+07');
select is((select count(*) from public.outbox where person_id = pg_temp.id_of('tam') and lane = 2 and created_at > '2027-03-16 08:00+07'), 0::bigint, 'the officer is left in peace');
select is((select string_agg(to_char(o.created_at at time zone 'Asia/Ho_Chi_Minh', 'MM-DD ') || (o.message ->> 'key'), ', ' order by o.id) from public.outbox o
  where o.person_id = pg_temp.id_of('hanh') and o.lane = 2 and o.message #>> '{params,pledge,code}' = 'CK27-004'), '04-07 reminder.pledge_late', 'and the province hears that a promise is overdue');

select * from finish();
rollback;
