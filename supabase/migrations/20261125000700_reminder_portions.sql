-- The same calendar for a hundred thousand people on one morning: instants without a query each, portions whose plans cannot go astray.

create or replace function private.reminder_moments(p_days int[], p_due_before timestamptz) returns timestamptz[]
language plpgsql stable security definer set search_path = '' as $$
declare
  v_hour int := private.setting('reminder.hour');
  v_latest timestamptz := p_due_before - make_interval(mins => private.setting('reminder.lead_minutes')::int);
  v_last date := private.last_day(p_due_before);
  v_rests datemultirange := (select range_agg(daterange(h.first_day, h.last_day, '[]')) from public.holidays h where h.rest);
  v_plain boolean;
  v_moments timestamptz[] := '{}';
  v_at timestamptz;
  v_step int;
begin
  v_plain := private.quiet_until((v_last + make_interval(hours => v_hour)) at time zone 'Asia/Ho_Chi_Minh') is null;
  foreach v_step in array p_days loop
    v_at := (v_last + v_step + make_interval(hours => v_hour)) at time zone 'Asia/Ho_Chi_Minh';
    if v_step <= 0 and v_at > v_latest then
      v_at := private.reminder_at(v_latest, p_due_before);
    elsif not v_plain or (v_last + v_step) <@ v_rests is true then
      v_at := private.reminder_at(v_at, p_due_before);
    end if;
    v_moments := v_moments || v_at;
  end loop;
  return v_moments;
end $$;

alter table public.deadline_kinds add column options jsonb not null default '[]' check (jsonb_typeof(options) = 'array'),
  add column handed_options jsonb not null default '[]' check (jsonb_typeof(handed_options) = 'array');
comment on column public.deadline_kinds.options is 'What can be done about it at once, as buttons: [{label, say}], CODE standing for the subject. handed_options: for who takes over.';
alter table public.deadline_kinds disable trigger moments_anew;
update public.deadline_kinds k set options = o.options, handed_options = o.handed from (values
  ('pledge.due', '[{"label": "handed_over", "say": "pledge.claim CODE"}, {"label": "other_day", "say": "pledge.amend CODE"}, {"label": "remind_later", "say": "reminder.settings CODE"}]'::jsonb,
    '[{"label": "show_pledge", "say": "status.query CODE"}]'::jsonb),
  ('handover', '[]', '[{"label": "log_delivery", "say": "delivery.log CODE"}]'),
  ('waitlist.hold', '[{"label": "accept_offer", "say": "pledge.confirm CODE"}, {"label": "refuse_offer", "say": "pledge.cancel CODE"}]', '[]'),
  ('pledge.decision', '[{"label": "confirm_pledge", "say": "pledge.confirm CODE"}, {"label": "decline_pledge", "say": "pledge.decline CODE"}]', '[]'),
  ('need.decision', '[{"label": "approve", "say": "need.approve CODE"}, {"label": "return_need", "say": "need.return CODE"}]', '[]')) as o (kind, options, handed)
where k.kind = o.kind;
alter table public.deadline_kinds enable trigger moments_anew;

create or replace function private.reminder_matter(p_deadline public.deadlines, p_kind public.deadline_kinds, p_reason text, p_person uuid, p_now timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('key', p_kind.message || case p_reason when 'due' then '' else '_' || p_reason end, 'params', p_deadline.about || jsonb_build_object(
      'code', n.code, 'due_on', n.last, 'due_before', p_deadline.due_before,
      case when n.last - n.today > 1 then 'ahead' when n.last - n.today = 1 then 'tomorrow' when n.last = n.today then 'today' when n.last - n.today = -1 then 'yesterday' else 'past' end,
      abs(n.last - n.today))
    || case when p_deadline.person_id = p_person then '{}'::jsonb else jsonb_build_object(
        'donor', (select private.donor_label(p.id, p_person, p_now) from public.pledges p where p.code = n.code), 'unit', private.area_json(p_deadline.area_id)) end)
  from (select ((p_deadline.due_before - interval '1 microsecond') at time zone 'Asia/Ho_Chi_Minh')::date as last, (p_now at time zone 'Asia/Ho_Chi_Minh')::date as today,
    split_part(p_deadline.subject, ':', 1) as code) n
$$;

create or replace function private.reminders_write(p_now timestamptz, p_limit int) returns jsonb
language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_today date := private.day_of(p_now);
  v_rest date := private.rest_until(v_today);
  v_wait timestamptz := private.due_before(v_rest + 1);
  v_end timestamptz := private.day_end(p_now);
  v_most int := private.setting('reminder.most_matters');
  v_a_day int := private.setting('reminder.most_a_day');
  v_people uuid[];
  v_written jsonb;
begin
  select array_agg(person_id) into v_people from (
    select r.person_id from public.reminders r
    where r.outbox_id is null and (v_rest is null or r.expires_at <= v_wait)
      and not exists (select from public.outbox o where o.person_id = r.person_id and o.lane >= 2 and o.lane = 2
        and (o.status = 'ready' and o.not_after is not null or (coalesce(o.sent_at, o.created_at) at time zone 'Asia/Ho_Chi_Minh')::date = v_today))
      and (select count(*) from public.outbox o where o.person_id = r.person_id and o.lane >= 2 and o.created_at > p_now - interval '48 hours'
        and coalesce(o.sent_at, p_now) > p_now - interval '24 hours' and o.status in ('ready', 'sent')) < v_a_day
    group by r.person_id order by r.person_id limit p_limit) chosen;
  with matters as materialized (
    select r.id, r.person_id, r.expires_at, k.urgency * 1000 + greatest(0, least(999, 500 + (d.due_before::date - v_today))) as urgency,
      private.reminder_matter(d, k, r.reason, r.person_id, p_now) as matter,
      case when d.subject ~ '^[A-Z]{2}\d{2}-\d{3,6}$' then replace((case r.reason when 'due' then k.options else k.handed_options end)::text, 'CODE', d.subject)::jsonb else '[]' end as options
    from public.reminders r join public.deadlines d on d.id = r.deadline_id join public.deadline_kinds k on k.kind = d.kind
    where r.person_id = any (v_people) and r.outbox_id is null and r.expires_at > p_now and d.settled_at is null
  ), messages as (
    select person_id, min(urgency) as urgency, min(expires_at) as expires_at, case count(*)
      when 1 then (jsonb_agg(matter) -> 0) || case when (jsonb_agg(options) -> 0) = '[]' then '{}'::jsonb else jsonb_build_object('options', jsonb_agg(options) -> 0) end
      else jsonb_build_object('key', 'reminder.many', 'params', jsonb_build_object('total', count(*), 'more', greatest(count(*) - v_most, 0),
        'matters', to_jsonb((array_agg(matter order by urgency, id))[1:v_most]))) end as message
    from matters group by person_id
  ), written as (
    insert into public.outbox (person_id, message, lane, urgency, dedupe_key, not_before, not_after, created_at)
    select person_id, message, 2, urgency, 'reminder:' || person_id || ':' || v_today, p_now, least(v_end, expires_at), p_now from messages
    on conflict (dedupe_key) do nothing returning message ->> 'key' as key
  )
  select coalesce(jsonb_object_agg(key, n), '{}') into v_written from (select w.key, count(*) as n from written w group by w.key) k;
  update public.reminders r set outbox_id = o.id from public.outbox o
  where r.person_id = any (v_people) and r.outbox_id is null and o.dedupe_key = 'reminder:' || r.person_id || ':' || v_today and o.created_at = p_now;
  return v_written;
end $$;

drop function private.reminder_message(jsonb, jsonb);
drop function private.reminder_buttons(text, text, text);
drop function private.reminder_key(public.deadline_kinds, text);

-- What was said changes no instant, so that many rows are moved on without working anything out.
drop trigger deadline_moments on public.deadlines;
create trigger deadline_moments before insert or update of kind, due_before, set_at, settled_at, remind_at, snoozed_to on public.deadlines
  for each row execute function private.deadline_moments();

create or replace function private.reminders_collect(p_now timestamptz, p_limit int) returns int
language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_looked bigint[];
begin
  select array_agg(id) into v_looked from (select d.id from public.deadlines d where d.settled_at is null and d.next_at <= p_now
    order by d.next_at limit p_limit for update skip locked) x;
  if v_looked is null then
    return 0;
  end if;
  with due as (
    select * from private.reminders_due(v_looked, p_now)
  ), handed as (
    update public.deadlines d set handed_at = p_now from (select distinct deadline_id from due where reason <> 'due') h where d.id = h.deadline_id
  ), replaced as (
    delete from public.reminders r using due where r.deadline_id = due.deadline_id and r.person_id = due.person_id and r.outbox_id is null
  )
  insert into public.reminders (deadline_id, person_id, at, reason, expires_at)
  select deadline_id, person_id, at, reason, expires_at from due
  on conflict do nothing;
  update public.deadlines d set said_until = p_now,
    next_at = (select min(m) from unnest(d.remind_at || d.escalate_at || d.snoozed_to) m where m > p_now)
  where d.id = any (v_looked);
  return array_length(v_looked, 1);
end $$;

create or replace function private.tick_step_ledger(p_now timestamptz) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_pledge public.pledges;
  v_need public.needs;
  v_portion int := private.setting('tick.ledger_portion');
  v_today date := private.day_of(p_now);
  v_last date := v_today - private.setting('pledge.grace_days')::int;
  v_offered bigint[];
  v_late bigint[];
  v_over bigint[];
  v_expired int := 0;
  v_returned int := 0;
  v_lapsed int := 0;
begin
  select array_agg(id) into v_offered from (select id from public.pledges where status = 'offered' and offered_until <= p_now order by id limit v_portion) x;
  select array_agg(id) into v_late from (select id from public.pledges p where p.status in ('proposed', 'awaiting_approval', 'waitlisted', 'confirmed', 'scheduled', 'partially_delivered')
    and p.due_on < v_last order by id limit v_portion - coalesce(array_length(v_offered, 1), 0)) x;
  select array_agg(id) into v_over from (select n.id from public.needs n where n.status = 'published' and n.needed_by < v_today
    and (exists (select from private.need_progress(array[n.id]) g where g.remaining > 0)
      or exists (select from public.pledges p where p.need_id = n.id and p.id = any (v_offered || v_late))) order by n.id limit v_portion) x;
  -- Every need that may change, in the order in which turns take them.
  perform from public.needs n where n.id = any (v_over) or n.id in (select p.need_id from public.pledges p where p.id = any (v_offered || v_late)) order by n.id for update;
  for v_pledge in select * from public.pledges where id = any (v_offered) and status = 'offered' and offered_until <= p_now order by id for update loop
    update public.pledges set status = 'cancelled', offered_until = null, reason = 'offer_expired' where id = v_pledge.id;
    perform private.audit('pledge.offer_expired', v_pledge.code, jsonb_build_object('status', 'offered'), jsonb_build_object('status', 'cancelled'), p_now);
    perform private.notify(v_pledge.donor_id, 'notice.offer_expired', jsonb_build_object('pledge', private.pledge_json(v_pledge.id, v_pledge.donor_id, p_now)), 'offer_expired:' || v_pledge.code, p_now);
    v_returned := v_returned + 1;
  end loop;
  for v_pledge in select * from public.pledges p where p.id = any (v_late) and p.due_on < v_last
      and p.status in ('proposed', 'awaiting_approval', 'waitlisted', 'confirmed', 'scheduled', 'partially_delivered') order by id for update loop
    update public.pledges set status = 'lapsed', outcome = case when private.pledge_accepted(id) > 0 then 'closed_short' end where id = v_pledge.id;
    perform private.audit('pledge.lapse', v_pledge.code, jsonb_build_object('status', v_pledge.status), jsonb_build_object('status', 'lapsed'), p_now);
    perform private.notify(v_pledge.donor_id, 'notice.pledge_lapsed', jsonb_build_object('pledge', private.pledge_json(v_pledge.id, v_pledge.donor_id, p_now)), 'lapse:' || v_pledge.code, p_now);
    v_lapsed := v_lapsed + 1;
  end loop;
  perform private.waitlist_offer(f.need_id, p_now) from (select distinct p.need_id from public.pledges p where p.id = any (v_offered || v_late) and p.need_id is not null order by 1) f;
  for v_need in select * from public.needs n where n.id = any (v_over) and n.status = 'published'
      and exists (select from private.need_progress(array[n.id]) g where g.remaining > 0) order by n.id for update loop
    update public.needs set status = 'expired' where id = v_need.id;
    perform private.audit('need.expire', v_need.code, jsonb_build_object('status', 'published'), jsonb_build_object('status', 'expired'), p_now);
    perform private.notify_role('province_officer', null, 'notice.need_expired', jsonb_build_object('need', private.need_json(v_need.id)), 'need:' || v_need.code || ':expired', p_now);
    v_expired := v_expired + 1;
  end loop;
  update public.inbox set event = '{}' where id in (select id from public.inbox where status <> 'pending' and event <> '{}'
    and done_at < p_now - make_interval(days => private.setting('messages.days')::int) order by done_at limit 5000);
  update public.outbox set message = '{"key": "forgotten"}' where id in (select id from public.outbox where status = 'sent' and message <> '{"key": "forgotten"}'
    and sent_at < p_now - make_interval(days => private.setting('messages.days')::int) order by sent_at limit 5000);
  return jsonb_build_object('offers_expired', v_returned, 'pledges_lapsed', v_lapsed, 'needs_expired', v_expired)
    || case when v_returned + v_lapsed >= v_portion or v_expired >= v_portion then '{"more": true}'::jsonb else '{}' end;
end $$;
update public.settings set value = '4000' where name = 'tick.portion';
insert into public.settings (name, value, meaning) values
  ('tick.ledger_portion', '500', 'Offers and promises, and needs, that one call of the calendar ends; it is called again while there are more.');

create index reminders_expiring on public.reminders (expires_at) where outbox_id is null;

create or replace function private.tick_step_reminders(p_now timestamptz) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_portion int := private.setting('tick.portion');
  v_looked int;
  v_written jsonb := '{}';
  v_count int;
begin
  -- Two at once would only wait for each other; the other one does it.
  if not pg_try_advisory_xact_lock(hashtext('nhip_cau.reminders')) then
    return jsonb_build_object('reminders', 0, 'planned', '{}'::jsonb);
  end if;
  delete from public.outbox where status = 'ready' and not_after <= p_now and (lease_until is null or lease_until <= p_now);
  delete from public.reminders where outbox_id is null and expires_at <= p_now;
  v_looked := private.reminders_collect(p_now, v_portion);
  -- All of a person's matters first, so that one message has them.
  if v_looked < v_portion and private.quiet_until(p_now) is null then
    v_written := private.reminders_write(p_now, v_portion);
  end if;
  select coalesce(sum(n::int), 0) into v_count from jsonb_each_text(v_written) w (key, n);
  return jsonb_build_object('reminders', v_count, 'planned', v_written) || case when v_looked = v_portion or v_count = v_portion then '{"more": true}'::jsonb else '{}' end;
end $$;
