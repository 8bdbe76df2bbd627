-- One line for one thing: several deadlines of it are told once, and many alike together; a handover is reminded of on both sides, and once.

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
    -- Of several deadlines of one thing the first one is told.
    select distinct on (r.person_id, case when d.subject ~ '^[A-Z]{2}\d' then split_part(d.subject, ':', 1) else d.subject end)
      r.id, r.person_id, r.expires_at, k.kind, r.reason, d.due_before, k.urgency * 1000 + greatest(0, least(999, 500 + (d.due_before::date - v_today))) as urgency,
      private.reminder_matter(d, k, r.reason, r.person_id, p_now) as matter,
      case when d.subject ~ '^[A-Z]{2}\d{2}-\d{3,6}$' then replace((case r.reason when 'due' then k.options else k.handed_options end)::text, 'CODE', d.subject)::jsonb else '[]' end as options
    from public.reminders r join public.deadlines d on d.id = r.deadline_id join public.deadline_kinds k on k.kind = d.kind
    where r.person_id = any (v_people) and r.outbox_id is null and r.expires_at > p_now and d.settled_at is null
    order by r.person_id, case when d.subject ~ '^[A-Z]{2}\d' then split_part(d.subject, ':', 1) else d.subject end, d.due_before, k.urgency
  ), counted as (
    select m.*, count(*) over alike as alike, row_number() over (partition by m.person_id, m.kind, m.reason, m.due_before order by m.id) as nth
    from matters m window alike as (partition by m.person_id, m.kind, m.reason, m.due_before)
  ), lines as (
    select c.person_id, c.urgency, c.id, c.expires_at, 1 as n, c.matter, c.options from counted c where c.alike < 3
    union all
    select c.person_id, min(c.urgency), min(c.id), min(c.expires_at), count(*), jsonb_build_object('key', 'reminder.group', 'params',
      (jsonb_agg(c.matter -> 'params') -> 0) - 'pledge' - 'need' - 'donor' - 'unit' || jsonb_build_object('kind', c.kind, 'count', count(*),
        'codes', jsonb_agg(c.matter #> '{params,code}' order by c.id) filter (where c.nth <= v_most), 'rest', greatest(count(*) - v_most, 0))), '[]'
    from counted c where c.alike >= 3 group by c.person_id, c.kind, c.reason, c.due_before
  ), messages as (
    select person_id, min(urgency) as urgency, min(expires_at) as expires_at, case count(*)
      when 1 then (jsonb_agg(matter) -> 0) || case when (jsonb_agg(options) -> 0) = '[]' then '{}'::jsonb else jsonb_build_object('options', jsonb_agg(options) -> 0) end
      else jsonb_build_object('key', 'reminder.many', 'params', jsonb_build_object('total', sum(n), 'more', greatest(count(*) - v_most, 0),
        'matters', to_jsonb((array_agg(matter order by urgency, id))[1:v_most]))) end as message
    from lines group by person_id
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
comment on function private.reminders_write is
  'One message for each of at most p_limit people who have something waiting: none for who had one today, has one under way, or had reminder.most_a_day messages in 24 hours. On a holiday only what cannot wait. Three or more alike are one line (reminder.group). Answers how many of each sentence.';

insert into public.deadline_kinds (kind, remind_days, escalate_days, escalate_to, urgency, stop_after, message, meaning, silence_hours, options, handed_options)
select 'unit.handover', remind_days, escalate_days, escalate_to, urgency, stop_after, message, 'The same for the officers of the unit.', silence_hours, options, handed_options
from public.deadline_kinds where kind = 'handover';
update public.deadline_kinds set escalate_days = '{}' where kind = 'handover';
update public.deadlines set kind = 'unit.handover', subject = split_part(subject, ':', 1) where kind = 'handover' and subject like '%:unit';

create or replace function private.pledge_calendar(p_pledge bigint) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  p public.pledges;
  v_now timestamptz := private.moment();
  v_about jsonb;
  v_wanted text[];
  v_old record;
begin
  select * into p from public.pledges where id = p_pledge;
  v_wanted := array_remove(array[
    case when p.status in ('confirmed', 'scheduled', 'partially_delivered') and p.due_on is not null then 'pledge.due' end,
    case when p.status in ('scheduled', 'partially_delivered') and p.scheduled_on is not null then 'handover' end,
    case when p.status in ('scheduled', 'partially_delivered') and p.scheduled_on is not null then 'unit.handover' end,
    case when p.status = 'offered' then 'waitlist.hold' end,
    case when p.status in ('proposed', 'awaiting_approval') then 'pledge.decision' end], null);
  for v_old in select d.kind, d.subject from public.deadlines d where d.kind in ('pledge.due', 'handover', 'unit.handover', 'waitlist.hold', 'pledge.decision')
    and d.subject = p.code and d.settled_at is null and d.kind <> all (v_wanted)
  loop
    perform private.deadline_settle(v_old.kind, v_old.subject, v_now);
  end loop;
  if v_wanted = '{}' then
    return;
  end if;
  v_about := private.pledge_about(p);
  if 'pledge.due' = any (v_wanted) then
    perform private.deadline_put('pledge.due', p.code, private.due_before(p.due_on), p.donor_id, p.area_id, p.sector, v_about, v_now);
  end if;
  if 'handover' = any (v_wanted) then
    perform private.deadline_put('handover', p.code, private.due_before(p.scheduled_on), p.donor_id, p.area_id, p.sector, v_about, v_now),
      private.deadline_put('unit.handover', p.code, private.due_before(p.scheduled_on), null, p.area_id, p.sector, v_about, v_now);
  end if;
  if 'waitlist.hold' = any (v_wanted) then
    perform private.deadline_put('waitlist.hold', p.code, p.offered_until, p.donor_id, p.area_id, p.sector, v_about, v_now);
  end if;
  if 'pledge.decision' = any (v_wanted) then
    perform private.deadline_put('pledge.decision', p.code, coalesce((select d.due_before from public.deadlines d where d.kind = 'pledge.decision' and d.subject = p.code and d.settled_at is null),
      private.due_before(private.day_of(v_now) + private.setting('decision.days')::int)), null, null, null, v_about, v_now);
  end if;
end $$;
