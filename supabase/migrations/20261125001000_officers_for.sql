-- Whose business a unit is, by walking up from it once instead of down from every officer's unit.

create or replace function private.officers_for(p_area text, p_sector text, p_now timestamptz) returns setof uuid
language sql stable security definer rows 3 set search_path = '' as $$
  with recursive up as (
    select a.id, a.parent_id from public.areas a where a.id = p_area
    union
    select a.id, a.parent_id from public.areas a join up on a.id = up.parent_id
  ), held as materialized (
    select g.person_id, case when g.role = 'commune_officer' and g.area_id in (select id from up) then 1
        when g.role = 'agency_officer' and g.sector = p_sector then 2 when g.role = 'province_officer' then 3 end as place
    from public.role_grants g where g.valid_from <= p_now and coalesce(g.valid_to, 'infinity') > p_now
  )
  select distinct person_id from held where place = (select min(place) from held)
$$;

-- A sequential scan that cannot be avoided looks so dear with enable_seqscan off that PostgreSQL would compile it each time, for half a second.
alter function private.reminders_collect(timestamptz, int) set jit = off;
alter function private.reminders_write(timestamptz, int) set jit = off;
alter function private.outbox_candidates(int, int, bigint, int, text[], text[], text[], timestamptz) set jit = off;
alter function public.outbox_claim(text[], int, int, timestamptz, text[], text[], text[], text[]) set jit = off;

create or replace function public.reminder_settings(p_pledge text default null, p_date date default null, p_mode text default null, p_now timestamptz default now()) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  me uuid := auth.uid();
  v_subject text := coalesce(upper(p_pledge), '*');
  v_due timestamptz;
  v_at timestamptz;
begin
  perform private.require_choice(p_mode, array['stop', 'resume', 'later']), private.require_due(p_date, p_now);
  if p_pledge is not null and not exists (select from public.pledges p where p.code = v_subject and p.donor_id = me) and not exists (
      select from public.deadlines d where split_part(d.subject, ':', 1) = v_subject and (d.person_id = me or d.person_id is null and private.is_officer_for(me, d.area_id, d.sector, p_now))) then
    perform private.refuse('not_found', jsonb_build_object('code', v_subject));
  end if;
  if p_mode = 'stop' then
    insert into public.reminder_stops (person_id, subject, stopped_at) values (me, v_subject, p_now) on conflict do nothing;
    perform private.reminders_withdraw(me, v_subject, p_now);
  elsif p_mode = 'resume' then
    delete from public.reminder_stops where person_id = me and (p_pledge is null or subject in (v_subject, '*'));
  else
    if p_date is null then
      perform private.refuse('value_invalid');
    end if;
    delete from public.reminder_stops where person_id = me and subject in (v_subject, '*');
    select min(d.due_before) into v_due from public.deadlines d where d.person_id = me and d.settled_at is null and d.due_before > p_now and (p_pledge is null or d.subject = v_subject);
    v_at := private.reminder_at(greatest((p_date + make_interval(hours => private.setting('reminder.hour')::int)) at time zone 'Asia/Ho_Chi_Minh', p_now + interval '1 minute'),
      coalesce(v_due, 'infinity'));
    -- Later than the deadline would be too late: then on its last day.
    if v_at >= v_due then
      v_at := (private.reminder_moments(array[0], v_due))[1];
    end if;
    -- A holiday up to the deadline leaves no other day: who asked is reminded in it.
    if v_at <= p_now then
      v_at := greatest((private.last_day(v_due) + make_interval(hours => private.setting('reminder.hour')::int)) at time zone 'Asia/Ho_Chi_Minh', p_now + interval '1 hour');
    end if;
    update public.deadlines set snoozed_to = v_at, said_until = least(said_until, v_at - interval '1 second')
      where person_id = me and settled_at is null and (p_pledge is null or subject = v_subject) and kind in ('pledge.due', 'handover');
    if not found then
      perform private.refuse('wrong_state', jsonb_build_object('code', case when p_pledge is null then 'CK' else v_subject end, 'status', 'none'));
    end if;
    perform private.reminders_withdraw(me, v_subject, p_now);
  end if;
  perform private.audit('reminder.' || coalesce(p_mode, 'later'), v_subject, null, jsonb_build_object('date', p_date), p_now);
  return jsonb_build_object('code', p_pledge, 'mode', coalesce(p_mode, 'later'), 'date', private.day_of(v_at), 'moved', private.day_of(v_at) <> p_date);
end $$;
