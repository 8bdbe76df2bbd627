-- What people answer to a reminder, and what they ask about it: stop, again, later, on another day; it is done; who will be reminded.

insert into public.settings (name, value, meaning) values
  ('claim.days', '3', 'Days without reminders after a donor says that it was handed over; by then the officer has entered it.');

create function public.reminder_settings(p_pledge text default null, p_date date default null, p_mode text default null, p_now timestamptz default now()) returns jsonb
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
comment on function public.reminder_settings is
  'The caller stops reminders (of one subject, or all), wants them again, or wants to be reminded on another day: then, and not before, but never after the deadline. Answers {code, mode, date, moved}. Refuses not_found, wrong_state (nothing to be reminded of), date_past, value_invalid.';

create function private.reminders_withdraw(p_person uuid, p_subject text, p_now timestamptz) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  delete from public.outbox o where o.person_id = p_person and o.lane = 2 and o.status in ('ready', 'unreachable') and (o.lease_until is null or o.lease_until <= p_now)
    and o.id in (select r.outbox_id from public.reminders r join public.deadlines d on d.id = r.deadline_id where p_subject in ('*', split_part(d.subject, ':', 1)) and r.person_id = p_person);
  delete from public.reminders r using public.deadlines d where d.id = r.deadline_id and r.person_id = p_person and r.outbox_id is null and p_subject in ('*', split_part(d.subject, ':', 1));
end $$;
comment on function private.reminders_withdraw is 'Takes back what was planned for somebody about one subject, or about anything (*).';

create function public.pledge_claim(p_pledge text, p_now timestamptz default now()) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_pledge public.pledges := private.own_pledge(p_pledge);
  v_officer uuid;
begin
  if v_pledge.status not in ('confirmed', 'scheduled', 'partially_delivered') then
    perform private.refuse('wrong_state', jsonb_build_object('code', v_pledge.code, 'status', v_pledge.status));
  end if;
  for v_officer in select private.officers_for(v_pledge.area_id, v_pledge.sector, p_now) loop
    perform private.notify(v_officer, 'notice.pledge_claimed', private.pledge_about(v_pledge) || jsonb_build_object('donor', private.donor_label(v_pledge.id, v_officer, p_now)),
      'claim:' || v_pledge.code || ':' || private.day_of(p_now), p_now, jsonb_build_array(jsonb_build_object('label', 'log_delivery', 'say', 'delivery.log ' || v_pledge.code)));
  end loop;
  update public.deadlines set snoozed_to = private.reminder_at((private.day_of(p_now) + private.setting('claim.days')::int
      + make_interval(hours => private.setting('reminder.hour')::int)) at time zone 'Asia/Ho_Chi_Minh', 'infinity')
    where kind in ('pledge.due', 'handover') and subject = v_pledge.code and settled_at is null;
  perform private.reminders_withdraw(v_pledge.donor_id, v_pledge.code, p_now);
  perform private.audit('pledge.claim', v_pledge.code, null, null, p_now);
  return private.pledge_json(v_pledge.id, v_pledge.donor_id, p_now);
end $$;
comment on function public.pledge_claim is
  'The donor says that it was handed over. That is no receipt (C3: only accepted deliveries count): the officers are asked to enter it, and the donor is left in peace for claim.days. Refuses not_found, wrong_state.';

create function public.pledge_schedule(p_pledge text, p_date date, p_place text default null, p_now timestamptz default now()) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_pledge public.pledges;
  v_officer uuid;
begin
  select * into v_pledge from public.pledges where code = upper(p_pledge)
    and (donor_id = auth.uid() or private.is_officer_for(auth.uid(), coalesce(area_id, ''), coalesce(sector, ''), p_now)) for update;
  if v_pledge.id is null then
    perform private.refuse('not_found', jsonb_build_object('code', upper(p_pledge)));
  elsif v_pledge.status not in ('confirmed', 'scheduled', 'partially_delivered') then
    perform private.refuse('wrong_state', jsonb_build_object('code', v_pledge.code, 'status', v_pledge.status));
  elsif p_date is null or length(p_place) > 200 then
    perform private.refuse('value_invalid');
  end if;
  perform private.require_due(p_date, p_now);
  update public.pledges set scheduled_on = p_date, scheduled_place = nullif(trim(coalesce(p_place, case when scheduled_on is not null then scheduled_place end)), ''),
    status = case status when 'confirmed' then 'scheduled' else status end, due_on = greatest(due_on, p_date) where id = v_pledge.id returning * into v_pledge;
  perform private.audit('pledge.schedule', v_pledge.code, null, jsonb_build_object('on', p_date), p_now);
  for v_officer in select private.officers_for(v_pledge.area_id, v_pledge.sector, p_now) union select v_pledge.donor_id except select auth.uid() loop
    perform private.notify(v_officer, 'notice.pledge_scheduled', private.pledge_about(v_pledge) || jsonb_build_object('on', p_date,
        'donor', case when v_officer <> v_pledge.donor_id then private.donor_label(v_pledge.id, v_officer, p_now) end),
      'schedule:' || v_pledge.code || ':' || coalesce(nullif(current_setting('nhip_cau.turn', true), ''), p_date::text), p_now);
  end loop;
  return private.pledge_json(v_pledge.id, auth.uid(), p_now) || jsonb_build_object('scheduled_on', p_date, 'place', v_pledge.scheduled_place);
end $$;
comment on function public.pledge_schedule is
  'Donor or officer agree on the day and the place of the handover (C3): the other side is told, both are reminded the day before; a day after the last one moves that, too. Refuses not_found, wrong_state, date_past, value_invalid.';

create function public.reminder_list(p_date date default null, p_now timestamptz default now()) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  me uuid := auth.uid();
  v_day date := coalesce(p_date, private.day_of(p_now) + 1);
  v_today boolean := v_day <= private.day_of(p_now);
  v_at timestamptz := (v_day + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh' - interval '1 second';
  v_after timestamptz := case when v_day <= private.day_of(p_now) then p_now else v_day::timestamp at time zone 'Asia/Ho_Chi_Minh' end;
  v_seen bigint[];
  v_people jsonb;
begin
  perform private.require_due(v_day, p_now);
  select array_agg(d.id) into v_seen from public.deadlines d where d.settled_at is null
    and (d.person_id = me or exists (select from private.officer_scopes(me, p_now) s where (s.area_id is null or s.area_id = d.area_id) and (s.sector is null or s.sector = d.sector)));
  with planned as (
    select f.deadline_id, f.person_id, f.reason from private.reminders_due(v_seen, v_at, v_after) f
    union
    select r.deadline_id, r.person_id, r.reason from public.reminders r left join public.outbox o on o.id = r.outbox_id
      where v_today and r.deadline_id = any (v_seen) and (r.outbox_id is null or private.day_of(coalesce(o.sent_at, o.created_at)) = v_day)
  ), told as (
    select p.person_id, d.person_id is not distinct from p.person_id as own, k.urgency, d.id, private.reminder_matter(d, k, p.reason, p.person_id, v_after) as matter, d.kind,
      (select private.donor_label(c.id, me, p_now) from public.pledges c where c.code = d.subject and c.donor_id = p.person_id) as donor
    from planned p join public.deadlines d on d.id = p.deadline_id join public.deadline_kinds k on k.kind = d.kind
  ), people as (
    select t.person_id, min(t.urgency) as urgency, jsonb_strip_nulls(jsonb_build_object('self', nullif(t.person_id = me, false),
      'name', coalesce(max(t.donor), case when not bool_or(t.own) then max(p.display_name) end),
      'matters', jsonb_agg(jsonb_build_object('kind', t.kind, 'code', t.matter #> '{params,code}', 'due_on', t.matter #> '{params,due_on}', 'area', t.matter #> '{params,unit}',
        'message', case when t.person_id = me then t.matter end) order by t.urgency, t.id))) as shown
    from told t join public.people p on p.id = t.person_id group by t.person_id
  )
  select coalesce(jsonb_agg(shown order by urgency, shown ->> 'name'), '[]') into v_people from people;
  return jsonb_build_object('date', v_day, 'total', jsonb_array_length(v_people), 'people', v_people);
end $$;
comment on function public.reminder_list is
  'Who will be reminded of what on a day, today or later (tomorrow unless told): the caller, and whoever an officer is responsible for: {date, total, people: [{self, name, matters: [{kind, code, due_on, message}]}]}. Names as this caller may see them. Refuses date_past.';

grant execute on function public.reminder_settings, public.pledge_claim, public.pledge_schedule, public.reminder_list to authenticated;
