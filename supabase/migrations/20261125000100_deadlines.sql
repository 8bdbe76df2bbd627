-- The calendar: every deadline of the product is one row with the instant at which it has passed and a policy of when to say so.
-- Others put and settle deadlines; the tick reads them. Nothing about a date of the year is code.

create table public.deadline_kinds (
  kind text primary key check (kind ~ '^[a-z]+\.?[a-z]+$'),
  remind_days int[] not null,
  escalate_days int[] not null default '{}',
  escalate_to text not null default 'officers' check (escalate_to in ('officers', 'province')),
  urgency int not null check (urgency between 0 and 99),
  stop_after int check (stop_after > 0),
  message text not null check (message ~ '^reminder\.[a-z_]+$'),
  meaning text not null
);
comment on table public.deadline_kinds is
  'When somebody is reminded, days relative to the last acceptable day (negative: before). escalate_days: when the responsible officers, or the province, are told instead. urgency: lower leaves first. stop_after: so many reminders without an answer and an officer takes over; null: a duty of office, which silence does not end.';
alter table public.deadline_kinds enable row level security;

insert into public.deadline_kinds (kind, remind_days, escalate_days, escalate_to, urgency, stop_after, message, meaning) values
  ('waitlist.hold', '{0}', '{}', 'officers', 5, null, 'reminder.hold', 'A quantity is held for a donor until then.'),
  ('handover', '{-1}', '{}', 'officers', 10, null, 'reminder.handover', 'A day and a place that a donor and an officer agreed on.'),
  ('difficulty.acknowledge', '{0}', '{}', 'officers', 15, null, 'reminder.difficulty_acknowledge', 'Somebody reported a difficulty that nobody answered yet (C7).'),
  ('pledge.due', '{-7,-3,-1,0,1,7}', '{8}', 'officers', 20, 3, 'reminder.pledge', 'The last day of a promise (B23).'),
  ('report.submit', '{-30,-14,-7,-3,-1}', '{1}', 'province', 25, null, 'reminder.report', 'A report to the province (B13).'),
  ('report.internal', '{-14,-7,-3,-1}', '{1}', 'province', 30, null, 'reminder.report_internal', 'The day by which a unit sends its part of a report (E4).'),
  ('assessment.answer', '{-14,-7,-3,-1}', '{1}', 'province', 35, null, 'reminder.assessment', 'The yearly question what children need (B1).'),
  ('difficulty.resolve', '{-3,-1,0}', '{}', 'officers', 40, null, 'reminder.difficulty_resolve', 'A difficulty that somebody took on (C7).'),
  ('pledge.decision', '{0,3,7}', '{}', 'officers', 45, null, 'reminder.pledge_decision', 'A promise that waits for an officer (C3).'),
  ('need.decision', '{0,3,7}', '{}', 'officers', 50, null, 'reminder.need_decision', 'A need that waits for the province (C2).'),
  ('need.expiry', '{-7,-1}', '{}', 'officers', 60, null, 'reminder.need_expiry', 'The last day of a need that still lacks something (C2).');

create table public.deadlines (
  id bigint generated always as identity primary key,
  kind text not null references public.deadline_kinds,
  subject text not null check (length(subject) between 1 and 100),
  due_before timestamptz not null,
  person_id uuid references public.people,
  area_id text references public.areas,
  sector text check (sector in ('health', 'nutrition', 'education', 'recreation', 'clothing')),
  about jsonb not null default '{}' check (jsonb_typeof(about) = 'object'),
  set_at timestamptz not null,
  settled_at timestamptz,
  unique (kind, subject)
);
comment on table public.deadlines is
  'One deadline: what it is about (a code, or round:area), and due_before, the first instant that is too late. Reminded is the person; else the officers of the unit, else those of the sector, else the province. about: small facts that the sentence needs. set_at: when it was last given this instant. settled_at: done, cancelled or void.';
create index deadlines_open on public.deadlines (due_before) where settled_at is null;
create index deadlines_person on public.deadlines (person_id) where settled_at is null;
alter table public.deadlines enable row level security;

create function private.last_day(p_due_before timestamptz) returns date
language sql immutable set search_path = '' as $$ select private.day_of(p_due_before - interval '1 microsecond') $$;
comment on function private.last_day is 'The last acceptable day in Vietnam of an exclusive end: "before 1 December" is 30 November (I).';

create function private.due_before(p_last_day date) returns timestamptz
language sql immutable set search_path = '' as $$ select ((p_last_day + 1)::timestamp) at time zone 'Asia/Ho_Chi_Minh' $$;
comment on function private.due_before is 'The exclusive end of a last acceptable day: midnight in Vietnam.';

create function private.deadline_forget(p_deadline bigint, p_now timestamptz) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  return;
end $$;
comment on function private.deadline_forget is 'Takes back what was planned and not yet said about a deadline.';

create function private.deadline_put(
  p_kind text, p_subject text, p_due_before timestamptz, p_person uuid, p_area text, p_sector text, p_about jsonb, p_now timestamptz
) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_old public.deadlines;
begin
  insert into public.deadlines (kind, subject, due_before, person_id, area_id, sector, about, set_at)
  values (p_kind, p_subject, p_due_before, p_person, p_area, p_sector, coalesce(p_about, '{}'), p_now)
  on conflict (kind, subject) do nothing;
  if found then
    return;
  end if;
  select * into v_old from public.deadlines where kind = p_kind and subject = p_subject for update;
  if v_old.settled_at is not null or (v_old.due_before, v_old.person_id, v_old.area_id, v_old.sector)
      is distinct from (p_due_before, p_person, p_area, p_sector) then
    perform private.deadline_forget(v_old.id, p_now);
  elsif v_old.about is distinct from coalesce(p_about, '{}') then
    perform private.deadline_reword(v_old.id, p_now);
  end if;
  update public.deadlines set due_before = p_due_before, person_id = p_person, area_id = p_area, sector = p_sector, about = coalesce(p_about, '{}'), settled_at = null,
    set_at = case when v_old.settled_at is null and v_old.due_before = p_due_before then set_at else p_now end
  where id = v_old.id;
end $$;
comment on function private.deadline_put is
  'Sets a deadline, or moves it: what was planned for the old day and not yet said is forgotten. What changed about it is said as it is now. The same again changes nothing, so it may be called at every change of the subject. p_due_before is exclusive; private.due_before(last day) gives it.';

create function private.deadline_settle(p_kind text, p_subject text, p_now timestamptz) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_id bigint;
begin
  update public.deadlines set settled_at = p_now where kind = p_kind and subject = p_subject and settled_at is null returning id into v_id;
  if v_id is not null then
    perform private.deadline_forget(v_id, p_now);
  end if;
end $$;
comment on function private.deadline_settle is 'Done, cancelled or void: nothing more is said about it. Safe to repeat, also for what was never put.';

create table public.holidays (
  id bigint generated always as identity primary key,
  first_day date not null,
  last_day date not null check (last_day >= first_day),
  name_vi text not null,
  name_en text not null,
  rest boolean not null,
  source text not null,
  verified boolean not null default false,
  unique (first_day, name_en)
);
comment on table public.holidays is
  'Days of the year that the work knows. rest: nobody is reminded on them; their reminders move. Days off that a decision sets each year are rows that the operator adds; none is guessed here.';
alter table public.holidays enable row level security;

create function private.rest_until(p_day date) returns date
language sql stable security definer set search_path = '' as $$
  select max(h.last_day) from public.holidays h where h.rest and p_day between h.first_day and h.last_day
$$;
comment on function private.rest_until is 'The last day of the holiday that a day lies in; null on other days.';

create table public.tick_steps (
  name text primary key,
  function text not null check (function ~ '^tick_step_[a-z_]+$'),
  position int not null
);
comment on table public.tick_steps is
  'What the tick does, in order: functions private.tick_step_*(p_now timestamptz) returns jsonb. Each does what is due, once, in a bounded portion; {"more": true} asks to be called again. Whoever adds a kind of work adds a row.';
alter table public.tick_steps enable row level security;

alter function public.tick(timestamptz) set schema private;
alter function private.tick(timestamptz) rename to tick_step_ledger;
revoke execute on function private.tick_step_ledger from nhip_cau_worker;
comment on function private.tick_step_ledger is
  'Offers from the waitlist that nobody took, pledges past their grace period (C3), needs past their last day that still lack something (C2), words of messages past messages.days (F).';
insert into public.tick_steps (name, function, position) values ('ledger', 'tick_step_ledger', 10);

create function public.tick(p_now timestamptz) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_step record;
  v_did jsonb;
  v_result jsonb := jsonb_build_object('now', p_now);
  v_more boolean := false;
begin
  for v_step in select s.function from public.tick_steps s order by s.position, s.name loop
    execute format('select private.%I($1)', v_step.function) into v_did using p_now;
    v_more := v_more or coalesce((v_did ->> 'more')::boolean, false);
    v_result := v_result || (coalesce(v_did, '{}') - 'more' - 'now');
  end loop;
  return v_result || case when v_more then '{"more": true}'::jsonb else '{}' end;
end $$;
comment on function public.tick is
  'Does what is due at p_now, once, however often and after whatever gap it is called: every row of tick_steps in order. Answers what they did, each under its own names; {"more": true} when some work was left for another call, so that none takes longer than a call may.';
grant execute on function public.tick to nhip_cau_worker;
