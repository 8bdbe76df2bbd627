-- Reports that units owe (C6, B13): what falls due when is data, what a report says is counted from the ledger, and frozen when it is handed in.

create table public.report_schedules (
  kind text primary key check (kind in ('annual', 'quarterly')),
  months int not null check (12 % months = 0),
  opens_after interval not null,
  due_after interval not null,
  commune_after interval,
  agency_after interval,
  active boolean not null
);
comment on table public.report_schedules is
  'Reports that come round: every `months` months from 1 January. The rest is counted from the first day of the period: when drafting opens, the exclusive end, and the units'' own earlier cut-offs, which are the organisation''s decision and not the letter''s.';
alter table public.report_schedules enable row level security;
-- The letter of 25/02/2021 says "before 1 December"; the cut-offs of 15 and 20 November are inclusive days (E4).
insert into public.report_schedules (kind, months, opens_after, due_after, commune_after, agency_after, active) values
  ('annual', 12, '9 months', '11 months', '10 months 15 days', '10 months 20 days', true),
  ('quarterly', 3, '2 months', '3 months 10 days', null, null, false);

create table public.report_calls (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('annual', 'quarterly', 'adhoc')),
  period_from date not null,
  period_to date not null,
  title text check (length(title) between 1 and 200),
  opens_at timestamptz not null,
  due_before timestamptz not null,
  ordered_by uuid references public.people,
  created_at timestamptz not null,
  looked_at timestamptz,
  check (period_from <= period_to),
  check ((kind = 'adhoc') = (title is not null))
);
comment on table public.report_calls is 'One report that many units owe: a period of a schedule, or what the province ordered (title). due_before is the exclusive end instant; looked_at: when it was last looked for units that owe it.';
create unique index report_calls_period on public.report_calls (kind, period_from) where kind <> 'adhoc';

create table public.reports (
  id bigint generated always as identity primary key,
  code text not null unique,
  call_id bigint not null references public.report_calls,
  unit text not null check (unit in ('commune', 'agency', 'fund')),
  area_id text references public.areas,
  sector text check (sector in ('health', 'nutrition', 'education', 'recreation', 'clothing')),
  internal_before timestamptz,
  status text not null default 'open' check (status in ('open', 'drafting', 'submitted', 'returned', 'accepted', 'compiled')),
  difficulties text check (length(difficulties) <= 2000),
  recommendations text check (length(recommendations) <= 2000),
  nil boolean not null default false,
  return_reason text,
  snapshot jsonb,
  first_submitted_at timestamptz,
  submitted_at timestamptz,
  submitted_by uuid references public.people,
  created_at timestamptz not null,
  check ((unit = 'commune') = (area_id is not null)),
  check (unit = 'agency' or sector is null),
  check (status not in ('submitted', 'accepted', 'compiled') or snapshot is not null)
);
comment on table public.reports is
  'What one unit owes for one call, and what it handed in. "upcoming" and "overdue" follow from the clock and are not stored. snapshot is frozen when it is handed in; nil: the unit said that nothing happened, which is not the same as silence.';
create unique index reports_unit on public.reports (call_id, unit, coalesce(area_id, ''), coalesce(sector, ''));

create table public.report_addenda (
  id bigint generated always as identity primary key,
  report_id bigint not null references public.reports,
  text text not null check (length(text) between 1 and 2000),
  figures jsonb not null,
  created_by uuid not null references public.people,
  created_at timestamptz not null
);
comment on table public.report_addenda is 'What was added after a report was handed in: why, and the figures as they are now. The report itself stays as it was.';
create index report_addenda_report on public.report_addenda (report_id);
create trigger append_only before update or delete or truncate on public.report_addenda
  for each statement execute function private.append_only();

alter table public.report_calls enable row level security;
alter table public.reports enable row level security;
alter table public.report_addenda enable row level security;

create function private.commune_of(p_area text) returns text
language sql stable security definer set search_path = '' as $$
  with recursive u as (
    select a.id, a.level, a.parent_id, a.valid_to from public.areas a where a.id = p_area
    union
    select b.id, b.level, b.parent_id, b.valid_to from u join public.areas b
      on b.id = case u.level when 'hamlet' then u.parent_id when 'commune' then (select min(s.successor_id) from public.area_successors s where s.area_id = u.id) end
  )
  select id from u where level = 'commune' and valid_to is null limit 1
$$;
comment on function private.commune_of is 'The commune of today to which what happens in a unit of any era and level belongs (of several successors the first, so that every row is counted once); null above communes.';

create function private.report_areas(p_unit text, p_area text) returns setof text
language sql stable security definer rows 20 set search_path = '' as $$
  select a.id from public.areas a
  where p_unit = 'commune' and a.level in ('commune', 'hamlet') and private.commune_of(a.id) = p_area
    or p_unit = 'agency' and private.commune_of(a.id) is null
$$;
comment on function private.report_areas is
  'Where the rows of a unit''s report lie: a commune''s in it, its hamlets and what became part of it; an agency''s (of its sector) above communes. Every row of goods belongs to exactly one unit, so that totals are sums.';

create function private.report_goods(p_unit text, p_area text, p_sector text, p_from date, p_to date)
returns table (sector text, item text, unit text, needed numeric, missing numeric, promised numeric, accepted numeric, rejected numeric, other numeric,
  needs text[], pledges text[], deliveries text[], others text[])
language sql stable security definer set search_path = '' as $$
  with mine as materialized (
    select private.report_areas(p_unit, p_area) as id
  ), scoped_needs as materialized (
    select n.id, n.code, n.sector from public.needs n
    where n.status in ('approved', 'published', 'paused', 'fulfilled', 'closed', 'expired') and n.needed_by between p_from and p_to
      and n.area_id in (select id from mine) and (p_unit <> 'agency' or n.sector is not distinct from p_sector)
  ), scoped_pledges as materialized (
    select p.id, p.code, p.status, coalesce(n.sector, p.sector) as sector from public.pledges p left join public.needs n on n.id = p.need_id
    where p.kind = 'in_kind' and private.day_of(p.created_at) between p_from and p_to
      and (p.area_id in (select id from mine) or p_unit = 'agency' and p.area_id is null)
      and (p_unit <> 'agency' or coalesce(n.sector, p.sector) is not distinct from p_sector)
  ), scoped_deliveries as materialized (
    select d.id, d.code, d.source, coalesce(n.sector, m.sector, p.sector) as sector
    from public.deliveries d left join public.needs n on n.id = d.need_id left join public.pledges p on p.id = d.pledge_id left join public.needs m on m.id = p.need_id
    where d.received_on between p_from and p_to and d.status <> 'reversed'
      and d.area_id in (select id from mine) and (p_unit <> 'agency' or coalesce(n.sector, m.sector, p.sector) is not distinct from p_sector)
  ), lines as (
    select s.sector, g.item, g.unit, 'need' as of, s.code, g.needed as a, g.remaining as b
    from scoped_needs s cross join lateral private.need_progress(array[s.id]) g
    union all
    select s.sector, i.item, i.unit, 'pledge', s.code,
      case when s.status in ('confirmed', 'scheduled', 'partially_delivered', 'fulfilled') then i.quantity else private.item_accepted(i.id) end, 0
    from scoped_pledges s join public.pledge_items i on i.pledge_id = s.id
    where s.status in ('confirmed', 'scheduled', 'partially_delivered', 'fulfilled', 'cancelled', 'lapsed')
    union all
    select s.sector, i.item, i.unit, case s.source when 'other_source' then 'other' else 'delivery' end, s.code, sum(i.accepted), sum(i.rejected)
    from scoped_deliveries s join public.delivery_items i on i.delivery_id = s.id
    group by s.sector, i.item, i.unit, s.source, s.code
  )
  select l.sector, l.item, l.unit,
    coalesce(sum(l.a) filter (where l.of = 'need'), 0), coalesce(sum(l.b) filter (where l.of = 'need'), 0), coalesce(sum(l.a) filter (where l.of = 'pledge'), 0),
    coalesce(sum(l.a) filter (where l.of = 'delivery'), 0), coalesce(sum(l.b) filter (where l.of = 'delivery'), 0), coalesce(sum(l.a) filter (where l.of = 'other'), 0),
    array_agg(distinct l.code order by l.code) filter (where l.of = 'need'), array_agg(distinct l.code order by l.code) filter (where l.of = 'pledge'),
    array_agg(distinct l.code order by l.code) filter (where l.of = 'delivery'), array_agg(distinct l.code order by l.code) filter (where l.of = 'other')
  from lines l where l.a <> 0 or l.b <> 0
  group by l.sector, l.item, l.unit
$$;
comment on function private.report_goods is
  'What a unit''s report counts, per sector, item and unit and never across units: needs whose last day lies in the period, promises made in it (what is left of withdrawn ones is what arrived), goods accepted and sent back in it, and other sources apart; each with the codes of the rows behind it.';

create function private.report_turns(p_unit text, p_area text, p_sector text, p_from date, p_to date) returns jsonb
language sql stable security definer set search_path = '' as $$
  with turns as materialized (
    select d.code, d.child_turns, case when a.level = 'hamlet' then a.id end as hamlet
    from public.deliveries d join public.areas a on a.id = d.area_id left join public.needs n on n.id = d.need_id left join public.pledges p on p.id = d.pledge_id
    where d.child_turns > 0 and d.status <> 'reversed' and d.source <> 'other_source' and d.received_on between p_from and p_to
      and d.area_id in (select private.report_areas(p_unit, p_area)) and (p_unit <> 'agency' or coalesce(n.sector, p.sector) is not distinct from p_sector)
  ), cells as (
    select hamlet, sum(child_turns) as turns, hamlet is null or sum(child_turns) < private.setting('privacy.smallest_cell') as hidden from turns group by hamlet
  ), shown as (
    select c.hamlet, c.turns, c.hidden
      or exists (select from cells h where h.hidden and h.hamlet is not null)
        and (select sum(h.turns) from cells h where h.hidden) < private.setting('privacy.smallest_cell')
        and c.turns = (select min(h.turns) from cells h where not h.hidden) as hidden
    from cells c
  )
  select jsonb_build_object('turns', coalesce((select sum(child_turns) from turns), 0),
    'deliveries', coalesce((select jsonb_agg(distinct code) from turns), '[]'),
    'places', coalesce((select jsonb_agg(jsonb_build_object('area', private.area_json(hamlet), 'turns', turns) order by hamlet) from shown where not hidden), '[]'),
    'elsewhere', coalesce((select sum(turns) from shown where hidden), 0))
$$;
comment on function private.report_turns is
  'How often children were reached: turns, never unique children (B22), by hamlet where hamlets are known. Fewer than privacy.smallest_cell at a hamlet are only shown with the rest of the commune (F), together with the next smallest hamlet where the rest would tell them.';
insert into public.settings (name, value, meaning) values
  ('privacy.smallest_cell', '5', 'Fewer children than this at one hamlet are shown only together with others.');

create function private.report_figures(p_unit text, p_area text, p_sector text, p_from date, p_to date) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'goods', coalesce((select jsonb_agg(jsonb_build_object('sector', coalesce(g.sector, 'other'), 'item', g.item, 'unit', g.unit, 'needed', trim_scale(g.needed), 'missing', trim_scale(g.missing),
        'promised', trim_scale(g.promised), 'accepted', trim_scale(g.accepted), 'rejected', trim_scale(g.rejected), 'other', trim_scale(g.other),
        'needs', to_jsonb(coalesce(g.needs, '{}')), 'pledges', to_jsonb(coalesce(g.pledges, '{}')), 'deliveries', to_jsonb(coalesce(g.deliveries, '{}')), 'others', to_jsonb(coalesce(g.others, '{}')))
      order by g.sector, g.item, g.unit) from private.report_goods(p_unit, p_area, p_sector, p_from, p_to) g), '[]'),
    'services', (select jsonb_build_object('count', count(*), 'pledges', coalesce(jsonb_agg(p.code order by p.code), '[]')) from public.pledges p
      left join public.needs n on n.id = p.need_id where p.kind = 'service' and p.status in ('confirmed', 'scheduled', 'partially_delivered', 'fulfilled')
        and private.day_of(p.created_at) between p_from and p_to
        and (p.area_id in (select private.report_areas(p_unit, p_area)) or p_unit = 'agency' and p.area_id is null)
        and (p_unit <> 'agency' or coalesce(n.sector, p.sector) is not distinct from p_sector)),
    'cash', (select jsonb_build_object('promised_vnd', coalesce(sum(p.amount_vnd), 0), 'pledges', coalesce(jsonb_agg(p.code order by p.code), '[]')) from public.pledges p
      where p_unit = 'fund' and p.kind = 'cash' and p.status in ('confirmed', 'scheduled', 'partially_delivered', 'fulfilled')
        and private.day_of(p.created_at) between p_from and p_to),
    'children', private.report_turns(p_unit, p_area, p_sector, p_from, p_to))
$$;
comment on function private.report_figures is
  'The figures of one unit: {goods, services, cash, children}. Money belongs to the fund alone and is never added to goods; management costs are no donation and are in none of this (B17). No names: a donor is a code.';

create function private.is_empty_figures(p_figures jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select p_figures -> 'goods' = '[]' and (p_figures #>> '{services,count}')::int = 0 and p_figures #> '{cash,pledges}' = '[]' and (p_figures #>> '{children,turns}')::numeric = 0
$$;
comment on function private.is_empty_figures is 'Nothing happened: what a nil report says.';

create function private.codes_of(p_lists jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  select coalesce(jsonb_agg(distinct c order by c), '[]') from jsonb_array_elements(p_lists) l, jsonb_array_elements_text(l) c
$$;
comment on function private.codes_of is 'Several lists of codes as one, each code once.';

create function private.report_totals(p_figures jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  with goods as (
    select g ->> 'sector' as sector, g ->> 'item' as item, g ->> 'unit' as unit, g from jsonb_array_elements(p_figures) f, jsonb_array_elements(f -> 'goods') g
  )
  select jsonb_build_object(
    'goods', coalesce((select jsonb_agg(s.line order by s.sector, s.item, s.unit) from (
      select sector, item, unit, jsonb_build_object('sector', sector, 'item', item, 'unit', unit,
        'needed', trim_scale(sum((g ->> 'needed')::numeric)), 'missing', trim_scale(sum((g ->> 'missing')::numeric)), 'promised', trim_scale(sum((g ->> 'promised')::numeric)),
        'accepted', trim_scale(sum((g ->> 'accepted')::numeric)), 'rejected', trim_scale(sum((g ->> 'rejected')::numeric)), 'other', trim_scale(sum((g ->> 'other')::numeric)),
        'needs', private.codes_of(jsonb_agg(g -> 'needs')), 'pledges', private.codes_of(jsonb_agg(g -> 'pledges')),
        'deliveries', private.codes_of(jsonb_agg(g -> 'deliveries')), 'others', private.codes_of(jsonb_agg(g -> 'others'))) as line
      from goods group by sector, item, unit) s), '[]'),
    'services', (select jsonb_build_object('count', coalesce(sum((f #>> '{services,count}')::int), 0), 'pledges', private.codes_of(coalesce(jsonb_agg(f #> '{services,pledges}'), '[]')))
      from jsonb_array_elements(p_figures) f),
    'cash', (select jsonb_build_object('promised_vnd', coalesce(sum((f #>> '{cash,promised_vnd}')::numeric), 0), 'pledges', private.codes_of(coalesce(jsonb_agg(f #> '{cash,pledges}'), '[]')))
      from jsonb_array_elements(p_figures) f),
    'children', (select jsonb_build_object('turns', coalesce(sum((f #>> '{children,turns}')::numeric), 0), 'deliveries', private.codes_of(coalesce(jsonb_agg(f #> '{children,deliveries}'), '[]')),
        'places', '[]'::jsonb, 'elsewhere', 0) from jsonb_array_elements(p_figures) f))
$$;
comment on function private.report_totals is 'The sum of the figures of several reports, from their snapshots alone: the same snapshots give the same total at any time (C10, 15).';
