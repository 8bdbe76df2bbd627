-- Who takes part: people and organisations, how they reach us, what they agreed to, and what they may do where.

create table public.organisations (
  id uuid primary key default gen_random_uuid(),
  name text not null check (length(name) between 1 and 200),
  type text not null check (type in ('state_agency', 'mass_org', 'enterprise', 'charity_fund', 'ngo_domestic', 'ngo_foreign',
    'religious', 'club', 'school', 'health_facility', 'fund')),
  is_foreign boolean not null default false
);
comment on table public.organisations is 'Organisations for which people act.';

create table public.people (
  id uuid primary key default gen_random_uuid(),
  display_name text check (length(display_name) between 1 and 200),
  language text check (language in ('vi', 'en')),
  language_chosen boolean not null default false,
  organisation_id uuid references public.organisations,
  phone text,
  is_foreign boolean not null default false,
  created_at timestamptz not null
);
comment on table public.people is
  'People who write to us. Before consent a row is only an id: no name, no phone. Children never have one.';
comment on column public.people.language_chosen is 'True when the person asked for this language; otherwise it follows what they write.';

create table public.channel_identities (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references public.people,
  channel text not null,
  address text not null,
  reachable boolean not null default true,
  last_seen_at timestamptz not null,
  unique (channel, address)
);
comment on table public.channel_identities is 'Where a person can be answered. One person may have several.';
create index channel_identities_person on public.channel_identities (person_id);

create table public.consents (
  id bigint generated always as identity primary key,
  person_id uuid not null references public.people,
  purpose text not null check (purpose in ('pledge', 'publish_name', 'share_phone', 'digest', 'ai_model')),
  text_version text not null,
  given_at timestamptz not null,
  withdrawn_at timestamptz
);
comment on table public.consents is 'What a person agreed to, with the version of the text they saw. Silence is not consent; purposes are never bundled.';
create unique index consents_current on public.consents (person_id, purpose) where withdrawn_at is null;

create table public.role_grants (
  id bigint generated always as identity primary key,
  person_id uuid not null references public.people,
  role text not null check (role in ('commune_officer', 'agency_officer', 'partner_officer', 'fund_officer', 'province_officer')),
  area_id text references public.areas,
  sector text check (sector in ('health', 'nutrition', 'education', 'recreation', 'clothing')),
  granted_by uuid references public.people,
  valid_from timestamptz not null,
  valid_to timestamptz,
  check (role <> 'commune_officer' or area_id is not null)
);
comment on table public.role_grants is 'Roles with their scope. Everybody is a donor without a row. granted_by is null when the operator at the machine invited.';
create index role_grants_person on public.role_grants (person_id);

create table public.invitations (
  id bigint generated always as identity primary key,
  code_hash bytea not null unique,
  role text not null check (role in ('commune_officer', 'agency_officer', 'partner_officer', 'fund_officer', 'province_officer')),
  area_id text references public.areas,
  sector text check (sector in ('health', 'nutrition', 'education', 'recreation', 'clothing')),
  created_by uuid references public.people,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  redeemed_by uuid references public.people,
  redeemed_at timestamptz,
  check (role <> 'commune_officer' or area_id is not null)
);
comment on table public.invitations is 'Single-use, expiring invitations bound to a role and its scope. Only the SHA-256 of the code is kept.';

alter table public.organisations enable row level security;
alter table public.people enable row level security;
alter table public.channel_identities enable row level security;
alter table public.consents enable row level security;
alter table public.role_grants enable row level security;
alter table public.invitations enable row level security;
create policy own_row on public.people for select to authenticated using (id = (select auth.uid()));
create policy own_rows on public.channel_identities for select to authenticated using (person_id = (select auth.uid()));
create policy own_rows on public.consents for select to authenticated using (person_id = (select auth.uid()));
create policy own_rows on public.role_grants for select to authenticated using (person_id = (select auth.uid()));
create policy own_organisation on public.organisations for select to authenticated
  using (id = (select p.organisation_id from public.people p where p.id = (select auth.uid())));
grant select on public.people, public.channel_identities, public.consents, public.role_grants, public.organisations to authenticated;

create function private.has_role(p_person uuid, p_role text, p_now timestamptz) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.role_grants g
    where g.person_id = p_person and g.role = p_role and coalesce(g.valid_to, 'infinity') > p_now)
$$;
comment on function private.has_role is 'True when the person holds the role now, whatever its scope.';

create function private.officer_scopes(p_person uuid, p_now timestamptz) returns table (area_id text, sector text)
language sql stable security definer rows 5 set search_path = '' as $$
  with recursive held as (
    select g.role, g.area_id, g.sector from public.role_grants g
    where g.person_id = p_person and g.role <> 'fund_officer' and coalesce(g.valid_to, 'infinity') > p_now
  ), units as (
    select h.area_id from held h where h.role in ('commune_officer', 'partner_officer') and h.area_id is not null
    union
    select a.id from public.areas a join units u on a.parent_id = u.area_id
  )
  select u.area_id, null from units u
  union all
  select null, case when h.role = 'agency_officer' then h.sector end from held h
  where h.role in ('province_officer', 'agency_officer') or h.role = 'partner_officer' and h.area_id is null
$$;
comment on function private.officer_scopes is
  'Where the person may act as an officer, null meaning any: the province everywhere, a commune in itself and below, an agency in its sector, a partner where it was invited to. The fund handles money only. A table, so that row level security asks once per query and not once per row.';

create function private.is_officer_for(p_person uuid, p_area text, p_sector text, p_now timestamptz) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from private.officer_scopes(p_person, p_now) s
    where (s.area_id is null or s.area_id = p_area) and (s.sector is null or s.sector = p_sector))
$$;
comment on function private.is_officer_for is 'True when the person may act as an officer for this unit and sector.';

create function private.has_consent(p_person uuid, p_purpose text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.consents where person_id = p_person and purpose = p_purpose and withdrawn_at is null)
$$;
comment on function private.has_consent is 'True while the person agrees to this purpose.';

create function private.give_consent(p_person uuid, p_purpose text, p_text_version text, p_now timestamptz) returns void
language sql volatile security definer set search_path = '' as $$
  insert into public.consents (person_id, purpose, text_version, given_at)
  values (p_person, p_purpose, p_text_version, p_now)
  on conflict (person_id, purpose) where withdrawn_at is null do nothing
$$;
comment on function private.give_consent is 'Records a consent once.';

create function private.initials(p_name text) returns text
language sql immutable set search_path = '' as $$
  select string_agg(upper(left(word, 1)) || '.', '' order by n)
  from regexp_split_to_table(trim(p_name), '\s+') with ordinality as w (word, n)
  where word <> ''
$$;
comment on function private.initials is 'The first letter of every word of a name, upper case, with full stops.';

grant execute on function private.has_role, private.officer_scopes, private.is_officer_for, private.has_consent to authenticated;
