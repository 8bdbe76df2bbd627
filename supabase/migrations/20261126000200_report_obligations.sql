-- Who owes which report (C6): obligations by the calendar and by order of the province; what a person may see of them.

create function private.call_name(p_call public.report_calls) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_build_object('annual', case when p_call.kind = 'annual' then extract(year from p_call.period_from)::int end,
    'quarter', case when p_call.kind = 'quarterly' then jsonb_build_object('quarter', extract(quarter from p_call.period_from)::int, 'year', extract(year from p_call.period_from)::int) end,
    'adhoc', p_call.title)
$$;
comment on function private.call_name is 'What a report is called, as sentences need it: one of annual (year), quarter ({quarter, year}), adhoc (title).';

create function private.call_json(p_call public.report_calls, p_now timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('kind', p_call.kind, 'name', private.call_name(p_call), 'from', p_call.period_from, 'to', p_call.period_to,
    'before', private.day_of(p_call.due_before), 'last_day', private.last_day(p_call.due_before), 'days_left', private.last_day(p_call.due_before) - private.day_of(p_now))
$$;
comment on function private.call_json is 'A call as replies show it: {kind, name, from, to, before, last_day, days_left}. The last day is the one before the exclusive end, in Vietnam.';

create function private.report_json(p_report public.reports, p_now timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select private.call_json(c, p_now) || jsonb_build_object('code', p_report.code,
    'unit', jsonb_build_object('area', private.area_json(p_report.area_id), 'sector', p_report.sector, 'agency', p_report.unit = 'agency' and p_report.sector is null, 'fund', p_report.unit = 'fund'),
    'status', case when p_report.status = 'open' and p_now < c.opens_at then 'upcoming' else p_report.status end,
    'overdue', p_report.first_submitted_at is null and p_now >= c.due_before, 'late', coalesce(p_report.first_submitted_at >= c.due_before, false),
    'internal_day', private.last_day(p_report.internal_before),
    'submitted_at', p_report.submitted_at, 'nil', p_report.nil, 'return_reason', p_report.return_reason)
  from public.report_calls c where c.id = p_report.call_id
$$;
comment on function private.report_json is
  'A report as replies show it. overdue: nothing was handed in by the exclusive end; late: it was, but after it.';

create function private.report_officers(p_report public.reports, p_now timestamptz) returns setof uuid
language sql stable security definer rows 3 set search_path = '' as $$
  select distinct g.person_id from public.role_grants g
  where g.valid_from <= p_now and coalesce(g.valid_to, 'infinity') > p_now and case p_report.unit
    when 'commune' then g.role = 'commune_officer' and private.area_within(p_report.area_id, g.area_id)
    when 'agency' then g.role = 'agency_officer' and (g.sector is null or g.sector = p_report.sector)
    else g.role = 'fund_officer' end
$$;
comment on function private.report_officers is 'Who hands this report in: the officers of the commune, of the sector, of the fund.';

create function private.may_read_report(p_person uuid, p_report public.reports, p_now timestamptz) returns boolean
language sql stable security definer set search_path = '' as $$
  select private.has_role(p_person, 'province_officer', p_now) or p_person in (select private.report_officers(p_report, p_now))
$$;
comment on function private.may_read_report is 'The unit''s own officers and the province.';

create function private.report_units(p_call public.report_calls, p_now timestamptz) returns table (unit text, area_id text, sector text)
language sql stable security definer rows 60 set search_path = '' as $$
  with holders as (
    select g.role, g.area_id, g.sector from public.role_grants g where g.valid_from <= p_now and coalesce(g.valid_to, 'infinity') > p_now
  ), touched as (
    select n.area_id, n.sector from public.needs n where n.status not in ('draft', 'withdrawn', 'returned') and n.needed_by between p_call.period_from and p_call.period_to
    union select d.area_id, coalesce(n.sector, p.sector) from public.deliveries d left join public.needs n on n.id = d.need_id left join public.pledges p on p.id = d.pledge_id
      where d.received_on between p_call.period_from and p_call.period_to
    union select p.area_id, coalesce(n.sector, p.sector) from public.pledges p left join public.needs n on n.id = p.need_id
      where p.kind <> 'cash' and p.status in ('confirmed', 'scheduled', 'partially_delivered', 'fulfilled', 'cancelled', 'lapsed')
        and private.day_of(p.created_at) between p_call.period_from and p_call.period_to
  ), placed as (
    select distinct private.commune_of(t.area_id) as commune, t.sector from touched t
  )
  select 'commune', a.id, null from public.areas a
  where a.level = 'commune' and a.valid_to is null
    and (a.id in (select private.commune_of(h.area_id) from holders h where h.role = 'commune_officer') or a.id in (select p.commune from placed p))
  union select 'agency', null, h.sector from holders h where h.role = 'agency_officer'
  union select 'agency', null, p.sector from placed p where p.commune is null
  union select 'fund', null, null where exists (select from holders h where h.role = 'fund_officer')
    or exists (select from public.pledges p where p.kind = 'cash' and p.status in ('confirmed', 'scheduled', 'partially_delivered', 'fulfilled')
      and private.day_of(p.created_at) between p_call.period_from and p_call.period_to)
$$;
comment on function private.report_units is
  'Who owes a report for a period: communes of today that have an officer, or a need, promise or delivery in it; agencies by sector; the fund. Whoever has a row in the ledger is among them, so nothing is counted by nobody.';

create function private.report_deadlines(p_report public.reports, p_now timestamptz) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_call public.report_calls;
  v_about jsonb;
  -- Where neither a commune nor a sector leads to somebody, one of those who hand it in is reminded by name.
  v_person uuid := case when p_report.area_id is null and p_report.sector is null then (select min(o::text)::uuid from private.report_officers(p_report, p_now) o) end;
begin
  select * into v_call from public.report_calls where id = p_report.call_id;
  v_about := jsonb_build_object('report', private.report_json(p_report, p_now) - 'status' - 'overdue' - 'days_left');
  perform private.deadline_put('report.submit', p_report.code, v_call.due_before, v_person, p_report.area_id, p_report.sector, v_about, p_now);
  if p_report.internal_before is not null and p_report.internal_before > p_now then
    perform private.deadline_put('report.internal', p_report.code, p_report.internal_before, v_person, p_report.area_id, p_report.sector, v_about, p_now);
  end if;
end $$;
comment on function private.report_deadlines is 'Enters a report''s end, and the unit''s own cut-off, into the calendar.';

create function private.report_settle(p_code text, p_now timestamptz) returns void
language sql volatile security definer set search_path = '' as $$
  select private.deadline_settle('report.submit', p_code, p_now), private.deadline_settle('report.internal', p_code, p_now)
$$;
comment on function private.report_settle is 'Handed in: nobody is reminded any more.';

create function private.report_oblige(p_call public.report_calls, p_now timestamptz) returns int
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_unit record;
  v_report public.reports;
  v_schedule public.report_schedules;
  v_new int := 0;
begin
  select * into v_schedule from public.report_schedules where kind = p_call.kind;
  for v_unit in
    select u.* from private.report_units(p_call, p_now) u
    where not exists (select from public.reports r where r.call_id = p_call.id and r.unit = u.unit and r.area_id is not distinct from u.area_id and r.sector is not distinct from u.sector)
    order by u.unit = 'commune' desc, u.unit, u.area_id, u.sector
  loop
    insert into public.reports (code, call_id, unit, area_id, sector, internal_before, created_at)
    values (private.next_code('BC', p_now), p_call.id, v_unit.unit, v_unit.area_id, v_unit.sector,
      (p_call.period_from + case v_unit.unit when 'commune' then v_schedule.commune_after else v_schedule.agency_after end)::timestamp at time zone 'Asia/Ho_Chi_Minh', p_now)
    returning * into v_report;
    perform private.report_deadlines(v_report, p_now), private.audit('report.oblige', v_report.code, null, jsonb_build_object('kind', p_call.kind, 'from', p_call.period_from), p_now);
    v_new := v_new + 1;
  end loop;
  return v_new;
end $$;
comment on function private.report_oblige is 'Writes down what every unit owes for a call; safe to repeat: only units that are new to it are added.';

create function private.tick_step_reports(p_now timestamptz) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_schedule public.report_schedules;
  v_call public.report_calls;
  v_today date := private.day_of(p_now);
  v_from date;
  v_new int := 0;
begin
  perform pg_advisory_xact_lock(hashtext('nhip_cau.report_calls'));
  for v_schedule in select * from public.report_schedules where active order by kind loop
    v_from := make_date(extract(year from v_today)::int, (extract(month from v_today)::int - 1) / v_schedule.months * v_schedule.months + 1, 1);
    insert into public.report_calls (kind, period_from, period_to, opens_at, due_before, created_at)
    values (v_schedule.kind, v_from, v_from + make_interval(months => v_schedule.months) - interval '1 day',
      (v_from + v_schedule.opens_after)::timestamp at time zone 'Asia/Ho_Chi_Minh', (v_from + v_schedule.due_after)::timestamp at time zone 'Asia/Ho_Chi_Minh', p_now)
    on conflict (kind, period_from) where kind <> 'adhoc' do nothing;
  end loop;
  -- Who is new is looked for once an hour; a clock that was set back looks at once.
  for v_call in
    update public.report_calls c set looked_at = p_now
    where c.kind <> 'adhoc' and (p_now < c.due_before or v_today <= c.period_to) and (c.looked_at is null or c.looked_at not between p_now - interval '1 hour' and p_now) returning c.*
  loop
    v_new := v_new + private.report_oblige(v_call, p_now);
  end loop;
  return jsonb_build_object('reports_owed', v_new);
end $$;
comment on function private.tick_step_reports is 'Opens the report of every scheduled period that has begun, and lets units that came later owe it, too.';
insert into public.tick_steps (name, function, position) values ('reports', 'tick_step_reports', 20);

create function private.report_visible(p_from date, p_to date, p_area text, p_code text, p_now timestamptz) returns setof public.reports
language sql stable security definer set search_path = '' as $$
  select r.* from public.reports r join public.report_calls c on c.id = r.call_id
  where private.may_read_report(auth.uid(), r, p_now)
    and (p_code is null or r.code = upper(p_code))
    and (p_area is null or r.area_id = private.commune_of(p_area))
    and (p_from is null or c.kind <> 'adhoc' and c.period_from = p_from and c.period_to = coalesce(p_to, c.period_to))
$$;
comment on function private.report_visible is 'The reports that the caller may read, of one period, place or code.';

create function public.report_list(
  p_from date default null, p_to date default null, p_area text default null, p_code text default null, p_open boolean default false, p_now timestamptz default now()
) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('total', count(*), 'reports', coalesce(jsonb_agg(private.report_json(x.r, p_now) || jsonb_build_object('own', auth.uid() in (select private.report_officers(x.r, p_now)))
    order by x.n) filter (where x.n <= 10), '[]'))
  from (select v as r, row_number() over (order by v.first_submitted_at is not null, c.due_before, v.id) as n
    from private.report_visible(p_from, p_to, p_area, p_code, p_now) v join public.report_calls c on c.id = v.call_id
    where not p_open or v.status in ('open', 'drafting', 'returned') and auth.uid() in (select private.report_officers(v, p_now))) x
$$;
comment on function public.report_list is
  'Reports that the caller may read, what is owed first: {total, reports}. p_open: only those that the caller has yet to hand in. p_from, p_to: exactly this period.';

create function public.report_progress(p_from date default null, p_to date default null, p_now timestamptz default now()) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  if not private.has_role(auth.uid(), 'province_officer', p_now) then
    perform private.refuse('not_allowed');
  end if;
  return (
    select coalesce(jsonb_agg(s.shown order by s.due_before, s.id), '[]') from (
      select c.id, c.due_before, private.call_json(c, p_now) || jsonb_build_object('overdue', p_now >= c.due_before, 'total', count(r.id), 'submitted', count(r.snapshot) filter (where r.status <> 'returned'),
        'missing', coalesce(jsonb_agg(private.report_json(r, p_now) order by r.id) filter (where r.status in ('open', 'drafting', 'returned')), '[]'),
        'late', coalesce(jsonb_agg(private.report_json(r, p_now) order by r.id) filter (where r.first_submitted_at >= c.due_before), '[]'),
        'waiting', coalesce(jsonb_agg(private.report_json(r, p_now) order by r.id) filter (where r.status = 'submitted'), '[]')) as shown
      from public.report_calls c join public.reports r on r.call_id = c.id
      where p_from is null and (c.due_before > p_now - interval '90 days') or c.kind <> 'adhoc' and c.period_from = p_from and c.period_to = coalesce(p_to, c.period_to)
      group by c.id limit 5) s);
end $$;
comment on function public.report_progress is
  'Who has handed in what, for the province: per call, as call_json and {overdue, total, submitted, missing, late, waiting}. Without a period: what is due, or was within 90 days. Refuses not_allowed.';
grant execute on function public.report_list, public.report_progress to authenticated;
