-- The yearly question what children need (B1): a round per plan year, one answer per unit and sector, zero said and not assumed. And what a report takes from difficulties and proposals.

create table public.assessment_schedule (
  sole boolean primary key default true check (sole),
  opens_before interval not null,
  closes_before interval not null
);
comment on table public.assessment_schedule is 'When the round of a plan year opens and closes, counted back from 1 January of that year (E4: 15 October; answers until 31 December).';
alter table public.assessment_schedule enable row level security;
insert into public.assessment_schedule (opens_before, closes_before) values ('78 days', '0 days');

create table public.assessment_rounds (
  year int primary key,
  due_before timestamptz not null,
  opened_by uuid references public.people,
  opened_at timestamptz not null
);
comment on table public.assessment_rounds is 'One round per plan year; due_before is the exclusive end.';

create table public.assessment_answers (
  year int not null references public.assessment_rounds,
  area_id text not null references public.areas,
  sector text not null check (sector in ('health', 'nutrition', 'education_recreation', 'clothing')),
  beneficiaries int not null check (beneficiaries between 0 and 1000000),
  bands jsonb not null default '{}' check (jsonb_typeof(bands) = 'object'),
  answered_by uuid not null references public.people,
  answered_at timestamptz not null,
  primary key (year, area_id, sector)
);
comment on table public.assessment_answers is 'How many children of a unit need something in a sector (counts, never children), by age band where it was said. 0 is an answer: there is no need. No row is silence.';
alter table public.assessment_rounds enable row level security;
alter table public.assessment_answers enable row level security;
insert into private.people_columns (table_name, column_name, on_join) values
  ('assessment_rounds', 'opened_by', 'moves'), ('assessment_answers', 'answered_by', 'moves'), ('compilations', 'compiled_by', 'stays')
on conflict do nothing;

create function private.assessment_units(p_now timestamptz) returns setof text
language sql stable security definer rows 100 set search_path = '' as $$
  select distinct private.commune_of(g.area_id) from public.role_grants g
  where g.role = 'commune_officer' and g.valid_from <= p_now and coalesce(g.valid_to, 'infinity') > p_now and private.commune_of(g.area_id) is not null
$$;
comment on function private.assessment_units is 'Who is asked: the communes of today that have an officer.';

create function private.assessment_ask(p_round public.assessment_rounds, p_now timestamptz) returns void
language sql volatile security definer set search_path = '' as $$
  select private.deadline_put('assessment.answer', p_round.year || ':' || u, p_round.due_before, null, u, null,
    jsonb_build_object('year', p_round.year, 'area', private.area_json(u)), p_now)
  from private.assessment_units(p_now) u
  where not exists (select from public.deadlines d where d.kind = 'assessment.answer' and d.subject = p_round.year || ':' || u)
$$;
comment on function private.assessment_ask is 'Enters the end of a round into the calendar, for every unit that is new to it.';

create function private.tick_step_assessments(p_now timestamptz) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_schedule public.assessment_schedule;
  v_round public.assessment_rounds;
  v_year int := extract(year from private.day_of(p_now))::int + 1;
  v_first timestamptz := make_date(v_year, 1, 1)::timestamp at time zone 'Asia/Ho_Chi_Minh';
begin
  select * into v_schedule from public.assessment_schedule;
  if p_now >= v_first - v_schedule.opens_before then
    insert into public.assessment_rounds (year, due_before, opened_at) values (v_year, v_first - v_schedule.closes_before, p_now) on conflict (year) do nothing;
  end if;
  for v_round in select * from public.assessment_rounds where due_before > p_now order by year loop
    perform private.assessment_ask(v_round, p_now);
  end loop;
  return '{}';
end $$;
comment on function private.tick_step_assessments is 'Opens the round of the coming year when its day has come, and asks units that came later, too.';
insert into public.tick_steps (name, function, position) values ('assessments', 'tick_step_assessments', 21);

create function public.assessment_show(p_year int default null, p_area text default null, p_now timestamptz default now()) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_round public.assessment_rounds;
  v_leads boolean := private.has_role(auth.uid(), 'province_officer', p_now);
begin
  select * into v_round from public.assessment_rounds where p_year is null or year = p_year order by due_before < p_now, year limit 1;
  if v_round.year is null then
    return jsonb_build_object('year', p_year, 'open', false);
  end if;
  return jsonb_build_object('year', v_round.year, 'open', v_round.due_before > p_now, 'last_day', private.last_day(v_round.due_before),
    'answers', (select coalesce(jsonb_agg(jsonb_build_object('sector', a.sector, 'beneficiaries', a.beneficiaries, 'bands', a.bands) order by a.sector), '[]')
      from public.assessment_answers a where a.year = v_round.year and a.area_id = private.commune_of(p_area) and private.is_officer_for(auth.uid(), a.area_id, null, p_now)),
    'units', case when v_leads then (select coalesce(jsonb_agg(jsonb_build_object('area', private.area_json(u.id), 'answered', u.answered) order by u.answered, u.id), '[]')
      from (select x as id, (select count(*) from public.assessment_answers a where a.year = v_round.year and a.area_id = x) as answered from private.assessment_units(p_now) x) u) end,
    'totals', case when v_leads then (select coalesce(jsonb_agg(jsonb_build_object('sector', t.sector, 'beneficiaries', t.sum, 'units', t.units, 'nil', t.nil) order by t.sector), '[]')
      from (select a.sector, sum(a.beneficiaries) as sum, count(*) as units, count(*) filter (where a.beneficiaries = 0) as nil
        from public.assessment_answers a where a.year = v_round.year group by a.sector) t) end);
end $$;
comment on function public.assessment_show is
  'A round as it stands: {year, open, last_day, answers (of p_area, for its officers), units and totals (for the province)}. answered counts the sectors of four; nil: units that said zero. Without a year the one that is open.';

create function private.is_bands(p_bands jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select case when jsonb_typeof(p_bands) = 'object' then not exists (select from jsonb_each(p_bands) b
    where b.key not in ('preschool', 'primary', 'lower_secondary') or jsonb_typeof(b.value) <> 'number' or b.value::text !~ '^\d{1,7}$') else false end
$$;
comment on function private.is_bands is 'Counts by school level and nothing else: no word of a person gets in beside them.';

create function public.assessment_answer(p_year int, p_area text, p_answers jsonb, p_now timestamptz default now()) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_round public.assessment_rounds;
  v_unit text := private.commune_of(p_area);
  v_answer jsonb;
  v_count int;
begin
  if not exists (select from public.role_grants g where g.person_id = auth.uid() and g.role = 'commune_officer' and private.area_within(v_unit, g.area_id)
      and g.valid_from <= p_now and coalesce(g.valid_to, 'infinity') > p_now) then
    perform private.refuse('area_out_of_scope', jsonb_build_object('area', private.area_json(p_area)));
  end if;
  select * into v_round from public.assessment_rounds where year = p_year;
  if v_round.year is null or v_round.due_before <= p_now then
    perform private.refuse('value_invalid', jsonb_build_object('value', p_year));
  end if;
  if jsonb_typeof(p_answers) is distinct from 'array' or jsonb_array_length(p_answers) not between 1 and 4 then
    perform private.refuse('value_invalid');
  end if;
  for v_answer in select a from jsonb_array_elements(p_answers) a loop
    perform private.require_choice(coalesce(v_answer ->> 'sector', ''), array['health', 'nutrition', 'education_recreation', 'clothing']);
    if jsonb_typeof(v_answer -> 'beneficiaries') is distinct from 'number' or (v_answer ->> 'beneficiaries')::numeric not between 0 and 1000000 or (v_answer ->> 'beneficiaries')::numeric <> trunc((v_answer ->> 'beneficiaries')::numeric) then
      perform private.refuse('quantity_invalid');
    end if;
    if not private.is_bands(coalesce(v_answer -> 'bands', '{}')) then
      perform private.refuse('value_invalid');
    end if;
    insert into public.assessment_answers as o (year, area_id, sector, beneficiaries, bands, answered_by, answered_at)
    values (p_year, v_unit, v_answer ->> 'sector', (v_answer ->> 'beneficiaries')::int, coalesce(v_answer -> 'bands', '{}'), auth.uid(), p_now)
    on conflict (year, area_id, sector) do update set beneficiaries = excluded.beneficiaries, bands = excluded.bands, answered_by = excluded.answered_by, answered_at = excluded.answered_at;
  end loop;
  select count(*) into v_count from public.assessment_answers where year = p_year and area_id = v_unit;
  if v_count = 4 then
    perform private.deadline_settle('assessment.answer', p_year || ':' || v_unit, p_now);
  end if;
  perform private.audit('assessment.answer', p_year || ':' || v_unit, null, p_answers, p_now);
  return jsonb_build_object('year', p_year, 'area', private.area_json(v_unit), 'answered', v_count);
end $$;
comment on function public.assessment_answer is
  'A commune says how many of its children need something, per sector: [{sector, beneficiaries, bands}], 0 for none. Saying it again replaces it; with all four the duty is done. Refuses area_out_of_scope, value_invalid (no open round), quantity_invalid.';
grant execute on function public.assessment_show, public.assessment_answer to authenticated;

create or replace function private.report_words(p_report public.reports, p_call public.report_calls) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return jsonb_build_object('difficulties', p_report.difficulties, 'recommendations', p_report.recommendations,
    'proposals', (select coalesce(jsonb_agg(p.text order by p.id), '[]') from public.policy_proposals p
      where p.year between extract(year from p_call.period_from) and extract(year from p_call.period_to) and p_report.unit = 'commune' and private.commune_of(p.area_id) = p_report.area_id),
    'tickets', (select coalesce(jsonb_agg(jsonb_build_object('code', d.code, 'text', d.text, 'status', d.status) order by d.id), '[]') from public.difficulties d
      where d.status <> 'withdrawn' and private.day_of(d.created_at) between p_call.period_from and p_call.period_to
        and p_report.unit = 'commune' and private.commune_of(d.area_id) = p_report.area_id));
end $$;
comment on function private.report_words is
  'What a report says in words: difficulties and recommendations as its unit wrote them, the proposals for policies (B18) and the difficulties that were reported during the period (B15), each in the words they were accepted with. No names.';

create or replace function private.report_of(p_report public.reports, p_now timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select (private.report_json(p_report, p_now) - array['days_left', 'status', 'overdue']) || jsonb_build_object(
    'difficulties', p_report.snapshot -> 'difficulties', 'recommendations', p_report.snapshot -> 'recommendations',
    'proposals', coalesce(p_report.snapshot -> 'proposals', '[]'), 'tickets', coalesce(p_report.snapshot -> 'tickets', '[]'),
    'addenda', (select coalesce(jsonb_agg(jsonb_build_object('text', a.text, 'at', a.created_at) order by a.id), '[]') from public.report_addenda a where a.report_id = p_report.id),
    'figures', coalesce((select a.figures from public.report_addenda a where a.report_id = p_report.id order by a.id desc limit 1), p_report.snapshot -> 'figures'))
$$;
comment on function private.report_of is 'A report as it enters a compilation: its words, and its figures as it last gave them (the newest addendum, else the snapshot).';
