-- Difficulties (C7): what stands in the way is told in one message, goes up the levels by button or by the clock, and comes back with an answer.

insert into public.settings (name, value, meaning) values
  ('difficulty.acknowledge_days', '3', 'Working days in which a difficulty is to be acknowledged before it moves up a level.'),
  ('difficulty.resolve_days', '10', 'Working days in which it is to be resolved before it moves up a level.'),
  ('difficulty.urgent_hours', '1', 'Hours in which an urgent one is to be acknowledged.'),
  ('difficulty.close_days', '14', 'Days after which one that was answered and not contradicted is closed.'),
  ('difficulty.reopen_days', '30', 'Days in which who reported it may reopen what was closed.'),
  ('difficulty.most_told', '20', 'Difficulties of one person in a day of which everybody who handles them gets word at once; of the rest they hear by the calendar, once a day.'),
  ('difficulty.link_days', '14', 'How many days ago a delivery may have been to be asked about as the one in question.');

create table public.difficulty_levels (
  level text primary key,
  position int not null unique,
  handled_by text[] not null
);
comment on table public.difficulty_levels is
  'Who handles a difficulty where: commune officers those of their unit, agency officers those of their sector, province officers all. The People''s Committee has no role of its own yet, so the province acts for it.';
insert into public.difficulty_levels (level, position, handled_by) values
  ('unit', 1, '{commune_officer}'), ('department', 2, '{agency_officer,province_officer}'), ('committee', 3, '{province_officer}');
alter table public.difficulty_levels enable row level security;

create table public.difficulties (
  id bigint generated always as identity primary key,
  code text not null unique,
  text text not null check (length(text) between 1 and 500),
  area_id text references public.areas,
  sector text check (sector in ('health', 'nutrition', 'education', 'recreation', 'clothing')),
  need_id bigint references public.needs,
  pledge_id bigint references public.pledges,
  delivery_id bigint references public.deliveries,
  urgent boolean not null,
  level text not null references public.difficulty_levels,
  status text not null check (status in ('open', 'acknowledged', 'assigned', 'waiting', 'resolved', 'confirmed', 'reopened', 'closed', 'withdrawn')),
  answer text check (length(answer) between 1 and 500),
  created_by uuid not null references public.people,
  created_at timestamptz not null,
  assigned_to uuid references public.people,
  acknowledge_before timestamptz,
  resolve_before timestamptz,
  settled_at timestamptz
);
comment on table public.difficulties is
  'Tickets. open or reopened: nobody has taken it yet, acknowledge_before runs; acknowledged, assigned, waiting: somebody is on it, resolve_before runs; resolved: answered; confirmed: who reported it agrees; closed: nobody objected; withdrawn: taken back. settled_at: when it was resolved or ended.';
create index difficulties_area on public.difficulties (area_id);
create index difficulties_running on public.difficulties (level) where status in ('open', 'reopened', 'acknowledged', 'assigned', 'waiting', 'resolved');
alter table public.difficulties enable row level security;
create policy own on public.difficulties for select to authenticated using (created_by = (select auth.uid()));
create policy in_scope on public.difficulties for select to authenticated
  using (exists (select from private.officer_scopes((select auth.uid()), (select private.clock())) s
    where (s.area_id is null or s.area_id = difficulties.area_id) and (s.sector is null or s.sector = difficulties.sector)));
grant select on public.difficulties to authenticated;

insert into private.people_columns (table_name, column_name, on_join) values ('difficulties', 'created_by', 'moves'), ('difficulties', 'assigned_to', 'moves');

create function private.working_day_after(p_day date, p_days int) returns date
language sql stable security definer set search_path = '' as $$
  select d::date from generate_series(p_day + 1, p_day + 60 + 3 * p_days, interval '1 day') d
  where extract(isodow from d) < 6 and private.rest_until(d::date) is null
  order by d offset greatest(p_days, 1) - 1 limit 1
$$;
comment on function private.working_day_after is 'The p_days-th working day after a day: Saturdays, Sundays and public.holidays on which one rests do not count.';

create function private.difficulty_clock(p_urgent boolean, p_now timestamptz) returns timestamptz
language sql stable security definer set search_path = '' as $$
  select case when p_urgent then p_now + make_interval(hours => private.setting('difficulty.urgent_hours')::int)
    else private.due_before(private.working_day_after(private.day_of(p_now), private.setting('difficulty.acknowledge_days')::int)) end
$$;
comment on function private.difficulty_clock is 'The instant by which a difficulty is to be acknowledged (C7): exclusive.';

create function private.difficulty_handlers(p_difficulty public.difficulties, p_now timestamptz) returns setof uuid
language sql stable security definer rows 5 set search_path = '' as $$
  select distinct g.person_id from public.role_grants g join public.difficulty_levels l on l.level = p_difficulty.level
  where g.role = any (l.handled_by || array['province_officer']) and g.valid_from <= p_now and coalesce(g.valid_to, 'infinity') > p_now
    and g.person_id <> p_difficulty.created_by
    and (g.role <> 'commune_officer' or private.area_within(p_difficulty.area_id, g.area_id))
    and (g.role <> 'agency_officer' or g.sector is not null and g.sector = p_difficulty.sector)
$$;
comment on function private.difficulty_handlers is 'Who may deal with a difficulty at its level; never who reported it. The province may at every level.';

create function private.difficulty_told(p_difficulty public.difficulties, p_now timestamptz) returns setof uuid
language sql stable security definer rows 5 set search_path = '' as $$
  select h from private.difficulty_handlers(p_difficulty, p_now) h
  where p_difficulty.level <> 'unit' or exists (select from public.role_grants g where g.person_id = h and g.role = 'commune_officer')
    or not exists (select from private.difficulty_handlers(p_difficulty, p_now) o join public.role_grants g on g.person_id = o and g.role = 'commune_officer')
$$;
comment on function private.difficulty_told is 'Who gets the news of a difficulty: its handlers; the province hears of a unit''s own only when the unit has nobody.';

create function private.difficulty_actions(p_difficulty public.difficulties, p_person uuid, p_now timestamptz) returns text[]
language sql stable security definer set search_path = '' as $$
  select array_remove(array[
    case when handles and d.status in ('open', 'reopened') then 'acknowledge' end,
    case when handles and d.status in ('acknowledged', 'waiting') or handles and d.status = 'assigned' and d.assigned_to is distinct from p_person then 'assign' end,
    case when handles and running then 'answer' end,
    case when reports and d.status = 'resolved' or reports and running then 'close' end,
    case when reports and (d.status = 'resolved' or d.status in ('confirmed', 'closed') and d.settled_at > p_now - make_interval(days => private.setting('difficulty.reopen_days')::int)) then 'reopen' end,
    case when (reports or handles) and running and exists (select from public.difficulty_levels l join public.difficulty_levels n on n.position > l.position where l.level = d.level) then 'escalate' end
  ], null)
  from (select (p_difficulty).*) d
  cross join lateral (select d.created_by = p_person as reports, p_person in (select private.difficulty_handlers(p_difficulty, p_now)) as handles,
    d.status in ('open', 'reopened', 'acknowledged', 'assigned', 'waiting') as running) w
$$;
comment on function private.difficulty_actions is 'What somebody may do with a difficulty now. The functions below refuse everything else, so buttons and guards agree.';

create function private.difficulty_json(p_difficulty bigint, p_viewer uuid, p_now timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('code', d.code, 'text', d.text, 'area', private.area_json(d.area_id), 'sector', d.sector, 'urgent', nullif(d.urgent, false), 'level', d.level,
    'status', d.status, 'answer', d.answer, 'about', coalesce(g.code, p.code, n.code), 'on', private.day_of(d.created_at), 'own', d.created_by = p_viewer,
    'until', case when d.status in ('open', 'reopened') then d.acknowledge_before - interval '1 minute'
      when d.status in ('acknowledged', 'assigned', 'waiting') then d.resolve_before - interval '1 minute' end,
    'late', nullif(coalesce(case when d.status in ('open', 'reopened') then d.acknowledge_before when d.status in ('acknowledged', 'assigned', 'waiting') then d.resolve_before end <= p_now, false), false),
    'may', case when p_viewer is null then '[]' else to_jsonb(private.difficulty_actions(d, p_viewer, p_now)) end)
  from public.difficulties d left join public.needs n on n.id = d.need_id left join public.pledges p on p.id = d.pledge_id left join public.deliveries g on g.id = d.delivery_id
  where d.id = p_difficulty
$$;
comment on function private.difficulty_json is
  'A difficulty as replies show it: {code, text, area, sector, urgent, level, status, answer, about, on, own, until, late, may}. until: the last minute of the running clock. No names.';
grant execute on function private.difficulty_json to authenticated;

create function private.difficulty_watch(p_difficulty public.difficulties, p_now timestamptz) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_about jsonb := jsonb_build_object('difficulty', private.difficulty_json(p_difficulty.id, null, p_now));
  v_area text := case p_difficulty.level when 'unit' then p_difficulty.area_id end;
begin
  if p_difficulty.status in ('open', 'reopened') then
    perform private.deadline_put('difficulty.acknowledge', p_difficulty.code, p_difficulty.acknowledge_before, null, v_area, null, v_about, p_now);
  else
    perform private.deadline_settle('difficulty.acknowledge', p_difficulty.code, p_now);
  end if;
  if p_difficulty.status in ('acknowledged', 'assigned', 'waiting') then
    perform private.deadline_put('difficulty.resolve', p_difficulty.code, p_difficulty.resolve_before, p_difficulty.assigned_to, v_area, null, v_about, p_now);
  else
    perform private.deadline_settle('difficulty.resolve', p_difficulty.code, p_now);
  end if;
end $$;
comment on function private.difficulty_watch is 'Keeps the two deadlines of a difficulty in the calendar in step with its state.';

create function private.difficulty_say(p_difficulty public.difficulties, p_to uuid, p_key text, p_actions text[], p_now timestamptz) returns void
language sql volatile security definer set search_path = '' as $$
  select private.notify(p_to, p_key, jsonb_build_object('difficulty', private.difficulty_json(p_difficulty.id, null, p_now)),
    p_key || ':' || p_difficulty.code || ':' || extract(epoch from p_now), p_now,
    (select jsonb_agg(jsonb_build_object('label', 'difficulty_' || a, 'say', 'difficulty.' || a || ' ' || p_difficulty.code) order by n) from unnest(p_actions) with ordinality t (a, n)))
$$;
comment on function private.difficulty_say is 'News of a difficulty to one person, with what they may do at once.';

create function private.difficulty_tell(p_difficulty public.difficulties, p_key text, p_now timestamptz) returns void
language sql volatile security definer set search_path = '' as $$
  select private.difficulty_say(p_difficulty, h, p_key, array['acknowledge', 'answer'], p_now)
  from private.difficulty_told(p_difficulty, p_now) h where h is distinct from auth.uid()
$$;
comment on function private.difficulty_tell is 'News of a difficulty to those who are to deal with it, except to who caused it.';

create function private.difficulty_move(p_difficulty public.difficulties, p_action text, p_now timestamptz) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_old public.difficulties;
begin
  select * into v_old from public.difficulties where id = p_difficulty.id;
  update public.difficulties set status = p_difficulty.status, level = p_difficulty.level, answer = p_difficulty.answer, assigned_to = p_difficulty.assigned_to, sector = p_difficulty.sector,
    acknowledge_before = p_difficulty.acknowledge_before, resolve_before = p_difficulty.resolve_before, settled_at = p_difficulty.settled_at where id = p_difficulty.id;
  perform private.audit('difficulty.' || p_action, p_difficulty.code, jsonb_build_object('status', v_old.status, 'level', v_old.level),
    jsonb_build_object('status', p_difficulty.status, 'level', p_difficulty.level), p_now);
  perform private.difficulty_watch(p_difficulty, p_now);
  return private.difficulty_json(p_difficulty.id, auth.uid(), p_now);
end $$;
comment on function private.difficulty_move is 'Writes a transition whose guard was checked: row, audit, calendar. Answers the difficulty. What was said stays out of the audit.';

create function private.difficulty_for(p_difficulty text, p_action text, p_now timestamptz) returns public.difficulties
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_difficulty public.difficulties;
begin
  select * into v_difficulty from public.difficulties where code = upper(p_difficulty) for update;
  if v_difficulty.id is null or not (v_difficulty.created_by = auth.uid() or auth.uid() in (select private.difficulty_handlers(v_difficulty, p_now))
      or private.is_officer_for(auth.uid(), coalesce(v_difficulty.area_id, ''), coalesce(v_difficulty.sector, ''), p_now)) then
    perform private.refuse('not_found', jsonb_build_object('code', upper(p_difficulty)));
  end if;
  if not p_action = any (private.difficulty_actions(v_difficulty, auth.uid(), p_now)) then
    perform private.refuse(case when p_action in ('acknowledge', 'assign', 'answer') and not auth.uid() in (select private.difficulty_handlers(v_difficulty, p_now))
      or p_action in ('close', 'reopen') and v_difficulty.created_by <> auth.uid() then 'not_allowed' else 'wrong_state' end,
      jsonb_build_object('code', v_difficulty.code, 'status', v_difficulty.status));
  end if;
  return v_difficulty;
end $$;
comment on function private.difficulty_for is 'The locked difficulty that the caller may do this with. Refuses not_found (also out of scope), not_allowed, wrong_state.';

create function private.difficulty_place(p_need text, p_pledge text, p_delivery text, p_now timestamptz)
returns table (need_id bigint, pledge_id bigint, delivery_id bigint, area_id text, sector text)
language plpgsql stable security definer rows 1 set search_path = '' as $$
declare
  me uuid := auth.uid();
begin
  if p_delivery is not null then
    return query select d.need_id, d.pledge_id, d.id, d.area_id, n.sector from public.deliveries d left join public.needs n on n.id = d.need_id
      where d.code = upper(p_delivery) and (d.created_by = me or private.is_officer_for(me, d.area_id, coalesce(n.sector, ''), p_now));
  elsif p_pledge is not null then
    return query select p.need_id, p.id, null::bigint, p.area_id, p.sector from public.pledges p
      where p.code = upper(p_pledge) and (private.is_officer_for(me, coalesce(p.area_id, ''), coalesce(p.sector, ''), p_now) or p.kind = 'cash' and private.has_role(me, 'fund_officer', p_now));
  elsif p_need is not null then
    return query select n.id, null::bigint, null::bigint, n.area_id, n.sector from public.needs n
      where n.code = upper(p_need) and (n.created_by = me or private.is_officer_for(me, n.area_id, n.sector, p_now));
  else
    return query select null::bigint, null::bigint, null::bigint, private.unit_of_person(me, p_now),
      (select g.sector from public.role_grants g where g.person_id = me and g.sector is not null and g.valid_from <= p_now and coalesce(g.valid_to, 'infinity') > p_now order by g.id limit 1);
    return;
  end if;
  if not found then
    perform private.refuse('not_found', jsonb_build_object('code', upper(coalesce(p_delivery, p_pledge, p_need))));
  end if;
end $$;
comment on function private.difficulty_place is 'What a difficulty is about, and so where it happens: the unit and sector of the delivery, pledge or need, else of the officer. Refuses not_found, also out of scope.';

create function public.difficulty_report(
  p_text text, p_need text default null, p_pledge text default null, p_delivery text default null, p_urgent boolean default false, p_now timestamptz default now()
) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  me uuid := auth.uid();
  v_place record;
  v_difficulty public.difficulties;
begin
  if not exists (select from public.role_grants g where g.person_id = me and g.valid_from <= p_now and coalesce(g.valid_to, 'infinity') > p_now) then
    perform private.refuse('not_allowed');
  end if;
  if coalesce(trim(p_text), '') = '' then
    perform private.refuse('reason_missing');
  elsif length(p_text) > 500 then
    perform private.refuse('value_invalid');
  end if;
  select * into v_place from private.difficulty_place(p_need, p_pledge, p_delivery, p_now);
  insert into public.difficulties (code, text, area_id, sector, need_id, pledge_id, delivery_id, urgent, level, status, created_by, created_at, acknowledge_before)
  values (private.next_code('KK', p_now), trim(p_text), v_place.area_id, v_place.sector, v_place.need_id, v_place.pledge_id, v_place.delivery_id, coalesce(p_urgent, false),
    case when private.has_role(me, 'province_officer', p_now) then 'committee'
      when private.has_role(me, 'partner_officer', p_now) and exists (select from public.role_grants g where g.role = 'commune_officer' and private.area_within(v_place.area_id, g.area_id)
        and g.valid_from <= p_now and coalesce(g.valid_to, 'infinity') > p_now) then 'unit'
      else 'department' end,
    'open', me, p_now, private.difficulty_clock(coalesce(p_urgent, false), p_now))
  returning * into v_difficulty;
  perform private.audit('difficulty.report', v_difficulty.code, null, jsonb_build_object('status', 'open', 'level', v_difficulty.level, 'urgent', v_difficulty.urgent, 'area', v_difficulty.area_id), p_now);
  perform private.difficulty_watch(v_difficulty, p_now);
  if v_difficulty.urgent or (select count(*) from public.difficulties d where d.created_by = me and d.created_at > p_now - interval '24 hours') <= private.setting('difficulty.most_told') then
    perform private.difficulty_tell(v_difficulty, 'notice.difficulty_new', p_now);
  end if;
  return private.difficulty_json(v_difficulty.id, me, p_now);
end $$;
comment on function public.difficulty_report is
  'An officer tells what stands in the way (B15, C7). A unit''s goes to the department, a partner''s to the unit where there is an officer, the province''s own to the People''s Committee. Refuses not_allowed, not_found, reason_missing (no text), value_invalid.';

create function public.difficulty_link(p_difficulty text, p_need text default null, p_pledge text default null, p_delivery text default null, p_now timestamptz default now()) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_difficulty public.difficulties;
  v_place record;
begin
  select * into v_difficulty from public.difficulties where code = upper(p_difficulty) and created_by = auth.uid() for update;
  if v_difficulty.id is null then
    perform private.refuse('not_found', jsonb_build_object('code', upper(p_difficulty)));
  end if;
  select * into v_place from private.difficulty_place(p_need, p_pledge, p_delivery, p_now);
  update public.difficulties set need_id = v_place.need_id, pledge_id = v_place.pledge_id, delivery_id = v_place.delivery_id, sector = coalesce(v_place.sector, sector)
    where id = v_difficulty.id returning * into v_difficulty;
  perform private.audit('difficulty.link', v_difficulty.code, null, jsonb_build_object('about', coalesce(p_delivery, p_pledge, p_need)), p_now);
  perform private.difficulty_watch(v_difficulty, p_now);
  return private.difficulty_json(v_difficulty.id, auth.uid(), p_now);
end $$;
comment on function public.difficulty_link is 'Who reported a difficulty says what it is about. Refuses not_found.';

create function public.difficulty_withdraw(p_difficulty text, p_now timestamptz default now()) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_difficulty public.difficulties;
begin
  select * into v_difficulty from public.difficulties where code = upper(p_difficulty) and created_by = auth.uid() for update;
  if v_difficulty.id is null then
    perform private.refuse('not_found', jsonb_build_object('code', upper(p_difficulty)));
  elsif v_difficulty.status <> 'open' then
    perform private.refuse('wrong_state', jsonb_build_object('code', v_difficulty.code, 'status', v_difficulty.status));
  end if;
  v_difficulty.status := 'withdrawn';
  v_difficulty.settled_at := p_now;
  perform private.difficulty_say(v_difficulty, h, 'notice.difficulty_withdrawn', '{}', p_now) from private.difficulty_told(v_difficulty, p_now) h;
  return private.difficulty_move(v_difficulty, 'withdraw', p_now);
end $$;
comment on function public.difficulty_withdraw is 'Who reported a difficulty takes it back before anybody took it on. Refuses not_found, wrong_state.';

create function public.difficulty_acknowledge(p_difficulty text, p_now timestamptz default now()) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_difficulty public.difficulties := private.difficulty_for(p_difficulty, 'acknowledge', p_now);
begin
  v_difficulty.status := 'acknowledged';
  v_difficulty.resolve_before := private.due_before(private.working_day_after(private.day_of(p_now), private.setting('difficulty.resolve_days')::int));
  perform private.difficulty_move(v_difficulty, 'acknowledge', p_now);
  perform private.difficulty_say(v_difficulty, v_difficulty.created_by, 'notice.difficulty_acknowledged', '{}', p_now);
  return private.difficulty_json(v_difficulty.id, auth.uid(), p_now);
end $$;
comment on function public.difficulty_acknowledge is 'Somebody at its level has read it and says so; the clock to resolve it starts. Refuses not_found, not_allowed, wrong_state.';

create function public.difficulty_assign(p_difficulty text, p_sector text default null, p_now timestamptz default now()) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_difficulty public.difficulties := private.difficulty_for(p_difficulty, 'assign', p_now);
begin
  perform private.require_choice(p_sector, array['health', 'nutrition', 'education', 'recreation', 'clothing']);
  v_difficulty.status := 'assigned';
  v_difficulty.sector := coalesce(p_sector, v_difficulty.sector);
  v_difficulty.assigned_to := case when p_sector is null then auth.uid() end;
  perform private.difficulty_move(v_difficulty, 'assign', p_now);
  if p_sector is not null then
    perform private.difficulty_say(v_difficulty, g.person_id, 'notice.difficulty_assigned', array['assign', 'answer'], p_now)
      from (select distinct person_id from public.role_grants where role = 'agency_officer' and sector = p_sector and valid_from <= p_now and coalesce(valid_to, 'infinity') > p_now) g
      where g.person_id <> auth.uid();
  end if;
  return private.difficulty_json(v_difficulty.id, auth.uid(), p_now);
end $$;
comment on function public.difficulty_assign is 'The caller takes an acknowledged difficulty on, or gives it to the agencies of a sector. Refuses not_found, not_allowed, wrong_state, value_invalid.';

create function public.difficulty_answer(p_difficulty text, p_text text, p_waiting boolean default false, p_now timestamptz default now()) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_difficulty public.difficulties := private.difficulty_for(p_difficulty, 'answer', p_now);
begin
  if coalesce(trim(p_text), '') = '' then
    perform private.refuse('reason_missing');
  elsif length(p_text) > 500 then
    perform private.refuse('value_invalid');
  end if;
  v_difficulty.status := case when p_waiting then 'waiting' else 'resolved' end;
  v_difficulty.answer := trim(p_text);
  v_difficulty.assigned_to := coalesce(v_difficulty.assigned_to, auth.uid());
  v_difficulty.settled_at := case when not p_waiting then p_now end;
  v_difficulty.resolve_before := coalesce(v_difficulty.resolve_before, private.due_before(private.working_day_after(private.day_of(p_now), private.setting('difficulty.resolve_days')::int)));
  perform private.difficulty_move(v_difficulty, case when p_waiting then 'wait' else 'resolve' end, p_now);
  perform private.difficulty_say(v_difficulty, v_difficulty.created_by, case when p_waiting then 'notice.difficulty_waiting' else 'notice.difficulty_answered' end,
    case when p_waiting then '{}' else array['close', 'reopen'] end, p_now);
  return private.difficulty_json(v_difficulty.id, auth.uid(), p_now);
end $$;
comment on function public.difficulty_answer is
  'An answer to who reported it: what was done (resolved), or what is still waited for (p_waiting). Answering is acknowledging. Refuses not_found, not_allowed, wrong_state, reason_missing (no text), value_invalid.';

create function public.difficulty_close(p_difficulty text, p_now timestamptz default now()) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_difficulty public.difficulties := private.difficulty_for(p_difficulty, 'close', p_now);
begin
  v_difficulty.status := 'confirmed';
  v_difficulty.settled_at := p_now;
  perform private.difficulty_say(v_difficulty, v_difficulty.assigned_to, 'notice.difficulty_closed', '{}', p_now);
  return private.difficulty_move(v_difficulty, 'confirm', p_now);
end $$;
comment on function public.difficulty_close is 'Who reported it says that it is settled, by the answer or by itself. Refuses not_found, not_allowed, wrong_state.';

create function public.difficulty_reopen(p_difficulty text, p_now timestamptz default now()) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_difficulty public.difficulties := private.difficulty_for(p_difficulty, 'reopen', p_now);
begin
  v_difficulty.status := 'reopened';
  v_difficulty.settled_at := null;
  v_difficulty.resolve_before := null;
  v_difficulty.acknowledge_before := private.difficulty_clock(v_difficulty.urgent, p_now);
  perform private.difficulty_move(v_difficulty, 'reopen', p_now), private.difficulty_tell(v_difficulty, 'notice.difficulty_reopened', p_now);
  return private.difficulty_json(v_difficulty.id, auth.uid(), p_now);
end $$;
comment on function public.difficulty_reopen is 'Who reported it says that it is not settled: its clocks begin again. Refuses not_found, not_allowed, wrong_state.';

create function private.difficulty_raise(p_difficulty public.difficulties, p_now timestamptz) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_next text := (select n.level from public.difficulty_levels l join public.difficulty_levels n on n.position > l.position where l.level = p_difficulty.level order by n.position limit 1);
begin
  p_difficulty.level := v_next;
  p_difficulty.status := 'open';
  p_difficulty.assigned_to := null;
  p_difficulty.resolve_before := null;
  p_difficulty.acknowledge_before := private.difficulty_clock(p_difficulty.urgent, p_now);
  perform private.difficulty_move(p_difficulty, 'escalate', p_now), private.difficulty_tell(p_difficulty, 'notice.difficulty_escalated', p_now);
  if p_difficulty.created_by is distinct from auth.uid() then
    perform private.difficulty_say(p_difficulty, p_difficulty.created_by, 'notice.difficulty_moved_up', '{}', p_now);
  end if;
end $$;
comment on function private.difficulty_raise is 'Moves a difficulty to the next level, where nobody has taken it yet; the new level and who reported it are told.';

create function public.difficulty_escalate(p_difficulty text, p_now timestamptz default now()) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_difficulty public.difficulties := private.difficulty_for(p_difficulty, 'escalate', p_now);
begin
  perform private.difficulty_raise(v_difficulty, p_now);
  return private.difficulty_json(v_difficulty.id, auth.uid(), p_now);
end $$;
comment on function public.difficulty_escalate is 'Who reported it, or who deals with it, sends it up a level. Refuses not_found, wrong_state (also at the highest level).';

create function public.difficulty_show(p_difficulty text, p_now timestamptz default now()) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  v_id bigint;
begin
  select d.id into v_id from public.difficulties d where d.code = upper(p_difficulty);
  if v_id is null then
    perform private.refuse('not_found', jsonb_build_object('code', upper(p_difficulty)));
  end if;
  return private.difficulty_json(v_id, auth.uid(), p_now);
end $$;
comment on function public.difficulty_show is 'One difficulty that the caller may see. Refuses not_found.';

create function public.difficulty_list(p_status text default null, p_area text default null, p_may text default null, p_offset int default 0, p_now timestamptz default now()) returns jsonb
language sql stable set search_path = '' as $$
  with seen as (
    select d.id, d.status in ('open', 'reopened', 'acknowledged', 'assigned', 'waiting') as running, private.difficulty_json(d.id, (select auth.uid()), p_now) as shown
    from public.difficulties d where p_area is null or d.area_id in (select private.areas_below(p_area))
  ), asked as (
    select * from seen s
    where (p_may is null or s.shown -> 'may' ? p_may)
      and case when p_may is not null then true
        when p_status in ('overdue', 'late') then s.shown -> 'late' = 'true'
        when p_status = 'fulfilled' then s.shown ->> 'status' in ('resolved', 'confirmed', 'closed')
        when p_status = 'pending' then s.shown ->> 'status' in ('open', 'reopened')
        when p_status in ('open', 'missing') then s.running
        else s.shown ->> 'status' <> 'withdrawn' end
  )
  select jsonb_build_object('total', (select count(*) from asked), 'offset', p_offset, 'difficulties', coalesce((
    select jsonb_agg(o.shown order by o.running desc, o.id desc) from (select * from asked order by running desc, id desc offset greatest(p_offset, 0) limit 5) o), '[]'))
$$;
comment on function public.difficulty_list is
  'Difficulties that the caller reported or may see, running ones first: {total, offset, difficulties}. p_status: open, missing, pending (nobody took it), overdue, late, fulfilled (answered). p_may: only those with which the caller may do this.';

create function public.difficulty_guess(p_now timestamptz default now()) returns jsonb
language sql stable set search_path = '' as $$
  with mine as (
    select d.code from public.deliveries d
    where d.area_id = (select private.unit_of_person(auth.uid(), p_now)) and d.source <> 'other_source' and d.status <> 'reversed'
      and d.received_on > private.day_of(p_now) - private.setting('difficulty.link_days')::int
  )
  select jsonb_build_object('delivery', case when (select count(*) from mine) = 1 then (select code from mine) end)
$$;
comment on function public.difficulty_guess is 'The delivery that a difficulty of the caller is likely about: the only recent one of their unit. {delivery}, null when there is none or more than one.';
grant execute on function private.unit_of_person to authenticated;

create function private.tick_step_difficulties(p_now timestamptz) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_difficulty public.difficulties;
  v_raised int := 0;
  v_closed int := 0;
begin
  for v_difficulty in select d.* from public.difficulties d join public.difficulty_levels l on l.level = d.level
      where (d.status in ('open', 'reopened') and d.acknowledge_before <= p_now or d.status in ('acknowledged', 'assigned', 'waiting') and d.resolve_before <= p_now)
        and exists (select from public.difficulty_levels n where n.position > l.position)
      order by d.id limit 500 for update of d loop
    perform private.difficulty_raise(v_difficulty, p_now);
    v_raised := v_raised + 1;
  end loop;
  for v_difficulty in select * from public.difficulties where status = 'resolved' and settled_at <= p_now - make_interval(days => private.setting('difficulty.close_days')::int) order by id limit 500 for update loop
    v_difficulty.status := 'closed';
    perform private.difficulty_move(v_difficulty, 'close', p_now);
    v_closed := v_closed + 1;
  end loop;
  return jsonb_build_object('difficulties_raised', v_raised, 'difficulties_closed', v_closed, 'more', v_raised = 500 or v_closed = 500);
end $$;
comment on function private.tick_step_difficulties is
  'Difficulties whose clock has run out go up a level, one level a call, where their clock begins again; at the highest level the reminders go on. Answers that nobody contradicted are closed.';
insert into public.tick_steps (name, function, position) values ('difficulties', 'tick_step_difficulties', 40);

grant execute on function public.difficulty_report, public.difficulty_link, public.difficulty_withdraw, public.difficulty_acknowledge, public.difficulty_assign, public.difficulty_answer,
  public.difficulty_close, public.difficulty_reopen, public.difficulty_escalate, public.difficulty_show, public.difficulty_list, public.difficulty_guess to authenticated;
