-- When a deadline is spoken of: the instants are worked out once, when it is set, so that finding what is due is only looking.

insert into public.settings (name, value, meaning) values
  ('reminder.hour', '8', 'At this hour (Vietnam) the reminders of a day are due.'),
  ('reminder.lead_minutes', '60', 'At least so long before the end of a deadline somebody is reminded of it.'),
  ('reminder.evening_minutes', '30', 'A reminder that cannot wait for the morning leaves so long before the quiet hours.'),
  ('reminder.most_matters', '6', 'So many matters are told in one message; of the rest only the number.'),
  ('reminder.most_a_day', '3', 'Reminders and news that somebody gets in 24 hours at most.'),
  ('tick.portion', '10000', 'Rows that one call of the calendar works on; it is called again while there are more.');

alter table public.deadline_kinds add column silence_hours int not null default 24;
comment on column public.deadline_kinds.silence_hours is 'Nobody is reminded so soon after a deadline was set: it has just been spoken of.';
update public.deadline_kinds set silence_hours = 6 where kind in ('waitlist.hold', 'difficulty.acknowledge');
update public.deadline_kinds set silence_hours = 12 where kind = 'handover';
update public.deadline_kinds set escalate_days = '{1}' where kind = 'handover';

create function private.reminder_at(p_at timestamptz, p_due_before timestamptz) returns timestamptz
language plpgsql stable security definer set search_path = '' as $$
declare
  v_at timestamptz := p_at;
  v_before boolean := p_at < p_due_before;
  v_day date := private.day_of(p_at);
  v_rest date := private.rest_until(v_day);
  v_quiet timestamptz;
begin
  if v_rest is not null then
    v_at := p_at + make_interval(days => v_rest + 1 - v_day);
    if v_before and v_at >= p_due_before then
      v_at := p_at - make_interval(days => v_day + 1 - (select min(h.first_day) from public.holidays h where h.rest and v_day between h.first_day and h.last_day));
    end if;
  end if;
  v_quiet := private.quiet_until(v_at);
  if v_quiet is null then
    return v_at;
  elsif v_before and v_quiet >= p_due_before then
    return ((private.day_of(v_at) - (extract(hour from v_at at time zone 'Asia/Ho_Chi_Minh') < private.setting('quiet.from_hour'))::int)
      + make_interval(hours => private.setting('quiet.from_hour')::int, mins => -private.setting('reminder.evening_minutes')::int)) at time zone 'Asia/Ho_Chi_Minh';
  end if;
  return v_quiet;
end $$;
comment on function private.reminder_at is
  'The instant at which somebody may be disturbed instead (I): after a holiday and after the quiet hours, unless that passes the deadline; then before the holiday, and in the evening before the quiet hours.';

create function private.reminder_moments(p_days int[], p_due_before timestamptz) returns timestamptz[]
language plpgsql stable security definer set search_path = '' as $$
declare
  v_hour int := private.setting('reminder.hour');
  v_latest timestamptz := p_due_before - make_interval(mins => private.setting('reminder.lead_minutes')::int);
  v_last date := private.last_day(p_due_before);
  v_moments timestamptz[] := '{}';
  v_at timestamptz;
  v_step int;
begin
  foreach v_step in array p_days loop
    v_at := (v_last + v_step + make_interval(hours => v_hour)) at time zone 'Asia/Ho_Chi_Minh';
    v_moments := v_moments || private.reminder_at(case when v_step <= 0 then least(v_at, v_latest) else v_at end, p_due_before);
  end loop;
  return v_moments;
end $$;
comment on function private.reminder_moments is 'The instants of days relative to the last day of a deadline.';

alter table public.deadlines
  add column remind_at timestamptz[],
  add column escalate_at timestamptz[],
  add column said_until timestamptz not null default '-infinity',
  add column snoozed_to timestamptz,
  add column handed_at timestamptz,
  add column next_at timestamptz;
comment on column public.deadlines.remind_at is 'When the person is reminded; null asks for it to be worked out anew. escalate_at: when others are told instead.';
comment on column public.deadlines.said_until is 'What was due until then has been planned, or is past.';
comment on column public.deadlines.snoozed_to is 'The person asked for this instant; the ones before it are not wanted.';
comment on column public.deadlines.handed_at is 'An officer was asked to take over, because the person did not answer.';
comment on column public.deadlines.next_at is 'When to look at it next; null: never.';
create index deadlines_next on public.deadlines (next_at) where settled_at is null;

create function private.wanted_moments(p_deadline public.deadlines) returns timestamptz[]
language sql immutable set search_path = '' as $$
  select case when p_deadline.snoozed_to is null then p_deadline.remind_at
    else array(select m from unnest(p_deadline.remind_at) m where m > p_deadline.snoozed_to) || p_deadline.snoozed_to end
$$;
comment on function private.wanted_moments is 'When the person is reminded: as the kind says, or from the instant on that the person asked for.';

create function private.deadline_moments() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_kind public.deadline_kinds;
begin
  if tg_op = 'INSERT' or new.remind_at is null or (new.kind, new.due_before) is distinct from (old.kind, old.due_before) then
    select * into v_kind from public.deadline_kinds where kind = new.kind;
    new.remind_at := private.reminder_moments(v_kind.remind_days, new.due_before);
    new.escalate_at := private.reminder_moments(v_kind.escalate_days, new.due_before);
    if tg_op = 'INSERT' or new.set_at <> old.set_at then
      new.said_until := new.set_at + make_interval(hours => v_kind.silence_hours);
      new.snoozed_to := null;
      new.handed_at := null;
    end if;
  elsif new.set_at <> old.set_at then
    new.said_until := new.set_at + make_interval(hours => (select k.silence_hours from public.deadline_kinds k where k.kind = new.kind));
    new.snoozed_to := null;
    new.handed_at := null;
  end if;
  new.next_at := case when new.settled_at is null then
    (select min(m) from unnest(private.wanted_moments(new) || new.escalate_at) m where m > new.said_until) end;
  return new;
end $$;

comment on function private.deadline_moments is 'Keeps the instants of a deadline in step with its policy.';
create trigger deadline_moments before insert or update on public.deadlines for each row execute function private.deadline_moments();

create function private.moments_anew() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.deadlines set remind_at = null where settled_at is null;
  return null;
end $$;
create function private.hours_anew() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from changed c where c.name like 'reminder.%' or c.name like 'quiet.%') then
    update public.deadlines set remind_at = null where settled_at is null;
  end if;
  return null;
end $$;
comment on function private.hours_anew is 'The same for the hours among the settings.';
comment on function private.moments_anew is 'Offsets, hours and holidays are data: who changes them changes every open deadline.';
create trigger moments_anew after insert or update or delete on public.deadline_kinds for each statement execute function private.moments_anew();
create trigger moments_anew after insert or update or delete on public.holidays for each statement execute function private.moments_anew();
create trigger hours_anew after update on public.settings referencing new table as changed for each statement execute function private.hours_anew();
update public.deadlines set remind_at = null;

create table public.reminder_stops (
  person_id uuid not null references public.people,
  subject text not null,
  stopped_at timestamptz not null,
  primary key (person_id, subject)
);
comment on table public.reminder_stops is 'Who does not want to be reminded: of one subject (its code), or of anything (*). Answers are no reminders.';
alter table public.reminder_stops enable row level security;

create table public.reminders (
  id bigint generated always as identity primary key,
  deadline_id bigint not null references public.deadlines on delete cascade,
  person_id uuid not null references public.people,
  at timestamptz not null,
  reason text not null check (reason in ('due', 'late', 'unanswered')),
  expires_at timestamptz not null,
  outbox_id bigint references public.outbox on delete set null,
  unique (deadline_id, person_id, at, reason)
);
comment on table public.reminders is
  'What is, or was, to be said to somebody about a deadline. due: their own matter; late, unanswered: somebody else''s, which is handed to them. outbox_id: the message it is part of; null while it waits for one. After expires_at it is no longer true.';
create index reminders_waiting on public.reminders (person_id) where outbox_id is null;
create index reminders_outbox on public.reminders (outbox_id);
alter table public.reminders enable row level security;

create function private.officers_for(p_area text, p_sector text, p_now timestamptz) returns setof uuid
language sql stable security definer rows 3 set search_path = '' as $$
  with held as (
    select g.person_id, case when g.role = 'commune_officer' and p_area is not null and private.area_within(p_area, g.area_id) then 1
        when g.role = 'agency_officer' and g.sector = p_sector then 2 when g.role = 'province_officer' then 3 end as place
    from public.role_grants g where g.valid_from <= p_now and coalesce(g.valid_to, 'infinity') > p_now
  )
  select distinct person_id from held where place = (select min(place) from held)
$$;
comment on function private.officers_for is 'Whose business a unit or a sector is: the officers of the unit, else of the sector, else the province.';

create function private.unanswered(p_deadline bigint, p_person uuid) returns bigint
language sql stable security definer set search_path = '' as $$
  select count(*) from public.reminders r join public.outbox o on o.id = r.outbox_id
  where r.deadline_id = p_deadline and r.person_id = p_person and r.reason = 'due' and o.status in ('sent', 'unreachable', 'dead')
    and o.created_at > coalesce((select max(i.last_inbound_at) from public.channel_identities i where i.person_id = p_person), '-infinity')
$$;
comment on function private.unanswered is 'Reminders of a deadline since the person last wrote or pressed anything.';

create function private.reminders_due(p_deadlines bigint[], p_at timestamptz, p_after timestamptz default '-infinity')
returns table (deadline_id bigint, person_id uuid, at timestamptz, reason text, expires_at timestamptz)
language sql stable security definer rows 1000 set search_path = '' as $$
  with looked as materialized (
    select d.*, k.stop_after, k.escalate_to,
      (select max(m) from unnest(private.wanted_moments(d)) m where m <= p_at and m > greatest(d.said_until, p_after) and (m >= d.due_before or p_at < d.due_before or p_after > '-infinity')) as remind,
      (select max(m) from unnest(d.escalate_at) m where m <= p_at and m > greatest(d.said_until, p_after) and (m >= d.due_before or p_at < d.due_before or p_after > '-infinity')) as escalate
    from public.deadlines d join public.deadline_kinds k on k.kind = d.kind
    where d.id = any (p_deadlines) and d.settled_at is null and d.next_at <= p_at
  ), meant as (
    select l.*, case when l.stop_after is not null and l.person_id is not null and l.remind is not null then private.unanswered(l.id, l.person_id) >= l.stop_after else false end as unanswered
    from looked l
  ), told as (
    select m.id, m.person_id, m.remind as at, 'due' as reason, m.area_id, m.sector from meant m where m.remind is not null and not m.unanswered
    union all
    select m.id, null, coalesce(m.escalate, m.remind), case when m.escalate is null then 'unanswered' else 'late' end,
      case when m.escalate_to = 'officers' then m.area_id end, case when m.escalate_to = 'officers' then m.sector end
    from meant m where (m.handed_at is null or m.stop_after is null) and (m.escalate is not null or m.unanswered)
  ), places as materialized (
    select p.area_id, p.sector, o as officer from (select distinct t.area_id, t.sector from told t where t.person_id is null) p
    cross join lateral private.officers_for(p.area_id, p.sector, p_at) o
  ), deaf as (
    -- Where every officer asked for silence, what is handed over goes to the province, so that somebody hears of it.
    select p.area_id, p.sector from places p
    group by p.area_id, p.sector having bool_and(exists (select from public.reminder_stops s where s.person_id = p.officer and s.subject = '*'))
  ), hearers as (
    select p.*, false as instead from places p
    union all
    select d.area_id, d.sector, o, true from deaf d cross join lateral private.officers_for(null, null, p_at) o
  )
  select t.id, coalesce(t.person_id, p.officer), t.at, t.reason, case when t.at < m.due_before then m.due_before else 'infinity' end
  from told t join meant m on m.id = t.id
  left join hearers p on t.person_id is null and p.area_id is not distinct from t.area_id and p.sector is not distinct from t.sector and (not p.instead or t.reason <> 'due')
  where coalesce(t.person_id, p.officer) is not null
    and not exists (select from public.reminder_stops s where s.person_id = coalesce(t.person_id, p.officer) and s.subject in ('*', split_part(m.subject, ':', 1)))
$$;
comment on function private.reminders_due is
  'Who is to be told of which of these deadlines at an instant; of several instants that have passed only the last, and none whose deadline has passed since. p_after: looks ahead from there, at what will be due until p_at. Who was reminded stop_after times without an answer is left in peace: an officer is told instead, the province where every officer of the place wants no reminders. Writes nothing.';
