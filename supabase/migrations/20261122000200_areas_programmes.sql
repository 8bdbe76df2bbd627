-- Where and under which programme. Units and programmes have validity and successors: nothing about a province or a decision is a constant.

create table public.programmes (
  code text primary key,
  title text not null,
  legal_basis text[] not null,
  valid_from date not null,
  valid_to date,
  successor text references public.programmes
);
comment on table public.programmes is 'Programmes and the decisions they rest on. A later decision is a new row.';

create table public.areas (
  id text primary key,
  level text not null check (level in ('province', 'district', 'commune', 'hamlet')),
  kind text not null,
  code text not null,
  name text not null,
  parent_id text references public.areas,
  valid_from date,
  valid_to date,
  check (valid_to is null or valid_from is null or valid_from <= valid_to)
);
comment on table public.areas is 'Administrative units of every era. valid_from and valid_to are inclusive days; null = unknown start or still valid.';
create index areas_parent on public.areas (parent_id);

create table public.area_successors (
  area_id text not null references public.areas,
  successor_id text not null references public.areas,
  primary key (area_id, successor_id)
);
comment on table public.area_successors is 'Which unit a retired unit became part of.';

create table public.area_designations (
  area_id text not null references public.areas,
  category text not null check (category in ('KV1', 'KV2', 'KV3', 'DBKK_hamlet', 'border', 'coastal')),
  valid_from date not null,
  valid_to date,
  source text not null,
  verified boolean not null default false,
  primary key (area_id, category, valid_from)
);
comment on table public.area_designations is
  'Which units count as especially disadvantaged, by decision and period. Lists get corrected: an unverified row informs, only verified rows restrict.';

alter table public.programmes enable row level security;
alter table public.areas enable row level security;
alter table public.area_successors enable row level security;
alter table public.area_designations enable row level security;
create policy everybody_reads on public.programmes for select to anon, authenticated using (true);
create policy everybody_reads on public.areas for select to anon, authenticated using (true);
create policy everybody_reads on public.area_successors for select to anon, authenticated using (true);
create policy everybody_reads on public.area_designations for select to anon, authenticated using (true);
grant select on public.programmes, public.areas, public.area_successors, public.area_designations to anon, authenticated;

create function private.area_json(p_area text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('id', id, 'name', name, 'kind', kind, 'code', code) from public.areas where id = p_area
$$;
comment on function private.area_json is 'A unit as replies show it: id, name, kind, official code.';

create function private.require_area(p_area text, p_now timestamptz) returns void
language plpgsql stable security definer set search_path = '' as $$
declare
  a public.areas;
begin
  select * into a from public.areas where id = p_area;
  if a.id is null then
    perform private.refuse('area_unknown');
  end if;
  if coalesce(a.valid_to, 'infinity'::date) < private.day_of(p_now) then
    perform private.refuse('area_retired', jsonb_build_object('area', private.area_json(a.id), 'successors', (
      select coalesce(jsonb_agg(private.area_json(s.successor_id)), '[]') from public.area_successors s where s.area_id = a.id)));
  end if;
end $$;
comment on function private.require_area is 'Refuses area_unknown or area_retired: a retired unit accepts nothing new, its history stays.';

create function private.area_within(p_area text, p_scope text) returns boolean
language sql stable security definer set search_path = '' as $$
  with recursive up as (
    select id, parent_id from public.areas where id = p_area
    union
    select a.id, a.parent_id from public.areas a join up on a.id = up.parent_id
  )
  select exists (select from up where id = p_scope)
$$;
comment on function private.area_within is 'True when the first unit is the second one or lies in it.';

create function private.areas_below(p_area text) returns setof text
language sql stable security definer rows 50 set search_path = '' as $$
  with recursive down as (
    select id from public.areas where id = p_area
    union
    select a.id from public.areas a join down on a.parent_id = down.id
  )
  select id from down
$$;
comment on function private.areas_below is 'A unit and all that lie in it.';

create function public.gazetteer() returns jsonb
language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', a.id, 'name', a.name, 'level', a.level, 'kind', a.kind, 'code', a.code, 'parentId', a.parent_id,
    'validFrom', a.valid_from, 'validTo', a.valid_to,
    'successorIds', (select coalesce(jsonb_agg(s.successor_id order by s.successor_id), '[]') from public.area_successors s where s.area_id = a.id)
  ) order by a.id), '[]')
  from public.areas a
$$;
comment on function public.gazetteer is 'Every unit of every era, for the understanding of place names. Shape: Area[] of src/model/area.ts.';
grant execute on function public.gazetteer to anon, authenticated;
